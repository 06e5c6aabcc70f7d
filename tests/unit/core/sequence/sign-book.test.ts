// The page's side: what becomes a sign, and when it leaves the page.
import { describe, expect, test } from "vitest";
import type { Sign } from "../../../../lib/core/sequence/types.ts";
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

function open(wanted: Parameters<typeof createSignBook>[0] = ["grooming"]) {
  const sent: { source: string; signs: Sign[] }[] = [];
  const book = createSignBook(wanted, (source, signs) => sent.push({ source, signs }));
  const scan = (text: string, words: string, points?: number, excuses?: readonly string[]) => {
    book.onWeighed({ text, source: "page" }, [hit(text, words, points, excuses)]);
    return book.take(text);
  };
  return { book, sent, scan };
}

describe("what a sign is", () => {
  test("theme, heading, points and a number; no word of the text", () => {
    const { scan } = open();
    const [sign] = scan("see the purple elephant", "purple elephant");
    expect(Object.keys(sign ?? {}).sort()).toEqual(["group", "isSaid", "mark", "points", "theme"]);
    expect(JSON.stringify(sign)).not.toMatch(/purple|elephant/);
  });

  test.each([
    ["faint", 11, []],
    ["excused", 60, ["quoted"]],
  ])("%s: none", (_name, points, excuses) => {
    expect(open().scan("a purple elephant", "purple elephant", points, excuses)).toEqual([]);
  });

  test("of a theme that is not wanted: none", () => {
    expect(open(["bullying"]).scan("a purple elephant", "purple elephant")).toEqual([]);
  });

  test("the same words in another text have the same number, other words another", () => {
    const { scan } = open();
    const mark = (text: string, words: string) => scan(text, words)[0]?.mark;
    expect(mark("a Purple  Elephant", "Purple  Elephant")).toBe(
      mark("the purple elephant", "purple elephant"),
    );
    expect(mark("a purple elephant", "purple")).not.toBe(mark("a purple elephant", "elephant"));
  });

  test("words that two headings know are one sign: the heavier", () => {
    const { book } = open();
    const text = "a purple elephant";
    const light = hit(text, "purple elephant", 40);
    const heavy = hit(text, "elephant", 50);
    book.onWeighed({ text, source: "page" }, [light, { ...heavy, plan: plan("meeting") }]);
    expect(book.take(text).map(({ group }) => group)).toEqual(["meeting"]);
  });

  test("at most twenty of one text", () => {
    const { book } = open();
    const text = Array.from({ length: 40 }, (_, at) => `elephant${at} `).join("");
    const words = [...text.matchAll(/elephant\d+ /g)].map(([word]) => word);
    book.onWeighed(
      { text, source: "page" },
      words.map((word) => hit(text, word)),
    );
    expect(book.take(text)).toHaveLength(20);
  });
});

describe("when it leaves the page", () => {
  test("a page that is only read sends nothing", () => {
    const { book, sent, scan } = open();
    for (const word of ["one", "two", "three"]) book.read(scan(`a ${word}`, word));
    expect(sent).toEqual([]);
  });

  test("somebody writes there, whatever it is: what was read before counts, and what comes after", () => {
    const { book, sent, scan } = open();
    book.read(scan("a one", "one"));
    book.typed(book.take("hello"));
    expect(sent.map(({ source }) => source)).toEqual(["page"]);
    book.read(scan("a two", "two"));
    expect(sent).toHaveLength(2);
  });

  test("read again: once; typed and then shown: not as another's", () => {
    const { book, sent, scan } = open();
    book.typed(scan("a one", "one"));
    book.read(scan("a one", "one"));
    book.read(scan("a two", "two"));
    book.read(scan("a two", "two"));
    expect(sent.map(({ source }) => source)).toEqual(["typed", "page"]);
  });

  test("a text that was not the one scanned last has no signs", () => {
    const { book, scan } = open();
    scan("a one", "one");
    expect(book.take("a one")).toEqual([]);
  });

  test("a page that shows without end is cut short", () => {
    const { book, sent, scan } = open();
    for (let at = 0; at < 1000; at += 1) book.read(scan(`a word${at}`, `word${at}`));
    book.typed([]);
    expect(sent.length).toBeLessThanOrEqual(20);
    for (let at = 1000; at < 2000; at += 1) book.read(scan(`a word${at}`, `word${at}`));
    expect(sent.length).toBeLessThanOrEqual(420);
  });
});
