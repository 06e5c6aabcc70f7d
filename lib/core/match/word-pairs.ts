// Two words near each other as bits of a table: whether it is worth looking what phrase they may stand in.

import { joinSide, longestShort, otherMix, pairMix, sideMix } from "./pair-numbers.ts";
import type { LexiconTables } from "./types.ts";

/** The number of the pair, to be cut to a table's size. */
export function pairBit(word: number, other: number, side: number): number {
  const mixed = (word * pairMix) ^ (other * otherMix) ^ (side * sideMix);
  return mixed ^ (mixed >>> 15);
}

/** The bits of its byte that stand for a pair: a table that holds two of each errs less often. */
export function bitsOf(bit: number): number {
  return (1 << (bit & 7)) | (1 << ((bit >>> 21) & 7));
}

/** Whether two words, of so many letters, may follow one another in some phrase. */
export function mayJoin(
  { joins }: LexiconTables,
  word: number,
  letters: number,
  other: number,
  otherLetters: number,
): boolean {
  if (letters > longestShort && otherLetters > longestShort) return true;
  return mayStand(joins, word, other, joinSide);
}

/** Whether a table, as long as a power of two, may hold such a pair. Says yes to some that it does not. */
export function mayStand(
  table: ArrayLike<number>,
  word: number,
  other: number,
  side: number,
): boolean {
  // As `pairBit` and `bitsOf`, here and below: until the code is warm each call costs more than what it does.
  let bit = (word * pairMix) ^ (other * otherMix) ^ (side * sideMix);
  bit ^= bit >>> 15;
  const bits = (1 << (bit & 7)) | (1 << ((bit >>> 21) & 7));
  return ((table[(bit >>> 3) & (table.length - 1)] as number) & bits) === bits;
}

/** The same of any known word from `from` on, before `stop`; `step` is 1, or -1 to go back. */
export function mayStandNear(
  table: ArrayLike<number>,
  word: number,
  side: number,
  others: ArrayLike<number>,
  from: number,
  stop: number,
  step: 1 | -1,
): boolean {
  const mask = table.length - 1;
  const mixed = (word * pairMix) ^ (side * sideMix);
  for (let at = from; at !== stop; at += step) {
    const other = others[at] as number;
    if (other === 0) continue;
    let bit = mixed ^ (other * otherMix);
    bit ^= bit >>> 15;
    const bits = (1 << (bit & 7)) | (1 << ((bit >>> 21) & 7));
    if (((table[(bit >>> 3) & mask] as number) & bits) === bits) return true;
  }
  return false;
}
