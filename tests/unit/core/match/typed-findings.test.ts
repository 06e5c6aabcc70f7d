// What somebody typed, by itself and within the conversation it belongs to.
import { expect, test } from "vitest";
import type { Finding, ScanInput } from "../../../../lib/core/match/types.ts";
import { typedFindings } from "../../../../lib/core/match/typed-findings.ts";

/**
 * Every "elephant N" is a finding of its own; in the company of a giraffe even a mouse is; in a song none is, in a joke
 * it is less and in a storm more. A machine that is asked hears it louder.
 */
function scan({ text, source }: ScanInput): readonly Finding[] {
  if (text.includes("song")) return [];
  const isDire = text.includes("dire");
  const words = text.includes("giraffe") ? /elephant \d+|mouse|giraffe/g : /elephant \d+/g;
  const loud = source === "search" || isDire ? 90 : 80;
  return [...text.matchAll(words)].map((found) => ({
    category: "bullying",
    severity: isDire ? "high" : "medium",
    score: text.includes("joke") ? 60 : text.includes("storm") ? 95 : loud,
    matches: [
      { start: found.index, end: found.index + found[0].length, phrase: found[0], weight: 80 },
    ],
    excuses: [],
  }));
}

test.each<readonly [name: string, typed: string, around: string, told: readonly string[]]>([
  ["alone", "elephant 1", "", ["elephant 1"]],
  ["light by itself, lifted by what others wrote", "a mouse", "the giraffe", ["mouse"]],
  ["what others wrote is no finding of what was typed", "a kite", "elephant 1", []],
  ["light, and excused by what others wrote", "elephant 1", "from the song", []],
  ["grave, and never excused", "dire elephant 1", "from the song", ["elephant 1"]],
])("%s", (_name, typed, around, told) => {
  const found = typedFindings(scan, { typed, around, source: "typed" });
  expect(found.map(({ finding }) => finding.matches.at(-1)?.phrase)).toEqual(told);
  for (const { finding, text, from } of found) {
    expect(text.slice(from)).toBe(typed);
    expect(finding.matches.some(({ end }) => end > from)).toBe(true);
  }
});

test.each([
  ["the line by itself is the graver one", "elephant 1", "only a joke", 80],
  ["the conversation makes it the graver one", "elephant 1", "a storm", 95],
  ["grave by itself, and graver in the conversation", "dire elephant 1", "a storm", 95],
  ["grave by itself, and lighter in the conversation", "dire elephant 1", "only a joke", 90],
])("told once, with the graver score: %s", (_name, typed, around, score) => {
  const found = typedFindings(scan, { typed, around, source: "typed" });
  expect(found.map(({ finding }) => finding.score)).toEqual([score]);
});

test("what a machine is asked is weighed as a search", () => {
  const [found] = typedFindings(scan, { typed: "elephant 1", around: "", source: "search" });
  expect(found?.finding.score).toBe(90);
});
