import { sittingMs } from "../../../../lib/core/queue/dedupe.ts";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  batchFrameBytes,
  chooseBatch,
  compareEntries,
  nextSendAtMs,
} from "../../../../lib/core/queue/choose-batch.ts";
import type { QueueEntry } from "../../../../lib/core/queue/types.ts";

const nowMs = 1_000_000;
const entry = (id: string, changes: Partial<QueueEntry> = {}): QueueEntry => ({
  id,
  rank: 0,
  urgent: false,
  atMs: nowMs,
  bytes: 100,
  notBeforeMs: 0,
  ...changes,
});
const wide = { mostEvents: 500, mostBytes: 512 * 1024 };

describe("the order", () => {
  const rows: [string, QueueEntry[], string[]][] = [
    [
      "a worry before a critical finding",
      [entry("b", { rank: 6 }), entry("a", { rank: 9 })],
      ["a", "b"],
    ],
    ["the older of equals first", [entry("b", { atMs: 2 }), entry("a", { atMs: 1 })], ["a", "b"]],
    ["the id settles the rest", [entry("b"), entry("a")], ["a", "b"]],
    [
      "grave before old",
      [entry("old", { atMs: 1 }), entry("grave", { rank: 5 })],
      ["grave", "old"],
    ],
    ["a held repeat stays", [entry("held", { notBeforeMs: nowMs + 1 }), entry("a")], ["a"]],
    ["a hold that is over goes", [entry("held", { notBeforeMs: nowMs })], ["held"]],
    ["nothing", [], []],
  ];
  test.each(rows)("%s", (_, entries, wanted) => {
    expect(chooseBatch(entries, wide, nowMs)).toEqual(wanted);
  });
});

describe("the limits", () => {
  test("no more events than asked for", () => {
    expect(chooseBatch([entry("a"), entry("b")], { ...wide, mostEvents: 1 }, nowMs)).toEqual(["a"]);
  });
  test("a small one behind a large one still fits", () => {
    const limits = { mostEvents: 9, mostBytes: batchFrameBytes + 250 };
    const entries = [entry("a"), entry("b", { bytes: 1000 }), entry("c")];
    expect(chooseBatch(entries, limits, nowMs)).toEqual(["a", "c"]);
  });
  test("one that is too large for any batch goes alone, so that it is found out", () => {
    const limits = { mostEvents: 9, mostBytes: 300 };
    expect(chooseBatch([entry("a", { bytes: 9999, rank: 9 }), entry("b")], limits, nowMs)).toEqual([
      "a",
    ]);
  });
});

describe("the moment", () => {
  const pace = { batchMs: 60_000, batchEvents: 3 };
  const rows: [string, QueueEntry[], number | undefined][] = [
    ["nothing waits", [], undefined],
    ["urgent: now", [entry("a", { urgent: true })], nowMs],
    ["enough of them: now", [entry("a"), entry("b"), entry("c")], nowMs],
    ["one: when it has waited long enough", [entry("a")], nowMs + 60_000],
    ["the oldest decides", [entry("a"), entry("b", { atMs: nowMs - 50_000 })], nowMs + 10_000],
    [
      "a held repeat: when its hold ends",
      [entry("a", { notBeforeMs: nowMs + 300_000, atMs: 0 })],
      nowMs + 300_000,
    ],
    [
      "a clock that was set back: within the hour",
      [entry("a", { atMs: nowMs * 1e6 })],
      nowMs + 3_600_000,
    ],
  ];
  test.each(rows)("%s", (_, entries, wanted) => {
    expect(nextSendAtMs(entries, pace, nowMs)).toBe(wanted);
  });
});

const anyEntry = fc.record({
  id: fc.uuid(),
  rank: fc.integer({ min: 0, max: 9 }),
  urgent: fc.boolean(),
  atMs: fc.integer({ min: 0, max: 2 * nowMs }),
  bytes: fc.integer({ min: 2, max: 3000 }),
  notBeforeMs: fc.integer({ min: 0, max: 2 * nowMs }),
});
const anyQueue = fc.uniqueArray(anyEntry, { selector: (one) => one.id, maxLength: 40 });

describe("laws", () => {
  test("a batch is within its limits, in order, without doubles, and never holds what may not go", () => {
    fc.assert(
      fc.property(
        anyQueue,
        fc.integer({ min: 1, max: 9 }),
        fc.integer({ min: 300, max: 9000 }),
        (entries, mostEvents, mostBytes) => {
          const chosen = chooseBatch(entries, { mostEvents, mostBytes }, nowMs);
          const picked = chosen.map((id) => entries.find((one) => one.id === id));
          expect(new Set(chosen).size).toBe(chosen.length);
          expect(chosen.length).toBeLessThanOrEqual(mostEvents);
          const bytes = picked.reduce((sum, one) => sum + (one?.bytes ?? 0) + 1, batchFrameBytes);
          if (chosen.length > 1) expect(bytes).toBeLessThanOrEqual(mostBytes);
          for (const one of picked) {
            // Held for longer than a sitting: by a clock that was wrong, so not held.
            const heldMs = (one?.notBeforeMs ?? 0) - nowMs;
            expect(heldMs <= 0 || heldMs > sittingMs).toBe(true);
          }
          const found = picked.filter((one) => one !== undefined);
          expect(found).toEqual([...found].sort(compareEntries));
        },
      ),
    );
  });
  test("what may go goes: batch after batch empties the queue", () => {
    fc.assert(
      fc.property(anyQueue, fc.integer({ min: 1, max: 9 }), (entries, mostEvents) => {
        let left = entries.filter((one) => one.notBeforeMs <= nowMs);
        for (let round = 0; left.length > 0; round += 1) {
          expect(round).toBeLessThanOrEqual(entries.length);
          const chosen = new Set(chooseBatch(left, { mostEvents, mostBytes: 2000 }, nowMs));
          expect(chosen.size).toBeGreaterThan(0);
          left = left.filter((one) => !chosen.has(one.id));
        }
      }),
    );
  });
});
