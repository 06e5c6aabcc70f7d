import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { findHits } from "../../../../lib/core/match/find-hits.ts";
import { inOrder } from "../../../../lib/core/match/hit-list.ts";
import { allParts, helpPart, leadPart } from "../../../../lib/core/match/match-phrases.ts";
import { found, lexiconOf, lexiconOfThemes } from "./neutral-lexicon.ts";

const words = fc.array(
  fc.constantFrom(
    "red",
    "owl",
    "owls",
    "big",
    "kite",
    "at",
    "night",
    "not",
    "a",
    "the",
    "k1te",
    "red-owl",
    ".",
  ),
  { maxLength: 30 },
);

describe("a text read in parts", () => {
  const lexicon = lexiconOfThemes({
    violence: ["red ..2 owl", "owl*", "big kite (at night)?"],
    excuse: ["not (a)? red", "the"],
    context: ["kite", "night owl"],
  });

  test.each([true, false])("the parts together are the whole (careful: %s)", (careful) => {
    fc.assert(
      fc.property(words, (pieces) => {
        const text = pieces.join(" ");
        const leads = findHits(lexicon, text, careful, leadPart);
        const helpers = findHits(lexicon, text, careful, helpPart);
        expect([...leads, ...helpers].sort(inOrder)).toEqual(
          findHits(lexicon, text, careful, allParts),
        );
        for (const { phrase } of leads) {
          expect(lexicon.phraseAt(phrase)?.theme).toBe("violence");
        }
        for (const { phrase } of helpers) {
          expect(lexicon.phraseAt(phrase)?.theme).not.toBe("violence");
        }
      }),
    );
  });

  test("a phrase read by itself is the phrase of the list", () => {
    for (const [index, phrase] of lexicon.phrases.entries()) {
      expect(lexicon.phraseAt(index)).toEqual(phrase);
    }
    expect(lexicon.phraseAt(lexicon.phrases.length)).toBeUndefined();
    expect(lexicon.phraseAt(-1)).toBeUndefined();
  });
});

describe("a text longer than what is read at one go", () => {
  const lexicon = lexiconOf(["purple elephant", "сова"]);
  const fillers = ["word ", "wörd ", "🦉🦉 ", "— – ", "xxxxx", "\ud835"];

  test.each(fillers)("phrases stand where they stand after %j", (filler) => {
    for (let shift = 0; shift < 24; shift += 1) {
      const before = `${filler.repeat(Math.ceil(4090 / filler.length))}${"y".repeat(shift)} `;
      for (const dressed of [
        "purple elephant",
        "PÜRPLE\u00a0éle\u0301phant",
        "𝐩𝐮𝐫𝐩𝐥𝐞 elephant",
        "сова",
      ]) {
        const text = `${before}${dressed} and on`;

        expect(found(lexicon, text).map(([, matched]) => matched)).toEqual([dressed]);
      }
    }
  });

  test("a word longer than that is one word", () => {
    const word = "long".repeat(5000);
    expect(found(lexiconOf([`${"long".repeat(8)}*`, "owl"]), `a ${word}é owl`)).toEqual([
      [`${"long".repeat(8)}*`, `${word}é`],
      ["owl", "owl"],
    ]);
  });
});
