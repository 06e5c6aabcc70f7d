import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readLexicons } from "../../../../lib/build/lexicon-pack.ts";
import type { Severity, TextSource } from "../../../../lib/contract/vocabulary.ts";
import { createScanner } from "../../../../lib/core/match/create-scanner.ts";
import { openLexicon } from "../../../../lib/core/match/open-lexicon.ts";
import type { Finding } from "../../../../lib/core/match/types.ts";
import { weighHits } from "../../../../lib/core/match/weigh-hits.ts";
import { weighOptions } from "../../../../lib/core/match/weigh-options.ts";

// Neutral phrases, so that the laws of weighing are seen and nothing else.
const lexicons = [
  {
    name: "violence.txt",
    text: `theme violence
language en
class refusing: cannot | do not
## plain
60 high | purple elephant
70 critical | crimson walrus
50 medium | grey heron | said
60 high | green newt | search
55 high | yellow toad | company
60 high | black swan | needs=weapon
60 high | white stork | unless=book
60 high | golden ..3 gibbon
60 high | azure ..3 ibis | said
65 high | cannot swim
65 high | {refusing} ..2 sparrow | denies
65 high | lazy ..2 otter (not here|there)
28 low | small snail
28 low | small slug
28 low | small worm
28 low | small moth
60 high | direct drake | direct
60 high | scarlet stoat | who=second
60 high | ruby ..3 raven | unless=book
60 high | violet vole | who=second,third
72 high | i will paint | said
60 high | your indigo ibex
60 high | burn the novel | unless=book`,
  },
  {
    name: "self-harm.txt",
    text: `theme self-harm
language en
35 low | wet otter
35 low | sad seal
35 low | low lark
64 high | deep lake
65 high | seals ..3 want to moan`,
  },
  {
    name: "context.txt",
    text: `theme context\nlanguage en\n1 low | spear | mark=weapon\n1 low | novel | mark=book\n1 low | (i|my|me) | mark=first\n1 low | you | mark=second\n1 low | (he|she) | mark=third\n1 low | (not gonna lie|cannot wait|and not cake) | mark=idiom\n1 low | tusk | mark=armed`,
  },
  {
    name: "excuse.txt",
    text: `theme excuse
language en
## denial
90 low | (not|cannot) | reach=before
90 low | never want to | reach=before
## quoted
80 low | they said | reach=near
## question
90 low | is a lie | reach=after
## history
90 low | (century|empire|treaty|regime|dynasty|king|queen|duke|abbey|baron|pirate said|said pirate) | reach=text
## only violence
90 low | pretend | reach=near for=violence
## spoken against
90 low | (whoever wrote|told) | reach=ahead
## a day
90 low | on (monday|friday) | reach=after
## told of oneself
90 low | we | reach=before said
## game
90 low | dice | reach=near
## a treat
90 low | cake | reach=near unless=armed
## banter
90 low | haha | reach=near
## told by another
90 low | (shouted|shouted the) | reach=quote`,
  },
];

const packed = readLexicons(lexicons, weighOptions);
if (!packed.lexicon) throw new Error(JSON.stringify(packed.problems));
const opened = openLexicon(packed.lexicon);
if (!opened.ok) throw new Error("cannot open");
const lexicon = opened.value;
const scanner = createScanner(lexicon, { thresholds: { violence: 50, "self-harm": 50 } });

function scan(text: string, source: TextSource = "typed"): readonly Finding[] {
  return scanner.scan({ text, source });
}

const filler = "Nothing of note happens in this long and quiet sentence about the weather. ".repeat(
  20,
);

describe("what a phrase is worth", () => {
  const table: readonly [
    name: string,
    text: string,
    source: TextSource,
    score: number | undefined,
  ][] = [
    ["a heavy phrase alone is a finding", "a purple elephant", "typed", 60],
    ["a weak phrase alone is none", "a small snail", "typed", undefined],
    ["two weak phrases are near but not enough", "small snail small slug", "typed", undefined],
    ["three weak phrases together are", "small snail small slug small worm", "typed", 62],
    [
      "the same weak phrase thrice is still one",
      "small snail small snail small snail",
      "typed",
      undefined,
    ],
    ["two heavy ones add, the second for less", "purple elephant, crimson walrus", "typed", 100],
    ["a denial just ahead takes nearly all", "not a purple elephant", "typed", undefined],
    ["a denial inside a gap does too", "a golden and not tame gibbon", "typed", undefined],
    [
      "so does one of several words whose last are the phrase's own",
      "seals will never want to moan",
      "typed",
      undefined,
    ],
    ["the same words without it", "seals will always want to moan", "typed", 65],
    ["a denial that belongs to the phrase does not", "he cannot swim", "typed", 65],
    ["nor one that a class of the phrase holds", "they cannot hear a sparrow", "typed", 65],
    [
      "but another, within the same phrase, does",
      "lazy and not wet otter there",
      "typed",
      undefined,
    ],
    ["a denial that ends the phrase is its own", "lazy wet otter not here", "typed", 65],
    [
      "what is ahead in the sentence reaches far",
      "whoever wrote it up there: purple elephant",
      "typed",
      undefined,
    ],
    ["but not past its end", "whoever wrote it left. Purple elephant", "typed", 60],
    ["what follows closely reaches back", "purple elephant on monday", "typed", undefined],
    ["a denial in the sentence before does not", "I think not. Purple elephant", "typed", 60],
    ["a quotation near by takes most", "they said purple elephant", "typed", undefined],
    ["what follows can take it back", "purple elephant is a lie", "typed", undefined],
    ["an excuse for another theme takes nothing", "pretend deep lake", "typed", 64],
    ["an excuse for this theme does", "pretend purple elephant", "typed", undefined],
    ["a search phrase in a search counts in full", "green newt", "search", 60],
    ["and in a short typed text", "green newt", "typed", 60],
    ["but hardly on a long page", filler + "green newt. " + filler, "page", undefined],
    ["what is said counts in a message", "grey heron", "page", 50],
    ["but less inside a document", filler + "grey heron. " + filler, "page", undefined],
    ["a phrase that needs a mark is nothing without it", "black swan", "typed", undefined],
    ["and counts with it", "spear and black swan", "typed", 60],
    [
      "but not when the mark stands far away",
      "spear. " + filler + "black swan",
      "typed",
      undefined,
    ],
    ["a phrase that a mark forbids counts without it", "white stork", "typed", 60],
    ["and not with it", "a novel about a white stork", "typed", undefined],
    ["a word of any length in a gap", `ruby ${"x".repeat(400_000)} raven`, "typed", 60],
    ["a person wanted in the sentence and not there", "scarlet stoat", "typed", undefined],
    ["and there, ahead", "you see a scarlet stoat", "typed", 60],
    ["and there, behind", "scarlet stoat, you know", "typed", 60],
    ["in the sentence before is not there", "I see you. Scarlet stoat", "typed", undefined],
    ["nor in the one behind", "scarlet stoat! You know", "typed", undefined],
    [
      "nor far away in one without an end",
      `you ${"see ".repeat(50)}scarlet stoat`,
      "typed",
      undefined,
    ],
    ["another person does not do", "she saw a scarlet stoat", "typed", undefined],
    ["one of several does", "she saw a violet vole", "typed", 60],
    ["but not the writer", "I saw a violet vole", "typed", undefined],
    ["what another is said to have said", "“purple elephant,” Maya shouted", "typed", undefined],
    ["with the speaker behind the verb", "'purple elephant' shouted Maya", "typed", undefined],
    ["named by what they are", '"a purple elephant!" shouted the fox', "typed", undefined],
    ["told by who said it is meant", "“purple elephant” I shouted", "typed", 60],
    ["told by nobody", "“purple elephant” shouted", "typed", 60],
    ["not quoted", "purple elephant Maya shouted", "typed", 60],
    ["nothing begins a quotation", "purple elephants' purple elephant' Maya shouted", "typed", 60],
    ["another was quoted", "purple elephant, “hello,” Maya shouted", "typed", 60],
    ["an apostrophe quotes nothing", "purple elephant's friend Maya shouted", "typed", 60],
    ["a speaker in another sentence", "“purple elephant” it was. Maya shouted", "typed", 60],
    ["a denial before a comma denies what was before", "not now, purple elephant", "typed", 60],
    ["before two it does", "not, ever, purple elephant", "typed", undefined],
    ["a denial before the writer's own clause is an answer", "not I will paint", "typed", 72],
    ["with words between, too", "not it or I will paint", "typed", 72],
    ["but not of what is said or thought", "not saying I will paint", "typed", undefined],
    ["a denial of knowing denies nothing", "they do not know of a purple elephant", "typed", 60],
    ["unless it is not known whether", "I do not know if a purple elephant", "typed", undefined],
    ["what is forbidden has its price", "do not tell or your indigo ibex", "typed", 60],
    ["a denial goes on over an “or”", "not red or purple elephant", "typed", undefined],
    [
      "what stands ahead of a “but” excuses nothing behind it",
      "cake but I will paint",
      "typed",
      72,
    ],
    ["nor ahead of the writer's own clause", "there was cake and I will paint", "typed", 72],
    ["but of one that goes on", "there was cake and a purple elephant", "typed", undefined],
    ["a game is played in every clause", "dice but purple elephant", "typed", undefined],
    ["banter is banter in every clause", "haha but purple elephant", "typed", undefined],
    ["but despair is not", "haha but deep lake", "typed", 64],
    ["what the writer tells is meant", "I told them I will paint", "typed", 72],
    ["what another tells is not", "he told them I will paint", "typed", undefined],
    ["nor what is made up", "I told a story where I will paint", "typed", undefined],
    ["told of oneself", "we grey heron", "typed", undefined],
    ["but not where it is passed on", "we said grey heron", "typed", 50],
    ["an excuse that a mark undoes in the sentence", "cake, a tusk, purple elephant", "typed", 60],
    ["but not in another", "cake and purple elephant. A tusk", "typed", undefined],
    ["a word that excuses nothing here", "and not cake, purple elephant", "typed", 60],
    [
      "words of a register that overlap are one",
      "pirate said pirate: purple elephant",
      "typed",
      60,
    ],
    ["the last word of a phrase is no register", "burn the novel", "typed", 60],
    ["but one around it is", "a novel: burn the novel", "typed", undefined],
    ["company wanted and missing", "yellow toad", "typed", undefined],
    ["company wanted and there", "yellow toad, small snail", "typed", 73],
    [
      "two words of a register excuse a message",
      "empire and century: purple elephant",
      "typed",
      undefined,
    ],
    ["one is chance", "a century of purple elephant", "typed", 60],
    [
      "what is direct is not excused by a register",
      "empire and century: direct drake",
      "typed",
      60,
    ],
  ];
  test.each(table)("%s", (_name, text, source, score) => {
    expect(scan(text, source)[0]?.score).toBe(score);
  });
});

describe("long texts", () => {
  test("light signs scattered over a long text that is nobody's own account stay silent", () => {
    expect(scan(`${filler}small snail, small slug, small worm, small moth`)).toEqual([]);
  });
  test("despair told in the first person adds up over a long text", () => {
    const account = "I went out and my day was long and I was by me. ".repeat(30);
    expect(scan(`${account}wet otter. ${account}sad seal`, "typed")[0]?.category).toBe("self-harm");
    expect(scan(`${filler}wet otter. ${filler}sad seal`, "typed")).toEqual([]);
  });
  test("on a page despair needs a clearer sign or a third; in a message it does not", () => {
    expect(scan("wet otter, sad seal", "typed")[0]?.score).toBe(58);
    // One sign: too light by itself, not in an account of some length that a pupil types.
    const told = "I did my work and my tea was cold and I went up to my room. ".repeat(3);
    expect(scan(`${told}wet otter`, "typed")[0]?.score).toBe(50);
    expect(scan(`${told}wet otter`, "page")).toEqual([]);
    expect(scan("I told my friend, wet otter", "typed")).toEqual([]);
    expect(scan(`${told.replaceAll(/\b(?:I|my)\b/g, "we")}wet otter`, "typed")).toEqual([]);
    expect(scan("wet otter, sad seal", "page")).toEqual([]);
    expect(scan("wet otter, sad seal, low lark", "page")[0]?.category).toBe("self-harm");
  });
  test("the same text again and again weighs no more than once", () => {
    const piece = fc.constantFrom(
      "purple elephant",
      "small snail small slug",
      "grey heron",
      "crimson walrus",
    );
    const pieces = fc.array(piece, { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(pieces, fc.constantFrom<TextSource>("page", "typed"), (given, source) => {
        const best = Math.max(...given.map((text) => scan(text, source)[0]?.score ?? 0));
        expect(scan(given.join(`. ${filler}`), source)[0]?.score ?? 0).toBeLessThanOrEqual(best);
      }),
    );
  });
  test("heavy phrases far apart do not add up", () => {
    expect(scan(`purple elephant. ${filler}crimson walrus`)[0]?.score).toBe(70);
  });
});

describe("severity", () => {
  const table: readonly [text: string, severity: Severity][] = [
    ["crimson walrus", "critical"],
    ["purple elephant", "high"],
    ["grey heron", "medium"],
    ["small snail small slug small worm", "low"],
    ["purple elephant small snail", "high"],
  ];
  test.each(table)("%s is %s", (text, severity) => {
    expect(scan(text)[0]?.severity).toBe(severity);
  });
});

describe("laws", () => {
  const word = fc.constantFrom(
    "purple",
    "elephant",
    "crimson",
    "walrus",
    "small",
    "snail",
    "slug",
    "not",
    "they",
    "said",
    "century",
    "empire",
    "spear",
    "black",
    "swan",
    "i",
    "my",
    "deep",
    "lake",
    "\n",
    ".",
    "wet",
    "otter",
  );
  const text = fc.array(word, { maxLength: 400 }).map((words) => words.join(" "));
  const source = fc.constantFrom<TextSource>("page", "typed", "search");

  test("a score lies between the threshold and 100, and every match in the text, in order", () => {
    fc.assert(
      fc.property(text, source, (given, from) => {
        for (const { score, matches } of scan(given, from)) {
          expect(score).toBeGreaterThanOrEqual(50);
          expect(score).toBeLessThanOrEqual(100);
          let last = 0;
          for (const { start, end } of matches) {
            expect(start).toBeGreaterThanOrEqual(last);
            expect(end).toBeGreaterThan(start);
            expect(end).toBeLessThanOrEqual(given.length);
            last = start;
          }
        }
      }),
    );
  });
  test("a higher threshold never finds more", () => {
    const strict = createScanner(lexicon, { thresholds: { violence: 80, "self-harm": 80 } });
    fc.assert(
      fc.property(text, source, (given, from) => {
        const loose = scan(given, from).map((found) => found.category);
        const found = strict.scan({ text: given, source: from }).map((one) => one.category);
        expect(loose).toEqual(expect.arrayContaining(found));
      }),
    );
  });
  test("a theme that is not asked for is not looked for", () => {
    fc.assert(
      fc.property(text, source, (given, from) => {
        const only = createScanner(lexicon, { thresholds: { "self-harm": 50 } });
        const found = only.scan({ text: given, source: from });
        expect(found.every((one) => one.category === "self-harm")).toBe(true);
      }),
    );
  });
  test("hits of phrases that do not exist are passed over", () => {
    const hit = { phrase: 9999, start: 0, end: 1, disguised: false };
    const settings = { thresholds: { violence: 1 } };
    expect(weighHits(lexicon, [hit], { text: "a", source: "typed" }, settings)).toEqual([]);
  });
});

describe("what excuses, and what only looks like it", () => {
  test.each([
    ["a denial ahead", "not purple elephant", 0],
    ["a turn of speech with a “not” in it denies nothing", "not gonna lie purple elephant", 60],
    ["the same, and a denial beside it", "not gonna lie not purple elephant", 0],
    ["who tells it stands ahead of what was said", "we azure big ibis", 0],
    ["in the midst of what is said it is the speaker", "azure if we ibis", 60],
  ])("%s", (_name, text, score) => {
    expect(scan(text)[0]?.score ?? 0).toBe(score);
  });
});
