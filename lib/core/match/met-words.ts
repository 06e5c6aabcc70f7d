// What is remembered of the words of a text while it is read: a page says the same ones again and again.
import { compoundMark, dullMark, singleMark, stretchedMark } from "./marks.ts";
import { apostropheClass } from "./classes.ts";
import { gateMarks } from "./match-phrases.ts";
import { partLetters } from "./part-letters.ts";
import { codeOf, makeCodes, makeRuns, type Runs } from "./sieve.ts";
import type { LexiconTables } from "./types.ts";

/** What reading needs of one lexicon besides its tables; kept from scan to scan. */
export interface WordReader {
  readonly codes: Int32Array;
  readonly runs: Runs;
  /** Runs met before, two at a place, two numbers each: the hash, and what the word is (`learn`). */
  readonly met: Int32Array;
}

/** How many places there are for runs. */
export const metPlaces = 4096;

export function makeWordReader(tables: LexiconTables): WordReader {
  return {
    codes: makeCodes(tables),
    runs: makeRuns(),
    met: new Int32Array(4 * metPlaces),
  };
}

// A run that was met: the word in 18 bits, its units in six, its marks. What does not fit is read each time.
export const wordBits = 18;
export const wordMask = 0x3ffff;
export const mostUnits = 63;
export const markShift = 23;

/**
 * Reads the run of letters between two offsets, whatever gap precedes it, through the trie and remembers what it is; below
 * 0 where that cannot be done.
 */
export function learn(
  tables: LexiconTables,
  text: string,
  gap: number,
  to: number,
  hash: number,
  codes: Int32Array,
  met: Int32Array,
): number {
  const { blocks, pages, cells, out, link, passed, wordCount } = tables;
  let from = gap;
  while (codeOf(codes, text, from) <= 0) from += 1;
  let state = 1;
  let isInside = true;
  let before = 0;
  let beforeThat = 0;
  let repeats = 0;
  let start = -1;
  let letters = 0;
  let stop = from;
  for (let at = from; at < to; at += 1) {
    const unit = text.charCodeAt(at);
    const found = blocks[((pages[unit >> 8] as number) << 8) | (unit & 255)] as number;
    if (found === apostropheClass) continue;
    if (letters === 0) start = at;
    letters += 1;
    stop = at + 1;
    if (isInside) {
      const place = ((cells[state] as number) >>> 8) + found;
      if (((cells[place] as number) & 255) === found) state = place;
      else isInside = false;
    }
    // Within the trie letters stand as a phrase has them.
    if (!isInside && found === before) repeats += found === beforeThat ? 3 : 1;
    beforeThat = before;
    before = found;
  }
  const units = to - from;
  const outcome = out[state] as number;
  const word = isInside && outcome < wordCount ? outcome : (link[outcome] as number);
  if (units > mostUnits || word > wordMask) return -1;
  // At an edge an apostrophe is a quotation mark.
  if (start !== from || stop !== to) return -1;
  let marks = gateMarks(tables, word);
  if (letters === 1) marks |= singleMark;
  if (repeats >= 3) marks |= stretchedMark;
  if (word === 0 && letters >= 5 && ((passed[outcome] as number) & 1) !== 0) {
    marks |= compoundMark;
    if (partLetters(tables, text, from, to)?.length === 0) marks |= dullMark;
  }
  const place = (hash & (metPlaces - 1)) << 2;
  met[place + 2] = met[place] as number;
  met[place + 3] = met[place + 1] as number;
  met[place] = hash;
  return (met[place + 1] = word | (units << wordBits) | (marks << markShift));
}
