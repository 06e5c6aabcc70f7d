// Reconcile, don't patch (law 2): what is there, what should be there, and the smallest step between.
import { fingerprintRule } from "./fingerprint.ts";
import type { DnrRule } from "./types.ts";

/** A rule known to be in the browser, by its fingerprint alone: so a list of a million hosts is not read back. */
export interface RuleMark {
  readonly id: number;
  readonly fingerprint: string;
  /** How many hosts the rule names: whether it is cheap to read back. */
  readonly hosts: number;
}

const mostSampleHosts = 1000;

/** In the shape of chrome.declarativeNetRequest.updateDynamicRules, which applies it whole or not at all. */
export interface UpdatePlan {
  readonly removeRuleIds: readonly number[];
  readonly addRules: readonly DnrRule[];
}

export function markRules(rules: readonly DnrRule[]): RuleMark[] {
  return rules.map((rule) => ({
    id: rule.id,
    fingerprint: fingerprintRule(rule),
    hosts: rule.condition.requestDomains?.length ?? 0,
  }));
}

/** Ids of the rules that are cheap to read back. Chromium keeps all in one file, whole or not at all. */
export function sampleIds(marks: readonly RuleMark[]): number[] {
  return marks.filter((mark) => mark.hosts <= mostSampleHosts).map((mark) => mark.id);
}

/** Whether the rules read back are exactly the marked ones of `sampleIds`. */
export function isSampleStanding(marks: readonly RuleMark[], actual: readonly DnrRule[]): boolean {
  const wanted = new Map(marks.map((mark) => [mark.id, mark.fingerprint]));
  return (
    actual.length === sampleIds(marks).length &&
    actual.every((rule) => wanted.get(rule.id) === fingerprintRule(rule))
  );
}

export function isEmptyPlan(plan: UpdatePlan): boolean {
  return plan.removeRuleIds.length === 0 && plan.addRules.length === 0;
}

/**
 * What to remove and add so that `actual` becomes `wanted`. Rules that stay the same are not named. A changed rule is
 * removed and added under its id, which Chromium does in one step. `actual` may be rules as the browser gives them
 * back or marks kept from the last update; two wanted rules with one id: the last counts. `wantedMarks` are the marks of
 * `wanted`, where they are at hand: they are what takes long with big lists.
 */
export function planUpdate(
  actual: readonly (DnrRule | RuleMark)[],
  wanted: readonly DnrRule[],
  wantedMarks: readonly RuleMark[] = markRules(wanted),
): UpdatePlan {
  const there = new Map<number, string>();
  for (const one of actual) {
    there.set(one.id, "fingerprint" in one ? one.fingerprint : fingerprintRule(one));
  }
  const wantedById = new Map(wanted.map((rule) => [rule.id, rule]));
  const prints = new Map(wantedMarks.map((mark) => [mark.id, mark.fingerprint]));
  const addRules = [...wantedById.values()].filter(
    (rule) => there.get(rule.id) !== prints.get(rule.id),
  );
  const changed = new Set(addRules.map((rule) => rule.id));
  const removeRuleIds = [...there.keys()].filter((id) => !wantedById.has(id) || changed.has(id));
  return { removeRuleIds, addRules };
}
