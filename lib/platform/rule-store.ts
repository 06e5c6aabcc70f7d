// The browser's declarativeNetRequest rules. `chrome` itself: the polyfill adds nothing here and its types lag.
import type { RuleStore } from "../app/ports.ts";
import type { UpdatePlan } from "../core/dnr/plan-update.ts";
import type { DnrRule } from "../core/dnr/types.ts";

type BrowserRule = chrome.declarativeNetRequest.Rule;

function toUpdate(plan: UpdatePlan): { removeRuleIds: number[]; addRules: BrowserRule[] } {
  return {
    removeRuleIds: [...plan.removeRuleIds],
    addRules: plan.addRules as readonly unknown[] as BrowserRule[],
  };
}

export function createRuleStore(baselineId: string): RuleStore {
  const dnr = chrome.declarativeNetRequest;
  return {
    dynamicRules: async (ids) =>
      (await (ids === undefined
        ? dnr.getDynamicRules()
        : dnr.getDynamicRules({ ruleIds: [...ids] }))) as readonly unknown[] as DnrRule[],
    sessionRules: async () => (await dnr.getSessionRules()) as readonly unknown[] as DnrRule[],
    updateDynamic: (plan) => dnr.updateDynamicRules(toUpdate(plan)),
    updateSession: (plan) => dnr.updateSessionRules(toUpdate(plan)),
    isBaselineOn: async () => (await dnr.getEnabledRulesets()).includes(baselineId),
    setBaseline: (on) =>
      dnr.updateEnabledRulesets(
        on ? { enableRulesetIds: [baselineId] } : { disableRulesetIds: [baselineId] },
      ),
  };
}
