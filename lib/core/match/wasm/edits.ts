// Hidden words of a stretch of text: which words they are, and the words that they may be read as, in up to three ways.
import { editsAt, editWordsAt, mostEdits, mostEditWords } from "../memory-layout";
import { lengthOf, placeOf } from "./readings";

/** How many there are, and whether there was no room for another. */
export let editCount: u32 = 0;
export let isFull: bool = false;

/** Words used so far, and those with which the edit and the reading that are written began. */
let used: u32 = 0;
let begun: u32 = 0;
let readingBegun: u32 = 0;
/** Of the edit that is written: how many readings, and how long each is, a byte each. */
let readings: u32 = 0;
let lengths: u32 = 0;

// An edit is its first word, its last, where its readings begin, and their lengths with how many there are above them.
const wholeBit: u32 = 1 << 31;

export function forgetEdits(): void {
  editCount = 0;
  isFull = false;
  used = 0;
}

export function beginEdit(): void {
  begun = used;
  readingBegun = used;
  readings = 0;
  lengths = 0;
}

/** Appends a word to the reading that is written. */
export function addWord(word: u32, start: u32, end: u32): void {
  if (used === mostEditWords) {
    isFull = true;
    return;
  }
  const place = editWordsAt + 12 * used;
  store<u32>(place, word);
  store<u32>(place + 4, start);
  store<u32>(place + 8, end);
  used += 1;
}

export function endReading(): void {
  lengths |= (used - readingBegun) << (readings << 3);
  readings += 1;
  readingBegun = used;
}

/** Appends a reading that was found. */
export function addReading(reading: u32): void {
  const stop = placeOf(reading) + 12 * lengthOf(reading);
  for (let place = placeOf(reading); place < stop; place += 12) {
    addWord(load<u32>(place), load<u32>(place, 4), load<u32>(place, 8));
  }
  endReading();
}

/** Lets go of the edit that is written. */
export function dropEdit(): void {
  used = begun;
}

/** Keeps the edit that is written, if it has a reading. */
export function endEdit(first: u32, last: u32, isWhole: bool): bool {
  if (readings === 0) return false;
  if (editCount === mostEdits) isFull = true;
  if (isFull) return false;
  const place = editsAt + (editCount << 4);
  store<u32>(place, first);
  store<u32>(place + 4, last);
  store<u32>(place + 8, begun);
  store<u32>(place + 12, lengths | (readings << 24) | (isWhole ? wholeBit : 0));
  editCount += 1;
  return true;
}

export function firstOf(edit: u32): u32 {
  return load<u32>(editsAt + (edit << 4));
}

export function lastOf(edit: u32): u32 {
  return load<u32>(editsAt + (edit << 4) + 4);
}

export function isWholeEdit(edit: u32): bool {
  return (load<u32>(editsAt + (edit << 4) + 12) & wholeBit) !== 0;
}

export function readingsOf(edit: u32): u32 {
  return (load<u32>(editsAt + (edit << 4) + 12) >> 24) & 3;
}

export function readingLength(edit: u32, reading: u32): u32 {
  return (load<u32>(editsAt + (edit << 4) + 12) >> (reading << 3)) & 255;
}

/** Where the words of a reading stand. */
export function readingPlace(edit: u32, reading: u32): usize {
  let word = load<u32>(editsAt + (edit << 4) + 8);
  for (let before: u32 = 0; before < reading; before += 1) word += readingLength(edit, before);
  return editWordsAt + 12 * word;
}
