// @vitest-environment jsdom
import { describe, expect, test } from "vitest";
import type { JoinedText, TextPiece } from "../../../lib/app/page/joined-text.ts";
import type { FindingClaim } from "../../../lib/app/page/page-world.ts";
import { createPageTurns } from "../../../lib/app/page/page-turns.ts";
import { createSilentTexts } from "../../../lib/app/page/silent-texts.ts";
import { createTextJudge } from "../../../lib/app/page/text-judge.ts";
import type { Finding, ScanInput } from "../../../lib/core/match/types.ts";

const turns = createPageTurns({ nextSlice: async () => {}, nowMs: () => 0 });

/**
 * Every "elephant N" is a finding of its own; in the company of a giraffe even a mouse is; in a song none is, in a joke it
 * is less and in a storm more.
 */
function scan({ text, source }: ScanInput): readonly Finding[] {
  if (text.includes("song")) return [];
  const words = text.includes("giraffe") ? /elephant \d+|mouse|giraffe/g : /elephant \d+/g;
  return [...text.matchAll(words)].map((found) => ({
    category: "bullying",
    severity: text.includes("dire") ? "high" : "medium",
    score: text.includes("joke")
      ? 60
      : text.includes("storm")
        ? 95
        : source === "search" || text.includes("dire")
          ? 90
          : 80,
    matches: [
      { start: found.index, end: found.index + found[0].length, phrase: found[0], weight: 80 },
    ],
    excuses: [],
  }));
}

function makeJudge(given: { isAsking?: true; seen?: (piece: TextPiece) => boolean } = {}) {
  const claims: FindingClaim[] = [];
  const hidden: TextPiece[] = [];
  const judge = createTextJudge({
    scanner: { scan, scanInPieces: async (input) => scan(input) },
    instructions: {
      sources: ["page", "typed"],
      thresholds: { bullying: 50 },
      excerptChars: 200,
      ...(given.isAsking === undefined ? {} : { isAsking: given.isAsking }),
    },
    newClaim: () => "claim0000000000000001",
    titleOf: () => "",
    report: (claim) => claims.push(claim),
    seenOf: async (pieces) => new Set(pieces.filter(given.seen ?? (() => true))),
    onHidden: (pieces) => hidden.push(...pieces),
  });
  return { judge, claims, hidden };
}

test("a page that is full of findings is cut short, and what is typed on it is heard all the same", async () => {
  const { judge, claims } = makeJudge();
  const text = Array.from({ length: 60 }, (_, place) => `elephant ${place}`).join(" ");
  await judge.judgeRead({ text, pieces: [] }, turns);
  expect(claims).toHaveLength(40);
  judge.judgeTyped("elephant 99", "");
  expect(claims.at(-1)?.source).toBe("typed");
  expect(claims).toHaveLength(41);
});

test("hidden words make no finding, and those of concern are named to be looked at again", async () => {
  const nodes = ["elephant 1", "a red kite", "elephant 2"].map((text) => new Text(text));
  const joined: JoinedText = {
    text: "elephant 1\na red kite\nelephant 2",
    pieces: nodes.map((node, place) => ({ node, start: place * 11, end: place * 11 + 10 })),
  };
  const { judge, claims, hidden } = makeJudge({ seen: ({ node }) => node === nodes[2] });
  await judge.judgeRead(joined, turns);
  expect(claims.map((claim) => claim.matches[0]?.phrase)).toEqual(["elephant 2"]);
  expect(hidden.map((piece) => piece.node)).toEqual([nodes[0]]);
});

describe("what is typed, in its conversation", () => {
  const rows: readonly (readonly [
    name: string,
    typed: string,
    around: string,
    told: readonly (string | undefined)[],
  ])[] = [
    ["alone", "elephant 1", "", ["elephant 1"]],
    ["light by itself, lifted by what others wrote", "a mouse", "the giraffe", ["mouse"]],
    ["what others wrote is no finding of what was typed", "a kite", "elephant 1", []],
    ["light, and excused by what others wrote", "elephant 1", "from the song", []],
    ["grave, and never excused", "dire elephant 1", "from the song", ["elephant 1"]],
  ];
  test.each(rows.map((row) => [...row] as const))("%s", (_name, typed, around, told) => {
    const { judge, claims } = makeJudge();
    judge.judgeTyped(typed, around);
    expect(claims.map((claim) => claim.matches.at(-1)?.phrase)).toEqual(told);
    for (const claim of claims) expect(claim.source).toBe("typed");
  });

  test.each([
    ["the line by itself is the graver one", "elephant 1", "only a joke", 80],
    ["the conversation makes it the graver one", "elephant 1", "a storm", 95],
    ["grave by itself, and graver in the conversation", "dire elephant 1", "a storm", 95],
    ["grave by itself, and lighter in the conversation", "dire elephant 1", "only a joke", 90],
  ])("told once, with the graver score: %s", (_name, typed, around, score) => {
    const { judge, claims } = makeJudge();
    judge.judgeTyped(typed, around);
    expect(claims.map((claim) => claim.score)).toEqual([score]);
  });

  test("the same words are said once, whatever others go on writing", () => {
    const { judge, claims } = makeJudge();
    judge.judgeTyped("elephant 1", "giraffe, the first line");
    judge.judgeTyped("elephant 1", "giraffe, the first line\nand a second");
    expect(claims).toHaveLength(1);
  });
});

test("what an assistant is asked is weighed as a search, and told as typed", () => {
  const { judge, claims } = makeJudge({ isAsking: true });
  judge.judgeTyped("elephant 1", "");
  expect(claims[0]).toMatchObject({ source: "typed", score: 90 });
});

describe("a text that is drawn again", () => {
  function counting(given: { signs?: boolean } = {}) {
    const scanned: string[] = [];
    const claims: FindingClaim[] = [];
    let isSeen = false;
    const judge = createTextJudge({
      scanner: {
        scan: (input) => {
          scanned.push(input.text);
          return scan(input);
        },
        scanInPieces: async (input) => {
          scanned.push(input.text.slice(0, 20));
          return scan(input);
        },
      },
      instructions: { sources: ["page", "typed"], thresholds: { bullying: 50 }, excerptChars: 200 },
      newClaim: () => "0123456789abcdef01234567",
      titleOf: () => "",
      report: (claim) => claims.push(claim),
      seenOf: async (pieces) => new Set(isSeen ? pieces : []),
      ...(given.signs === true
        ? {
            signs: {
              onWeighed: () => undefined,
              take: () => [{ theme: "grooming", stage: "age", mark: 1 } as never],
              read: () => undefined,
              typed: () => undefined,
            },
          }
        : {}),
    });
    const read = (text: string) =>
      judge.judgeRead(
        { text, pieces: [{ node: document.body, start: 0, end: text.length }] },
        turns,
      );
    return { scanned, claims, read, judge, show: () => (isSeen = true) };
  }

  test("is judged once where it holds nothing, and anew where a letter of it differs", async () => {
    const { scanned, read } = counting();
    for (const text of ["a quiet line", "another", "a quiet line", "a quiet lime", "another"]) {
      await read(text);
    }
    expect(scanned).toEqual(["a quiet line", "another", "a quiet lime"]);
  });

  test("is judged each time where it holds something: it may be shown by then", async () => {
    const { claims, read, show } = counting();
    await read("elephant 7");
    expect(claims).toEqual([]);
    show();
    await read("elephant 7");
    expect(claims).toHaveLength(1);
  });

  test("is judged each time where it holds a sign, where it is typed, and where it is long", async () => {
    const withSigns = counting({ signs: true });
    await withSigns.read("one");
    await withSigns.read("one");
    expect(withSigns.scanned.filter((text) => text === "one").length).toBeGreaterThanOrEqual(2);
    const { scanned, read, judge } = counting();
    await read("a quiet line");
    judge.judgeTyped("a quiet line", "");
    expect(scanned).toHaveLength(2);
    const long = "a long line ".repeat(400);
    await read(long);
    await read(long);
    expect(scanned).toHaveLength(4);
  });
});

test("no two of a million short texts have one number, and each seed has numbers of its own", () => {
  const texts = createSilentTexts(7);
  const keys = new Set<number | undefined>();
  for (let at = 0; at < 1_000_000; at += 1) keys.add(texts.keyOf(`Message ${at % 1000}: ${at}`));
  expect(keys.size).toBe(1_000_000);
  expect(createSilentTexts(8).keyOf("a line")).not.toBe(texts.keyOf("a line"));
});

test("what is remembered never grows, and nothing is remembered that was not given", () => {
  const texts = createSilentTexts(1);
  const keys = Array.from({ length: 20_000 }, (_, at) => texts.keyOf(`line ${at}`) ?? 0);
  for (const key of keys.slice(0, 10_000)) texts.add(key);
  expect(keys.slice(10_000).filter((key) => texts.has(key))).toEqual([]);
  expect(keys.filter((key) => texts.has(key)).length).toBeLessThanOrEqual(4096);
  expect(texts.has(keys[9999] ?? 0)).toBe(true);
});
