// Phrases of other languages beside the English ones: they add findings and change none.
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { readLexiconFolder } from "../../../lib/build/lexicon-folder.ts";
import { readLexicons } from "../../../lib/build/lexicon-pack.ts";
import { headerOf } from "../../../lib/build/lexicon-read.ts";
import { languages, languageTags, themes } from "../../../lib/contract/vocabulary.ts";
import type { Theme } from "../../../lib/contract/vocabulary.ts";
import { createScanner, type Scanner } from "../../../lib/core/match/create-scanner.ts";
import { openLexicon } from "../../../lib/core/match/open-lexicon.ts";
import type { Lexicon } from "../../../lib/core/match/types.ts";
import { weighOptions } from "../../../lib/core/match/weigh-options.ts";
import { nameLanguagePhrase, withLanguages } from "../../../lib/core/phrases/language-scanner.ts";

const settings = {
  thresholds: Object.fromEntries(themes.map((theme) => [theme, 50])) as Record<Theme, number>,
};
// "no" excuses in the other language and is a word of both; "bin" is innocent in English.
const english = [
  "theme bullying\nlanguage en\n## names\n60 medium | purple elephant\n30 low | green giraffe\n",
  "theme excuse\nlanguage en\n## quoted\n60 low | (she wrote|quote) | reach=near\n",
];
const polish = [
  "theme bullying\nlanguage pl\n## names\n60 medium | fioletowy słoń\n30 low | zielona żyrafa\n",
  "theme excuse\nlanguage pl\n## denial\n80 low | (no|cytat) | reach=near\n",
];

function lexiconOf(texts: readonly string[]): Lexicon {
  const files = texts.map((text, place) => ({ name: `${place}.txt`, text }));
  const { lexicon, problems } = readLexicons(files, weighOptions);
  const opened = openLexicon(lexicon ?? new ArrayBuffer(0));
  if (!opened.ok) throw new Error(JSON.stringify(problems));
  return opened.value;
}

let alone: Scanner;
let both: Scanner;
beforeAll(() => {
  alone = createScanner(lexiconOf(english), settings);
  both = withLanguages(alone, [{ language: "pl", lexicon: lexiconOf(polish) }], settings);
});

const found = (scanner: Scanner, text: string) =>
  scanner
    .scan({ text, source: "typed" })
    .flatMap(({ matches }) => matches.map(({ phrase }) => phrase));

describe("with another language", () => {
  it.each([
    ["a phrase of it, by its tag", "ty fioletowy słoń", ["pl: fioletowy słoń"]],
    ["without its accents", "ty FIOLETOWY slon", ["pl: fioletowy słoń"]],
    ["an English phrase as it is", "you purple elephant", ["purple elephant"]],
    [
      "both in one text",
      "purple elephant, fioletowy słoń",
      ["purple elephant", "pl: fioletowy słoń"],
    ],
    ["nothing in what its own excuse excuses", "cytat: fioletowy słoń", []],
    ["what only an English excuse stands beside", "quote: fioletowy słoń", ["pl: fioletowy słoń"]],
    ["an English phrase beside the other's excuse", "no, purple elephant", ["purple elephant"]],
    ["no sum of light signs of two languages", "green giraffe zielona żyrafa", []],
  ] as const)("finds %s", (_name, text, phrases) => {
    expect(found(both, text)).toEqual(phrases);
  });

  const words = ["purple elephant", "green giraffe", "fioletowy słoń", "zielona żyrafa", "cytat"];
  const textArb = fc
    .array(fc.constantFrom(...words, "no", "quote", "she wrote", "and", ".", "\n"), {
      maxLength: 30,
    })
    .map((parts) => parts.join(" "));

  it("English findings are the same, whatever else stands in the text", () => {
    fc.assert(
      fc.property(textArb, (text) => {
        const input = { text, source: "typed" } as const;
        const mine = both
          .scan(input)
          .filter(({ matches }) => matches.every(({ phrase }) => !phrase.startsWith("pl: ")));
        expect(mine).toEqual(alone.scan(input));
      }),
    );
  });

  it("a long text in pieces comes to the same", async () => {
    await fc.assert(
      fc.asyncProperty(textArb, fc.integer({ min: 0, max: 300 }), async (text, many) => {
        const input = {
          text: `${text}\n${"plain words without harm\n".repeat(many)}${text}`,
          source: "page",
          isPiece: true,
        } as const;
        expect(await both.scanInPieces(input, () => Promise.resolve())).toEqual(both.scan(input));
      }),
      { numRuns: 30 },
    );
  });

  it("the small signs of every language are heard", () => {
    const heard: string[] = [];
    const scanner = withLanguages(
      createScanner(lexiconOf(english), settings),
      [{ language: "pl", lexicon: lexiconOf(polish) }],
      {
        ...settings,
        onWeighed: (_, hits) => heard.push(...hits.map(({ plan }) => plan.phrase.pattern)),
      },
    );
    expect(scanner.scan({ text: "zielona żyrafa", source: "typed" })).toEqual([]);
    expect(heard).toEqual(["zielona żyrafa"]);
  });

  it("no language leaves the very same scanner", () => {
    expect(withLanguages(alone, [], settings)).toBe(alone);
  });
});

describe("what the desk reads", () => {
  it.each([
    ["pl: zielona żyrafa", "Polish, list not yet reviewed by a speaker: zielona żyrafa"],
    ["cy: x", "Welsh, list not yet reviewed by a speaker: x"],
    ["green giraffe", "green giraffe"],
    ["Bus stop: pl: x", "Bus stop: pl: x"],
    [`pl: ${"x".repeat(296)}`, `Polish, list not yet reviewed by a speaker: ${"x".repeat(256)}`],
  ])("%s", (phrase, words) => {
    expect(nameLanguagePhrase(phrase)).toBe(words);
  });
});

const folder = fileURLToPath(new URL("../../../rules/lexicons", import.meta.url));

it("lib/contract/vocabulary.ts names every folder of rules/lexicons and no other", () => {
  const folders = readdirSync(folder, { withFileTypes: true }).filter((one) => one.isDirectory());
  expect([...languageTags].sort()).toEqual(folders.map(({ name }) => name).sort());
});

it.each(languageTags)(
  "%s is called unreviewed for as long as one of its files is",
  async (language) => {
    const files = await readLexiconFolder(join(folder, language));
    const isUnread = ({ text }: { readonly text: string }): boolean =>
      headerOf(text, "speaker")?.value === "never";
    expect(files.length).toBeGreaterThan(0);
    expect(languages[language].isReviewed).toBe(!files.some(isUnread));
  },
);
