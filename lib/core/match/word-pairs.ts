// Two words near each other as one bit of a table: whether it is worth looking what phrase they may stand in.

import type { LexiconTables } from "./types.ts";

/** The second word follows, or precedes, within as many words as a gate asks; or follows directly, in one phrase. */
export const rightSide = 0;
export const leftSide = 1;
export const joinSide = 2;

/** Words of more letters are not filed as following one another: what is written together of them is looked at anyway. */
export const longestShort = 3;

/** The number of the bit, to be cut to a table's size. */
export function pairBit(word: number, other: number, side: number): number {
  const mixed = Math.imul(word, 0x9e3779b1) ^ Math.imul(4 * other + side, 0x85ebca6b);
  return (mixed ^ (mixed >>> 15)) >>> 0;
}

/** Another bit of the same pair: a table that holds two of each errs less often. */
export function secondBit(bit: number): number {
  const mixed = Math.imul(bit, 0xc2b2ae35);
  return (mixed ^ (mixed >>> 13)) >>> 0;
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

/** Whether a table of bits, as long as a power of two, may hold such a pair. Says yes to some that it does not. */
function mayStand(table: ArrayLike<number>, word: number, other: number, side: number): boolean {
  const bit = pairBit(word, other, side);
  return ((table[(bit >>> 3) & (table.length - 1)] as number) & (1 << (bit & 7))) !== 0;
}
