// The page's side: what becomes a sign, and when it leaves the page.
import { describe, expect, test } from "vitest";
import type { Sign } from "../../../../lib/core/sequence/types.ts";
import type { Theme } from "../../../../lib/contract/vocabulary.ts";
import { signsOf } from "../../../../lib/core/sequence/signs-of.ts";
import { createSignBook } from "../../../../lib/core/sequence/sign-book.ts";
import type { PhrasePlan } from "../../../../lib/core/match/weigh-options.ts";
import type { WeighedHit } from "../../../../lib/core/match/weigh-window.ts";

const plan = (group: string): PhrasePlan => ({
  phrase: {
    pattern: "purple elephant",
    theme: "grooming",
    weight: 40,
    severity: "medium",
    language: "en",
    group,
    options: {},
  },
  search: false,
  said: true,
  direct: false,
  company: false,
  denies: false,
  needs: [],
  unless: [],
  who: [],
  mark: undefined,
  reach: "near",
  forThemes: [],
  tokens: [],
});

function hit(
  text: string,
  words: string,
  points = 40,
  excuses: readonly string[] = [],
): WeighedHit {
  const start = text.indexOf(words);
  const found = { phrase: 0, start, end: start + words.length, disguised: false };
  return { hit: found, plan: plan("secrecy"), points, excuses };
}

const signsIn = (
  text: string,
  words: string,
  points?: number,
  excuses?: readonly string[],
  wanted: readonly Theme[] = ["grooming"],
): Sign[] => signsOf(text, [hit(text, words, points, excuses)], wanted);

function open() {
  const sent: Sign[][] = [];
  const book = createSignBook((signs) => sent.push(signs));
  return { book, sent };
}

describe("what a sign is", () => {
  test("theme, heading, points and a number; no word of the text", () => {
    const [sign] = signsIn("see the purple elephant", "purple elephant");
    expect(Object.keys(sign ?? {}).sort()).toEqual(["group", "isSaid", "mark", "points", "theme"]);
    expect(JSON.stringify(sign)).not.toMatch(/purple|elephant/);
  });

  test.each([
    ["faint", 11, []],
    ["excused", 60, ["quoted"]],
  ])("%s: none", (_name, points, excuses) => {
    expect(signsIn("a purple elephant", "purple elephant", points, excuses)).toEqual([]);
  });

  test("of a theme that is not wanted: none", () => {
    const text = "a purple elephant";
    expect(signsIn(text, "purple elephant", 40, [], ["bullying"])).toEqual([]);
  });

  test("the same words in another text have the same number, other words another", () => {
    const mark = (text: string, words: string) => signsIn(text, words)[0]?.mark;
    expect(mark("a Purple  Elephant", "Purple  Elephant")).toBe(
      mark("the purple elephant", "purple elephant"),
    );
    expect(mark("a purple elephant", "purple")).not.toBe(mark("a purple elephant", "elephant"));
  });

  test("words that two headings know are one sign: the heavier", () => {
    const text = "a purple elephant";
    const light = hit(text, "purple elephant", 40);
    const heavy = hit(text, "elephant", 50);
    const both = [light, { ...heavy, plan: plan("meeting") }];
    expect(signsOf(text, both, ["grooming"]).map(({ group }) => group)).toEqual(["meeting"]);
  });

  test("at most twenty of one text", () => {
    const text = Array.from({ length: 40 }, (_, at) => `elephant${at} `).join("");
    const words = [...text.matchAll(/elephant\d+ /g)].map(([word]) => hit(text, word));
    expect(signsOf(text, words, ["grooming"])).toHaveLength(20);
  });
});

describe("when it leaves the page", () => {
  test("a page that is only read sends nothing", () => {
    const { book, sent } = open();
    for (const word of ["one", "two", "three"]) book.read(signsIn(`a ${word}`, word));
    expect(sent).toEqual([]);
  });

  test("somebody writes there, whatever it is: what was read before counts, and what comes after", () => {
    const { book, sent } = open();
    book.read(signsIn("a one", "one"));
    book.typed();
    expect(sent).toHaveLength(1);
    book.read(signsIn("a two", "two"));
    expect(sent).toHaveLength(2);
  });

  test("read again: once; typed and then shown: not as another's", () => {
    const { book, sent } = open();
    book.typed();
    book.own(signsIn("a one", "one").map(({ mark }) => mark));
    book.read(signsIn("a one", "one"));
    book.read(signsIn("a two", "two"));
    book.read(signsIn("a two", "two"));
    expect(sent).toEqual([signsIn("a two", "two")]);
  });

  test("a page that shows without end is cut short", () => {
    const { book, sent } = open();
    for (let at = 0; at < 1000; at += 1) book.read(signsIn(`a word${at}`, `word${at}`));
    book.typed();
    expect(sent.length).toBeLessThanOrEqual(20);
    for (let at = 1000; at < 2000; at += 1) book.read(signsIn(`a word${at}`, `word${at}`));
    expect(sent.length).toBeLessThanOrEqual(420);
  });
});
