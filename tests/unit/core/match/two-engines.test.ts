// The engine in WebAssembly and the one in TypeScript read the same words and find the same phrases.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Engine } from "../../../../lib/core/match/engine.ts";
import { findHitsInWindows } from "../../../../lib/core/match/find-hits.ts";
import {
  allParts,
  helpPart,
  leadPart,
  type Part,
} from "../../../../lib/core/match/match-phrases.ts";
import { compoundMark, dullMark, helpMark, leadMark } from "../../../../lib/core/match/marks.ts";
import { windowUnits } from "../../../../lib/core/match/memory-layout.ts";
import { makePlainEngine } from "../../../../lib/core/match/plain-engine.ts";
import { dropTokens } from "../../../../lib/core/match/tokenise.ts";
import type { Hit, Lexicon } from "../../../../lib/core/match/types.ts";
import { makeWasmEngine } from "../../../../lib/core/match/wasm-engine.ts";
import { draws } from "../../../support/draws.ts";
import { disguises } from "./disguises.ts";
import { innocentTwins, twinPatterns } from "./innocent-twins.ts";
import { lexiconOf, lexiconOfThemes, neutralPatterns } from "./neutral-lexicon.ts";

const lexicon = lexiconOf([
  ...neutralPatterns,
  "слон",
  "cafe ..2 key",
  "(purple|red) ..6 (elephant|mouse) ..6 (lake|sea)",
  "key nature",
  "don't sign",
  "eleph*",
]);

function wasmEngine(opened: Lexicon, mostWords: number): Engine {
  const engine = makeWasmEngine(opened, mostWords);
  if (engine === undefined) throw new Error("this Node has no WebAssembly");
  return engine;
}

type Row = readonly [word: number, start: number, end: number, mark: number];

/** All words of a text, read so many at a time; the last of them stay, as they do in a scan. */
function wordsOf(engine: Engine, text: string, kept: number): { rows: Row[]; signals: number } {
  const { tokens } = engine;
  const walk = { at: 0, signals: 0 };
  const rows: Row[] = [];
  const take = (many: number): void => {
    for (let at = 0; at < many; at += 1) {
      const [from, to] = [tokens.start[at] ?? 0, tokens.end[at] ?? 0];
      // Which gates are worth a look is a guess that errs on one side; so is what may be several words.
      const guesses = leadMark | helpMark | dullMark | compoundMark;
      rows.push([tokens.word[at] ?? 0, from, to, (tokens.mark[at] ?? 0) & ~guesses]);
    }
    dropTokens(tokens, many);
  };
  engine.begin();
  while (!engine.tokenise(text, walk)) take(Math.max(0, tokens.count - kept));
  take(tokens.count);
  return { rows, signals: walk.signals };
}

const pieces = fc.constantFrom(
  ..."purple,elephant,purpleelephant,PurpleElephant,key-nature,a,I,it's,don't,'quoted',o’clock,café,naïve,straße".split(
    ",",
  ),
  ..."слон,фиолетовый,p u r p l e,3lephant,ＰＵＲＰＬＥ,eleph*nt,keynature,key.nature,lake,sea,mouse,Sign".split(
    ",",
  ),
  ..." , ,  ,\n,. ,-,/,&,&a,%,%41,$,!,?,'’,\u200b,\u00ad,\u0301,7,2026,k1ll,zzzz,😀,\ud800,\udc00,ﬁ,＇,-\n,“,”,\u00a0,\u202e".split(
    ",",
  ),
  ", ",
  "x".repeat(70),
);
const texts = fc.array(pieces, { maxLength: 300 }).map((all) => all.join(""));

describe("the two engines", () => {
  test("read the same words", () => {
    const wasm = [64, 517, 2048].map((most) => wasmEngine(lexicon, most));
    const plain = [64, 517, 2048].map((most) => makePlainEngine(lexicon, most));
    fc.assert(
      fc.property(texts, fc.constantFrom(0, 1, 2), (text, size) => {
        const [one, other] = [wasm[size], plain[size]];
        if (one === undefined || other === undefined) throw new Error("no such size");
        expect(wordsOf(one, text, 8)).toEqual(wordsOf(other, text, 8));
      }),
      { numRuns: draws(600) },
    );
  });

  test("read the same words where anything of ASCII stands between them", () => {
    const [one, other] = [wasmEngine(lexicon, 2048), makePlainEngine(lexicon, 2048)];
    for (let unit = 0; unit < 128; unit += 1) {
      const sign = String.fromCharCode(unit);
      const text = `purple${sign}elephant ${sign} key,${sign}nature${sign}${sign}sign`;
      expect([unit, wordsOf(one, text, 8)]).toEqual([unit, wordsOf(other, text, 8)]);
    }
  });

  test("find the same, in windows of any size", () => {
    fc.assert(
      fc.property(texts, fc.constantFrom(1, 700, 2048), (text, words) => {
        expect(findHitsInWindows(lexicon, text, words, wasmEngine)).toEqual(
          findHitsInWindows(lexicon, text, words, makePlainEngine),
        );
      }),
      { numRuns: draws(400) },
    );
  });

  test("find the same in any string", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 200 }), (text) => {
        const dressed = `${text}purple elephant${text}`;
        expect(findHitsInWindows(lexicon, dressed, 1, wasmEngine)).toEqual(
          findHitsInWindows(lexicon, dressed, 1, makePlainEngine),
        );
      }),
      { numRuns: draws(400) },
    );
  });

  const twins = lexiconOf(twinPatterns);
  const find = (text: string, make: typeof makePlainEngine): readonly Hit[] =>
    findHitsInWindows(twins, text, 2048, make);

  test.each(disguises)("find the same in %s, alone and in a page", (_name, hidden) => {
    const page = `${"it was a day like any other, and nobody said a word. ".repeat(50)}\n${hidden}\n`;
    for (const text of [hidden, page]) {
      expect(find(text, wasmEngine)).toEqual(find(text, makePlainEngine));
    }
  });

  test("find the same in what is innocent", () => {
    for (const text of innocentTwins.flat()) {
      const page = `${text}\n`.repeat(Math.ceil(3000 / (text.length + 1)));
      expect(find(page, wasmEngine)).toEqual(find(page, makePlainEngine));
    }
  });
});

describe("a short text at one go", () => {
  const engine = wasmEngine(lexicon, 2048);
  const all = () => engine;
  const asked = (text: string, part: Part): boolean | undefined =>
    engine.holdsNothing?.(text, part);
  const few = fc.array(pieces, { maxLength: 12 }).map((some) => some.join("").slice(0, 70));
  const part = fc.constantFrom(allParts, leadPart, helpPart);

  test("says that it holds nothing only where nothing is found", () => {
    fc.assert(
      fc.property(few, part, (text, which) => {
        const found = findHitsInWindows(lexicon, text, 2048, makePlainEngine, false, which);
        expect(findHitsInWindows(lexicon, text, 2048, all, false, which)).toEqual(found);
        if (found.length > 0) expect(asked(text, which)).toBe(false);
      }),
      { numRuns: draws(2000) },
    );
  });

  test.each([
    ["", true],
    ["it rained all day, and nobody said a word", true],
    ["we go to the lake. 7 of us!", true],
    ["so well-known, and/or K1TE in it.s zzzz", true],
    ["s a y  n o t h i n g of SuchThings", true],
    ["a purple elephant", false],
    ["PURPLE ELEPHANT", false],
    ["purple-elephant", false],
    ["p u r p l e  elephant", false],
    ["purp1e e*ephant", false],
    ["&#112;urple elephant", false],
    ["nobody said a word – nobody", false],
    ["nobody said \ud800", false],
    ["a".repeat(64), true],
    ["a ".repeat(32) + "a", false],
  ])("%j: %s", (text, isNothing) => {
    expect(asked(text, allParts)).toBe(isNothing);
  });

  test("no phrase of the part asked for is enough", () => {
    const [lead, help] = ["owl flies", "for a film"];
    const mixed = lexiconOfThemes({ violence: [lead], excuse: [help] });
    const one = wasmEngine(mixed, 2048);
    expect(one.holdsNothing?.(lead, leadPart)).toBe(false);
    expect(one.holdsNothing?.(lead, helpPart)).toBe(true);
    expect(one.holdsNothing?.(help, leadPart)).toBe(true);
    expect(one.holdsNothing?.(help, helpPart)).toBe(false);
    // In disguise only what names a risk is looked for.
    expect(one.holdsNothing?.("0wl-flies", leadPart)).toBe(false);
    expect(one.holdsNothing?.("f0r-a-film", allParts)).toBe(true);
  });

  test("leaves nothing of one text for the next", () => {
    expect(asked("a red mouse", allParts)).toBe(true);
    expect(asked("lake", allParts)).toBe(true);
    expect(asked("a red mouse lake", allParts)).toBe(false);
    const words = "nobody saw the lake";
    expect(wordsOf(engine, words, 8)).toEqual(wordsOf(makePlainEngine(lexicon, 2048), words, 8));
  });
});

describe("what was read before", () => {
  test.each([
    ["WebAssembly", wasmEngine],
    ["TypeScript", makePlainEngine],
  ])("changes nothing in what is read later (%s)", (_name, make) => {
    const engine = make(lexicon, 2048);
    const hidden = disguises.map(([, text]) => text);
    const piece = fc.oneof(pieces, fc.constantFrom(...hidden));
    fc.assert(
      fc.property(
        fc.array(
          fc.array(piece, { maxLength: 20 }).map((some) => some.join("")),
          { minLength: 1, maxLength: 4 },
        ),
        fc.boolean(),
        (all, careful) => {
          for (const text of [...all, ...all]) {
            const anew = findHitsInWindows(lexicon, text, 2048, makePlainEngine, careful);
            expect(findHitsInWindows(lexicon, text, 2048, () => engine, careful)).toEqual(anew);
          }
        },
      ),
      { numRuns: draws(300) },
    );
  });

  test("what follows a text of other letters is not read as them", () => {
    const engine = wasmEngine(lexicon, 2048);
    // The same odd words in memory of both shapes: with a unit that is no ASCII, and without.
    for (const text of ["p-urple elephant ☂", "p-urple elephant", "K1TE p-urple elephant ☂"]) {
      expect(findHitsInWindows(lexicon, text, 2048, () => engine)).toEqual(
        findHitsInWindows(lexicon, text, 2048, makePlainEngine),
      );
    }
  });
});

test("nothing of a text is left in memory when it has been searched", () => {
  const secret = "Quillmarkword";
  const texts = [
    secret,
    `a ${secret} purple elephant`,
    `${secret} слон `.repeat(9000),
    `x&#112;${secret}`,
  ];
  const engine = wasmEngine(lexicon, 2048);
  for (const text of texts) {
    findHitsInWindows(lexicon, text, 2048, () => engine);
    findHitsInWindows(lexicon, text, 2048, () => engine, false);
    const memory = Buffer.from(engine.tokens.word.buffer);
    for (const shape of [secret, secret.toLowerCase(), "quillm"]) {
      expect(memory.includes(shape, 0, "utf8")).toBe(false);
      expect(memory.includes(shape, 0, "utf16le")).toBe(false);
    }
  }
});

describe("where the window in memory ends", () => {
  const engine = wasmEngine(lexicon, 2048);
  const plain = makePlainEngine(lexicon, 2048);
  const fillers: readonly (readonly [name: string, filler: string])[] = [
    ["words", "the fox ran on "],
    ["one long word", "q"],
    ["white space", " "],
    ["signs", "*"],
    ["pairs of surrogates", "😀"],
    ["halves of pairs", "\ud83d"],
    ["letters of three bytes", "ツ"],
    ["what is left out", "\u00ad"],
    ["apostrophes", "'"],
  ];
  const tails = ["purple elephant", " purple elephant ", "😀purple-elephant", "don't sign 7", "x"];

  test.each(fillers)("%s: the same words", (_name, filler) => {
    for (const tail of tails) {
      for (const more of [-20, -3, -2, -1, 0, 1, 2]) {
        const units = windowUnits - tail.length + more;
        const text = `${filler.repeat(units / filler.length)}${tail} and so on. ${tail}`;
        expect(wordsOf(engine, text, 200)).toEqual(wordsOf(plain, text, 200));
      }
    }
  });

  test.each(["", " ", "\ud800", "\udc00", "'", "a", "\u200b", "&", "%4"])("all of %j", (text) => {
    expect(wordsOf(engine, text, 8)).toEqual(wordsOf(plain, text, 8));
  });
});
