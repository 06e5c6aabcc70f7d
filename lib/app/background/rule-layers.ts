// The rules in their layers: what the policy says in a few rules stands at once, what its lists say is rewritten seldom.
import { needsSets } from "../../core/dnr/add-opened.ts";
import { bulkSettings } from "../../core/dnr/add-sets.ts";
import {
  compileBulk,
  compileLight,
  compileVolatile,
  lightOverlay,
  listOverlay,
} from "../../core/dnr/compile-policy.ts";
import { isEmptyPlan, markRules, planUpdate } from "../../core/dnr/plan-update.ts";
import type { RuleMark } from "../../core/dnr/plan-update.ts";
import type { CompileInput, CompileState } from "../../core/dnr/rule-draft.ts";
import { isBulkId } from "../../core/dnr/rule-ids.ts";
import type { DnrRule } from "../../core/dnr/types.ts";
import type { EffectivePolicy, HostSet } from "../../core/policy/types.ts";
import type { World } from "../ports.ts";
import type { EnforcementService, TableBase } from "./enforcement-service.ts";
import type { JudgeService } from "./judge-service.ts";
import type { Memory } from "./memory.ts";
import { ourPages } from "./pages.ts";
import { remember } from "./remember.ts";
import type { Remembered } from "./remember.ts";

/** With so many hosts in the dynamic rules a change of them takes longer than anybody should wait (measured). */
const manyHosts = 5_000;
/** Of the 5,000 session rules the browser takes. */
const mostOverlayRules = 400;

/** What the lists' rules in the browser were made from. */
interface BulkBase {
  readonly lists: string;
  readonly listStamp: string;
  readonly settings: string;
}

export interface RuleLayers {
  /**
   * Agreement, passed warnings, unlocks, lesson list, hosts that came to lists of late, and what is on its way into the
   * dynamic rules: all session rules. True where something changed.
   */
  applySession(effective: EffectivePolicy): Promise<boolean>;
  /**
   * All that comes from a policy: at once where it is little, then in the dynamic rules. `sets` is asked only where the
   * lists' rules have to be made anew; `fingerprint` is noted as what now stands.
   */
  applyDynamic(wanted: {
    readonly effective: EffectivePolicy;
    readonly fingerprint: string;
    readonly isFresh: boolean;
    readonly sets: () => Promise<readonly HostSet[]>;
  }): Promise<void>;
}

function toBulk(stored: unknown): BulkBase | undefined {
  return typeof stored === "object" && stored !== null ? (stored as BulkBase) : undefined;
}

/** The marks of the lists' rules, and those of the others. */
function part(marks: readonly RuleMark[]): readonly [RuleMark[], RuleMark[]] {
  return [marks.filter(({ id }) => isBulkId(id)), marks.filter(({ id }) => !isBulkId(id))];
}

export function createRuleLayers(
  world: Pick<World, "rules" | "clock" | "self" | "state">,
  memory: Memory,
  parts: {
    readonly enforcement: EnforcementService;
    readonly judge: JudgeService;
    /** For which enforcement the dynamic rules were made last, by its fingerprint. */
    readonly settled: Remembered<string>;
    /** The hosts of one category's lists. */
    readonly setsOf: (category: string) => Promise<readonly HostSet[]>;
  },
): RuleLayers {
  const { rules, clock, self } = world;
  const { enforcement, judge, settled, setsOf } = parts;
  const bulkBase = remember(world.state, "bulk-base-1", toBulk);

  function input(effective: EffectivePolicy, more: Partial<CompileInput> = {}): CompileInput {
    return { effective, sets: [], state: {}, pages: ourPages(self), atMs: clock.nowMs(), ...more };
  }

  async function readState(effective: EffectivePolicy): Promise<CompileState> {
    const lesson = await judge.lesson();
    return {
      agreementDue: await judge.isAgreementDue(effective),
      proceeded: await judge.proceeded(),
      unlocks: await judge.unlocks(),
      ...(lesson === undefined ? {} : { lesson }),
    };
  }

  /** The lists of every category that was opened for a time: they name what opens. */
  async function openedSets(state: CompileState): Promise<readonly HostSet[]> {
    if (!needsSets(state, clock.nowMs())) return [];
    const categories = new Set(
      (state.unlocks ?? []).flatMap(({ what }) =>
        what.kind === "category" ? [what.category] : [],
      ),
    );
    return (await Promise.all([...categories].map(setsOf))).flat();
  }

  /** The lists with nothing in them but what came since their rules were made. */
  function addedSets(base: TableBase | undefined, table: CompileInput["table"]): HostSet[] {
    return (table?.sets ?? []).flatMap(({ id, category, title, rule }) => {
      const hosts = (base?.patches ?? []).filter(({ set }) => set === id).flatMap((p) => p.added);
      return hosts.length === 0 ? [] : [{ id, category, title, rule, hosts }];
    });
  }

  /** Rules of the policy that stand as session rules while their dynamic copies are on the way. */
  let onTheWay: readonly DnrRule[] = [];
  /** Two at once would each plan for what the other changes. */
  let turn: Promise<unknown> = Promise.resolve();

  function applySession(effective: EffectivePolicy): Promise<boolean> {
    const mine = turn.then(() => applySessionNow(effective));
    turn = mine.catch(() => {});
    return mine;
  }

  async function applySessionNow(effective: EffectivePolicy): Promise<boolean> {
    const state = await readState(effective);
    const { table } = await enforcement.current();
    const wanted = [
      ...compileVolatile(input(effective, { sets: await openedSets(state), state, table })).rules,
      ...listOverlay(input(effective, { sets: addedSets(await enforcement.base(), table) })),
      ...onTheWay,
    ];
    const plan = planUpdate(await rules.sessionRules(), wanted);
    if (isEmptyPlan(plan)) return false;
    await rules.updateSession(plan);
    return true;
  }

  /** Whether the lists' rules that stand are those that should: then nothing big is read. */
  async function isBulkGood(wanted: BulkBase): Promise<boolean> {
    const stands = await bulkBase.read();
    if (stands?.lists !== wanted.lists || stands.settings !== wanted.settings) return false;
    return stands.listStamp === wanted.listStamp;
  }

  async function applyDynamic({
    effective,
    fingerprint,
    isFresh,
    sets,
  }: Parameters<RuleLayers["applyDynamic"]>[0]): Promise<void> {
    const marks = isFresh ? undefined : await memory.ruleMarks.read();
    const isPolicy = effective.origin === "policy";
    const base = await enforcement.base();
    const wantedBulk: BulkBase = {
      lists: base?.lists ?? "",
      listStamp: base?.listStamp ?? "",
      settings: bulkSettings(effective),
    };
    // Without a policy the package's own static ruleset holds: it is the same list, already indexed.
    const light = isPolicy ? compileLight(input(effective)).rules : [];
    const lightMarks = markRules(light);
    const keepsBulk = isPolicy && marks !== undefined && (await isBulkGood(wantedBulk));
    const [bulkMarks, otherMarks] = part(marks ?? []);
    // Switching takes as long as an update even where it switches nothing (measured).
    const isBaselineOn = await rules.isBaselineOn();
    const isAlike = keepsBulk && isEmptyPlan(planUpdate(otherMarks, light, lightMarks));
    if (isAlike && !isBaselineOn) {
      await settled.write(fingerprint);
      return;
    }
    // From here until it has gone through, nothing is believed of what was noted: neither by this life nor the next.
    await memory.ruleMarks.write(undefined);
    await standInSession(effective, light, marks ?? []);
    try {
      const bulk =
        keepsBulk || !isPolicy ? [] : compileBulk(input(effective, { sets: await sets() })).rules;
      const wantedMarks = [...lightMarks, ...markRules(bulk)];
      const plan = keepsBulk
        ? planUpdate(otherMarks, light, lightMarks)
        : planUpdate(marks ?? (await rules.dynamicRules()), [...light, ...bulk], wantedMarks);
      if (!isPolicy && !isBaselineOn) await rules.setBaseline(true);
      if (!isEmptyPlan(plan)) await rules.updateDynamic(plan);
      // Only once the policy's rules stand may the baseline go.
      if (isPolicy && isBaselineOn) await rules.setBaseline(false);
      const all = keepsBulk ? [...bulkMarks, ...lightMarks] : wantedMarks;
      await bulkBase.write(wantedBulk);
      await memory.ruleCount.write(all.length);
      await memory.ruleMarks.write(all);
      await settled.write(fingerprint);
    } finally {
      onTheWay = [];
    }
  }

  /** What is new in the policy's own rules stands now; re-indexing a million hosts takes seconds (measured). */
  async function standInSession(
    effective: EffectivePolicy,
    light: readonly DnrRule[],
    marks: readonly RuleMark[],
  ): Promise<void> {
    if (marks.reduce((sum, { hosts }) => sum + hosts, 0) < manyHosts) return;
    const stands = new Set(marks.map(({ fingerprint }) => fingerprint));
    const marked = markRules(light);
    const fresh = light.filter((_, place) => !stands.has(marked[place]?.fingerprint ?? ""));
    if (fresh.length === 0 || fresh.length > mostOverlayRules) return;
    onTheWay = lightOverlay(fresh);
    await applySession(effective);
  }

  return { applySession, applyDynamic };
}
