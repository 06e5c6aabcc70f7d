import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { makeKnownReadings, type KnownReading } from "../../../../lib/core/match/known-readings.ts";
import { draws } from "../../../support/draws.ts";

const reading = (steps: number): KnownReading => ({
  readings: [],
  whole: false,
  weak: false,
  steps,
});

describe("readings that are known", () => {
  test("are recalled wherever the same units stand", () => {
    const known = makeKnownReadings();
    known.keep("see k1te", 4, 8, 1, reading(7));
    expect(known.recall("k1te", 0, 4, 1)?.steps).toBe(7);
    expect(known.recall("a k1te at night", 2, 6, 1)?.steps).toBe(7);
  });

  test.each([
    ["another kind of reading", "k1te", 0, 4, 2],
    ["other units", "k1tf", 0, 4, 1],
    ["the same in another order", "1kte", 0, 4, 1],
    ["fewer", "k1te", 0, 3, 1],
    ["more", "k1te ", 0, 5, 1],
    ["one that differs by 256", "k1t\u0165", 0, 4, 1],
    ["none", "", 0, 0, 1],
  ])("not for %s", (_name, text, begin, end, kind) => {
    const known = makeKnownReadings();
    known.keep("k1te", 0, 4, 1, reading(7));
    expect(known.recall(text, begin, end, kind)).toBeUndefined();
  });

  test("are the last that was kept of them, or forgotten", () => {
    const texts = fc.uniqueArray(fc.string({ unit: "binary", maxLength: 12 }), {
      minLength: 1,
      maxLength: 200,
    });
    fc.assert(
      fc.property(texts, (all) => {
        const known = makeKnownReadings();
        for (const round of [0, 1000]) {
          for (const [at, text] of all.entries()) {
            known.keep(text, 0, text.length, 1, reading(round + at));
            expect(known.recall(text, 0, text.length, 1)?.steps).toBe(round + at);
          }
          for (const [at, text] of all.entries()) {
            expect([undefined, round + at]).toContain(known.recall(text, 0, text.length, 1)?.steps);
          }
        }
      }),
      { numRuns: draws(300) },
    );
  });
});
