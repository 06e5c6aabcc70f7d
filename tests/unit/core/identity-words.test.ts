// Who somebody is is never a concern, at any age, wherever it is met and however it is spelt.
import { beforeAll, describe, expect, test } from "vitest";
import { readingLevels, textSources, themes } from "../../../lib/contract/vocabulary.ts";
import type { TextSource, Theme } from "../../../lib/contract/vocabulary.ts";
import { createScanner, type Scanner } from "../../../lib/core/match/create-scanner.ts";
import { defaultThresholds } from "../../../lib/core/match/default-thresholds.ts";
import { identityWords } from "../../../lib/core/phrases/identity-words.ts";
import { loadLexicon } from "../../eval/load-scanner.ts";

/** Words of more than one part, beside those of the list. */
const more = ["mixed race", "non-binary", "hard of hearing", "Jehovah's Witness", "sign language"];
const words = [...identityWords, ...more];

const templates: readonly ((word: string) => string)[] = [
  (word) => word,
  (word) => `I am ${word}.`,
  (word) => `my best friend is ${word}`,
  (word) => `are you ${word}?`,
  (word) => `The ${word} community in our town held a meal for everyone.`,
  (word) => `she is ${word} and I am proud of her`,
  (word) => `there are lots of ${word} people at my school`,
  (word) => `My teacher is ${word} and very kind to us.`,
  (word) => `What is it like to be ${word} at school?`,
  (word) => `We are learning about ${word} history in Year 8.`,
  (word) => `A ${word} family moved in next door and gave us cake`,
  (word) => `famous ${word} scientists`,
  (word) => `he told us he is ${word} and nobody minded`,
  (word) => `My nan says she is ${word}, and so is my uncle.`,
];
/** In plain spelling alone. */
const plainTemplates: typeof templates = [
  ...templates,
  (word) => `she is a ${word} girl and I am proud of her`,
  (word) => `${word} people`,
  (word) => `There are ${word} families who live in this street.`,
];

const leet: Readonly<Record<string, string>> = { a: "4", e: "3", i: "1", o: "0", s: "5" };
const wide = (word: string): string =>
  word.replace(/[a-z]/gi, (letter) => String.fromCodePoint(letter.charCodeAt(0) + 0xfee0));

/** As pupils and games spell words to get past filters. */
const spellings: readonly (readonly [string, (word: string) => string])[] = [
  ["capitals", (word) => word.toUpperCase()],
  ["spaced", (word) => Array.from(word).join(" ")],
  ["dotted", (word) => Array.from(word).join(".")],
  ["digits for letters", (word) => word.replace(/[aeios]/g, (letter) => leet[letter] ?? letter)],
  ["a star inside", (word) => `${word.slice(0, 1)}*${word.slice(2)}`],
  ["drawn out", (word) => `${word}${word.slice(-1).repeat(4)}`],
  ["wide letters", wide],
  ["joined to a tag", (word) => `#${word.replace(/\s/g, "")}`],
  ["backwards", (word) => Array.from(word).reverse().join("")],
];

let scanner: Scanner;
beforeAll(async () => {
  // Silent at the lowest threshold of a theme is silent at every level.
  const pupils = readingLevels.filter((level) => level !== "staff");
  const thresholds = Object.fromEntries(
    themes.map((theme) => [
      theme,
      Math.min(...pupils.map((level) => defaultThresholds[level][theme])),
    ]),
  ) as Record<Theme, number>;
  scanner = createScanner(await loadLexicon(), { thresholds });
});

/** Texts that make a finding, with what was found. */
function foundIn(
  texts: readonly string[],
  sources: readonly TextSource[] = textSources,
): unknown[] {
  const found: unknown[] = [];
  for (const text of texts) {
    for (const source of sources) {
      for (const { category, score, matches } of scanner.scan({ text, source })) {
        found.push({ text, source, category, score, phrases: matches.map(({ phrase }) => phrase) });
      }
    }
  }
  return found;
}

test("the scanner of this test finds what it should", () => {
  expect(foundIn(["everyone hates you, go and kill yourself"])).not.toEqual([]);
});

test("there are at least two hundred words, each once, and ten templates", () => {
  expect(words.length).toBeGreaterThanOrEqual(200);
  expect(new Set(words).size).toBe(words.length);
  expect(templates.length).toBeGreaterThanOrEqual(10);
});

describe("identity words alone never score", () => {
  test.each(plainTemplates.map((template) => [template("…"), template] as const))(
    "%s",
    (_name, template) => {
      expect(foundIn(words.map(template))).toEqual([]);
    },
  );
});

describe("nor in a disguise", () => {
  test.each(spellings)("%s", (_name, spell) => {
    const texts = words.flatMap((word, place) => {
      const template = templates[place % templates.length] ?? ((plain) => plain);
      return [spell(word), template(spell(word))];
    });
    expect(foundIn(texts, ["typed"])).toEqual([]);
  });
});
