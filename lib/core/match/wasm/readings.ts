// Ways to read a hidden word, each a row of words with their places in the text.
import { readingBytes, readingsAt } from "../memory-layout";
import { linkOf } from "./letters";
import { passed } from "./tables";

export const mostReadings: u32 = 3;

/** How many readings there are, and how many words the one has that is being tried. */
export let count: u32 = 0;
export let pathLength: u32 = 0;

/** Readings are kept behind the one that is being tried, and their lengths behind them all. */
let firstLength: u32 = 0;
let secondLength: u32 = 0;
let thirdLength: u32 = 0;

export function lengthOf(reading: u32): u32 {
  return reading === 0 ? firstLength : reading === 1 ? secondLength : thirdLength;
}

export function placeOf(reading: u32): usize {
  return readingsAt + (reading + 1) * readingBytes;
}

export function forgetReadings(): void {
  count = 0;
  pathLength = 0;
}

/** Adds a word to the reading that is tried. Offsets are those of the text. */
export function push(word: u32, start: u32, end: u32): void {
  const place = readingsAt + 12 * pathLength;
  store<u32>(place, word);
  store<u32>(place + 4, start);
  store<u32>(place + 8, end);
  pathLength += 1;
}

export function pop(): void {
  pathLength -= 1;
}

/** The last word of the reading that is tried. */
export function lastPlace(): usize {
  return readingsAt + 12 * (pathLength - 1);
}

/** Takes the reading that is tried as one of those found. */
export function keepPath(): void {
  memory.copy(placeOf(count), readingsAt, 12 * pathLength);
  if (count === 0) firstLength = pathLength;
  else if (count === 1) secondLength = pathLength;
  else thirdLength = pathLength;
  count += 1;
}

/** Whether the reading that is tried has the words of one that was found. */
export function isKnown(): bool {
  for (let reading: u32 = 0; reading < count; reading += 1) {
    if (lengthOf(reading) === pathLength && sameWords(placeOf(reading))) return true;
  }
  return false;
}

function sameWords(place: usize): bool {
  for (let byte: u32 = 0; byte < 12 * pathLength; byte += 12) {
    if (load<u32>(place + byte) !== load<u32>(<usize>readingsAt + byte)) return false;
  }
  return true;
}

/** Whether a word stands in a phrase, or counts as one that does. */
export function isOfPhrase(word: u32): bool {
  return (load<u8>(passed + word) & 2) !== 0 || linkOf(word) !== 0;
}

/** Whether a reading has several words, each of some phrase. */
export function isAllOfPhrases(reading: u32): bool {
  const stop: u32 = 12 * lengthOf(reading);
  if (stop <= 12) return false;
  for (let byte: u32 = 0; byte < stop; byte += 12) {
    if (!isOfPhrase(load<u32>(placeOf(reading) + byte))) return false;
  }
  return true;
}
