import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { factorPhrases } from "../../bench/match-factor.ts";
import { compareSpans, naiveSpans } from "../../bench/match-oracle.ts";
import { makePhrases, makeProse, makeWorkloads, rankWords } from "../../bench/match-texts.ts";

describe("naiveSpans", () => {
  it.each([
    ["a phrase", "a red kite flies", ["red kite"], ["2-10"]],
    ["capitals", "Red KITE", ["red kite"], ["0-8"]],
    ["twice", "red kite, red kite", ["red kite"], ["0-8", "10-18"]],
    ["over itself", "so so so", ["so so"], ["0-5", "3-8"]],
    ["not within a longer word", "bored kites, red kites", ["red kite"], []],
    ["not over two spaces", "red  kite", ["red kite"], []],
    ["two phrases at one place", "red kite", ["red kite", "kite"], ["0-8", "4-8"]],
  ])("%s", (_name, text, phrases, expected) => {
    expect(naiveSpans(text, phrases).map((span) => span.join("-"))).toEqual(expected);
  });
});

describe("compareSpans", () => {
  it("counts what is missed and what is named besides, each place once", () => {
    const expected = [
      [0, 3],
      [5, 9],
      [5, 9],
    ] as const;
    const named = [
      [5, 9],
      [5, 9],
      [10, 12],
    ] as const;
    expect(compareSpans(expected, named)).toEqual({ oracle: 2, missed: 1, beyond: 1 });
    expect(compareSpans(expected, expected)).toEqual({ oracle: 2, missed: 0, beyond: 0 });
  });
});

describe("factorPhrases", () => {
  it("takes what the plain alternation takes, the longest first", () => {
    const word = fc.string({ unit: fc.constantFrom("a", "b", " "), minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(
        fc.uniqueArray(word, { minLength: 1, maxLength: 12 }),
        fc.string({ unit: fc.constantFrom("a", "b", " ", "c"), maxLength: 60 }),
        (phrases, text) => {
          const plain = [...phrases].sort((a, b) => b.length - a.length).join("|");
          const all = (source: string): string[] =>
            [...text.matchAll(new RegExp(source, "g"))].map((hit) => `${hit.index}:${hit[0]}`);
          expect(all(factorPhrases(phrases))).toEqual(all(plain));
        },
      ),
    );
  });
});

describe("the texts", () => {
  const lines = Array.from(
    { length: 400 },
    (_, at) =>
      `The word of line ${"abcdefgh"[at % 8]}${"ijklmnop"[at % 7]}${"qrstu"[at % 5]} is read`,
  );
  const ranked = [...rankWords(lines), ...Array.from({ length: 300 }, (_, at) => `word${at}`)];

  it("are the same each time", () => {
    const phrases = makePhrases(200, ranked);
    expect(makePhrases(200, ranked)).toEqual(phrases);
    expect(makeProse(lines, 20_000, phrases)).toBe(makeProse(lines, 20_000, phrases));
  });

  it("have phrases of two to four words, all different, and none of common words alone", () => {
    const phrases = makePhrases(500, ranked);
    const common = new Set(ranked.slice(0, 200));
    expect(new Set(phrases).size).toBe(500);
    for (const phrase of phrases) {
      const words = phrase.split(" ");
      expect(words.length).toBeGreaterThanOrEqual(2);
      expect(words.length).toBeLessThanOrEqual(4);
      expect(words.some((word) => !common.has(word))).toBe(true);
    }
  });

  it("hold planted phrases, about one to a thousand words", () => {
    const prose = makeProse(lines, 400_000, ["planted phrase"]);
    const words = prose.split(/\s+/).length;
    const planted = naiveSpans(prose, ["planted phrase"]).length;
    expect(planted).toBeGreaterThan(words / 2000);
    expect(planted).toBeLessThan(words / 500);
    expect(makeProse(lines, 400_000, [])).not.toContain("planted");
  });

  it("are cut into nodes and pages that together are the text", () => {
    const prose = makeProse(lines, 400_000, []);
    const { pages, nodes } = makeWorkloads(prose);
    expect(pages.join("")).toBe(prose);
    expect(nodes).toHaveLength(5000);
    expect(nodes.join("")).toBe(prose.slice(0, 200_000));
  });
});
