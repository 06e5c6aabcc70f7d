import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { findHits, findHitsInWindows } from "../../../../lib/core/match/find-hits.ts";
import { disguises } from "./disguises.ts";
import { innocentTwins, twinPatterns } from "./innocent-twins.ts";
import { naiveSearch, writePattern, type NaivePattern } from "./naive-search.ts";
import { found, lexiconOf, neutralPatterns } from "./neutral-lexicon.ts";
import { draws } from "../../../support/draws.ts";

const kin = "class kin: mum | mom | dad | your parents | nan";

const rows: readonly (readonly [
  name: string,
  pattern: string,
  text: string,
  matched: readonly string[],
])[] = [
  ["one word", "owl", "an owl", ["owl"]],
  ["at the start", "owl", "owl here", ["owl"]],
  ["alone", "owl", "owl", ["owl"]],
  ["several", "owl", "owl, owl; owl", ["owl", "owl", "owl"]],
  ["no text", "owl", "", []],
  ["only punctuation", "owl", "... !!!", []],
  ["not within a word", "owl", "howl owls owlet", []],
  ["any ending", "owl*", "howl owls owlet owl", ["owls", "owlet", "owl"]],
  ["any ending, with an apostrophe", "owl*", "the owl's nest", ["owl's"]],
  ["case", "red owl", "RED Owl", ["RED Owl"]],
  ["any white space", "red owl", "red \n\t owl", ["red \n\t owl"]],
  ["any punctuation", "red owl", "red, “owl”", ["red, “owl"]],
  ["apostrophe in the pattern", "don't tell", "dont tell", ["dont tell"]],
  ["apostrophe in the text", "dont tell", "don’t tell", ["don’t tell"]],
  ["apostrophe as a quotation mark", "owl", "the 'owl' said", ["owl"]],
  ["an accent belongs to its letter", "cafe", "the cafe\u0301!", ["cafe\u0301"]],
  ["alternatives", "red (owl|kite)", "red owl red kite red fox", ["red owl", "red kite"]],
  [
    "alternatives of several words",
    "(see a|meet the) owl",
    "see a owl, meet the owl",
    ["see a owl", "meet the owl"],
  ],
  [
    "nested",
    "a ((big|small) (red|grey)|tiny) owl",
    "a big grey owl a tiny owl",
    ["a big grey owl", "a tiny owl"],
  ],
  ["optional, there", "red (barn)? owl", "red barn owl", ["red barn owl"]],
  ["optional, not there", "red (barn)? owl", "red owl", ["red owl"]],
  [
    "optional at the end takes the longest",
    "red owl (at night)?",
    "red owl at night",
    ["red owl at night"],
  ],
  ["optional at the start", "(the)? red owl", "the red owl", ["the red owl"]],
  [
    "class",
    "don't tell {kin}",
    "Dont tell your parents, don't tell nan",
    ["Dont tell your parents", "don't tell nan"],
  ],
  ["class in brackets", "tell (no one|{kin})", "tell dad tell no one", ["tell dad", "tell no one"]],
  ["gap of none", "red ..2 owl", "red owl", ["red owl"]],
  ["gap, full", "red ..2 owl", "red a b owl", ["red a b owl"]],
  ["gap, too far", "red ..2 owl", "red a b c owl", []],
  ["two gaps", "a ..1 b ..1 c", "a x b y c", ["a x b y c"]],
  ["a gap before brackets", "red ..2 (owl|big kite)", "red and big kite", ["red and big kite"]],
  ["digits", "area 51", "in Area 51.", ["Area 51"]],
  ["digits in a word", "ak47", "an AK47 and ak 47", ["AK47"]],
  [
    "hyphens split",
    "self-made owl",
    "self made owl, self-made-owl",
    ["self made owl", "self-made-owl"],
  ],
  ["a compound spelt together", "underage owl", "an under-age owl", ["under-age owl"]],
  ["repeated starts", "red red owl", "red red red owl", ["red red owl"]],
  ["overlapping itself", "red owl red", "red owl red owl red", ["red owl red", "red owl red"]],
  ["folding other scripts", "сова", "Вот СОВА.", ["СОВА"]],
  ["Polish", "żółta sowa", "ŻÓŁTA SOWA", ["ŻÓŁTA SOWA"]],
  ["Arabic with vowel signs", "كتاب", "هذا كِتَاب", ["كِتَاب"]],
  ["ligatures", "first flight", "ﬁrst ﬂight", ["ﬁrst ﬂight"]],
  ["sharp s", "strasse", "die Straße", ["Straße"]],
];

describe("phrases", () => {
  test.each(rows)("%s", (_name, pattern, text, matched) => {
    const hits = found(lexiconOf([pattern], kin), text);
    expect(hits.map(([, part]) => part)).toEqual(matched);
  });

  test("hits come sorted by start, with their phrase", () => {
    const lexicon = lexiconOf(["owl at night", "red owl"]);
    expect(found(lexicon, "the red owl at night")).toEqual([
      ["red owl", "red owl"],
      ["owl at night", "owl at night"],
    ]);
  });

  test("of one phrase at most 200 are kept, and others are not crowded out", () => {
    const lexicon = lexiconOf(["owl", "kite"]);
    const hits = findHits(lexicon, `${"owl ".repeat(5000)}kite`);
    expect(hits).toHaveLength(201);
    expect(hits.at(-1)?.phrase).toBe(1);
  });
});

describe("disguises", () => {
  const lexicon = lexiconOf(neutralPatterns.slice(0, 1));

  test.each(disguises)("%s", (_name, text) => {
    const whole = `We saw it yesterday: ${text} by the lake.`;
    expect(found(lexicon, text).map(([pattern]) => pattern)).toContain("purple elephant");
    expect(found(lexicon, whole).map(([pattern]) => pattern)).toContain("purple elephant");
  });

  test("a hit says whether the words were hidden", () => {
    expect(findHits(lexicon, "Purple Éléphant")[0]?.disguised).toBe(false);
    expect(findHits(lexicon, "p.u.r.p.l.e elephant")[0]?.disguised).toBe(true);
  });

  test.each([
    ["leet", "a purp1e e1eph4nt!", "purp1e e1eph4nt"],
    ["spaced", "a p u r p l e   e l e p h a n t too", "p u r p l e   e l e p h a n t"],
    ["joined", "a purpleelephant!", "purpleelephant"],
    ["entities", "a &#112;urple elephant!", "&#112;urple elephant"],
    ["rot13", "n checyr ryrcunag!", "checyr ryrcunag"],
    ["reversed", "tnahpele elprup a", "tnahpele elprup"],
    ["mathematical", "a 𝐩𝐮𝐫𝐩𝐥𝐞 𝐞𝐥𝐞𝐩𝐡𝐚𝐧𝐭!", "𝐩𝐮𝐫𝐩𝐥𝐞 𝐞𝐥𝐞𝐩𝐡𝐚𝐧𝐭"],
  ])("offsets lead back to the text: %s", (_name, text, part) => {
    expect(found(lexicon, text).map(([, matched]) => matched)).toContain(part);
  });
});

describe("innocent twins", () => {
  const lexicon = lexiconOf(twinPatterns);

  test.each(innocentTwins)("%s", (_name, text) => {
    expect(found(lexicon, text)).toEqual([]);
    expect(found(lexicon, `${text} `.repeat(60))).toEqual([]);
  });

  test("there are at least a hundred and twenty", () => {
    expect(innocentTwins.length).toBeGreaterThanOrEqual(120);
  });
});

const letters = fc.constantFrom("red", "owl", "a", "aa", "ab", "big", "bigger");
const pattern = fc.letrec<{ pattern: NaivePattern }>((tie) => ({
  pattern: fc.oneof(
    { depthSize: "small", maxDepth: 3 },
    fc.record({ kind: fc.constant("word" as const), letters, open: fc.constant(false) }),
    fc.record({
      kind: fc.constant("word" as const),
      letters: fc.constantFrom("ab", "big", "re"),
      open: fc.constant(true),
    }),
    fc.record({
      kind: fc.constant("all" as const),
      items: fc.array(tie("pattern"), { minLength: 1, maxLength: 3 }),
    }),
    fc.record({
      kind: fc.constant("any" as const),
      items: fc.array(tie("pattern"), { minLength: 1, maxLength: 3 }),
    }),
    fc.record({ kind: fc.constant("maybe" as const), item: tie("pattern") }),
  ),
})).pattern;
const word = fc.record({ kind: fc.constant("word" as const), letters, open: fc.constant(false) });
const gap = fc.record({ kind: fc.constant("gap" as const), most: fc.integer({ min: 1, max: 3 }) });
/** A pattern that always holds a word at each end, as the parser demands of gaps. */
const wholePattern: fc.Arbitrary<NaivePattern> = fc
  .tuple(word, fc.array(fc.oneof(pattern, gap), { maxLength: 3 }), word)
  .map(([first, middle, last]) => ({ kind: "all", items: [first, ...middle, last] }));
const sentence = fc.array(fc.oneof(letters, fc.constantFrom("x", "fox", "rednose", "abbey")), {
  maxLength: 14,
});

describe("laws", () => {
  test("the automaton finds what the naive search finds", () => {
    fc.assert(
      fc.property(
        fc.array(wholePattern, { minLength: 1, maxLength: 4 }),
        sentence,
        (patterns, words) => {
          const sources = [...new Map(patterns.map((one) => [writePattern(one), one])).entries()];
          const lexicon = lexiconOf(sources.map(([source]) => source));
          const text = words.join(" ");
          const starts = words.map(
            (_, index) => words.slice(0, index).join(" ").length + (index > 0 ? 1 : 0),
          );
          const seen = findHits(lexicon, text)
            .filter((hit) => !hit.disguised)
            .map((hit) => {
              const first = starts.indexOf(hit.start);
              const last = starts.findIndex(
                (start, index) => start + (words[index] ?? "").length === hit.end,
              );
              return `${hit.phrase}:${first}-${last}`;
            });
          const wanted = sources.flatMap(([, one], phrase) =>
            naiveSearch(one, words).map((place) => `${phrase}:${place}`),
          );
          expect([...seen].sort()).toEqual([...wanted].sort());
        },
      ),
      { numRuns: draws(200) },
    );
  });

  test("windows of any size find the same", () => {
    const lexicon = lexiconOf(["red owl", "red ..3 kite", "owl*"]);
    const piece = fc.constantFrom(
      "red",
      "owl",
      "kite",
      "k.i.t.e",
      "r e d",
      "0wl",
      "the",
      "fox",
      "redowl",
    );
    fc.assert(
      fc.property(fc.array(piece, { minLength: 300, maxLength: 900 }), (pieces) => {
        const text = pieces.join(" ");
        expect(findHitsInWindows(lexicon, text, 1)).toEqual(
          findHitsInWindows(lexicon, text, 100_000),
        );
      }),
      { numRuns: 25 },
    );
  });

  test("a hit's offsets lie within the text and hold the phrase when folded", () => {
    const lexicon = lexiconOf(["purple elephant"]);
    const noise = fc.string({ unit: "grapheme", maxLength: 30 });
    fc.assert(
      fc.property(noise, fc.constantFrom(...disguises), noise, (before, [, hidden], after) => {
        const text = `${before}\n${hidden}\n${after}`;
        for (const hit of findHits(lexicon, text)) {
          expect(hit.start).toBeGreaterThanOrEqual(0);
          expect(hit.end).toBeLessThanOrEqual(text.length);
          expect(hit.start).toBeLessThan(hit.end);
        }
      }),
    );
    fc.assert(
      fc.property(noise, noise, (before, after) => {
        const text = `${before} . PÜRPLE\u200b éléphant . ${after}`;
        const parts = found(lexicon, text).map(([, part]) =>
          part
            .normalize("NFKD")
            .replace(/[^a-z]/gi, "")
            .toLowerCase(),
        );
        expect(parts).toContain("purpleelephant");
      }),
    );
  });

  test("any text whatever is scanned without a throw", () => {
    const lexicon = lexiconOf(neutralPatterns);
    const any = fc.oneof(
      fc.string({ unit: "binary", maxLength: 300 }),
      fc
        .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 300 })
        .map((units) => String.fromCharCode(...units)),
      fc
        .array(fc.constantFrom("p", " ", "e", "*", "&#", "%4", "\u202e", "ɐ", ".", "1", "\ud835"), {
          maxLength: 200,
        })
        .map((units) => units.join("")),
    );
    fc.assert(
      fc.property(any, (text) => {
        for (const hit of findHits(lexicon, text)) {
          expect(hit.start >= 0 && hit.start < hit.end && hit.end <= text.length).toBe(true);
        }
      }),
      { numRuns: draws(500) },
    );
  });
});
