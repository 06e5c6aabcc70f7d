// Scans a text for the phrases of a lexicon, window by window, so that memory does not grow with the text.
import { makeHitList, type HitList } from "./hit-list.ts";
import { makeScratch, matchAt, type Scratch } from "./match-phrases.ts";
import { dropTokens, makeTokens, tokenise, type Tokens, type Walk } from "./tokenise.ts";
import type { Hit, Lexicon } from "./types.ts";

/** Words per window. */
export const windowWords = 2048;
/** The longest run of words that a reading of hidden words looks at. */
export const readingWords = 64;

interface Engine {
  readonly lexicon: Lexicon;
  readonly tokens: Tokens;
  readonly scratch: Scratch;
}

// Buffers are kept per lexicon; they hold nothing between scans that matters.
const engines = new WeakMap<Lexicon, Engine>();

/**
 * All phrases in a text, sorted by start; of each phrase the longest matches, at most 200. Never throws; linear.
 * Offsets are UTF-16 code units of `text`.
 */
export function findHits(lexicon: Lexicon, text: string): Hit[] {
  let engine = engines.get(lexicon);
  if (!engine) {
    engine = { lexicon, tokens: makeTokens(windowWords), scratch: makeScratch() };
    engines.set(lexicon, engine);
  }
  return scan(engine, text);
}

/** The same with windows of another size: only to show that the size does not matter. */
export function findHitsInWindows(lexicon: Lexicon, text: string, words: number): Hit[] {
  const least = 4 * (lexicon.tables.span + readingWords) + 1;
  const tokens = makeTokens(Math.max(words, least));
  return scan({ lexicon, tokens, scratch: makeScratch() }, text);
}

function scan(engine: Engine, text: string): Hit[] {
  const { lexicon, tokens } = engine;
  const { tables } = lexicon;
  const guard = tables.span + readingWords;
  const list = makeHitList();
  const walk: Walk = { at: 0, signals: 0 };
  tokens.count = 0;
  let done = 0;
  for (;;) {
    const ended = tokenise(tables, text, tokens, walk);
    // The last words of a window wait for what follows them.
    const until = ended ? tokens.count : tokens.count - guard;
    matchWindow(engine, list, done, until);
    if (ended) break;
    const drop = until - guard;
    dropTokens(tokens, drop);
    done = until - drop;
  }
  return list.finish();
}

function matchWindow(engine: Engine, list: HitList, from: number, until: number): void {
  const { tokens, scratch, lexicon } = engine;
  const { word, start, end } = tokens;
  for (let index = from; index < until; index += 1) {
    if (word[index] === 0) continue;
    matchAt(lexicon.tables, tokens, index, scratch, (phrase, first, last) => {
      list.add({
        phrase,
        start: start[first] as number,
        end: end[last] as number,
        disguised: false,
      });
    });
  }
}
