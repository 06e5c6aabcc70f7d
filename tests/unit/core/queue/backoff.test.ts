import fc from "fast-check";
import { expect, test } from "vitest";
import {
  backoffMs,
  readRetryAfter,
  retryAtMs,
  urgentDeadlineMs,
} from "../../../../lib/core/queue/backoff.ts";

test.each([
  [1, 0, 1000],
  [1, 0.99999999, 5000],
  [2, 0.99999999, 10_000],
  [5, 0.99999999, 80_000],
  [60, 0.99999999, 900_000],
])("after %i failures with chance %d: %i ms", (failures, fraction, wanted) => {
  expect(backoffMs(failures, fraction)).toBe(wanted);
});

test("while a worry waits, the next try is within the minute", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 1e6 }),
      fc.double({ min: 0, max: 0.99999999, noNaN: true }),
      (failures, fraction) => {
        // With the deadline of the try itself no more than a minute.
        expect(backoffMs(failures, fraction, true) + urgentDeadlineMs).toBeLessThanOrEqual(60_000);
        expect(backoffMs(failures, fraction, true)).toBeGreaterThanOrEqual(1000);
      },
    ),
  );
});

test("law: between a second and a quarter of an hour, whatever the numbers", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: -5, max: 1e9 }),
      fc.double({ min: 0, max: 0.99999999, noNaN: true }),
      (failures, fraction) => {
        const waitMs = backoffMs(failures, fraction);
        expect(waitMs).toBeGreaterThanOrEqual(1000);
        expect(waitMs).toBeLessThanOrEqual(900_000);
      },
    ),
  );
});

test.each([
  ["nothing", null, undefined],
  ["an empty one", " ", undefined],
  ["seconds", "120", 120_000],
  ["a date", "Sun, 22 Nov 2026 09:02:00 GMT", 120_000],
  ["a date gone by", "Sun, 22 Nov 2026 08:00:00 GMT", 0],
  ["nonsense", "soon", undefined],
  ["a negative number", "-5", undefined],
])("Retry-After: %s", (_, header, wanted) => {
  const nowMs = Date.UTC(2026, 10, 22, 9);
  const read = readRetryAfter(header, nowMs, (text) =>
    /^-\d/.test(text) ? Number.NaN : Date.parse(text),
  );
  expect(read).toBe(wanted);
});

test("the collector's wish counts where it is the longer one, within reason", () => {
  const given = { nowMs: 1000, failures: 1, fraction: 0 };
  expect(retryAtMs({ ...given, retryAfterMs: 60_000 })).toBe(61_000);
  expect(retryAtMs({ ...given, retryAfterMs: 5 })).toBe(2000);
  expect(retryAtMs({ ...given, retryAfterMs: 1e12 })).toBe(1000 + 6 * 3_600_000);
});

test.each<[name: string, fraction: number, isUrgent: boolean, askedMs: number, wanted: number]>([
  ["all were told the same: each adds of its own", 0.5, false, 60_000, 67_500],
  ["no more than a quarter of it", 0.999999, false, 8000, 10_000],
  ["no more than half a minute of it", 0.999999, false, 3_600_000, 3_630_000],
  ["a worry waits a quarter of an hour at most", 0, true, 6 * 3_600_000, 900_000],
])("a wait that was asked for: %s", (_, fraction, isUrgent, retryAfterMs, wanted) => {
  const atMs = retryAtMs({ nowMs: 0, failures: 1, fraction, isUrgent, retryAfterMs });
  expect(Math.round(atMs / 100) * 100).toBe(wanted);
});
