// How many phrases each theme has in English; and the lexicons of other languages: one folder of `rules/lexicons` each,
// packed apart from the English one. No speaker has read them yet, so what they must not do is held tighter than what
// they find.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, test } from "vitest";
import { themes } from "../../../../lib/contract/vocabulary.ts";
import type { Problem } from "../../../../lib/contract/result.ts";
import { loadLexiconFolder } from "../../../../lib/build/lexicon-folder.ts";
import { headerOf } from "../../../../lib/build/lexicon-read.ts";
import { createScanner, type Scanner } from "../../../../lib/core/match/create-scanner.ts";
import { defaultThresholds } from "../../../../lib/core/match/default-thresholds.ts";
import { openLexicon } from "../../../../lib/core/match/open-lexicon.ts";
import { weighOptions } from "../../../../lib/core/match/weigh-options.ts";
import { readSets, type EvalRow } from "../../../eval/read-sets.ts";

const root = fileURLToPath(new URL("../../../..", import.meta.url));
const lexicons = join(root, "rules/lexicons");
const languages = readdirSync(lexicons, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name)
  .sort();
const leastPhrases = 60;
const leastEnglish = 150;
const leastCases = 20;
const leastFound = 0.8;
/** The row of a language's own file, `tests/eval/cases/LANG.jsonl`. */
const isOf = (language: string, row: EvalRow): boolean => row.category === language;

let rows: EvalRow[];
let harmless: { id: string; text: string; source: EvalRow["source"] }[];
beforeAll(async () => {
  rows = await readSets(join(root, "tests/eval/cases"));
  const benign = join(root, "tests/eval/benign");
  const lines = readdirSync(benign).flatMap((name) =>
    readFileSync(join(benign, name), "utf8")
      .split("\n")
      .filter((line) => line.trim() !== "" && !line.startsWith("#"))
      .map((text, place) => ({ id: `${name}:${place + 1}`, text, source: "typed" as const })),
  );
  harmless = [...rows.filter((row) => row.label === "benign"), ...lines];
});

test("there are lexicons of other languages", () => {
  expect(languages.length).toBeGreaterThan(0);
});

test.each(themes)(`English holds at least ${leastEnglish} phrases of %s`, (theme) => {
  const text = readFileSync(join(lexicons, `${theme}-en.txt`), "utf8");
  expect(text).toContain(`\ntheme ${theme}\n`);
  expect(text.split("\n").filter((line) => /^\d/.test(line)).length).toBeGreaterThanOrEqual(
    leastEnglish,
  );
});

describe.each(languages)("%s", (language) => {
  const folder = join(lexicons, language);
  const files = readdirSync(folder).filter((name) => name.endsWith(".txt"));
  let problems: readonly Problem[];
  let scanner: Scanner;
  beforeAll(async () => {
    const packed = await loadLexiconFolder(folder, weighOptions);
    problems = packed.problems;
    const opened = packed.lexicon && openLexicon(packed.lexicon);
    if (opened?.ok) {
      scanner = createScanner(opened.value, { thresholds: defaultThresholds.ks3 });
    }
  });

  test("reads and packs without a problem, by itself", () => {
    expect(problems).toEqual([]);
    expect(scanner).toBeDefined();
  });

  // A word of which one letter is another alphabet's was put together by a program, or by a keyboard left as it was.
  test.each(files)("%s has no word of two scripts", (name) => {
    const rows = readFileSync(join(folder, name), "utf8").split("\n");
    const mixed = rows.flatMap((row, place) =>
      (row.startsWith("#") ? [] : (row.match(/[\p{L}\p{M}]+/gu) ?? []))
        .filter((word) => /\p{Script=Latin}/u.test(word))
        .filter((word) =>
          /[\p{Script=Cyrillic}\p{Script=Gurmukhi}\p{Script=Arabic}\p{Script=Bengali}]/u.test(word),
        )
        .map((word) => `${name}:${place + 1} ${word}`),
    );
    expect(mixed).toEqual([]);
  });

  test.each(files)("%s says its language, and that no speaker has reviewed it", (name) => {
    const text = readFileSync(join(folder, name), "utf8");
    expect(headerOf(text, "language")?.value).toBe(language);
    expect(headerOf(text, "speaker")?.value).toBe("never");
  });

  // Every theme, so that a file that is gone is missed.
  test.each(themes)(`there are at least ${leastPhrases} phrases of %s`, (theme) => {
    const text = readFileSync(join(folder, `${theme}.txt`), "utf8");
    expect(text).toContain(`\ntheme ${theme}\n`);
    expect(text.split("\n").filter((line) => /^\d/.test(line)).length).toBeGreaterThanOrEqual(
      leastPhrases,
    );
  });

  test(`there are ${leastCases} cases of concern and as many innocent twins`, () => {
    const own = rows.filter((row) => isOf(language, row));
    expect(own.filter((row) => row.label === "harmful").length).toBeGreaterThanOrEqual(leastCases);
    expect(own.filter((row) => row.label === "benign").length).toBeGreaterThanOrEqual(leastCases);
  });

  test("concerns are found", () => {
    const own = rows.filter((row) => isOf(language, row) && row.label === "harmful");
    const missed = own.filter(
      (row) => !scanner.scan(row).some((finding) => row.themes.includes(finding.category)),
    );
    const names = missed.map((row) => row.id).join(", ");
    expect(1 - missed.length / own.length, `missed: ${names}`).toBeGreaterThanOrEqual(leastFound);
  });

  test("innocent texts of every language stay silent", () => {
    const loud = harmless.flatMap((row) =>
      scanner.scan(row).map(({ category, matches }) => ({
        id: row.id,
        category,
        phrases: matches.map((match) => match.phrase),
      })),
    );
    expect(loud).toEqual([]);
  });
});
