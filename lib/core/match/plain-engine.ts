// The engine in TypeScript alone: where the platform has no WebAssembly, and what the other one is held to by tests.
import { makePlainRow } from "./edited-row.ts";
import type { Engine } from "./engine.ts";
import { makeKnownReadings } from "./known-readings.ts";
import { nextOdd } from "./hidden-words.ts";
import { helpMark, leadMark } from "./marks.ts";
import { helpPart, leadPart, makeScratch, matchAt, type Part } from "./match-phrases.ts";
import { makeWordReader } from "./met-words.ts";
import { makeTokens, tokenise } from "./tokenise.ts";
import type { Lexicon } from "./types.ts";

/** The marks of words at which a search for phrases of a part begins. */
export function marksOf(part: Part): number {
  return ((part & leadPart) === 0 ? 0 : leadMark) | ((part & helpPart) === 0 ? 0 : helpMark);
}

export function makePlainEngine(lexicon: Lexicon, mostWords: number): Engine {
  const { tables } = lexicon;
  const words = makeWordReader(tables);
  const tokens = makeTokens(mostWords);
  const scratch = makeScratch(new Uint8Array(tables.phraseFrom.length));
  const { mark } = tokens;
  return {
    lexicon,
    tokens,
    scratch,
    row: makePlainRow(tables, tokens, scratch),
    known: makeKnownReadings(),
    begin() {
      tokens.count = 0;
    },
    forget() {
      // It keeps offsets and numbers of words, nothing of the text.
    },
    tokenise: (text, walk) => tokenise(tables, text, tokens, walk, words),
    search(from, until, part, emit) {
      const wanted = marksOf(part);
      for (let index = from; index < until; index += 1) {
        if (((mark[index] as number) & wanted) !== 0)
          matchAt(tables, tokens, index, scratch, emit, part);
      }
    },
    nextOdd: (index, until) => nextOdd(tokens, index, until),
  };
}
