// A run says what it has come up to, and cannot say so where it has not.
import { expect, test } from "vitest";
import { barsOf } from "../../faults/bars.ts";
import { chromiumFaults } from "../../faults/chromium/plan.ts";
import type { Part } from "../../faults/report.ts";

const whole: Part = {
  part: "Chromium, SQLite",
  seed: 1,
  seconds: 1,
  faults: Object.fromEntries(chromiumFaults.map((kind) => [kind, 10])),
  counts: { "audit whole": true },
  problems: [],
};
const asked = { simulated: false, chromium: true, isWhole: true };
const { "storage full": _, ...withoutFull } = whole.faults;

test.each<[string, readonly Part[], readonly string[]]>([
  ["all of it", [whole], []],
  ["a kind that nothing met", [{ ...whole, faults: withoutFull }], ["kinds of faults in Chromium"]],
  [
    "too few",
    [{ ...whole, faults: Object.fromEntries(chromiumFaults.map((kind) => [kind, 1])) }],
    ["faults in Chromium, at least 200"],
  ],
  [
    "something lost",
    [{ ...whole, problems: ["marker a is lost"] }],
    ["each at the collector once, worries first"],
  ],
  [
    "a broken audit",
    [whole, { ...whole, counts: { "audit whole": false } }],
    ["the audit's chain"],
  ],
  [
    "nothing run",
    [],
    [
      "kinds of faults in Chromium",
      "faults in Chromium, at least 200",
      "each at the collector once, worries first",
      "the audit's chain",
    ],
  ],
])("%s", (_name, parts, notHeld) => {
  const bars = barsOf(parts, asked);
  expect(bars.filter(({ isHeld }) => !isHeld).map(({ name }) => name)).toEqual(notHeld);
});
