// A Chromebook with the real worker on it: its disk and its alarms outlive it, it itself may end at any turn.
import "fake-indexeddb/auto";
import { gzipSync } from "node:zlib";
import { createBackground, type Background } from "../../lib/app/background/create-background.ts";
import type { EventStore, World } from "../../lib/app/ports.ts";
import type { MessageReply } from "../../lib/contract/message.ts";
import { createEventStore } from "../../lib/platform/event-store.ts";
import { createNetwork } from "../../lib/platform/network.ts";
import { id as extensionId, origin } from "../support/fakes/begin-background.ts";
import {
  createDisk,
  createFakeWorld,
  fakeConfig,
  fakePolicy,
  type FakeWorld,
} from "../support/fakes/fake-world.ts";
import type { Dice } from "./chance.ts";
import type { Life, Stage } from "./stage.ts";

/** Something that a pupil or a page tells, again and again until it is told that it is kept. */
export interface Telling {
  readonly marker: string;
  readonly kind: "worry" | "finding";
  readonly isUrgent: boolean;
  readonly message: unknown;
  readonly from: object;
  isUnderWay: boolean;
  isDone: boolean;
}

class QuotaExceededError extends Error {
  override readonly name = "QuotaExceededError";
}

export interface SimDevice {
  readonly tellings: Telling[];
  readonly store: EventStore;
  /** Ids that the disk has taken as new. */
  readonly taken: Set<string>;
  /** Ids that gave way in a full store; some of them had arrived before, and the answer was lost. */
  readonly dropped: ReadonlySet<string>;
  /** The device's clock less the true time, ms. */
  offsetMs: number;
  /** So many of the next additions find no room. */
  fullFor: number;
  life(): Life;
  end(how: "worker" | "browser"): void;
  /** Tells what is not under way. */
  tell(): void;
  changePolicy(version: string): void;
  /** Fires the alarms that are due, and the deadlines. */
  pass(): void;
  /** The next moment at which something is due, true ms. */
  nextAtMs(): number | undefined;
}

let databases = 0;

export function createSimDevice(given: {
  readonly device: number;
  readonly stage: Stage;
  readonly dice: Dice;
  readonly now: () => number;
  readonly token: string;
  readonly onDisk: boolean;
}): SimDevice {
  const { device, stage, dice, now } = given;
  const disk = createDisk();
  const store = given.onDisk ? createEventStore(`faults-${(databases += 1)}`) : disk.events;
  const alarms = new Map<string, number>();
  let timers: { readonly atMs: number; readonly life: Life; readonly go: () => void }[] = [];
  let config = { ...fakeConfig(), deviceToken: given.token };
  let policyVersion = "1";
  const network = createNetwork();
  const taken = new Set<string>();
  const dropped = new Set<string>();
  let life: Life;
  let world: FakeWorld;
  let background: Background;

  const sim: SimDevice = {
    tellings: [],
    store,
    taken,
    dropped,
    offsetMs: 0,
    fullFor: 0,
    life: () => life,
    end(how) {
      life.isOver = true;
      const { haveRulesStood, runName } = world;
      for (const telling of sim.tellings) telling.isUnderWay = false;
      if (how === "browser") alarms.clear();
      begin(how === "worker" ? { haveRulesStood, runName } : {});
      if (how === "browser") background.onStartup();
    },
    tell() {
      for (const telling of sim.tellings) {
        if (telling.isUnderWay) continue;
        telling.isUnderWay = true;
        const mine = life;
        void background.onMessage(telling.message, telling.from).then((answer) => {
          if (mine.isOver) return;
          telling.isUnderWay = false;
          telling.isDone = (answer as MessageReply<"worry/send">).ok;
        });
      }
    },
    changePolicy(version) {
      policyVersion = version;
      config = { ...config, policy: JSON.stringify(fakePolicy({ version: policyVersion })) };
      world.managedValues = config;
      background.onManagedChanged();
    },
    pass() {
      const dueTimers = timers.filter(({ atMs }) => atMs <= now());
      timers = timers.filter(({ atMs, life: whose }) => atMs > now() && !whose.isOver);
      for (const { life: whose, go } of dueTimers) if (!whose.isOver) go();
      const due = [...alarms].filter(([, atMs]) => atMs <= now() + sim.offsetMs);
      for (const [name] of due) {
        alarms.delete(name);
        background.onAlarm(name);
      }
    },
    nextAtMs() {
      const moments = [...alarms.values()].map((atMs) => atMs - sim.offsetMs);
      moments.push(...timers.filter((one) => !one.life.isOver).map(({ atMs }) => atMs));
      return moments.length === 0 ? undefined : Math.min(...moments);
    },
  };

  function begin(session: Partial<Pick<FakeWorld, "haveRulesStood" | "runName">>): void {
    life = { device, isOver: false };
    world = createFakeWorld(disk);
    Object.assign(world, session, overrides(life));
    world.managedValues = config;
    world.signedIn = `pupil-${device}@pupils.example-academy.test`;
    background = createBackground(world);
    void background.wake();
  }

  function overrides(mine: Life): Partial<World> {
    const gate = <T>(work: () => Promise<T>): Promise<T> => stage.gate(mine, work);
    const gated = <Port extends object>(port: Port): Port => {
      const calls = Object.entries(port).map(([name, call]) => [
        name,
        typeof call === "function"
          ? (...args: unknown[]) =>
              gate(() => Promise.resolve((call as (...all: unknown[]) => unknown)(...args)))
          : call,
      ]);
      return Object.fromEntries(calls) as Port;
    };
    const base = createFakeWorld(disk);
    const counting: EventStore = {
      ...store,
      async add(wanted) {
        if (sim.fullFor > 0) {
          sim.fullFor -= 1;
          throw new QuotaExceededError();
        }
        const added = await store.add(wanted);
        // What tells of the queue's own trouble is not counted where it gives way.
        if (added.isNew && wanted.record.event.kind !== "health") taken.add(added.id);
        return added;
      },
      async makeRoom(bytes) {
        const before = await store.entries(Number.MAX_SAFE_INTEGER);
        const freed = await store.makeRoom(bytes);
        const left = new Set((await store.entries(Number.MAX_SAFE_INTEGER)).map(({ id }) => id));
        for (const { id } of before) if (!left.has(id)) dropped.add(id);
        return freed;
      },
    };
    return {
      events: gated(counting),
      state: gated(base.state),
      network: gated(network),
      deviceKey: gated(base.deviceKey),
      pack: { gzip: (bytes) => Promise.resolve(new Uint8Array(gzipSync(bytes))) },
      clock: {
        nowMs: () => now() + sim.offsetMs,
        after: (delayMs) =>
          new Promise((resolve) => {
            timers.push({ atMs: now() + delayMs, life: mine, go: () => resolve(undefined) });
          }),
      },
      chance: { bytes: (count) => base.chance.bytes(count), fraction: () => dice.fraction() },
      alarms: {
        at(name, atMs) {
          alarms.set(name, atMs);
          return Promise.resolve();
        },
        clear(name) {
          alarms.delete(name);
          return Promise.resolve();
        },
      },
    };
  }

  begin({});
  return sim;
}

const letters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const severities = ["low", "medium", "high", "critical"] as const;

/** The n-th thing to tell: a worry now and then, else a finding of any gravity, each on a site of its own. */
export function makeTelling(marker: string, number: number, dice: Dice): Telling {
  const claim = Array.from({ length: 24 }, () => letters[dice.whole(32)]).join("");
  const common = { marker, isUnderWay: false, isDone: false };
  if (dice.chance(0.15)) {
    const body = { what: "other", tell: "dsl", words: marker, reach: "", address: "", named: true };
    return {
      ...common,
      kind: "worry",
      isUrgent: true,
      message: { schoolgate: "worry/send", body: { ...body, claim } },
      from: { id: extensionId, url: `${origin}/report.html`, origin },
    };
  }
  const severity = severities[dice.whole(dice.chance(0.2) ? 4 : 3)] ?? "low";
  const site = `https://site-${number}.test`;
  return {
    ...common,
    kind: "finding",
    isUrgent: severity === "critical",
    message: {
      schoolgate: "page/finding",
      body: {
        claim,
        source: dice.pick(["page", "typed"]),
        theme: "bullying",
        severity,
        score: 90,
        excerpt: marker,
        matches: [],
        excuses: [],
        title: "",
      },
    },
    from: {
      id: extensionId,
      url: `${site}/room`,
      origin: site,
      frameId: 0,
      tab: { id: number, url: `${site}/room` },
    },
  };
}
