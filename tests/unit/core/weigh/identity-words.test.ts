import { beforeAll, describe, expect, test } from "vitest";
import type { Scanner } from "../../../../lib/core/match/create-scanner.ts";
import { loadScanner } from "../../../eval/load-scanner.ts";

// Who somebody is is never a concern: no profile, no source, no ordinary sentence.
const words = [
  "Muslim",
  "Jewish",
  "Christian",
  "Catholic",
  "Hindu",
  "Sikh",
  "Buddhist",
  "Protestant",
  "Mormon",
  "atheist",
  "Shia",
  "Sunni",
  "black",
  "white",
  "Asian",
  "African",
  "Caribbean",
  "Arab",
  "Pakistani",
  "Indian",
  "Bangladeshi",
  "Chinese",
  "Japanese",
  "Polish",
  "Romanian",
  "Bulgarian",
  "Albanian",
  "Somali",
  "Nigerian",
  "Turkish",
  "Kurdish",
  "Afghan",
  "Syrian",
  "Iranian",
  "Israeli",
  "Palestinian",
  "Ukrainian",
  "Russian",
  "Irish",
  "Roma",
  "Romani",
  "Traveller",
  "Gypsy",
  "Mexican",
  "Hispanic",
  "Latino",
  "immigrant",
  "migrant",
  "refugee",
  "foreign",
  "mixed race",
  "gay",
  "lesbian",
  "bisexual",
  "trans",
  "transgender",
  "non-binary",
  "queer",
  "LGBTQ",
  "asexual",
  "disabled",
  "autistic",
  "deaf",
  "blind",
  "dyslexic",
  "female",
  "male",
  "old",
  "young",
  "poor",
];
const templates: readonly ((word: string) => string)[] = [
  (word) => word,
  (word) => `I am ${word}.`,
  (word) => `my best friend is ${word}`,
  (word) => `The ${word} community in our town held a meal for everyone.`,
  (word) => `she is a ${word} girl and I am proud of her`,
  (word) => `${word} people`,
  (word) => `My teacher is ${word} and he is very kind to us.`,
  (word) => `What is it like to be ${word} at school?`,
  (word) => `There are ${word} families who live in this street.`,
];

let scanner: Scanner;
let youngest: Scanner;
// Packing every lexicon takes seconds on a busy machine.
const packingMs = 120_000;
beforeAll(async () => {
  scanner = await loadScanner("ks3");
  youngest = await loadScanner("ks1");
}, packingMs);

test("there are at least sixty words", () => {
  expect(new Set(words).size).toBeGreaterThanOrEqual(60);
});

describe("identity words alone never score", () => {
  test.each(words)("%s", (word) => {
    for (const template of templates) {
      for (const source of ["page", "typed", "search"] as const) {
        const input = { text: template(word), source };
        expect({ ...input, findings: scanner.scan(input) }).toEqual({ ...input, findings: [] });
        expect({ ...input, findings: youngest.scan(input) }).toEqual({ ...input, findings: [] });
      }
    }
  });
});
