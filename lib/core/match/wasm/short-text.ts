// A short text at one go. Nearly all hold nothing, and are done with before anything is made for them.
import { leadMark } from "../marks";
import { stateAt } from "../memory-layout";
import { nextOdd } from "./hidden";
import { searchHidden, startHidden } from "./match-hidden";
import { readHidden } from "./read-hidden";
import { search } from "./search";
import { fillAscii, forget } from "./window";
import { count, readWords, setCount } from "./words";

/**
 * Whether the `bytes` of ASCII surely hold no phrase of the part that `wanted` marks stand for: as they stand, hidden, or
 * encoded. `steps`: the budget for hidden words.
 */
export function holdsNothing(bytes: u32, wanted: u32, steps: i32): bool {
  fillAscii(0, bytes, true);
  store<u32>(stateAt + 12, 0);
  setCount(0);
  // A word has a unit at least.
  readWords(0, bytes + 1, bytes + 1);
  search(0, count, wanted);
  const isEmpty =
    load<u32>(stateAt + 8) === 0 && load<u32>(stateAt + 12) === 0 && hidesNothing(wanted, steps);
  forget();
  return isEmpty;
}

/** Only phrases that name a risk are looked for in hidden words. */
function hidesNothing(wanted: u32, steps: i32): bool {
  if ((wanted & leadMark) === 0 || nextOdd(0, count) === count) return true;
  if (readHidden(0, count, steps) < 0) return false;
  startHidden();
  return !searchHidden(leadMark);
}
