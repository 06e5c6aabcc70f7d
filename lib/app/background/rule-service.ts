// Reconcile (law 2): what should be in force against what is, and the difference applied. Safe to run at any moment.
import { canonicalJson, fingerprintText } from "../../core/dnr/fingerprint.ts";
import type { HostPatch } from "../../core/policy/host-table.ts";
import type { EffectivePolicy, HostSet } from "../../core/policy/types.ts";
import type { World } from "../ports.ts";
import type { CategoryService } from "./category-service.ts";
import type { EnforcementService } from "./enforcement-service.ts";
import type { JudgeService } from "./judge-service.ts";
import type { ListService } from "./list-service.ts";
import type { Memory, StoredEnforcement } from "./memory.ts";
import { newlyBlocked } from "./newly-blocked.ts";
import { personPolicy } from "./person-policy.ts";
import { remember } from "./remember.ts";
import { createRuleLayers } from "./rule-layers.ts";
import { createRuleStanding, isMadeLater } from "./rule-standing.ts";
import { runOnce } from "./run-once.ts";

export const changeAlarm = "change";

export interface RuleService {
  /**
   * Makes the rules what they should be. `isFresh`: a new browser session, in which nothing is believed of what
   * was noted before. True where something changed. Rejects only where the stores do; what the browser refuses is noted.
   * What was opened or ended stands before anything else, also while a change of big lists is on its way.
   */
  reconcile(isFresh?: boolean): Promise<boolean>;
}

interface Wanted {
  readonly effective: EffectivePolicy;
  readonly fingerprint: string;
  /** Makes table and lists' rules anew: hosts left lists, or too many came. Done once the rest stands. */
  readonly fold?: () => Promise<unknown>;
  /** Hosts whose own service workers are to be forgotten: they are blocked from now on. */
  readonly blocked: readonly string[];
}

/** So many hosts that came to lists stand in session rules until the lists' own rules are made anew. */
const mostPatched = 1000;

const reasonOf = (error: unknown): string =>
  error instanceof Error ? error.message : String(error);

export function createRuleService(
  world: Pick<World, "rules" | "clock" | "alarms" | "self" | "state" | "siteSettings">,
  memory: Memory,
  parts: {
    readonly categories: CategoryService;
    readonly lists: ListService;
    readonly enforcement: EnforcementService;
    readonly judge: JudgeService;
  },
): RuleService {
  const { clock, alarms, self, siteSettings } = world;
  const { categories, lists, enforcement, judge } = parts;
  const settled = remember(world.state, "rules-for-1", (stored) =>
    typeof stored === "string" ? stored : "",
  );
  const standing = createRuleStanding(world, memory, { lists, enforcement, settled });
  const layers = createRuleLayers(world, memory, { enforcement, judge, settled, setsOf });
  let isFreshWanted = false;
  let hasChanged = false;
  let isRunning = false;

  /** All that decides what is in force, but for the moment: cheap to put together. */
  async function readInputs(): Promise<string> {
    const [policyPrint, managed, email, listStamp] = await Promise.all([
      memory.policyPrint.read(),
      memory.managed.read(),
      memory.user.read(),
      memory.listStamp.read(),
    ]);
    const parts = [self.version, policyPrint, managed.profile, email, listStamp];
    return fingerprintText(canonicalJson(parts.map((part) => part ?? "")));
  }

  async function readSets(): Promise<readonly HostSet[]> {
    const record = await memory.policy.read();
    const own = record === undefined ? [] : await lists.sets(record.policy);
    return [...(await categories.sets()), ...own];
  }

  /** The lists of one category alone: the others need not be read. */
  async function setsOf(category: string): Promise<readonly HostSet[]> {
    const { policy } = (await memory.policy.read()) ?? {};
    const builtIn = (await categories.sets()).filter((set) => set.category === category);
    if (policy === undefined) return builtIn;
    const own = policy.lists.filter((list) => list.category === category);
    return [...builtIn, ...(await lists.sets({ ...policy, lists: own }))];
  }

  /** Which lists there are, whatever stands in those that were fetched. */
  async function readListsPrint(): Promise<string> {
    const record = await memory.policy.read();
    return fingerprintText(canonicalJson([self.version, record?.policy.lists ?? null]));
  }

  /** What came to the lists and left them since the table was built; undefined where the table is not of these lists. */
  async function patchesSince(listsPrint: string): Promise<readonly HostPatch[] | undefined> {
    const base = await enforcement.base();
    const { tableName } = await enforcement.current();
    if (base === undefined || base.lists !== listsPrint || base.tableName !== tableName) {
      return undefined;
    }
    const stamp = await memory.listStamp.read();
    return stamp === base.listStamp ? [] : lists.patchesSince(base.listStamp);
  }

  /** What should be in force where that is not known to be; the gates decide by it from here on. */
  async function takeWanted(
    before: StoredEnforcement | undefined,
    inputs: string,
  ): Promise<Wanted> {
    const person = await personPolicy(memory, categories, clock.nowMs());
    const { effective } = person;
    const fingerprint = fingerprintText(canonicalJson({ effective, inputs }));
    const isKnown =
      before?.fingerprint === fingerprint &&
      !isMadeLater(before, clock.nowMs()) &&
      (await enforcement.current()).fingerprint === fingerprint;
    hasChanged ||= !isKnown;
    const record = await memory.policy.read();
    const stored = {
      ...person,
      words: await categories.words(record?.policy),
      fingerprint,
      inputs,
      madeAtMs: clock.nowMs(),
    };
    const from = { lists: await readListsPrint(), listStamp: await memory.listStamp.read() };
    // A moment before the rules do.
    const makeAnew = async () => enforcement.replace(stored, await readSets(), from);
    const patches = await patchesSince(from.lists);
    const count = (patches ?? []).reduce((sum, { added }) => sum + added.length, 0);
    if (patches === undefined || count > mostPatched) {
      await makeAnew();
      return { effective, fingerprint, blocked: newlyBlocked(before?.effective, effective) };
    }
    const added = patches.map((patch) => ({ ...patch, removed: [] }));
    const { table } = isKnown
      ? await enforcement.current()
      : await enforcement.renew(stored, added);
    const blocked = newlyBlocked(before?.effective, effective, { table, patches: added });
    const isToFold = patches.some(({ removed }) => removed.length > 0);
    return { effective, fingerprint, blocked, ...(isToFold ? { fold: makeAnew } : {}) };
  }

  async function setChangeAlarm(effective: EffectivePolicy): Promise<void> {
    const lesson = await judge.lesson();
    const opened = [
      ...(await judge.proceeded()),
      ...(await judge.unlocks()),
      ...(lesson === undefined ? [] : [lesson]),
    ];
    const moments = opened.map((one) => one.untilMs);
    if (effective.changesAtMs !== undefined) moments.push(effective.changesAtMs);
    const graceEndsMs = await judge.agreementWaitsUntilMs(effective);
    if (graceEndsMs !== undefined) moments.push(graceEndsMs);
    if (moments.length === 0) await alarms.clear(changeAlarm);
    else await alarms.at(changeAlarm, Math.max(Math.min(...moments), clock.nowMs() + 1000));
  }

  async function apply(
    wanted: Wanted | undefined,
    effective: EffectivePolicy,
    isFresh: boolean,
  ): Promise<void> {
    if (await layers.applySession(effective)) hasChanged = true;
    if (wanted === undefined) return;
    if (wanted.fold !== undefined) await wanted.fold();
    await layers.applyDynamic({ ...wanted, isFresh, sets: readSets });
    // What stood in session rules while it was on its way goes.
    await layers.applySession(effective);
    if (wanted.blocked.length > 0) await siteSettings.forgetWorkers(wanted.blocked);
  }

  const run = runOnce(async () => {
    isRunning = true;
    try {
      const isFresh = isFreshWanted;
      isFreshWanted = false;
      const before = await memory.enforcement.read();
      const inputs = await readInputs();
      const isAsNoted =
        before !== undefined && (await standing.isStanding(inputs, before, isFresh));
      const wanted = isAsNoted ? undefined : await takeWanted(before, inputs);
      const effective = wanted?.effective ?? before?.effective;
      if (effective === undefined) return;
      let trouble = "";
      try {
        await apply(wanted, effective, isFresh);
      } catch (error) {
        // An update is whole or not at all: the rules from before are still in force, and the gates know the new.
        trouble = reasonOf(error);
        await memory.ruleMarks.write(undefined);
      }
      if ((await memory.ruleTrouble.read()) !== trouble) await memory.ruleTrouble.write(trouble);
      await setChangeAlarm(effective);
    } finally {
      isRunning = false;
    }
  });

  /** What was opened or ended does not wait until a change of big lists, which takes seconds, has gone through. */
  async function applyOpenedNow(): Promise<void> {
    const stored = await memory.enforcement.read();
    if (stored === undefined) return;
    try {
      if (await layers.applySession(stored.effective)) hasChanged = true;
    } catch {
      // The run that follows tries again and says why it cannot.
    }
  }

  return {
    async reconcile(isFresh = false) {
      isFreshWanted ||= isFresh;
      if (isRunning) await applyOpenedNow();
      await run();
      const changed = hasChanged;
      hasChanged = false;
      return changed;
    },
  };
}
