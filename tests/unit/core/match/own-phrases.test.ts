// The school's own phrases beside the product's: found, excused and led by the same words, and nothing else changes.
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { packOwnPhrases } from "../../../../lib/build/own-phrases.ts";
import { readLexicons } from "../../../../lib/build/lexicon-pack.ts";
import { themes } from "../../../../lib/contract/vocabulary.ts";
import type { Theme } from "../../../../lib/contract/vocabulary.ts";
import { createScanner, type Scanner } from "../../../../lib/core/match/create-scanner.ts";
import { openLexicon } from "../../../../lib/core/match/open-lexicon.ts";
import type { Lexicon } from "../../../../lib/core/match/types.ts";
import { samplePhrases } from "../../../support/policies.ts";
import { weighOptions } from "../../../../lib/core/match/weigh-options.ts";

const mainText = `theme bullying
language en
## names
60 medium | purple elephant
30 low | green giraffe
`;
const excuses = `theme excuse
language en
## quoted
60 low | (she wrote|quote) | reach=near
`;
const ownLines = [
  "55 medium | bin (bag|liner) kid",
  "30 low | behind the sheds",
  "30 low | purple parade",
];
const settings = {
  thresholds: Object.fromEntries(themes.map((theme) => [theme, 50])) as Record<Theme, number>,
};

function open(bytes: ArrayBuffer | undefined): Lexicon {
  const opened = openLexicon(bytes ?? new ArrayBuffer(0));
  if (!opened.ok) throw new Error(JSON.stringify(opened.error));
  return opened.value;
}

let alone: Scanner;
let both: Scanner;
/** The same phrases in one lexicon, which is what both must come to. */
let joined: Scanner;
beforeAll(() => {
  const files = [
    { name: "a.txt", text: mainText },
    { name: "b.txt", text: excuses },
  ];
  const main = open(readLexicons(files, weighOptions).lexicon);
  const own = open(packOwnPhrases([samplePhrases(ownLines, { id: "own", title: "Own" })]));
  const ownText = `theme bullying\nlanguage en\n## Own\n${ownLines.join("\n")}\n`;
  alone = createScanner(main, settings);
  both = createScanner([main, own], settings);
  joined = createScanner(
    open(readLexicons([...files, { name: "c.txt", text: ownText }], weighOptions).lexicon),
    settings,
  );
});

const scan = (scanner: Scanner, text: string) => scanner.scan({ text, source: "typed" });

describe("with the school's own phrases", () => {
  it.each([
    ["one of its own", "look, the bin bag kid", 55, ["bin (bag|liner) kid"]],
    ["one of the product's", "a purple elephant", 60, ["purple elephant"]],
    ["two light ones together", "green giraffe behind the sheds, purple parade", 66, undefined],
    ["one in disguise", "look, the b1n bag k1d", 55, ["bin (bag|liner) kid"]],
  ] as const)("finds %s", (_name, text, score, phrases) => {
    const found = scan(both, text);
    expect(found).toMatchObject([{ category: "bullying", score }]);
    if (phrases !== undefined)
      expect(found[0]?.matches.map(({ phrase }) => phrase)).toEqual(phrases);
  });

  it("the product's excuses excuse the school's phrases", () => {
    expect(scan(both, "quote: the bin bag kid")).toEqual([]);
  });

  it("finds nothing where nothing stands", () => {
    expect(scan(both, "put the bag into the bin, kid")).toEqual([]);
  });

  const words = [
    "bin",
    "bag",
    "kid",
    "purple",
    "elephant",
    "green",
    "giraffe",
    "behind",
    "the",
    "sheds",
  ];
  const textArb = fc
    .array(
      fc.constantFrom(...words, "parade", "quote", "she wrote", ".", "\n", "and", "bin bag kid"),
      {
        maxLength: 40,
      },
    )
    .map((parts) => parts.join(" "));

  it("comes to what one lexicon of all phrases would", () => {
    fc.assert(
      fc.property(textArb, (text) => {
        expect(scan(both, text)).toEqual(scan(joined, text));
      }),
    );
  });

  it("in pieces, too, and pauses between them", async () => {
    await fc.assert(
      fc.asyncProperty(
        textArb,
        textArb,
        fc.integer({ min: 0, max: 3 }),
        async (start, end, many) => {
          const text = `${start}\n${"plain words of no harm at all\n".repeat(700 * many)}${end}`;
          let pauses = 0;
          const found = await both.scanInPieces({ text, source: "page" }, async () => {
            pauses += 1;
          });
          expect(found).toEqual(joined.scan({ text, source: "page", isPiece: true }));
          expect(pauses).toBeGreaterThanOrEqual(Math.floor(text.length / 16_000));
        },
      ),
      { numRuns: 30 },
    );
  });

  it("changes nothing of a text that holds none of them", () => {
    fc.assert(
      fc.property(textArb, (text) => {
        fc.pre(!/bin|sheds|parade/.test(text));
        expect(scan(both, text)).toEqual(scan(alone, text));
      }),
    );
  });
});
