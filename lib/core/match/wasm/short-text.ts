// A short text at one go. Nearly all hold nothing, and are done with before anything is made for them.
import { stateAt } from "../memory-layout";
import { nextOdd } from "./hidden";
import { search } from "./search";
import { fillAscii, forget } from "./window";
import { count, readWords, setCount } from "./words";

/** Whether the `bytes` of ASCII hold no phrase of the part that `wanted` marks stand for, and nothing odd. */
export function holdsNothing(bytes: u32, wanted: u32): bool {
  fillAscii(0, bytes, true);
  store<u32>(stateAt + 12, 0);
  setCount(0);
  // A word has a unit at least.
  readWords(0, bytes + 1, bytes + 1);
  search(0, count, wanted);
  const isEmpty =
    load<u32>(stateAt + 8) === 0 && load<u32>(stateAt + 12) === 0 && nextOdd(0, count) === count;
  forget();
  return isEmpty;
}
