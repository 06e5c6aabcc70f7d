// Hidden words read and searched in WebAssembly are those of TypeScript, by as many steps of the budget.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Engine } from "../../../../lib/core/match/engine.ts";
import { findHiddenWords } from "../../../../lib/core/match/hidden-words.ts";
import { matchHidden } from "../../../../lib/core/match/match-hidden.ts";
import {
  allParts,
  helpPart,
  leadPart,
  type Part,
} from "../../../../lib/core/match/match-phrases.ts";
import { makePlainEngine } from "../../../../lib/core/match/plain-engine.ts";
import { makeWasmEngine } from "../../../../lib/core/match/wasm-engine.ts";
import { draws } from "../../../support/draws.ts";
import { disguises } from "./disguises.ts";
import { innocentTwins, twinPatterns } from "./innocent-twins.ts";
import { lexiconOf, neutralPatterns } from "./neutral-lexicon.ts";

const lexicon = lexiconOf([
  ...neutralPatterns,
  ...twinPatterns,
  "(purple|red) ..3 (elephant|mouse) ..3 (lake|sea)",
  "key nature",
  "strasse see",
  "a lee",
  "well known lee",
  "lee a lee",
  "lot lee",
  "iot lee",
  "слон",
  "elephants*",
]);
const wasm = makeWasmEngine(lexicon, 2048);
const plain = makePlainEngine(lexicon, 2048);

interface Done {
  readonly hits: readonly (readonly number[])[];
  /** Steps of the budget that are left. */
  readonly steps: number;
}

function read(engine: Engine, text: string): void {
  engine.begin();
  engine.tokens.count = 0;
  engine.tokenise(text, { at: 0, signals: 0 });
}

/** By TypeScript, whichever engine has read the words. */
function findPlainly(engine: Engine, text: string, part: Part, steps: number): Done {
  const { tokens } = engine;
  const { tables } = engine.lexicon;
  const budget = { steps };
  const hits: number[][] = [];
  const place = { tables, text, tokens, engine, budget, careful: false };
  matchHidden(engine, findHiddenWords(place, 0, tokens.count), part, (...hit) => hits.push(hit));
  return { hits, steps: budget.steps };
}

function findInWasm(engine: Engine, part: Part, steps: number): Done | undefined {
  const budget = { steps };
  const hits: number[][] = [];
  const isDone = engine.matchHidden?.(0, engine.tokens.count, part, budget, (...hit) =>
    hits.push(hit),
  );
  if (isDone === true) return { hits, steps: budget.steps };
  expect([isDone, hits, budget.steps]).toEqual([false, [], steps]);
  return undefined;
}

/** What both say of a text, which must be the same; undefined where WebAssembly leaves it to TypeScript. */
function findByBoth(text: string, part: Part = allParts, steps = 40_000): Done | undefined {
  if (wasm === undefined) throw new Error("this Node has no WebAssembly");
  read(plain, text);
  read(wasm, text);
  const expected = findPlainly(plain, text, part, steps);
  const done = findInWasm(wasm, part, steps);
  if (done !== undefined) expect(done).toEqual(expected);
  expect(findPlainly(wasm, text, part, steps)).toEqual(expected);
  wasm.forget();
  return done;
}

const letters = fc.constantFrom(
  ..."purple,elephant,Elephant,PURPLE,key,nature,red,mouse,lake,lee,known,a,I,u,s,straße,Æ,œ,é,слон".split(
    ",",
  ),
  ..."p,u,r,l,e,t,h,n,k,P,K,ee,ppp,ll,pur,ple,ele,phant,ﬁ,ⅳ,😀,ｅ,\u0301,\u00ad,'".split(","),
);
const signs = fc.constantFrom(
  ..."0123456789@$!+|€£¢¥©®§¡*#_?•●∗✱-.,/&%~=()[]{}^°·–—“".split(""),
  ..." , ,  ,\n,   ,\ud800,\udc00".split(","),
);
const texts = fc
  .array(fc.oneof({ weight: 2, arbitrary: letters }, { weight: 1, arbitrary: signs }), {
    maxLength: 60,
  })
  .map((all) => all.join(""));
const parts = fc.constantFrom(allParts, leadPart, helpPart);

describe("hidden words", () => {
  test("are the same in WebAssembly", () => {
    fc.assert(
      fc.property(texts, parts, (text, part) => void findByBoth(text, part)),
      { numRuns: draws(3000) },
    );
  });

  test("are the same with few steps left", () => {
    fc.assert(
      fc.property(texts, fc.integer({ min: 0, max: 600 }), (text, steps) => {
        findByBoth(text, allParts, steps);
        // Again: by now it may be known what was read.
        findByBoth(text, allParts, steps);
      }),
      { numRuns: draws(2000) },
    );
  });

  test("are the same in any string", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: "binary", maxLength: 60 }),
        (text) => void findByBoth(`${text}p.urple ${text}3lephant${text}`),
      ),
      { numRuns: draws(500) },
    );
  });

  test.each(disguises)("are the same in %s", (_name, hidden) => {
    expect(findByBoth(hidden)).toBeDefined();
    findByBoth(`${"it was a day like any other. ".repeat(20)}${hidden}, he said`);
  });

  test("are the same where half a pair of surrogates stands between letters", () => {
    for (const half of ["\ud800", "\udbff", "\udc00", "\udfff", "\ufffd"]) {
      for (const text of [`pur${half}ple elephant`, `u${half}p`, `key${half}key${half}`]) {
        expect(findByBoth(text)).toBeDefined();
        expect(findByBoth(text)).toBeDefined();
      }
    }
  });

  test("are the same in what is innocent", () => {
    for (const text of innocentTwins.flat()) expect(findByBoth(text)).toBeDefined();
  });

  test.each([
    ["stretched", "puuurple elephaaant"],
    ["with signs for letters", "purp|e e|eph@nt"],
    ["with a mask", "p*rple elephant"],
    ["with digits", "purp1e 3leph4nt"],
    ["letter by letter", "p u r p l e   e l e p h a n t"],
    ["written together", "purpleelephant"],
    ["by capitals", "PurpleElephant"],
    ["joined by signs", "pur-ple elep.hant"],
    ["with one sign for two letters", "Stra\u00dfe see"],
    ["with one capital for two letters", "STRA\u1e9eE SEE"],
  ])("%s are found there", (_name, text) => {
    const ends = findByBoth(text)?.hits.map(([_phrase, start, end]) => [start, end]);
    expect(ends).toContainEqual([0, text.length]);
  });
});

test("what stands far from a word of several readings is told once", () => {
  const text = `1ot lee ${"a day like any other and ".repeat(2)}purp1e elephant`;
  const ends = findByBoth(text)?.hits.map(([_phrase, start, end]) => text.slice(start, end));
  expect(ends?.filter((found) => found === "1ot lee")).toHaveLength(2);
  expect(ends?.filter((found) => found === "purp1e elephant")).toHaveLength(1);
});

describe("what WebAssembly leaves to TypeScript", () => {
  test.each([
    ["one sign for several letters that no table has", "\ufb03k1te purp1e elephant"],
    ["more words than there is room for", "purp1e-elephant, ".repeat(900)],
  ])("%s: nothing of it is done before", (_name, text) => {
    expect(findByBoth(text)).toBeUndefined();
  });
});
