// The school's own phrases are scanned beside those that ship.
import { describe, expect, test } from "vitest";
import { readLexicons } from "../../../../lib/build/lexicon-pack.ts";
import { createScanner } from "../../../../lib/core/match/create-scanner.ts";
import { openLexicon } from "../../../../lib/core/match/open-lexicon.ts";
import type { Lexicon } from "../../../../lib/core/match/types.ts";

function lexiconFrom(theme: string, rows: readonly string[]): Lexicon {
  const text = `theme ${theme}\nlanguage en\n${rows.join("\n")}\n`;
  const read = readLexicons([{ name: "a.txt", text }]);
  const opened = openLexicon(read.lexicon ?? new ArrayBuffer(0));
  if (!opened.ok) throw new Error(JSON.stringify([read.problems, opened.error]));
  return opened.value;
}

const shipped = lexiconFrom("violence", ["70 high | purple elephant", "60 high | red owl"]);
const own = lexiconFrom("bullying", ["80 medium | grey heron", "90 high | red owl"]);
const settings = { thresholds: { violence: 50, bullying: 50 } };

describe("several lexicons", () => {
  const both = createScanner([shipped, own], settings);

  test.each([
    ["of the first", "a purple elephant", [["violence", "purple elephant"]]],
    ["of the second", "a grey heron", [["bullying", "grey heron"]]],
    [
      "of both",
      "grey heron, purple elephant",
      [
        ["violence", "purple elephant"],
        ["bullying", "grey heron"],
      ],
    ],
    [
      "the same phrase in both",
      "a red owl",
      [
        ["violence", "red owl"],
        ["bullying", "red owl"],
      ],
    ],
    ["of none", "a brown bear", []],
  ])("phrases %s", async (_name, text, expected) => {
    const input = { text, source: "typed" as const };
    const named = (found: ReturnType<typeof both.scan>): string[][] =>
      found
        .map(({ category, matches }) => [category, matches[0]?.phrase ?? ""])
        .sort((a, b) => ((a[0] ?? "") < (b[0] ?? "") ? -1 : 1));
    const wanted = [...expected].sort((a, b) => ((a[0] ?? "") < (b[0] ?? "") ? -1 : 1));
    expect(named(both.scan(input))).toEqual(wanted);
    expect(named(await both.scanInPieces(input, () => Promise.resolve()))).toEqual(wanted);
  });

  test("one lexicon alone finds what it found before", () => {
    const input = { text: "purple elephant and grey heron", source: "typed" as const };
    expect(createScanner([shipped], settings).scan(input)).toEqual(
      createScanner(shipped, settings).scan(input),
    );
  });
});
