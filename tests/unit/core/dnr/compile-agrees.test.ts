// The law of two gates: what the browser does with the compiled rules is what decide() says.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compilePolicy } from "../../../../lib/core/dnr/compile-policy.ts";
import type { DnrResourceType } from "../../../../lib/core/dnr/types.ts";
import { decide } from "../../../../lib/core/policy/decide.ts";
import { buildHostTable } from "../../../../lib/core/policy/host-table.ts";
import type { Decision, ResourceKind } from "../../../../lib/core/policy/types.ts";
import { findBadRules, matchRules } from "../../../support/dnr-model.ts";
import type { DnrOutcome } from "../../../support/dnr-model.ts";
import {
  addressArb,
  effectiveArb,
  noonMs,
  setsArb,
  stateArb,
} from "../../../support/effective-policies.ts";

const pages = {
  blocked: "chrome-extension://abc/blocked.html",
  agreement: "chrome-extension://abc/agreement.html",
};

const kinds: readonly (readonly [ResourceKind, DnrResourceType])[] = [
  ["main_frame", "main_frame"],
  ["sub_frame", "sub_frame"],
  ["other", "script"],
  ["other", "image"],
  ["other", "xmlhttprequest"],
];

/** What a person would see, from either side. */
function seenOf(outcome: DnrOutcome): string {
  if (outcome.type === "redirect")
    return outcome.to.split("#")[0] === pages.agreement ? "agreement" : "block page";
  return outcome.type === "block" ? "refused" : "open";
}

function seenBy(decision: Decision, kind: ResourceKind): string {
  if (decision.action === "agreement") return "agreement";
  if (decision.action === "block") return kind === "main_frame" ? "block page" : "refused";
  return decision.action === "warn" ? "block page" : "open";
}

describe("compiled rules and decide()", () => {
  it("agree on every address for every policy", () => {
    fc.assert(
      fc.property(
        effectiveArb,
        setsArb,
        stateArb,
        fc.array(addressArb, { minLength: 1, maxLength: 8 }),
        (effective, sets, state, addresses) => {
          const compiled = compilePolicy({ effective, sets, state, pages, atMs: noonMs });
          const rules = [...compiled.dynamic, ...compiled.session];
          const table = buildHostTable(sets);
          for (const address of addresses) {
            for (const [kind, type] of kinds) {
              const decision = decide(address, { kind, atMs: noonMs, ...state }, effective, table);
              const outcome = matchRules(rules, address, type);
              expect(`${address} ${type}: ${seenOf(outcome)}`).toBe(
                `${address} ${type}: ${seenBy(decision, kind)}`,
              );
            }
          }
        },
      ),
      { numRuns: 1500 },
    );
  });

  it("are always rules that Chromium takes, each with its reason", () => {
    fc.assert(
      fc.property(effectiveArb, setsArb, stateArb, (effective, sets, state) => {
        const compiled = compilePolicy({ effective, sets, state, pages, atMs: noonMs });
        const rules = [...compiled.dynamic, ...compiled.session];
        expect(findBadRules(rules)).toEqual([]);
        expect(compiled.problems).toEqual([]);
        expect(
          Object.keys(compiled.reasons)
            .map(Number)
            .sort((a, b) => a - b),
        ).toEqual(rules.map(({ id }) => id).sort((a, b) => a - b));
      }),
      { numRuns: 300 },
    );
  });

  it("carry the whole wanted address to the block page", () => {
    fc.assert(
      fc.property(effectiveArb, setsArb, addressArb, (effective, sets, address) => {
        const { dynamic } = compilePolicy({ effective, sets, state: {}, pages, atMs: noonMs });
        const outcome = matchRules(dynamic, address, "main_frame");
        if (outcome.type !== "redirect") return;
        // Only a path too long for a regular expression cannot carry it.
        const { action } = outcome.rule;
        const carries = action.type === "redirect" && "regexSubstitution" in action.redirect;
        expect(outcome.to).toBe(carries ? `${pages.blocked}#u=${address}` : pages.blocked);
        if (!carries) expect(outcome.rule.condition.urlFilter).toBeDefined();
      }),
      { numRuns: 300 },
    );
  });
});
