// Reconcile (law 2): what should be in force against what is, and the difference applied. Safe to run at any moment.
import { needsSets } from "../../core/dnr/add-opened.ts";
import { compilePolicy, compileVolatile } from "../../core/dnr/compile-policy.ts";
import { canonicalJson, fingerprintText } from "../../core/dnr/fingerprint.ts";
import { isEmptyPlan, markRules, planUpdate } from "../../core/dnr/plan-update.ts";
import { baselinePolicy } from "../../core/policy/baseline.ts";
import { effectivePolicy } from "../../core/policy/effective-policy.ts";
import { pickProfile } from "../../core/policy/pick-profile.ts";
import { protectedSites } from "../../core/policy/protected-sites.ts";
import type { EffectivePolicy, HostSet } from "../../core/policy/types.ts";
import type { World } from "../ports.ts";
import type { CategoryService } from "./category-service.ts";
import type { EnforcementService } from "./enforcement-service.ts";
import type { JudgeService } from "./judge-service.ts";
import type { ListService } from "./list-service.ts";
import type { Memory, StoredEnforcement } from "./memory.ts";
import { ourPages } from "./pages.ts";
import { createRuleStanding, isMadeLater } from "./rule-standing.ts";
import { runOnce } from "./run-once.ts";

export const changeAlarm = "change";

export interface RuleService {
  /**
   * Makes the rules what they should be. `isFresh`: a new browser session, in which nothing is believed of what
   * was noted before. True where something changed. Rejects only where the stores do; what the browser refuses is noted.
   */
  reconcile(isFresh?: boolean): Promise<boolean>;
}

interface Wanted {
  readonly effective: EffectivePolicy;
  readonly profileWhy: string;
  readonly sets: readonly HostSet[];
  readonly inputs: string;
  readonly fingerprint: string;
  readonly policyAtMs: number | undefined;
}

const noPolicyWhy = "No valid policy has arrived: the built-in strictest holds.";
const reasonOf = (error: unknown): string =>
  error instanceof Error ? error.message : String(error);

export function createRuleService(
  world: Pick<World, "rules" | "clock" | "alarms" | "self">,
  memory: Memory,
  parts: {
    readonly categories: CategoryService;
    readonly lists: ListService;
    readonly enforcement: EnforcementService;
    readonly judge: JudgeService;
  },
): RuleService {
  const { rules, clock, alarms, self } = world;
  const { categories, lists, enforcement, judge } = parts;
  const standing = createRuleStanding(world, memory, { lists, enforcement });
  let isFreshWanted = false;
  let hasChanged = false;

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

  async function readWanted(inputs: string): Promise<Wanted> {
    const [record, managed, email, builtIn] = await Promise.all([
      memory.policy.read(),
      memory.managed.read(),
      memory.user.read(),
      categories.all(),
    ]);
    const picked =
      record === undefined
        ? undefined
        : pickProfile(record.policy, { managedProfile: managed.profile, email });
    const effective =
      record === undefined || picked === undefined
        ? baselinePolicy(builtIn)
        : effectivePolicy(record.policy, {
            profile: picked.profile,
            categories: builtIn,
            protectedHosts: protectedSites.map((site) => site.host),
            atMs: clock.nowMs(),
          });
    return {
      effective,
      profileWhy: picked?.why ?? noPolicyWhy,
      sets: await readSets(),
      inputs,
      fingerprint: fingerprintText(canonicalJson({ effective, inputs })),
      policyAtMs: record?.atMs,
    };
  }

  async function storeEnforcement(wanted: Wanted): Promise<void> {
    const record = await memory.policy.read();
    await enforcement.replace(
      {
        effective: wanted.effective,
        words: await categories.words(record?.policy),
        profileWhy: wanted.profileWhy,
        fingerprint: wanted.fingerprint,
        inputs: wanted.inputs,
        madeAtMs: clock.nowMs(),
        ...(wanted.policyAtMs === undefined ? {} : { policyAtMs: wanted.policyAtMs }),
      },
      wanted.sets,
    );
  }

  async function applyDynamic(wanted: Wanted, isFresh: boolean): Promise<void> {
    // From here until it has gone through, nothing is believed of what was noted: neither by this life nor the next.
    const marks = isFresh ? undefined : await memory.ruleMarks.read();
    await memory.ruleMarks.write(undefined);
    const isPolicy = wanted.effective.origin === "policy";
    // Without a policy the package's own static ruleset holds: it is the same list, already indexed.
    const dynamic = isPolicy
      ? compilePolicy({
          effective: wanted.effective,
          sets: wanted.sets,
          state: {},
          pages: ourPages(self),
          atMs: clock.nowMs(),
        }).dynamic
      : [];
    const wantedMarks = markRules(dynamic);
    const plan = planUpdate(marks ?? (await rules.dynamicRules()), dynamic, wantedMarks);
    // Switching takes as long as an update even where it switches nothing (measured).
    const isBaselineOn = await rules.isBaselineOn();
    if (!isPolicy && !isBaselineOn) await rules.setBaseline(true);
    if (!isEmptyPlan(plan)) await rules.updateDynamic(plan);
    // Only once the policy's rules stand may the baseline go.
    if (isPolicy && isBaselineOn) await rules.setBaseline(false);
    await memory.ruleCount.write(dynamic.length);
    await memory.ruleMarks.write(wantedMarks);
  }

  async function applySession(effective: EffectivePolicy): Promise<void> {
    const atMs = clock.nowMs();
    const state = {
      agreementDue: await judge.isAgreementDue(effective),
      proceeded: await judge.proceeded(),
    };
    const session = compileVolatile({
      effective,
      sets: needsSets(state, atMs) ? await readSets() : [],
      state,
      table: (await enforcement.current()).table,
      pages: ourPages(self),
      atMs,
    }).rules;
    const plan = planUpdate(await rules.sessionRules(), session);
    if (isEmptyPlan(plan)) return;
    await rules.updateSession(plan);
    hasChanged = true;
  }

  async function setChangeAlarm(effective: EffectivePolicy): Promise<void> {
    const moments = (await judge.proceeded()).map((one) => one.untilMs);
    if (effective.changesAtMs !== undefined) moments.push(effective.changesAtMs);
    if (moments.length === 0) await alarms.clear(changeAlarm);
    else await alarms.at(changeAlarm, Math.max(Math.min(...moments), clock.nowMs() + 1000));
  }

  /** What should be in force where that is not known to be; the gates decide by it from here on. */
  async function takeWanted(before: StoredEnforcement | undefined): Promise<Wanted> {
    const wanted = await readWanted(await readInputs());
    const isKnown =
      before?.fingerprint === wanted.fingerprint &&
      !isMadeLater(before, clock.nowMs()) &&
      (await enforcement.current()).fingerprint === wanted.fingerprint;
    if (isKnown) return wanted;
    // A moment before the rules do. A death in between must not leave the notes of the old rules beside the new policy.
    await memory.ruleMarks.write(undefined);
    await storeEnforcement(wanted);
    hasChanged = true;
    return wanted;
  }

  const run = runOnce(async () => {
    const isFresh = isFreshWanted;
    isFreshWanted = false;
    const before = await memory.enforcement.read();
    const isAsNoted =
      before !== undefined && (await standing.isStanding(await readInputs(), before, isFresh));
    const wanted = isAsNoted ? undefined : await takeWanted(before);
    const effective = wanted?.effective ?? before?.effective;
    if (effective === undefined) return;
    let trouble = "";
    try {
      if (wanted !== undefined) await applyDynamic(wanted, isFresh);
      await applySession(effective);
    } catch (error) {
      // An update is whole or not at all: the rules from before are still in force, and the gates know the new.
      trouble = reasonOf(error);
      await memory.ruleMarks.write(undefined);
    }
    if ((await memory.ruleTrouble.read()) !== trouble) await memory.ruleTrouble.write(trouble);
    await setChangeAlarm(effective);
  });

  return {
    async reconcile(isFresh = false) {
      isFreshWanted ||= isFresh;
      await run();
      const changed = hasChanged;
      hasChanged = false;
      return changed;
    },
  };
}
