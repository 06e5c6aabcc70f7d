import fc from "fast-check";
import { expect, test } from "vitest";
import { compareCases, type Ranked } from "../../../collector/review/triage.ts";
import { caseStates, severities } from "../../../lib/contract/vocabulary.ts";

const finding = (given: Partial<Ranked>): Ranked => ({
  id: "B",
  kind: "finding",
  severity: "medium",
  state: "new",
  lastAtMs: 1000,
  ...given,
});
const worry = (given: Partial<Ranked> = {}): Ranked => ({
  ...finding({}),
  kind: "worry",
  severity: null,
  ...given,
});

const rows: readonly [name: string, first: Ranked, second: Ranked][] = [
  ["a worry before a critical finding", worry({ lastAtMs: 1 }), finding({ severity: "critical" })],
  ["the newer of two worries", worry({ lastAtMs: 2 }), worry({ lastAtMs: 1 })],
  [
    "critical before high",
    finding({ severity: "critical", lastAtMs: 1 }),
    finding({ severity: "high" }),
  ],
  [
    "high before medium",
    finding({ severity: "high", lastAtMs: 1 }),
    finding({ severity: "medium" }),
  ],
  ["medium before low", finding({ severity: "medium", lastAtMs: 1 }), finding({ severity: "low" })],
  ["the newer of two alike", finding({ lastAtMs: 2000 }), finding({ lastAtMs: 1000 })],
  [
    "a low one that is open before a closed worry",
    finding({ severity: "low" }),
    worry({ state: "closed" }),
  ],
  [
    "grave and looked into before mild and new",
    finding({ severity: "high", state: "looking" }),
    finding({ severity: "low" }),
  ],
  ["the later id where all is alike", finding({ id: "C" }), finding({ id: "B" })],
];
test.each(rows)("%s", (_name, first, second) => {
  expect([second, first].sort(compareCases)).toEqual([first, second]);
});

test("the order is total and the same from any start (law)", () => {
  const ranked = fc.record({
    id: fc.uuid(),
    kind: fc.constantFrom("worry" as const, "finding" as const),
    severity: fc.constantFrom(...severities),
    state: fc.constantFrom(...caseStates),
    lastAtMs: fc.integer({ min: 0, max: 5 }),
  });
  fc.assert(
    fc.property(fc.uniqueArray(ranked, { selector: ({ id }) => id, maxLength: 20 }), (given) => {
      const sorted = given.toSorted(compareCases);
      expect(given.toReversed().sort(compareCases)).toEqual(sorted);
    }),
  );
});
