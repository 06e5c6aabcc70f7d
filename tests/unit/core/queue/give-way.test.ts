import fc from "fast-check";
import { expect, test } from "vitest";
import { chooseToGo, type GivingEntry } from "../../../../lib/core/queue/give-way.ts";
import { isUrgent, rankOf } from "../../../../lib/core/queue/urgency.ts";
import {
  agreementEvent,
  circumventionEvent,
  findingEvent,
  unlockEvent,
  visitEvent,
  worryEvent,
} from "../../../support/fakes/events.ts";

const entry = (id: string, changes: Partial<GivingEntry> = {}): GivingEntry => ({
  id,
  rank: 0,
  urgent: false,
  atMs: 0,
  bytes: 100,
  isApart: false,
  ...changes,
});

test.each<[name: string, entries: GivingEntry[], bytes: number, wanted: string[]]>([
  ["nothing is too many", [entry("a")], 0, []],
  ["one is enough", [entry("b", { atMs: 2 }), entry("a", { atMs: 1 })], 1, ["a"]],
  ["the oldest of equals", [entry("b", { atMs: 1 }), entry("a", { atMs: 2 })], 150, ["b", "a"]],
  ["the least grave, however new", [entry("a", { rank: 3 }), entry("b", { atMs: 9 })], 1, ["b"]],
  [
    "what was refused before all else",
    [entry("a"), entry("b", { rank: 5, isApart: true })],
    1,
    ["b"],
  ],
  ["a worry never", [entry("a", { rank: 9, urgent: true }), entry("b")], 999, ["b"]],
  ["a worry that was refused never either", [entry("a", { urgent: true, isApart: true })], 999, []],
])("%s", (_, entries, bytes, wanted) => {
  expect(chooseToGo(entries, bytes)).toEqual(wanted);
});

test("by kind: visits and agreements, requests and records, troubles, findings from low to high", () => {
  const events = [
    worryEvent(),
    findingEvent({ severity: "critical" }),
    findingEvent({ severity: "high" }),
    findingEvent({ severity: "low" }),
    circumventionEvent(),
    unlockEvent(),
    visitEvent(),
    agreementEvent(),
  ];
  const entries = events.map((event, atMs) =>
    entry(`${event.kind} ${"severity" in event ? event.severity : ""}`.trim(), {
      rank: rankOf(event),
      urgent: isUrgent(event),
      atMs,
    }),
  );
  expect(chooseToGo(entries, Number.POSITIVE_INFINITY)).toEqual([
    "blocked-visit",
    "agreement",
    "unlock",
    "circumvention",
    "finding low",
    "finding high",
  ]);
});

const anyEntry = fc.record({
  id: fc.uuid(),
  rank: fc.integer({ min: 0, max: 6 }),
  urgent: fc.boolean(),
  atMs: fc.integer({ min: 0, max: 100 }),
  bytes: fc.integer({ min: 1, max: 500 }),
  isApart: fc.boolean(),
});

test("law: nothing urgent goes, no more goes than must, and nothing goes before what is less grave", () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(anyEntry, { selector: ({ id }) => id, maxLength: 30 }),
      fc.integer({ min: 0, max: 5000 }),
      (entries, bytes) => {
        const going = chooseToGo(entries, bytes).map((id) => entries.find((one) => one.id === id));
        const gone = going.filter((one) => one !== undefined);
        const freed = gone.reduce((sum, one) => sum + one.bytes, 0);
        expect(gone.every((one) => !one.urgent)).toBe(true);
        const last = gone.at(-1);
        if (last !== undefined) expect(freed - last.bytes).toBeLessThan(bytes);
        const stays = entries.filter((one) => !gone.includes(one) && !one.urgent);
        if (stays.length > 0) expect(freed).toBeGreaterThanOrEqual(bytes);
        for (const one of stays) {
          for (const other of gone) {
            if (one.isApart) expect(other.isApart).toBe(true);
            else if (!other.isApart) expect(other.rank).toBeLessThanOrEqual(one.rank);
          }
        }
      },
    ),
  );
});
