import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { excerptAround, namedMarks } from "../../../../lib/core/match/excerpt.ts";
import type { Finding } from "../../../../lib/core/match/types.ts";

function findingOf(
  ...spans: readonly (readonly [start: number, end: number, weight?: number])[]
): Finding {
  return {
    category: "bullying",
    severity: "low",
    score: 60,
    excuses: [],
    matches: spans.map(([start, end, weight]) => ({
      start,
      end,
      phrase: "p",
      weight: weight ?? 50,
    })),
  };
}

function around(text: string, words: string, maxChars?: number): string {
  const start = text.indexOf(words);
  const excerpt = excerptAround(text, findingOf([start, start + words.length]), maxChars);
  const [mark] = excerpt.marks;
  expect(excerpt.text.slice(mark?.[0], mark?.[1])).toBe(words);
  return excerpt.text;
}

const long = `${"before ".repeat(60)}a purple elephant ${"after ".repeat(60)}`.trim();

describe("an excerpt", () => {
  test("of a short text is the text", () => {
    expect(around("a purple elephant sat", "purple elephant")).toBe("a purple elephant sat");
  });
  test("of a long text is cut at words and says so", () => {
    const text = around(long, "purple elephant");
    expect(text.length).toBeLessThanOrEqual(240);
    expect(text.startsWith("… before")).toBe(true);
    expect(text.endsWith("after …")).toBe(true);
  });
  test("is never longer than asked", () => {
    expect(around(long, "purple elephant", 40).length).toBeLessThanOrEqual(40);
  });
  test("keeps the heaviest match when both do not fit", () => {
    const text = `light ${"x ".repeat(300)}heavy`;
    const excerpt = excerptAround(text, findingOf([0, 5, 10], [606, 611, 90]), 12);
    expect(excerpt.marks.map(([from, to]) => excerpt.text.slice(from, to))).toEqual(["heavy"]);
  });
  test("shows two distant matches with the gap between them marked", () => {
    const text = `one ${"x ".repeat(300)}two`;
    const excerpt = excerptAround(text, findingOf([0, 3], [604, 607]), 240);
    expect(excerpt.text).toContain(" … ");
    expect(excerpt.marks.map(([from, to]) => excerpt.text.slice(from, to))).toEqual(["one", "two"]);
  });
  test("each mark carries the phrase that stands there", () => {
    const text = `one ${"x ".repeat(300)}two`;
    const finding = findingOf([0, 3], [604, 607]);
    const named = {
      ...finding,
      matches: finding.matches.map((match, index) => ({ ...match, phrase: `phrase ${index}` })),
    };
    const excerpt = excerptAround(text, named, 240);
    expect(
      namedMarks(text, named, excerpt).map(({ start, end, phrase }) => [
        excerpt.text.slice(start, end),
        phrase,
      ]),
    ).toEqual([
      ["one", "phrase 0"],
      ["two", "phrase 1"],
    ]);
  });
  test("law: within length, marks in order, inside, and word for word", () => {
    const span = fc.tuple(fc.nat(400), fc.nat(40), fc.integer({ min: 1, max: 100 }));
    fc.assert(
      fc.property(
        fc.string({ maxLength: 400, unit: "grapheme" }),
        fc.array(span, { maxLength: 8 }),
        fc.integer({ min: 1, max: 300 }),
        (text, spans, maxChars) => {
          const finding = findingOf(...spans.map(([s, l, w]) => [s, s + l, w] as const));
          const excerpt = excerptAround(text, finding, maxChars);
          expect(excerpt.text.length).toBeLessThanOrEqual(maxChars);
          let last = 0;
          for (const [start, end] of excerpt.marks) {
            expect(start).toBeGreaterThanOrEqual(last);
            expect(end).toBeGreaterThan(start);
            expect(end).toBeLessThanOrEqual(excerpt.text.length);
            expect(text).toContain(excerpt.text.slice(start, end));
            last = end;
          }
        },
      ),
    );
  });
});
