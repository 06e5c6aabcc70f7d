import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { canonicalJson, fingerprintRule } from "../../../../lib/core/dnr/fingerprint.ts";
import { isEmptyPlan, markRules, planUpdate } from "../../../../lib/core/dnr/plan-update.ts";
import type { UpdatePlan } from "../../../../lib/core/dnr/plan-update.ts";
import type { DnrRule } from "../../../../lib/core/dnr/types.ts";

const ruleArb: fc.Arbitrary<DnrRule> = fc.record({
  id: fc.integer({ min: 1, max: 8 }),
  priority: fc.integer({ min: 1, max: 2 }),
  action: fc.constantFrom({ type: "block" } as const, { type: "allow" } as const),
  condition: fc.record({
    requestDomains: fc.uniqueArray(fc.constantFrom("a.test", "b.test", "c.test"), { minLength: 1 }),
    resourceTypes: fc.constantFrom<DnrRule["condition"]["resourceTypes"][]>(
      ["main_frame"],
      ["script", "image"],
    ),
  }),
});
const rulesArb = fc.uniqueArray(ruleArb, { selector: ({ id }) => id, maxLength: 8 });

/** What updateDynamicRules does: removes first, then adds; an id that is there already fails the call. */
function apply(rules: readonly DnrRule[], plan: UpdatePlan): DnrRule[] {
  const kept = rules.filter(({ id }) => !plan.removeRuleIds.includes(id));
  for (const { id } of plan.addRules) {
    if (kept.some((rule) => rule.id === id)) throw new Error(`Rule with id ${id} is there already`);
  }
  return [...kept, ...plan.addRules];
}
const byId = (rules: readonly DnrRule[]) => rules.toSorted((a, b) => a.id - b.id);

describe("planUpdate", () => {
  it("applied, gives what is wanted", () => {
    fc.assert(
      fc.property(rulesArb, rulesArb, (actual, wanted) => {
        expect(byId(apply(actual, planUpdate(actual, wanted)))).toEqual(byId(wanted));
      }),
    );
  });

  it("does nothing the second time", () => {
    fc.assert(
      fc.property(rulesArb, rulesArb, (actual, wanted) => {
        const after = apply(actual, planUpdate(actual, wanted));
        expect(isEmptyPlan(planUpdate(after, wanted))).toBe(true);
      }),
    );
  });

  it("touches nothing that stays the same", () => {
    fc.assert(
      fc.property(rulesArb, rulesArb, (actual, wanted) => {
        const plan = planUpdate(actual, wanted);
        const same = actual.filter((rule) =>
          wanted.some((one) => canonicalJson(one) === canonicalJson(rule)),
        );
        for (const { id } of same) {
          expect(plan.removeRuleIds).not.toContain(id);
          expect(plan.addRules.map((rule) => rule.id)).not.toContain(id);
        }
      }),
    );
  });

  it("needs marks only, not rules", () => {
    fc.assert(
      fc.property(rulesArb, rulesArb, (actual, wanted) => {
        expect(planUpdate(markRules(actual), wanted)).toEqual(planUpdate(actual, wanted));
      }),
    );
  });

  it("does not mind the order of keys, as browsers give rules back", () => {
    const rule: DnrRule = {
      id: 1,
      priority: 2,
      action: { type: "block" },
      condition: { requestDomains: ["a.test"], resourceTypes: ["script"] },
    };
    const back = JSON.parse(
      '{"condition":{"resourceTypes":["script"],"requestDomains":["a.test"]},"action":{"type":"block"},"priority":2,"id":1}',
    ) as DnrRule;
    expect(fingerprintRule(back)).toBe(fingerprintRule(rule));
    expect(isEmptyPlan(planUpdate([back], [rule]))).toBe(true);
  });
});
