import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { median, medianRatio, rotate } from "../../bench/figures.ts";

describe("median", () => {
  it.each([
    ["an odd count", [9, 1, 5], 5],
    ["an even count", [4, 1, 3, 2], 2.5],
    ["one", [7], 7],
    ["numbers, not words", [10, 9, 2], 9],
  ])("of %s", (_name, numbers, expected) => {
    expect(median(numbers)).toBe(expected);
  });

  it("of nothing is no number", () => {
    expect(median([])).toBeNaN();
  });

  it("has no more than half of the numbers on either side", () => {
    fc.assert(
      fc.property(fc.array(fc.integer(), { minLength: 1 }), (numbers) => {
        const middle = median(numbers);
        expect(numbers.filter((one) => one < middle).length * 2).toBeLessThanOrEqual(
          numbers.length,
        );
        expect(numbers.filter((one) => one > middle).length * 2).toBeLessThanOrEqual(
          numbers.length,
        );
      }),
    );
  });
});

describe("medianRatio", () => {
  it("is of the pairs, not of the medians", () => {
    // A machine twice as slow in the second round: each pair still says 2.
    expect(medianRatio([10, 20, 10], [5, 10, 5])).toBe(2);
  });

  it("leaves out rounds of which one half is missing or nothing", () => {
    expect(medianRatio([10, 8, Number.NaN, 0], [5, 0, 3, 4])).toBe(2);
    expect(medianRatio([1], [])).toBeNaN();
  });
});

describe("rotate", () => {
  it("lets everybody go first in turn", () => {
    const firsts = [0, 1, 2, 3].map((turn) => rotate(["a", "b", "c"], turn)[0]);
    expect(firsts).toEqual(["a", "b", "c", "a"]);
    expect(rotate(["a", "b", "c"], 2)).toEqual(["c", "a", "b"]);
    expect(rotate([], 5)).toEqual([]);
  });
});
