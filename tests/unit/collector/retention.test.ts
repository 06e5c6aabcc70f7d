// What is due to go, from dates alone.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  activityKinds,
  erasedWords,
  isCaseDue,
  isEventDue,
  keepDaysDefault,
  keptSinceMs,
  type Erased,
} from "../../../collector/review/retention.ts";
import { policySchema } from "../../../lib/contract/policy.ts";
import type { EventKind } from "../../../lib/contract/event.ts";
import { caseStates } from "../../../lib/contract/vocabulary.ts";

const dayMs = 24 * 60 * 60_000;
const nowMs = Date.UTC(2027, 8, 14, 10);
const sinceMs = keptSinceMs(30, nowMs);

test.each<[name: string, state: "new" | "looking" | "closed", closedAtMs: number | null, boolean]>([
  ["closed a day too short", "closed", nowMs - 29 * dayMs, false],
  ["closed a millisecond too short", "closed", nowMs - 30 * dayMs + 1, false],
  ["closed for exactly the time", "closed", nowMs - 30 * dayMs, true],
  ["closed long ago", "closed", 0, true],
  ["closed, but nobody knows when", "closed", null, false],
  ["new, however old", "new", null, false],
  ["opened again, with an old closing left over", "looking", 0, false],
])("a case %s", (_name, state, closedAtMs, due) => {
  expect(isCaseDue({ state, closedAtMs }, sinceMs)).toBe(due);
  expect(isCaseDue({ state, closedAtMs, isHeld: true }, sinceMs)).toBe(false);
});

test.each<[kind: EventKind, daysAgo: number, due: boolean]>([
  ["blocked-visit", 30, true],
  ["blocked-visit", 29, false],
  ["review-request", 31, true],
  ["agreement", 31, true],
  ["policy-problem", 31, true],
  ["unlock", 30, true],
  ["circumvention", 30, true],
  ["policy-change", 30, true],
  ["list-problem", 29, false],
  ["filter-check", 30, true],
  ["finding", 4000, false],
  ["worry", 4000, false],
])("%s that came %i days ago", (kind, daysAgo, due) => {
  expect(isEventDue({ kind, receivedAtMs: nowMs - daysAgo * dayMs }, sinceMs)).toBe(due);
});

test("an attempt that belongs to a case goes with the case, however old", () => {
  const known = { kind: "circumvention", receivedAtMs: 0, isOfCase: true } as const;
  expect(isEventDue(known, sinceMs)).toBe(false);
});

test("whatever the dates, no open case is ever due, and time only ever makes more due (law)", () => {
  const date = fc.integer({ min: 0, max: 4e12 });
  fc.assert(
    fc.property(
      fc.constantFrom(...caseStates),
      fc.option(date),
      date,
      fc.nat(),
      (state, at, since, later) => {
        const known = { state, closedAtMs: at };
        if (state !== "closed") expect(isCaseDue(known, since)).toBe(false);
        if (isCaseDue(known, since)) expect(isCaseDue(known, since + later)).toBe(true);
      },
    ),
  );
});

test("the default is the policy's own", () => {
  expect(policySchema.shape.reporting.parse(undefined).keepDays).toBe(keepDaysDefault);
});

test("no kind that needs a person goes by itself", () => {
  expect(activityKinds).not.toContain("worry");
  expect(activityKinds).not.toContain("finding");
});

describe("the words for the audit", () => {
  test.each<[Erased, string]>([
    [{ cases: 0, events: {}, answers: 0, orders: 0 }, ""],
    [
      { cases: 1, events: { worry: 1 }, answers: 0, orders: 2 },
      "1 case, 1 worry, 2 openings by staff",
    ],
    [
      { cases: 2, events: { finding: 5, worry: 0, "blocked-visit": 40 }, answers: 3, orders: 0 },
      "2 cases, 5 findings, 40 blocked visits, 3 answers",
    ],
  ])("%j: %s", (erased, words) => {
    expect(erasedWords(erased)).toBe(words);
  });
});
