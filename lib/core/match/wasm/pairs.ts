// Two words near each other as bits of a table; `lib/core/match/word-pairs.ts` has the same in TypeScript.
import { otherMix, pairMix, sideMix } from "../pair-numbers";

/** Whether a table, as long as a power of two, may hold such a pair. Says yes to some that it does not. */
export function mayStand(table: usize, mask: u32, word: u32, other: u32, side: u32): bool {
  return isFiled(table, mask, (word * pairMix) ^ (other * otherMix) ^ (side * sideMix));
}

export function isFiled(table: usize, mask: u32, mixed: u32): bool {
  const bit: u32 = mixed ^ (mixed >> 15);
  const bits: u32 = (1 << (bit & 7)) | (1 << ((bit >> 21) & 7));
  return (<u32>load<u8>(table + ((bit >> 3) & mask)) & bits) === bits;
}
