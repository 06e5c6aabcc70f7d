// Words found by the sieve and by memory are those that are read letter by letter.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { findHits } from "../../../../lib/core/match/find-hits.ts";
import { compoundMark, dullMark, helpMark, leadMark } from "../../../../lib/core/match/marks.ts";
import { makeWordReader } from "../../../../lib/core/match/met-words.ts";
import { partLetters } from "../../../../lib/core/match/part-letters.ts";
import { crossGap, reader, readWord } from "../../../../lib/core/match/read-word.ts";
import { makeTokens, tokenise, type Tokens } from "../../../../lib/core/match/tokenise.ts";
import type { Lexicon } from "../../../../lib/core/match/types.ts";
import { lexiconOf, neutralPatterns } from "./neutral-lexicon.ts";
import { draws } from "../../../support/draws.ts";

const lexicon = lexiconOf([...neutralPatterns, "слон", "cafe", "its purple"]);

type Row = readonly [word: number, start: number, end: number, mark: number];

function rowsOf(text: string, { word, start, end, mark, count }: Tokens): Row[] {
  return Array.from({ length: count }, (_, at) => {
    const [from, to] = [start[at] ?? 0, end[at] ?? 0];
    // Which gates are worth a look is a guess that errs on one side.
    let marks = (mark[at] ?? 0) & ~(leadMark | helpMark | dullMark);
    // What begins small and holds nothing may be known to hold nothing.
    if (
      /[a-z]/.test(text.charAt(from)) &&
      partLetters(lexicon.tables, text, from, to)?.length === 0
    )
      marks &= ~compoundMark;
    return [word[at] ?? 0, from, to, marks];
  });
}

function readOneByOne({ tables }: Lexicon, text: string): Row[] {
  const tokens = makeTokens(text.length + 1);
  reader.at = 0;
  reader.apart = true;
  while (crossGap(tables, text, tokens.mark, tokens.count - 1)) {
    tokens.start[tokens.count] = reader.at;
    readWord(tables, text);
    tokens.word[tokens.count] = reader.word;
    tokens.end[tokens.count] = reader.stop;
    tokens.mark[tokens.count] = reader.marks;
    tokens.count += 1;
  }
  return rowsOf(text, tokens);
}

function readBySieve({ tables }: Lexicon, text: string, capacity: number): Row[] {
  const words = makeWordReader(tables);
  const walk = { at: 0, signals: 0 };
  const all = makeTokens(text.length + 1);
  // Twice over: what is remembered of the first reading is used in the second.
  for (let time = 0; time < 2; time += 1) {
    all.count = 0;
    walk.at = 0;
    const tokens = makeTokens(capacity);
    for (let isEnd = false; !isEnd;) {
      const kept = tokens.count;
      isEnd = tokenise(tables, text, tokens, walk, words);
      for (let at = kept; at < tokens.count; at += 1) {
        all.word[all.count] = tokens.word[at] ?? 0;
        all.start[all.count] = tokens.start[at] ?? 0;
        all.end[all.count] = tokens.end[at] ?? 0;
        all.count += 1;
      }
      for (let at = 0; at < tokens.count; at += 1)
        all.mark[all.count - tokens.count + at] = tokens.mark[at] ?? 0;
      // The last word stays: what follows may say something of it.
      for (const column of [tokens.word, tokens.start, tokens.end, tokens.mark])
        column[0] = column[tokens.count - 1] ?? 0;
      tokens.count = Math.min(1, tokens.count);
    }
  }
  return rowsOf(text, all);
}

const pieces = fc.constantFrom(
  ..."purple,elephant,purpleelephant,a,I,it's,don't,'quoted',o’clock,café,naïve,straße,слон,фиолетовый".split(
    ",",
  ),
  ..." , ,  ,\n,. ,-,/,&,%,$,!,?,'’,\u200b,\u00ad,\u0301,7,2026,k1ll,zzzz,😀,\ud800,ﬁ,＇,-\n".split(
    ",",
  ),
  ", ",
  "x".repeat(70),
);

describe("words", () => {
  test("the sieve reads the words that are read one by one", () => {
    fc.assert(
      fc.property(
        fc.array(pieces, { maxLength: 300 }),
        fc.constantFrom(16, 64, 517),
        (all, capacity) => {
          const text = all.join("");
          expect(readBySieve(lexicon, text, capacity)).toEqual(readOneByOne(lexicon, text));
        },
      ),
      { numRuns: draws(300) },
    );
  });

  test("what was read before changes nothing", () => {
    fc.assert(
      fc.property(
        fc.array(pieces, { maxLength: 60 }),
        fc.array(pieces, { maxLength: 60 }),
        (one, other) => {
          const text = other.join(" ");
          const before = findHits(lexicon, text, false);
          findHits(lexicon, one.join(""), false);
          expect(findHits(lexicon, text, false)).toEqual(before);
        },
      ),
      { numRuns: draws(200) },
    );
  });
});
