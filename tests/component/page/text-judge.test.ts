// @vitest-environment jsdom
import { describe, expect, test } from "vitest";
import { shortenFinding } from "../../../lib/app/background/describe-finding.ts";
import type { TextRead } from "../../../lib/contract/message.ts";
import { mostReadChars } from "../../../lib/contract/vocabulary.ts";
import { fakeTexts } from "../../support/fakes/fake-texts.ts";
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

/** What the worker answers of a text that a page shows. */
const found = (text: string) =>
  scan({ text, source: "page" }).map((one) => shortenFinding(one, text, { excerptChars: 200 }));

/** No test here waits for the clock: what is to come later comes with what is typed. */
const after = () => () => undefined;

const silentBook = { read: () => undefined, typed: () => undefined, own: () => undefined };

function makeJudge(given: { seen?: (piece: TextPiece) => boolean } = {}) {
  const claims: FindingClaim[] = [];
  const hidden: TextPiece[] = [];
  const judge = createTextJudge({
    world: { ...fakeTexts(scan, claims), newClaim: () => "claim0000000000000001", after },
    instructions: { sources: ["page", "typed"] },
    signs: silentBook,
    titleOf: () => "",
    report: (claim) => claims.push(claim),
    seenOf: async (pieces) => new Set(pieces.filter(given.seen ?? (() => true))),
    onHidden: (pieces) => hidden.push(...pieces),
    onUnread: () => undefined,
  });
  return { judge, claims, hidden };
}

test("a page that is full of findings is cut short, and what is typed on it is heard all the same", async () => {
  const { judge, claims } = makeJudge();
  const text = Array.from({ length: 60 }, (_, place) => `elephant ${place}`).join(" ");
  await judge.judgeRead({ text, pieces: [] }, turns);
  expect(claims).toHaveLength(40);
  await judge.judgeTyped("elephant 99", "");
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

test("the same words are said once, whatever others go on writing", async () => {
  const { judge, claims } = makeJudge();
  await judge.judgeTyped("elephant 1", "giraffe, the first line");
  await judge.judgeTyped("elephant 1", "giraffe, the first line\nand a second");
  expect(claims).toHaveLength(1);
});

describe("what goes to the worker", () => {
  function asking(answer: (text: string) => TextRead | undefined) {
    const asked: string[] = [];
    const claims: FindingClaim[] = [];
    let unread = 0;
    const order: string[] = [];
    const judge = createTextJudge({
      world: {
        newClaim: () => "0123456789abcdef01234567",
        after,
        read: async (text) => {
          asked.push(text);
          return answer(text);
        },
        typed: async () => {
          order.push("typed");
          return { said: [], marks: [7] };
        },
      },
      instructions: { sources: ["page", "typed"] },
      signs: {
        read: () => undefined,
        typed: () => order.push("takes part"),
        own: (marks) => order.push(`own ${marks.join()}`),
      },
      titleOf: () => "",
      report: (claim) => claims.push(claim),
      seenOf: async (pieces) => new Set(pieces),
      onUnread: () => (unread += 1),
    });
    const read = (text: string) => judge.judgeRead({ text, pieces: [] }, turns);
    return { asked, claims, order, judge, read, unread: () => unread };
  }
  const looked = (text: string): TextRead => ({
    findings: found(text),
    signs: [],
  });

  test("a long text goes in parts that end with lines; places are those of the whole", async () => {
    const line = "a quiet line of some length\n";
    const text = `${line.repeat(5000)}then elephant 4\n${line.repeat(100)}`;
    const { asked, claims, read } = asking(looked);
    await read(text);
    expect(asked.length).toBeGreaterThan(2);
    expect(asked.join("")).toBe(text);
    for (const part of asked.slice(0, -1)) {
      expect(part.length).toBeLessThanOrEqual(mostReadChars);
      expect(part.endsWith("\n")).toBe(true);
    }
    const { excerpt, matches } = claims[0] ?? { excerpt: "", matches: [] };
    expect(excerpt.slice(matches[0]?.start, matches[0]?.end)).toBe("elephant 4");
  });

  test("a text without a line or a space goes whole all the same", async () => {
    const text = "x".repeat(3 * mostReadChars + 5);
    const { asked, read } = asking(looked);
    await read(text);
    expect(asked.map(({ length }) => length)).toEqual([...Array(3).fill(mostReadChars), 5]);
  });

  test("where the worker does not look, the page is told of as unread, and nothing is said of it", async () => {
    const { claims, read, unread, asked } = asking(() => undefined);
    await read("elephant 1");
    expect([claims.length, unread()]).toEqual([0, 1]);
    // Nor is it taken for a text that holds nothing.
    await read("elephant 1");
    expect(asked).toHaveLength(2);
  });

  test("typed text goes first, then what was read before it counts", async () => {
    const { judge, order } = asking(looked);
    await judge.judgeTyped("hello", "");
    expect(order).toEqual(["typed", "takes part", "own 7"]);
  });
});

describe("what is too light to be told", () => {
  /** Each "elephant" is a sign where it stands; in the company of a mouse it is none. */
  function open(isHidden: (node: Node) => boolean = () => false) {
    const asked: string[] = [];
    const looks: string[][] = [];
    const counted: number[][] = [];
    const order: string[] = [];
    const claims: FindingClaim[] = [];
    const waits: (() => void)[] = [];
    const judge = createTextJudge({
      world: {
        newClaim: () => "0123456789abcdef01234567",
        read: async (text) => {
          asked.push(text);
          const places = [...text.matchAll(/elephant (\d)/g)].map(
            (found) => [found.index, found.index + found[0].length, Number(found[1])] as const,
          );
          const signs = places.map(([, , mark]) => ({
            theme: "grooming" as const,
            group: "age",
            points: 20,
            isSaid: true,
            mark,
          }));
          const isQuiet = text.includes("mouse");
          return {
            findings: text.includes("giraffe") && !isQuiet ? found(text) : [],
            signs,
            ...(text.includes("lion")
              ? {}
              : { places: places.map(([start, end]) => [start, end]) }),
          };
        },
        typed: async () => ({ said: [], marks: [9] }),
        after: (_, run) => {
          waits.push(run);
          return () => undefined;
        },
      },
      instructions: { sources: ["page", "typed"] },
      signs: {
        read: (signs) => {
          order.push("read");
          counted.push(signs.map(({ mark }) => mark));
        },
        typed: () => order.push("typed"),
        own: () => order.push("own"),
      },
      titleOf: () => "",
      report: (claim) => claims.push(claim),
      seenOf: async (pieces) => {
        looks.push(pieces.map(({ node }) => node.textContent ?? ""));
        return new Set(pieces.filter(({ node }) => !isHidden(node)));
      },
      onUnread: () => undefined,
    });
    const read = async (...lines: readonly string[]) => {
      const box = document.createElement("div");
      box.innerHTML = lines.map((line) => `<p>${line}</p>`).join("");
      document.body.append(box);
      let text = "";
      const pieces = [...box.children].map((node): TextPiece => {
        const start = text.length;
        text += `${node.textContent}\n`;
        return { node, start, end: text.length - 1, whole: "here" };
      });
      await judge.judgeRead({ text, pieces }, turns);
      return box;
    };
    const settle = async () => {
      for (const run of waits.splice(0)) run();
      // What is typed waits for what was read before.
      await judge.judgeTyped("a word", "");
    };
    return { judge, read, settle, asked, looks, counted, order, claims };
  }

  test("of several texts it is asked at one go what can be seen, and where it stands alone", async () => {
    const page = open();
    await page.read("a red kite", "one <b>elephant 1</b> here");
    await page.read("elephant 2", "an owl");
    expect(page.looks).toEqual([]);
    await page.settle();
    expect(page.looks).toEqual([["elephant 1", "elephant 2"]]);
    expect(page.counted).toEqual([[1], [2]]);
  });

  test("where nothing is said of the places all of the text is asked for", async () => {
    const page = open();
    await page.read("a lion", "elephant 1");
    await page.settle();
    expect(page.looks).toEqual([["a lion", "elephant 1"]]);
  });

  test("what is hidden makes no sign", async () => {
    const page = open((node) => node.textContent === "elephant 1");
    await page.read("elephant 1", "elephant 2");
    await page.settle();
    expect(page.counted).toEqual([[2]]);
    expect(page.asked.at(-1)).not.toContain("elephant 1");
  });

  test("nor does it excuse what can be seen", async () => {
    const page = open((node) => /^(mouse|elephant 1)$/.test(node.textContent ?? ""));
    await page.read("elephant 1", "giraffe", "elephant 2", "mouse");
    await page.settle();
    expect(page.claims.map(({ matches }) => matches[0]?.phrase)).toContain("elephant 2");
  });

  test.each([
    ["one of two has changed", 1, [[2]]],
    ["both have", 2, []],
  ])("what has changed meanwhile is left to its next reading: %s", async (_, changes, counted) => {
    const page = open((node) => !node.isConnected || node.textContent === "elsewhere");
    const box = await page.read("elephant 1", "elephant 2");
    for (const line of [...box.children].slice(0, changes)) line.textContent = "elsewhere";
    await page.settle();
    expect(page.counted).toEqual(counted);
    // The rest of the page is not asked for it.
    expect(page.looks).toHaveLength(1);
  });

  test("is asked once for the same words", async () => {
    const page = open();
    await page.read("elephant 1");
    await page.settle();
    await page.read("elephant 1", "an owl");
    await page.settle();
    expect(page.looks).toHaveLength(1);
  });

  test("counts as others' words before what is typed is known as one's own", async () => {
    const page = open();
    await page.read("elephant 9");
    await page.judge.judgeTyped("elephant 9", "");
    expect(page.order).toEqual(["typed", "read", "own"]);
  });

  test("does not wait for ever: twenty texts are enough", async () => {
    const page = open();
    for (let at = 0; at < 20; at += 1) await page.read(`elephant ${at % 10}`, `line ${at}`);
    await expect.poll(() => page.counted.length).toBe(20);
  });
});

describe("a text that is drawn again", () => {
  function counting(given: { signs?: boolean } = {}) {
    const scanned: string[] = [];
    const claims: FindingClaim[] = [];
    let isSeen = false;
    const signs = [{ theme: "grooming" as const, group: "age", points: 20, isSaid: true, mark: 1 }];
    const judge = createTextJudge({
      world: {
        read: async (text) => {
          scanned.push(text.slice(0, 20));
          return {
            findings: found(text),
            signs: given.signs === true ? signs : [],
          };
        },
        typed: async ({ text }) => {
          scanned.push(text);
          return { said: [], marks: [] };
        },
        newClaim: () => "0123456789abcdef01234567",
        after,
      },
      instructions: { sources: ["page", "typed"] },
      signs: silentBook,
      titleOf: () => "",
      report: (claim) => claims.push(claim),
      seenOf: async (pieces) => new Set(isSeen ? pieces : []),
      onUnread: () => undefined,
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
    await judge.judgeTyped("a quiet line", "");
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
