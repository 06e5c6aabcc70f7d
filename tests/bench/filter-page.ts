// Runs in a page of a stub extension: the product's own rule service on the browser's own rules, with lists of any size.
import { createCategoryService } from "../../lib/app/background/category-service.ts";
import { createEnforcementService } from "../../lib/app/background/enforcement-service.ts";
import { createMemory } from "../../lib/app/background/memory.ts";
import { createRuleService } from "../../lib/app/background/rule-service.ts";
import type { World } from "../../lib/app/ports.ts";
import { parsePolicy } from "../../lib/contract/parse-policy.ts";
import { isBulkId } from "../../lib/core/dnr/rule-ids.ts";
import type { HostPatch } from "../../lib/core/policy/host-table.ts";
import type { Unlock } from "../../lib/core/policy/types.ts";
import { createWorld } from "../../lib/platform/create-world.ts";
import { makeHosts } from "./made-hosts.ts";

export interface FilterBench {
  /** Puts so many hosts in force, from nothing. */
  load(count: number): Promise<{
    reconcileMs: number;
    updateMs: number;
    /** Of the lists, and of all that the policy says besides. */
    listRules: number;
    otherRules: number;
  }>;
  /** From the call to the browser's own matcher saying so, and until all has settled. */
  unlock(): Promise<Change>;
  addHost(): Promise<Change>;
  addBlock(): Promise<Change>;
  /** An unlock while a changed entry is being settled into the dynamic rules. */
  unlockWhileSettling(): Promise<Change>;
}

interface Change {
  readonly effectMs: number;
  readonly settledMs: number;
}

const categories = [
  { id: "games", title: "Games", why: "Why.", pupil: "Pupil.", strictest: "block", hosts: [] },
];

let block: readonly string[] = [];
let turn = 0;
let hosts: readonly string[] = [];
let patches: readonly HostPatch[] = [];
let unlocks: readonly Unlock[] = [];
let updateMs = 0;

const real = createWorld(() => undefined);
const world: World = {
  ...real,
  assets: { ...real.assets, categories: () => Promise.resolve(categories) },
  rules: {
    ...real.rules,
    async updateDynamic(plan) {
      const begunMs = performance.now();
      await real.rules.updateDynamic(plan);
      updateMs = performance.now() - begunMs;
    },
  },
  siteSettings: { ...real.siteSettings, forgetWorkers: () => Promise.resolve() },
};
const memory = createMemory(world);
const categoryService = createCategoryService(world.assets);
const rules = createRuleService(world, memory, {
  categories: categoryService,
  enforcement: createEnforcementService(world, memory, categoryService),
  lists: {
    refresh: () => Promise.resolve(),
    areWhole: () => Promise.resolve(true),
    sets: () =>
      Promise.resolve([{ id: "big", category: "games", title: "Big", rule: "lists.0", hosts }]),
    patchesSince: () => Promise.resolve(patches),
    view: () => Promise.resolve([]),
  },
  judge: {
    judge: () => Promise.reject(new Error("not asked here")),
    current: () => Promise.reject(new Error("not asked here")),
    isAgreementDue: () => Promise.resolve(false),
    agreementWaitsUntilMs: () => Promise.resolve(undefined),
    proceeded: () => Promise.resolve([]),
    unlocks: () => Promise.resolve(unlocks),
    lesson: () => Promise.resolve(undefined),
  },
});

async function writePolicy(): Promise<void> {
  turn += 1;
  const parsed = parsePolicy(
    JSON.stringify({
      schoolgate: 1,
      version: String(turn),
      school: {
        name: "Example Academy",
        dsl: "dsl",
        contacts: [{ id: "dsl", name: "Ms Example", role: "Safeguarding lead" }],
      },
      lists: [{ id: "big", title: "Big", category: "games", address: "big.txt" }],
      profiles: { pupil: { categories: { games: "block" }, block } },
      strictest: "pupil",
    }),
  );
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.error));
  const fingerprint = `policy-${turn}`;
  await memory.policy.write({
    policy: parsed.value,
    beside: "",
    fingerprint,
    address: "",
    etag: "",
    atMs: Date.now(),
  });
  await memory.policyPrint.write(fingerprint);
}

/** The browser's own types name this as an enum that does not exist at run time. */
const pageType = "main_frame" as unknown as chrome.declarativeNetRequest.ResourceType;

/** Resolves when the browser's matcher names a rule from these ids for the page. */
async function untilRule(host: string, first: number, last: number): Promise<void> {
  for (;;) {
    const { matchedRules } = await chrome.declarativeNetRequest.testMatchOutcome({
      url: `https://${host}/`,
      type: pageType,
    });
    if (matchedRules.some(({ ruleId }) => ruleId >= first && ruleId <= last)) return;
  }
}

async function change(host: string, first: number, last: number): Promise<Change> {
  const begunMs = performance.now();
  const settled = rules.reconcile().then(() => performance.now() - begunMs);
  await untilRule(host, first, last);
  const effectMs = performance.now() - begunMs;
  return { effectMs, settledMs: await settled };
}

function openedNow(): string {
  turn += 1;
  const host = hosts[turn * 7] ?? "";
  const unlock: Unlock = {
    id: `u${turn}`,
    what: { kind: "site", host },
    untilMs: Date.now() + 3_600_000,
    by: "Ms Example",
    why: "measuring",
  };
  unlocks = [unlock];
  return host;
}

async function blockOne(): Promise<string> {
  const host = `blocked-${turn}.example`;
  block = [...block, host];
  await writePolicy();
  return host;
}

const bench: FilterBench = {
  async load(count) {
    hosts = makeHosts(count);
    patches = [];
    unlocks = [];
    await writePolicy();
    await memory.listStamp.write(`big:${turn}`);
    const begunMs = performance.now();
    await rules.reconcile(true);
    const reconcileMs = performance.now() - begunMs;
    const trouble = await memory.ruleTrouble.read();
    if (trouble !== "") throw new Error(trouble);
    const all = (await memory.ruleMarks.read()) ?? [];
    const listRules = all.filter(({ id }) => isBulkId(id)).length;
    return { reconcileMs, updateMs, listRules, otherRules: all.length - listRules };
  },
  unlock: () => change(openedNow(), 1_001_000, 1_002_999),
  async addHost() {
    turn += 1;
    const host = `added-${turn}.test`;
    patches = [...patches, { set: "big", added: [host], removed: [] }];
    await memory.listStamp.write(`big:${turn}`);
    return change(host, 3_000_000, 3_999_999);
  },
  async addBlock() {
    const host = await blockOne();
    return change(host, 2_000_000, 2_999_999);
  },
  async unlockWhileSettling() {
    await blockOne();
    const settling = rules.reconcile();
    // Until the dynamic update has begun: what stands meanwhile in session rules is there.
    await untilRule(block.at(-1) ?? "", 2_000_000, 2_999_999);
    const measured = await change(openedNow(), 1_001_000, 1_002_999);
    await settling;
    return measured;
  },
};
Object.assign(globalThis, { filterBench: bench });
