// The desk's page, the parts without a page: marks, times, addresses, words.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { markedPieces } from "../../../collector/console/marked.ts";
import { readRoute, writeRoute, type Route } from "../../../collector/console/route.ts";
import { clockWords, longTime, shortTime } from "../../../collector/console/time.ts";
import {
  auditWords,
  categoryWords,
  outcomeWords,
  plural,
  profileWords,
  requestOutcomeWords,
  severityWords,
  sourceWords,
  stateWords,
  themeWords,
  worryWords,
} from "../../../collector/console/words.ts";
import { auditActs } from "../../../collector/review/audit.ts";
import { requestOutcomes } from "../../../collector/review/request.ts";
import { shorten } from "../../../collector/console/shorten.ts";
import {
  caseOutcomes,
  caseStates,
  severities,
  textSources,
  themes,
  worryKinds,
} from "../../../lib/contract/vocabulary.ts";

describe("marks", () => {
  const shown = (text: string, marks: readonly (readonly [number, number])[]) =>
    markedPieces(
      text,
      marks.map(([start, end]) => ({ start, end })),
    )
      .map((piece) => (piece.marked ? `[${piece.text}]` : piece.text))
      .join("");
  test.each<[name: string, text: string, marks: [number, number][], shown: string]>([
    ["none", "abcdef", [], "abcdef"],
    ["one", "abcdef", [[1, 3]], "a[bc]def"],
    [
      "at the edges",
      "abcdef",
      [
        [0, 1],
        [5, 6],
      ],
      "[a]bcde[f]",
    ],
    [
      "out of order",
      "abcdef",
      [
        [4, 5],
        [1, 2],
      ],
      "a[b]cd[e]f",
    ],
    [
      "overlapping",
      "abcdef",
      [
        [1, 4],
        [2, 5],
      ],
      "a[bcde]f",
    ],
    [
      "one within another",
      "abcdef",
      [
        [0, 5],
        [1, 2],
      ],
      "[abcde]f",
    ],
    [
      "touching",
      "abcdef",
      [
        [1, 2],
        [2, 3],
      ],
      "a[bc]def",
    ],
    ["past the end", "abc", [[2, 99]], "ab[c]"],
    ["wholly outside", "abc", [[7, 9]], "abc"],
    ["backwards", "abc", [[2, 1]], "abc"],
    ["empty text", "", [[0, 5]], ""],
  ])("%s", (_name, text, marks, expected) => {
    expect(shown(text, marks)).toBe(expected);
  });
  test("the pieces together are the text, and exactly the marked places are marked (law)", () => {
    const mark = fc.record({
      start: fc.integer({ min: -5, max: 40 }),
      end: fc.integer({ min: -5, max: 40 }),
    });
    fc.assert(
      fc.property(fc.string({ maxLength: 30 }), fc.array(mark, { maxLength: 8 }), (text, marks) => {
        const pieces = markedPieces(text, marks);
        expect(pieces.map((piece) => piece.text).join("")).toBe(text);
        const flags = pieces.flatMap((piece) =>
          Array.from({ length: piece.text.length }, () => piece.marked),
        );
        const naive = Array.from({ length: text.length }, (_, at) =>
          marks.some(({ start, end }) => at >= start && at < end),
        );
        expect(flags).toEqual(naive);
      }),
    );
  });
});

describe("shortened texts", () => {
  test.each<[name: string, text: string, charsMost: number, shown: string]>([
    ["short enough", "abc", 3, "abc"],
    ["too long", "abcd", 3, "ab…"],
    ["no blank before the dots", "ab cd", 4, "ab…"],
    ["a family is one character", "👩‍👩‍👧👩‍👩‍👧👩‍👩‍👧", 3, "👩‍👩‍👧👩‍👩‍👧👩‍👩‍👧"],
    ["and is not torn apart", "👩‍👩‍👧👩‍👩‍👧👩‍👩‍👧👩‍👩‍👧", 3, "👩‍👩‍👧👩‍👩‍👧…"],
    ["empty", "", 3, ""],
  ])("%s", (_name, text, charsMost, shown) => {
    expect(shorten(text, charsMost)).toBe(shown);
  });
});

describe("times, by the clock of London", () => {
  const now = Date.UTC(2026, 6, 15, 12);
  test.each<[name: string, atMs: number, words: string]>([
    ["today, in summer", Date.UTC(2026, 6, 15, 8, 5), "Today, 09:05"],
    [
      "just after midnight in London, still yesterday in UTC",
      Date.UTC(2026, 6, 14, 23, 30),
      "Today, 00:30",
    ],
    ["yesterday", Date.UTC(2026, 6, 14, 11), "Yesterday, 12:00"],
    ["earlier this year, in winter", Date.UTC(2026, 0, 12, 9), "Mon 12 Jan, 09:00"],
    ["another year", Date.UTC(2025, 11, 1, 9), "Mon 1 Dec 2025, 09:00"],
  ])("%s", (_name, atMs, words) => {
    expect(shortTime(atMs, now)).toBe(words);
  });
  test("in full", () => {
    expect(longTime(Date.UTC(2026, 10, 19, 14, 5))).toBe("Thursday 19 November 2026 at 14:05");
  });
  test.each<[number, string | undefined]>([
    [0, undefined],
    [9 * 60_000, undefined],
    [-9 * 60_000, undefined],
    [15 * 60_000, "This Chromebook's clock was 15 minutes slow when it sent this."],
    [-180 * 60_000, "This Chromebook's clock was 3 hours fast when it sent this."],
  ])("a clock %i ms out", (skewMs, words) => {
    expect(clockWords(skewMs)).toBe(words);
  });
});

describe("addresses of views", () => {
  const filter = { state: "open", kind: "", profile: "", search: "", page: 1 };
  const routes: readonly Route[] = [
    { view: "queue", filter },
    {
      view: "queue",
      filter: { state: "closed", kind: "worry", profile: "ks3", search: "a&b=c #d", page: 4 },
    },
    { view: "case", id: "01K5200000000000000000EVT1" },
    { view: "requests", page: 1 },
    { view: "requests", page: 3 },
    { view: "activity", list: "agreements", page: 2 },
    { view: "audit", page: 1 },
    { view: "settings" },
  ];
  test.each(routes.map((route) => [writeRoute(route), route] as const))(
    "%s and back",
    (hash, route) => {
      expect(readRoute(hash)).toEqual(route);
    },
  );
  test.each([
    "",
    "#",
    "#/",
    "#/nothing",
    "#/case/../../x",
    "#/case/<script>",
    "#/?state=made-up&kind=x&page=-2",
  ])("%j is the queue", (hash) => {
    expect(readRoute(hash)).toEqual({ view: "queue", filter });
  });
});

test("every word of the contract has words at the desk", () => {
  const pairs: readonly (readonly [readonly string[], Readonly<Record<string, string>>])[] = [
    [themes, themeWords],
    [worryKinds, worryWords],
    [severities, severityWords],
    [textSources, sourceWords],
    [caseStates, stateWords],
    [caseOutcomes, outcomeWords],
    [auditActs, auditWords],
    [requestOutcomes, requestOutcomeWords],
  ];
  for (const [words, shown] of pairs) {
    expect(Object.keys(shown).sort()).toEqual([...words].sort());
    expect(new Set(Object.values(shown)).size).toBe(words.length);
  }
});

test.each([
  ["self-harm", "Self-harm"],
  ["forums-blogs", "Forums blogs"],
  ["", "No category"],
])("category %j reads %j", (id, words) => {
  expect(categoryWords(id)).toBe(words);
});
test("profiles and plurals", () => {
  expect([
    profileWords("ks3"),
    profileWords("post-16"),
    plural(1, "time", "times"),
    plural(1200, "time", "times"),
  ]).toEqual(["KS3", "Post 16", "1 time", "1,200 times"]);
});
