// Chromium's own answer about the compiled rules, beside the answer of `decide()`: law 1 holds the two together, for a
// table written by hand and for policies, states, moments and requests that nobody thought of.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compilePolicy } from "../../lib/core/dnr/compile-policy.ts";
import type { CompileState } from "../../lib/core/dnr/rule-draft.ts";
import type { DnrResourceType } from "../../lib/core/dnr/types.ts";
import { decide } from "../../lib/core/policy/decide.ts";
import { buildHostTable } from "../../lib/core/policy/host-table.ts";
import type { EffectivePolicy, HostSet } from "../../lib/core/policy/types.ts";
import {
  contextOf,
  gateOnly,
  kindOfType,
  seenByLaw,
  seenByRule,
  type Seen,
} from "../support/dnr-agreement.ts";
import { openDnrJudge, type DnrJudge } from "../support/dnr-stub.ts";
import {
  tableAtMs,
  tablePolicies,
  tableRows,
  tableSets,
  tableStates,
} from "../support/dnr-table.ts";
import {
  addressArb,
  effectiveArb,
  initiatorArb,
  momentArb,
  setsArb,
  stateArb,
} from "../support/effective-policies.ts";
import { openAfresh } from "../support/open-afresh.ts";

interface Ask {
  readonly url: string;
  readonly type: DnrResourceType;
  readonly from: string;
}

interface Given {
  readonly effective: EffectivePolicy;
  readonly sets: readonly HostSet[];
  readonly state: CompileState;
  readonly atMs: number;
}

interface Answered {
  readonly law: Seen;
  readonly chromium: Seen;
  /** Why only the gates can tell it. */
  readonly gate: string | undefined;
}

let judge: DnrJudge;
openAfresh(
  async () => {
    judge = await openDnrJudge();
  },
  () => judge?.close(),
);

async function judgeAll(given: Given, asks: readonly Ask[]): Promise<readonly Answered[]> {
  const { effective, sets, state, atMs } = given;
  const page = (name: string) => `${judge.origin}/${name}.html`;
  const pages = { blocked: page("blocked"), agreement: page("agreement"), closed: page("closed") };
  const table = buildHostTable(sets);
  const compiled = compilePolicy({ effective, sets, state, table, pages, atMs });
  const rules = new Map([...compiled.dynamic, ...compiled.session].map((rule) => [rule.id, rule]));
  await judge.load(compiled.dynamic, compiled.session);
  const answers = await judge.ask(
    asks.map(({ url, type, from }) => ({ url, type, initiator: `https://${from}` })),
  );
  return asks.map(({ url, type, from }, index) => {
    const kind = kindOfType(type);
    const context = contextOf(kind, atMs, state, from, sets, effective);
    const decision = decide(url, context, effective, table);
    return {
      law: seenByLaw(decision, url, kind, effective),
      chromium: seenByRule(rules.get(answers[index]?.[0] ?? -1), pages.agreement),
      gate: gateOnly(decision, url, context, effective, table),
    };
  });
}

describe("the table: Chromium, decide() and what was written down", () => {
  const groups = Map.groupBy(tableRows, ({ policy, state }) => `${policy} / ${state}`);

  test.each([...groups])("%s", async (_name, group) => {
    const [{ policy, state } = { policy: "plain", state: "none" } as const] = group;
    const given = {
      effective: tablePolicies[policy],
      sets: tableSets,
      state: tableStates[state],
      atMs: tableAtMs,
    };
    const answers = await judgeAll(given, group);
    const named = group.map(({ url, type, from, expected, isGate }, index) => {
      const { law, chromium } = answers[index] ?? { law: "none", chromium: "none" };
      const isAsWanted = isGate
        ? // A gate has the last word; the rules must not close what it would open.
          expected !== "open" || chromium === "open"
        : chromium === expected;
      return { url, type, from, law, chromium: isAsWanted ? expected : chromium };
    });
    expect(named).toEqual(
      group.map(({ url, type, from, expected }) => ({
        url,
        type,
        from,
        law: expected,
        chromium: expected,
      })),
    );
  });

  test("only pages and frames are left to the gates, for each of which a gate asks decide()", () => {
    const left = tableRows.filter(({ isGate }) => isGate);
    expect(left.filter(({ type }) => kindOfType(type) === "other")).toEqual([]);
    expect(left.length).toBeLessThan(20);
  });

  test("the table is long enough to mean something, and says nothing twice", () => {
    const names = tableRows.map(({ policy, state, type, url, from }) =>
      [policy, state, type, from, url].join(" "),
    );
    expect(new Set(names).size).toBeGreaterThanOrEqual(300);
    expect(names.filter((name, place) => names.indexOf(name) !== place)).toEqual([]);
  });
});

describe("what nobody thought of", () => {
  const isLong = process.env["SCHOOLGATE_LONG"] === "1";
  const [fewestCases, policies] = isLong ? [5000, 300] : [600, 40];
  // The long run draws others each time.
  const drawn = isLong ? Date.now() % 2 ** 31 : 20_261_123;
  const seed = Number(process.env["SCHOOLGATE_SEED"] ?? drawn);
  const typeArb = fc.constantFrom<DnrResourceType[]>(
    "main_frame",
    "main_frame",
    "sub_frame",
    "script",
    "image",
    "ping",
    "websocket",
  );
  const askArb: fc.Arbitrary<Ask> = fc.record({
    url: addressArb,
    type: typeArb,
    from: initiatorArb,
  });

  test(`Chromium and decide() agree on at least ${fewestCases} generated cases (SCHOOLGATE_SEED=${seed})`, async () => {
    let judged = 0;
    let left = 0;
    await fc.assert(
      fc.asyncProperty(
        effectiveArb,
        setsArb,
        stateArb,
        momentArb,
        fc.array(askArb, { minLength: 20, maxLength: 20 }),
        async (effective, sets, state, atMs, asks) => {
          const answers = await judgeAll({ effective, sets, state, atMs }, asks);
          for (const [index, { law, chromium, gate }] of answers.entries()) {
            if (gate !== undefined) {
              left += 1;
              continue;
            }
            judged += 1;
            const { url, type, from } = asks[index] ?? { url: "", type: "", from: "" };
            const name = `${type} ${url} from ${from}: `;
            expect(name + chromium).toBe(name + law);
          }
        },
      ),
      { numRuns: policies, seed },
    );
    process.stdout.write(
      `conformance: seed ${seed}, ${judged} judged, ${left} left to the gates\n`,
    );
    expect(judged).toBeGreaterThanOrEqual(fewestCases);
  }, 900_000);
});
