import { describe, expect, test } from "vitest";
import { readingLevels, themes } from "../../../../lib/contract/vocabulary.ts";
import { defaultThresholds } from "../../../../lib/core/match/default-thresholds.ts";

describe("default thresholds", () => {
  test.each(readingLevels)("%s has a whole number for every theme", (level) => {
    for (const theme of themes) {
      const threshold = defaultThresholds[level][theme];
      expect(Number.isInteger(threshold)).toBe(true);
      // Never so low that one weak phrase is a finding.
      expect(threshold).toBeGreaterThan(40);
    }
  });
  test("the younger the pupil, the sooner an adult looks", () => {
    for (const theme of themes) {
      const row = readingLevels.map((level) => defaultThresholds[level][theme]);
      expect(row).toEqual([...row].sort((a, b) => a - b));
    }
  });
  test("staff are looked for in the gravest themes only", () => {
    const looked = themes.filter((theme) => defaultThresholds.staff[theme] <= 100);
    expect(looked).toEqual(["extremism", "grooming", "criminal-exploitation"]);
  });
});
