// The law of two gates: what the browser does with the compiled rules is what decide() says.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compilePolicy } from "../../../../lib/core/dnr/compile-policy.ts";
import type { DnrResourceType } from "../../../../lib/core/dnr/types.ts";
import { decide } from "../../../../lib/core/policy/decide.ts";
import { buildHostTable } from "../../../../lib/core/policy/host-table.ts";
import {
  contextOf,
  gateOnly,
  kindOfType,
  seenByLaw,
  seenByRule,
} from "../../../support/dnr-agreement.ts";
import { findBadRules, matchRules } from "../../../support/dnr-model.ts";
import {
  addressArb,
  effectiveArb,
  initiatorArb,
  momentArb,
  noonMs,
  setsArb,
  stateArb,
} from "../../../support/effective-policies.ts";
import { draws } from "../../../support/draws.ts";

const pages = {
  blocked: "chrome-extension://abc/blocked.html",
  agreement: "chrome-extension://abc/agreement.html",
};

const types: readonly DnrResourceType[] = [
  "main_frame",
  "sub_frame",
  "script",
  "image",
  "websocket",
];

/** The long run is `npm run test:long`. */
const runs = process.env["SCHOOLGATE_LONG"] === "1" ? 20_000 : 250;

describe("compiled rules and decide()", () => {
  it("agree on every address for every policy, at every moment", () => {
    fc.assert(
      fc.property(
        effectiveArb,
        setsArb,
        stateArb,
        momentArb,
        initiatorArb,
        fc.array(addressArb, { minLength: 1, maxLength: 8 }),
        (effective, sets, state, atMs, initiator, addresses) => {
          const table = buildHostTable(sets);
          const compiled = compilePolicy({ effective, sets, state, table, pages, atMs });
          const rules = [...compiled.dynamic, ...compiled.session];
          for (const address of addresses) {
            for (const type of types) {
              const kind = kindOfType(type);
              const context = contextOf(kind, atMs, state, initiator, sets, effective);
              const decision = decide(address, context, effective, table);
              if (gateOnly(decision, address, context, effective, table) !== undefined) continue;
              const outcome = matchRules(rules, address, type, initiator);
              const rule = outcome.type === "none" ? undefined : outcome.rule;
              expect(`${address} ${type}: ${seenByRule(rule, pages.agreement)}`).toBe(
                `${address} ${type}: ${seenByLaw(decision, address, kind, effective)}`,
              );
            }
          }
        },
      ),
      { numRuns: runs },
    );
  }, 900_000);

  it("are always rules that Chromium takes, each with its reason", () => {
    fc.assert(
      fc.property(effectiveArb, setsArb, stateArb, (effective, sets, state) => {
        const table = buildHostTable(sets);
        const compiled = compilePolicy({ effective, sets, state, table, pages, atMs: noonMs });
        const rules = [...compiled.dynamic, ...compiled.session];
        expect(findBadRules(rules)).toEqual([]);
        expect(compiled.problems).toEqual([]);
        expect(
          Object.keys(compiled.reasons)
            .map(Number)
            .sort((a, b) => a - b),
        ).toEqual(rules.map(({ id }) => id).sort((a, b) => a - b));
      }),
      { numRuns: draws(300) },
    );
  });

  it("carry the whole wanted address to the block page", () => {
    fc.assert(
      fc.property(effectiveArb, setsArb, addressArb, (effective, sets, address) => {
        const { dynamic } = compilePolicy({ effective, sets, state: {}, pages, atMs: noonMs });
        const outcome = matchRules(dynamic, address, "main_frame");
        if (outcome.type !== "redirect" || seenByRule(outcome.rule, "") === "made safe") return;
        // Only a path too long for a regular expression cannot carry it.
        const { action } = outcome.rule;
        const carries = action.type === "redirect" && "regexSubstitution" in action.redirect;
        expect(outcome.to).toBe(carries ? `${pages.blocked}#u=${address}` : pages.blocked);
        if (!carries) expect(outcome.rule.condition.urlFilter).toBeDefined();
      }),
      { numRuns: draws(300) },
    );
  });
});
