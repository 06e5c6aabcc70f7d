// A text as words. The sieve finds runs of plain letters; a run met before is looked up by its hash, and what is new or
// odd is read letter by letter. Everything cold (disguises) is only marked here and looked at elsewhere.
import { compoundMark, dullMark, helpMark, joinedMark, leadMark, runMarks } from "./marks.ts";
import {
  learn,
  markShift,
  metPlaces,
  mostUnits,
  wordBits,
  wordMask,
  type WordReader,
} from "./met-words.ts";
import { crossGap, reader, readWord } from "./read-word.ts";
import { isApart, sieve, stretchUnits } from "./sieve.ts";
import { otherMix, pairMix } from "./pair-numbers.ts";
import type { LexiconTables } from "./types.ts";

/** Words of a stretch of text, column by column. `word` is 0 where no phrase holds it. */
export interface Tokens {
  readonly word: Uint32Array;
  readonly start: Uint32Array;
  readonly end: Uint32Array;
  readonly mark: Uint16Array;
  count: number;
}

/** Where a walk through a text stands: `at` is the next code unit, `signals` what was met so far. */
export interface Walk {
  at: number;
  signals: number;
}

export function makeTokens(capacity: number): Tokens {
  return {
    word: new Uint32Array(capacity),
    start: new Uint32Array(capacity),
    end: new Uint32Array(capacity),
    mark: new Uint16Array(capacity),
    count: 0,
  };
}

/** Reads the next word by itself, whatever it is; false where the text ends first. */
export function readOdd(tables: LexiconTables, text: string, tokens: Tokens, walk: Walk): boolean {
  reader.signals = walk.signals;
  const at = appendOdd(tables, text, tokens, walk.at);
  walk.signals = reader.signals;
  walk.at = at < 0 ? text.length : at;
  return at >= 0;
}

/** Reads the next word after `from` by itself. Returns where it ends, or -1 where the text ends first. */
function appendOdd(tables: LexiconTables, text: string, tokens: Tokens, from: number): number {
  const { count } = tokens;
  reader.at = from;
  reader.apart = count === 0;
  if (!crossGap(tables, text, tokens.mark, count - 1)) return -1;
  tokens.start[count] = reader.at;
  readWord(tables, text);
  tokens.word[count] = reader.word;
  tokens.end[count] = reader.stop;
  tokens.mark[count] = reader.marks | leadMark | helpMark;
  if (count > 0) tokens.mark[count - 1] = (tokens.mark[count - 1] as number) | leadMark;
  tokens.count = count + 1;
  return reader.at;
}

/**
 * Appends words of `text` from `walk.at` on until `tokens` is nearly full or the text ends; true when it has ended.
 * Linear in the units read, whatever they are.
 */
export function tokenise(
  tables: LexiconTables,
  text: string,
  tokens: Tokens,
  walk: Walk,
  words: WordReader,
): boolean {
  reader.signals = walk.signals;
  const full = tokens.word.length - (tokens.word.length >> 3);
  let isGoing = true;
  while (isGoing && tokens.count < full) {
    isGoing = readStretch(tables, text, tokens, walk, words);
  }
  walk.signals = reader.signals;
  return !isGoing;
}

/** Sieves a stretch and appends its words; false where the text ends. */
function readStretch(
  tables: LexiconTables,
  text: string,
  tokens: Tokens,
  walk: Walk,
  words: WordReader,
): boolean {
  const { runs } = words;
  const first = tokens.count;
  const capacity = tokens.word.length;
  // No more than there is room for, should every second unit be a word.
  const to = Math.min(text.length, walk.at + Math.min(stretchUnits, 2 * (capacity - first)));
  const stop = sieve(text, walk.at, to, words.codes, runs);
  // The last run may go on beyond.
  if (stop < text.length && runs.end[runs.count - 1] === stop) runs.count -= 1;
  for (let run = 0; ;) {
    run = readRuns(tables, text, tokens, words, run, walk);
    if (tokens.count === capacity) return true;
    if (run === runs.count) {
      if (stop === text.length) {
        walk.at = stop;
        return false;
      }
      // What is odd stands next, or a word longer than a stretch.
      if (stop === to && tokens.count > first) return true;
    }
    walk.at = appendOdd(tables, text, tokens, walk.at);
    if (walk.at < 0) {
      walk.at = text.length;
      return false;
    }
    while (run < runs.count && (runs.end[run] as number) <= walk.at) run += 1;
    if (run === runs.count) return true;
  }
}

/**
 * Appends runs from `run` on as words, until one wants a closer look, which is returned, or all are read; `walk` goes on
 * with each. Where it stands a word ends, or the text begins.
 */
function readRuns(
  tables: LexiconTables,
  text: string,
  tokens: Tokens,
  { runs, met, codes }: WordReader,
  run: number,
  walk: Walk,
): number {
  const { hash, end: ends } = runs;
  const { word, start, end, mark } = tokens;
  const first = tokens.count;
  const { pairs } = tables;
  const pairMask = pairs.length - 1;
  const shift = first - run;
  const stop = Math.min(runs.count, word.length - shift);
  let previous = first > 0 ? (word[first - 1] as number) : 0;
  let gap = walk.at;
  let next = run;
  for (; next < stop; next += 1) {
    const here = ends[next] as number;
    const sum = hash[next] as number;
    const slot = (sum & (metPlaces - 1)) << 2;
    let known = (
      met[slot] === sum ? met[slot + 1] : met[slot + 2] === sum ? met[slot + 3] : 0
    ) as number;
    if (known === 0) {
      known = learn(tables, text, gap, here, sum, codes, met);
      if (known < 0) break;
    }
    const count = next + shift;
    const found = known & wordMask;
    let marks = (known >>> markShift) & runMarks;
    if (text.charCodeAt(gap) !== 32 && !isApart(text, gap, codes)) marks |= joinedMark;
    // As `mayStand`, which is not called for the sake of speed.
    let bit = (previous * pairMix) ^ (found * otherMix);
    bit ^= bit >>> 15;
    const bits = (1 << (bit & 7)) | (1 << ((bit >>> 21) & 7));
    if (((pairs[(bit >>> 3) & pairMask] as number) & bits) === bits) {
      marks |= leadMark;
      if (count > 0) mark[count - 1] = (mark[count - 1] as number) | leadMark;
    }
    previous = found;
    const from = here - ((known >>> wordBits) & mostUnits);
    if ((marks & dullMark) !== 0) {
      // What begins small holds nothing else; what begins with a capital may be several words that do.
      const unit = text.charCodeAt(from);
      if (unit > 96 && unit < 123) marks &= ~(compoundMark | dullMark);
    }
    word[count] = found;
    start[count] = from;
    end[count] = here;
    mark[count] = marks;
    gap = here;
  }
  tokens.count = next + shift;
  walk.at = gap;
  // The first word of all is joined to none.
  if (first === 0 && next > run) mark[0] = (mark[0] as number) & ~joinedMark;
  return next;
}

/** Drops the first `many` words; the rest move to the front. */
export function dropTokens(tokens: Tokens, many: number): void {
  tokens.word.copyWithin(0, many, tokens.count);
  tokens.start.copyWithin(0, many, tokens.count);
  tokens.end.copyWithin(0, many, tokens.count);
  tokens.mark.copyWithin(0, many, tokens.count);
  tokens.count -= many;
}
