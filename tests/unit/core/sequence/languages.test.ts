// Signs of other languages than English: their headings mean steps of the same sequences.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { lexiconsFolder } from "../../../../lib/build/generate.ts";
import { readLexiconFolder } from "../../../../lib/build/lexicon-folder.ts";
import { readLexiconFiles } from "../../../../lib/build/lexicon-read.ts";
import { languageTags, type Theme } from "../../../../lib/contract/vocabulary.ts";
import { weighOptions } from "../../../../lib/core/match/weigh-options.ts";
import {
  languageMeanings,
  meanings,
  plainHeading,
} from "../../../../lib/core/sequence/stage-table.ts";
import { loadLexicon } from "../../../eval/load-scanner.ts";
import { walk } from "./walk.ts";

const casesFolder = fileURLToPath(new URL("../../../eval/cases", import.meta.url));
const wanted = Object.keys(meanings) as Theme[];

/** The headings of a language's phrases under a theme. */
async function headingsOf(language: string, theme: Theme): Promise<string[]> {
  const files = await readLexiconFolder(join(lexiconsFolder, language));
  const found = readLexiconFiles(files, weighOptions)
    .phrases.filter(({ phrase }) => phrase.theme === theme)
    .map(({ phrase }) => plainHeading(phrase.group));
  return [...new Set(found)];
}

describe.each(wanted)("%s", (theme) => {
  test("every heading of every language has a meaning, and the table names no other", async () => {
    const all = await Promise.all(languageTags.map((language) => headingsOf(language, theme)));
    const headings = [...new Set(all.flat())];
    const own = languageMeanings[theme] ?? {};
    const known = { ...meanings[theme], ...own };
    expect(headings.filter((heading) => !Object.hasOwn(known, heading))).toEqual([]);
    expect(Object.keys(own).filter((heading) => !headings.includes(heading))).toEqual([]);
  });
});

test("no heading means two things", () => {
  for (const theme of wanted) {
    const both = Object.keys(languageMeanings[theme] ?? {}).filter((heading) =>
      Object.hasOwn(meanings[theme] ?? {}, heading),
    );
    expect(both).toEqual([]);
  }
});

interface Case {
  readonly text: string;
  readonly theme: Theme | null;
}

describe.each(languageTags)("%s", (language) => {
  const cases = readFileSync(join(casesFolder, `${language}.jsonl`), "utf8")
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as Case);
  const talk = (texts: readonly string[]) =>
    texts.flatMap((text, day) => [
      { day, by: "them" as const, text },
      { day, by: "me" as const, text: "ok" },
    ]);

  test("what draws a child in, message by message, is told as one", async () => {
    const lexicon = await loadLexicon(join(lexiconsFolder, language));
    const risky = cases.filter(({ theme }) => theme === "grooming").map(({ text }) => text);
    const { told } = walk(lexicon, talk(risky));
    expect(told.map(({ telling }) => telling.assessment.fact.kind)).toContain("grooming");
    const harmless = cases.filter(({ theme }) => theme === null).map(({ text }) => text);
    expect(walk(lexicon, talk(harmless)).told).toEqual([]);
  });
});
