// The whole world of the worker's services, in memory. What survives a worker's death lives in `Disk`:
// a second `createFakeWorld` on the same disk is the next life.
import type { FetchedBytes, FetchedText, OpenTab, World } from "../../../lib/app/ports.ts";
import type { UpdatePlan } from "../../../lib/core/dnr/plan-update.ts";
import type { DnrRule } from "../../../lib/core/dnr/types.ts";
import { FakeCollector } from "./fake-collector.ts";
import { createFakeCrypt } from "./fake-crypt.ts";
import { createFakeDeviceKey } from "./fake-device-key.ts";
import type { FakeKeyDisk } from "./fake-device-key.ts";
import { createFakeEventStore } from "./fake-event-store.ts";
import { createSealer } from "../../../lib/platform/sealer.ts";
import { createFakeSeal } from "./fake-seal.ts";
import type { FakeEventStore } from "./fake-event-store.ts";

export interface Disk {
  readonly state: Map<string, unknown>;
  readonly blobs: Map<string, unknown>;
  readonly events: FakeEventStore;
  dynamic: DnrRule[];
  session: DnrRule[];
  isBaselineOn: boolean;
  /** Rises as the keys of the seal are thrown away. */
  sealKeys: number;
  readonly device: FakeKeyDisk;
  /** How often chance was asked. */
  chances: number;
}

export function createDisk(): Disk {
  return {
    state: new Map(),
    blobs: new Map(),
    events: createFakeEventStore(),
    dynamic: [],
    session: [],
    isBaselineOn: true,
    sealKeys: 1,
    device: {},
    chances: 0,
  };
}

export interface FakeWorld extends World {
  readonly events: FakeEventStore;
  readonly disk: Disk;
  readonly collector: FakeCollector;
  /** Unix ms; moves only by hand. */
  nowMs: number;
  managedValues: unknown;
  signedIn: string;
  openTabs: OpenTab[];
  /** By "tab/frame". */
  readonly framePaths: Map<string, readonly string[]>;
  /** By address. */
  readonly texts: Map<string, FetchedText>;
  /** By address. */
  readonly files: Map<string, FetchedBytes>;
  readonly fetched: { address: string; token: string | undefined; etag: string | undefined }[];
  readonly alarmsAt: Map<string, number>;
  readonly sent: { tabId: number; address: string }[];
  readonly injected: number[];
  /** Addresses of tabs that were opened, and what the toolbar's button was called. */
  readonly opened: string[];
  readonly titles: string[];
  /** What the menu of a page was called, and the browser's own language. */
  readonly menus: string[];
  browserLanguage: string;
  /** The packed phrase tables, of English and of every language. */
  tables: ArrayBuffer;
  /** "tab/frame what" of each frame that was given what looks after people. */
  readonly cares: string[];
  /** How often the worry form was opened from a page. */
  worriesOpened: number;
  /** Of this run of the browser. */
  care: unknown;
  readonly stopped: number[];
  /** As it was set last: the hosts, undefined, or "never" where it was not. */
  cameraAndMicrophone: readonly string[] | undefined | "never";
  readonly forgotten: string[];
  /** The next rule updates are refused with this. */
  ruleRefusal: string | undefined;
  /** Called before each write to state: throws to end a life there. */
  beforeWrite: (name: string) => void;
  refusal: string | undefined;
  haveRulesStood: boolean;
  /** Of this run of the browser. */
  runName: string;
  /** Each reading of the dynamic rules: of how many ids, or all. */
  readonly readRules: (number | "all")[];
}

export const fakeCategories = [
  {
    id: "gambling",
    title: "Gambling",
    why: "Costs money.",
    pupil: "This site is about betting.",
    strictest: "block",
    hosts: ["bets.test", "casino.test"],
  },
  {
    id: "shopping",
    title: "Shopping",
    why: "Takes lesson time.",
    pupil: "This site is a shop.",
    strictest: "warn",
    hosts: ["shop.test"],
  },
  {
    id: "ai-services",
    title: "AI services",
    why: "Schools want to know.",
    pupil: "This site answers by machine.",
    strictest: "monitor",
    hosts: ["robot.test"],
  },
];

export const startAtMs = Date.UTC(2026, 10, 22, 9);

export function createFakeWorld(disk: Disk = createDisk()): FakeWorld {
  // Stored values are copies, as they are on a disk.
  const copy = <T>(value: T): T => structuredClone(value);
  const applied = (rules: DnrRule[], plan: UpdatePlan): DnrRule[] => {
    if (world.ruleRefusal !== undefined) throw new Error(world.ruleRefusal);
    const gone = new Set(plan.removeRuleIds);
    return [...rules.filter((rule) => !gone.has(rule.id)), ...copy(plan.addRules)];
  };
  const world: FakeWorld = {
    disk,
    collector: new FakeCollector(),
    nowMs: startAtMs,
    managedValues: {},
    signedIn: "",
    openTabs: [],
    framePaths: new Map(),
    texts: new Map(),
    files: new Map(),
    fetched: [],
    alarmsAt: new Map(),
    sent: [],
    injected: [],
    opened: [],
    titles: [],
    menus: [],
    browserLanguage: "en-GB",
    tables: new ArrayBuffer(0),
    cares: [],
    worriesOpened: 0,
    care: undefined,
    stopped: [],
    cameraAndMicrophone: "never",
    forgotten: [],
    ruleRefusal: undefined,
    beforeWrite: () => {},
    refusal: undefined,
    haveRulesStood: false,
    runName: "a run",
    readRules: [],
    clock: {
      nowMs: () => world.nowMs,
      // Deadlines of fakes never come: what they guard is tested by hand. Who only lets others go first goes on at once.
      after: (delayMs) => (delayMs === 0 ? Promise.resolve(undefined) : new Promise(() => {})),
    },
    chance: {
      bytes(count) {
        // Never the same twice, whatever life asks.
        disk.chances += 1;
        const turn = disk.chances;
        return Uint8Array.from({ length: count }, (_, place) =>
          place < count - 4 ? 0 : (turn >> (5 * (count - 1 - place))) & 31,
        );
      },
      fraction: () => 0.5,
    },
    state: {
      get: (name) => Promise.resolve(copy(disk.state.get(name))),
      set(name, value) {
        world.beforeWrite(name);
        // JSON, as storage.local keeps it; the adapter forgets what is set to undefined.
        if (value === undefined) disk.state.delete(name);
        else disk.state.set(name, JSON.parse(JSON.stringify(value)) as unknown);
        return Promise.resolve();
      },
      remove: (name) => Promise.resolve(void disk.state.delete(name)),
    },
    session: {
      haveRulesStood: () => Promise.resolve(world.haveRulesStood),
      noteRulesStand: () => Promise.resolve(void (world.haveRulesStood = true)),
      runName: () => Promise.resolve(world.runName),
      care: () => Promise.resolve(copy(world.care)),
      keepCare: (value) => Promise.resolve(void (world.care = copy(value))),
    },
    blobs: {
      get: (name) => Promise.resolve(disk.blobs.get(name)),
      set: (name, value) => Promise.resolve(void disk.blobs.set(name, value)),
      remove: (name) => Promise.resolve(void disk.blobs.delete(name)),
      names: () => Promise.resolve([...disk.blobs.keys()]),
    },
    managed: { read: () => Promise.resolve(world.managedValues) },
    identity: { email: () => Promise.resolve(world.signedIn) },
    rules: {
      dynamicRules(ids) {
        world.readRules.push(ids?.length ?? "all");
        return Promise.resolve(
          disk.dynamic.filter((rule) => ids === undefined || ids.includes(rule.id)),
        );
      },
      sessionRules: () => Promise.resolve(disk.session),
      async updateDynamic(plan) {
        disk.dynamic = await Promise.resolve(applied(disk.dynamic, plan));
      },
      async updateSession(plan) {
        disk.session = await Promise.resolve(applied(disk.session, plan));
      },
      isBaselineOn: () => Promise.resolve(disk.isBaselineOn),
      setBaseline: (on) => Promise.resolve(void (disk.isBaselineOn = on)),
    },
    assets: {
      categories: () => Promise.resolve(fakeCategories),
      lexicon: () => Promise.resolve(world.tables),
    },
    network: {
      fetchText({ address, token, etag }) {
        // Asked beside everything else; a school without keys is the rule here.
        if (address.endsWith("/api/v1/safeguarding-keys")) {
          const text = JSON.stringify({ schoolgate: "no-keys" });
          return Promise.resolve(world.texts.get(address) ?? { kind: "text", text, etag: "" });
        }
        world.fetched.push({ address, token, etag });
        return Promise.resolve(
          world.texts.get(address) ?? { kind: "failed", why: "no connection" },
        );
      },
      fetchBytes({ address, token, etag }) {
        world.fetched.push({ address, token, etag });
        return Promise.resolve(
          world.files.get(address) ?? { kind: "failed", why: "no connection" },
        );
      },
      postBatch({ address, body, headers }) {
        const text = typeof body === "string" ? body : new TextDecoder().decode(body);
        if (address.endsWith("/api/v1/orders")) {
          return Promise.resolve(world.collector.postOrders(text, world.nowMs));
        }
        if (address.endsWith("/api/v1/request-answers")) {
          return Promise.resolve(world.collector.postRequestAnswers(text));
        }
        if (address.endsWith("/api/v1/devices")) {
          return Promise.resolve(world.collector.enrol(text));
        }
        return Promise.resolve(world.collector.post(text, headers));
      },
    },
    tabs: {
      list: () => Promise.resolve(world.openTabs),
      get: (id) => Promise.resolve(world.openTabs.find((tab) => tab.id === id)),
      framePath: (tabId, frameId) =>
        Promise.resolve(world.framePaths.get(`${tabId}/${frameId}`) ?? []),
      framePaths: (tabId) =>
        Promise.resolve(
          [...world.framePaths]
            .filter(([key]) => key.startsWith(`${tabId}/`))
            .map(([, path]) => path),
        ),
      active: () => Promise.resolve(world.openTabs[0]),
      send: (tabId, address) => Promise.resolve(void world.sent.push({ tabId, address })),
      injectCare: (tabId, frameId, what) =>
        Promise.resolve(void world.cares.push(`${tabId}/${frameId} ${what}`)),
      openWorry: () => {
        world.worriesOpened += 1;
        return Promise.resolve(true);
      },
      inject: (tabId) => Promise.resolve(void world.injected.push(tabId)),
      open: (address) => Promise.resolve(void world.opened.push(address)),
    },
    toolbar: {
      setTitle: (title) => Promise.resolve(void world.titles.push(title)),
      setMenu: (title) => Promise.resolve(void world.menus.push(title)),
      get language() {
        return world.browserLanguage;
      },
    },
    alarms: {
      at: (name, atMs) => Promise.resolve(void world.alarmsAt.set(name, atMs)),
      clear: (name) => Promise.resolve(void world.alarmsAt.delete(name)),
    },
    self: {
      id: "abcdefghijklmnopabcdefghijklmnop",
      origin: "chrome-extension://abcdefghijklmnopabcdefghijklmnop",
      version: "0.1.0",
      installType: () => Promise.resolve("admin"),
      gateRefusal: () => world.refusal,
    },
    events: disk.events,
    crypt: createFakeCrypt(),
    // Packed to itself: what packing makes of it, the adapter's own test knows.
    pack: { gzip: (bytes) => Promise.resolve(bytes) },
    deviceKey: createFakeDeviceKey(disk.device),
    sealer: createSealer(),
    seal: createFakeSeal(disk),
    vault: createFakeSeal({ sealKeys: 0 }),
    downloads: { stop: (id) => Promise.resolve(void world.stopped.push(id)) },
    probe: {
      // The fake browser stops what a rule of its names, as the real one does.
      tryHost: (host) =>
        Promise.resolve(
          [...disk.dynamic, ...disk.session].some(
            ({ action, condition }) =>
              action.type === "block" && condition.requestDomains?.includes(host) === true,
          )
            ? "stopped"
            : "not-stopped",
        ),
    },
    siteSettings: {
      setCameraAndMicrophone: (only) => Promise.resolve(void (world.cameraAndMicrophone = only)),
      forgetWorkers: (hosts) => Promise.resolve(void world.forgotten.push(...hosts)),
    },
  };
  return world;
}

/** A policy of the invented school as a person would write it; `changes` lie over its top level. */
export function fakePolicy(changes: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    schoolgate: 1,
    version: "1",
    school: {
      name: "Example Academy",
      dsl: "dsl",
      head: "head",
      contacts: [
        {
          id: "dsl",
          name: "Ms Ode Example",
          role: "Designated Safeguarding Lead",
          where: "Room 4",
        },
        { id: "head", name: "Mr Tam Sample", role: "Headteacher" },
      ],
    },
    profiles: {
      pupil: {
        reading: "ks3",
        categories: { gambling: "block", shopping: "warn", "ai-services": "monitor" },
        monitoring: { page: true, typed: true, search: true, blockedVisits: true },
      },
    },
    strictest: "pupil",
    reporting: { batchSeconds: 60, batchEvents: 50 },
    ...changes,
  };
}

export const fakeConfig = (policy: Record<string, unknown> = fakePolicy()) => ({
  policy: JSON.stringify(policy),
  profile: "pupil",
  collectorAddress: "https://collector.example-academy.test",
  deviceToken: "a-token",
  deviceLabel: "Trolley 2, number 7",
});
