import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, test } from "vitest";
import { themes, type Theme } from "../../../../lib/contract/vocabulary.ts";
import { loadScanner } from "../../../eval/load-scanner.ts";
import { readSets, type EvalRow } from "../../../eval/read-sets.ts";
import { scoreRows, type Scores } from "../../../eval/score-sets.ts";

// The floors and ceilings are what was measured when they were set (docs/ACCURACY.md), not what is wished for:
// whoever changes a phrase sees at once what that costs. Batches written afresh come in whole, found or not.
const floors: Readonly<Record<Theme, number>> = {
  extremism: 0.8,
  hate: 0.93,
  grooming: 0.83,
  "sexual-harassment": 0.98,
  bullying: 0.86,
  violence: 0.83,
  "self-harm": 0.88,
  drugs: 0.98,
  "criminal-exploitation": 1,
  "eating-disorder": 0.97,
  "home-violence": 0.98,
  "running-away": 0.93,
  misinformation: 0.96,
  scams: 0.98,
};
const mostFalseAlarms = 0.01;

let rows: EvalRow[];
let scores: Scores;
beforeAll(async () => {
  rows = await readSets(fileURLToPath(new URL("../../../eval/cases", import.meta.url)));
  scores = scoreRows(rows, await loadScanner("ks3"));
});

const sum = (label: string, theme?: string): { rows: number; found: number } => {
  const groups = scores.groups.filter(
    (group) => group.label === label && (!theme || group.group.startsWith(`${theme} `)),
  );
  return {
    rows: groups.reduce((total, { all }) => total + all.rows, 0),
    found: groups.reduce((total, { all }) => total + all.found, 0),
  };
};

describe("the repository's own cases", () => {
  test("there are at least fifteen hundred, each id once, innocent twins among them", () => {
    expect(rows.length).toBeGreaterThanOrEqual(1500);
    expect(new Set(rows.map((row) => row.id)).size).toBe(rows.length);
    expect(rows.filter((row) => row.label === "benign").length).toBeGreaterThanOrEqual(550);
  });
  test.each(themes)("%s: what was found stays found", (theme) => {
    const { rows: total, found } = sum("harmful", theme);
    expect(total).toBeGreaterThan(0);
    expect(found / total).toBeGreaterThanOrEqual(floors[theme]);
  });
  test("innocent twins stay silent", () => {
    const { rows: total, found } = sum("benign");
    expect(found / total).toBeLessThanOrEqual(mostFalseAlarms);
  });
});
