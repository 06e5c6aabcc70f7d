// The hot loop: a text as runs of plain letters, each with a hash of its letters. One small loop in which nothing depends
// on what the letters are: where words end cannot be foreseen, and each wrong guess costs as much as four letters.
import { letterClass, punctuationClass, spaceClass } from "./classes.ts";
import type { LexiconTables } from "./types.ts";

/** In `Runs.place`: white space stands before the run; something that wants a closer look does. */
export const spaceBit = 1;
export const oddBit = 2;

/** Runs of a stretch of text. What stands before the run after the last is in `place` too. */
export interface Runs {
  /** 30 bits that stand for the run's letters, folded. */
  readonly hash: Int32Array;
  /** Where the run begins, times four, and the bits above of what stands before it. */
  readonly place: Uint32Array;
  count: number;
}

/** Units that the sieve reads at one go, at most. */
export const stretchUnits = 4096;

export function makeRuns(): Runs {
  return {
    hash: new Int32Array(stretchUnits / 2 + 2),
    place: new Uint32Array(stretchUnits / 2 + 2),
    count: 0,
  };
}

/** Units that are looked up; what is above them wants a closer look, but for the apostrophe of print. */
export const knownUnits = 384;
const [apostrophe, printedApostrophe] = [39, 0x2019];
const [plainCode, spaceCode, oddCode] = [-4, -4 | spaceBit, -4 | oddBit];

/**
 * Unit → what the loop adds up: a number of 30 bits for a letter, and below 0 what is none. An apostrophe is taken for a
 * letter, since most stand within words.
 */
export function makeCodes({ pages, blocks }: LexiconTables): Int32Array {
  const codes = new Int32Array(knownUnits + 1).fill(oddCode);
  for (let unit = 0; unit < knownUnits; unit += 1) {
    const found = blocks[((pages[unit >> 8] as number) << 8) | (unit & 255)] as number;
    if (found >= letterClass || unit === apostrophe)
      codes[unit] = (Math.imul(found, 0x9e3779b1) >>> 2) | 1;
    else if (found === spaceClass) codes[unit] = spaceCode;
    else if (found === punctuationClass) codes[unit] = plainCode;
  }
  return codes;
}

/** Where the code of a unit stands that is not looked up by itself. */
export function placeOfCode(unit: number): number {
  return unit < knownUnits ? unit : unit === printedApostrophe ? apostrophe : knownUnits;
}

/** The hash of letters and one more; the loop below does the same by itself. */
export function addUnit(sum: number, code: number): number {
  return ((((sum & 0x7fffff) << 7) | (sum >>> 23)) ^ code) & 0x3fffffff;
}

/** Reads `text` from `from` to `to`; `runs` have room for one in two units. */
export function sieve(text: string, from: number, to: number, codes: Int32Array, runs: Runs): void {
  const { hash, place } = runs;
  let count = 0;
  let sum = 0;
  let flags = 0;
  // 1 after a letter.
  let was = 0;
  place[0] = from << 2;
  for (let at = from; at < to; at += 1) {
    const unit = text.charCodeAt(at);
    const code = codes[unit < knownUnits ? unit : placeOfCode(unit)] as number;
    const gap = code >> 31;
    hash[count] = sum;
    count += gap & was;
    was = gap + 1;
    flags = (flags | code) & gap & 3;
    place[count + was] = ((at + 1) << 2) | flags;
    sum = ((((sum & 0x7fffff) << 7) | (sum >>> 23)) ^ code) & ~gap;
  }
  if (was === 1) {
    hash[count] = sum;
    count += 1;
    place[count] = (to + 1) << 2;
  }
  runs.count = count;
}
