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
  /** Whether the stretch ended and no more runs than were asked for were there. */
  isEnd: boolean;
}

export function makeRuns(capacity: number): Runs {
  return {
    hash: new Int32Array(capacity + 2),
    place: new Uint32Array(capacity + 2),
    count: 0,
    isEnd: false,
  };
}

/** Units that are looked up; what is above them wants a closer look. */
export const knownUnits = 384;
const [plainCode, spaceCode] = [-4, -4 | spaceBit];
const oddCode = -4 | oddBit;

/** Unit → what the loop adds up: a number of 30 bits for a letter, and below 0 what is none. */
export function makeCodes({ pages, blocks }: LexiconTables): Int32Array {
  const codes = new Int32Array(knownUnits);
  for (let unit = 0; unit < knownUnits; unit += 1) {
    const found = blocks[((pages[unit >> 8] as number) << 8) | (unit & 255)] as number;
    codes[unit] =
      found >= letterClass
        ? (Math.imul(found, 0x9e3779b1) >>> 2) | 1
        : found === spaceClass
          ? spaceCode
          : found === punctuationClass
            ? plainCode
            : oddCode;
  }
  return codes;
}

/** The hash of letters and one more; the loop below does the same by itself. */
export function addUnit(sum: number, code: number): number {
  return ((((sum & 0x7fffff) << 7) | (sum >>> 23)) ^ code) & 0x3fffffff;
}

/** Reads `text` from `from` to `to`, or until `most` runs have ended. */
export function sieve(
  text: string,
  from: number,
  to: number,
  codes: Int32Array,
  runs: Runs,
  most: number,
): void {
  const { hash, place } = runs;
  let count = 0;
  let sum = 0;
  let flags = 0;
  // 1 after a letter.
  let was = 0;
  place[0] = from << 2;
  for (let at = from; at < to; at += 1) {
    const unit = text.charCodeAt(at);
    const code = unit < knownUnits ? (codes[unit] as number) : oddCode;
    const gap = code >> 31;
    hash[count] = sum;
    count += gap & was;
    was = gap + 1;
    flags = (flags | code) & gap & 3;
    place[count + was] = ((at + 1) << 2) | flags;
    sum = ((((sum & 0x7fffff) << 7) | (sum >>> 23)) ^ code) & ~gap;
    if (count === most) {
      runs.count = count;
      runs.isEnd = false;
      return;
    }
  }
  if (was === 1) {
    hash[count] = sum;
    count += 1;
    place[count] = (to + 1) << 2;
  }
  runs.count = count;
  runs.isEnd = true;
}
