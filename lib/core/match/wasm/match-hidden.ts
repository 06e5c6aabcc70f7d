// Searches a row of words again with the hidden words put in their places; `lib/core/match/match-hidden.ts` has the same in
// TypeScript.
import { disguisedMark, freshMark, wholeFirstMark, wholeLastMark, wholeMark } from "../marks";
import { endsAt, marksAt, rowShift, startsAt, stateAt, wordsAt } from "../memory-layout";
import {
  editCount,
  firstOf,
  isWholeEdit,
  lastOf,
  readingLength,
  readingPlace,
  readingsOf,
} from "./edits";
import { copyToRow, searchRow } from "./search";
import { hitList, span } from "./tables";
import { count } from "./words";

/** Edits that are read together, since they stand near enough to be in one phrase: from one to before another. */
let from: u32 = 0;
let to: u32 = 0;
/** Of these: which of their readings are in the row, how many there are at most. */
let layer: u32 = 0;
let layers: u32 = 0;
/** The row: how many words it has, and how far it is searched. */
let rowCount: u32 = 0;
let at: u32 = 0;

/** Begins the search with the edits that were read. */
export function startHidden(): void {
  from = 0;
  to = 0;
  layer = 0;
  layers = 0;
  rowCount = 0;
  at = 0;
}

/**
 * Searches on until there are hits that hold a word of the edits; false when there are no more. Hits are phrases with their
 * places in the text.
 */
export function searchHidden(wanted: u32): bool {
  while (true) {
    while (at === rowCount) {
      if (!nextRow()) return false;
    }
    const begun = at;
    at = searchRow(at, rowCount, wanted);
    // A word of more gates than the lexicon says.
    if (at === begun && load<u32>(stateAt + 8) === 0) unreachable();
    if (keepThoseThatCount() > 0) return true;
  }
}

/** Makes the next row; false where there is none. */
function nextRow(): bool {
  if (layer === layers) {
    if (to === editCount) return false;
    takeEdits();
  }
  writeRow();
  layer += 1;
  at = 0;
  return true;
}

function takeEdits(): void {
  from = to;
  layer = 0;
  layers = 0;
  do {
    layers = max(layers, readingsOf(to));
    to += 1;
  } while (to < editCount && firstOf(to) - lastOf(to - 1) <= 2 * span);
}

/** Copies the words about the edits into the row, the edits in their places. */
function writeRow(): void {
  rowCount = 0;
  const first = firstOf(from);
  let next: u32 = first > span ? first - span : 0;
  for (let edit = from; edit < to; edit += 1) {
    copyWords(next, firstOf(edit));
    writeEdit(edit);
    next = lastOf(edit) + 1;
  }
  copyWords(next, min(count, lastOf(to - 1) + span + 1));
}

function copyWords(first: u32, until: u32): void {
  if (first >= until) return;
  copyToRow(first, until, rowCount);
  rowCount += until - first;
}

function writeEdit(edit: u32): void {
  const readings = readingsOf(edit);
  const reading = min(layer, readings - 1);
  const isWhole = isWholeEdit(edit);
  let mark: u32 = disguisedMark;
  if (layer < readings) mark |= freshMark;
  if (isWhole) mark |= wholeMark;
  const length = readingLength(edit, reading);
  let place = readingPlace(edit, reading);
  for (let word: u32 = 0; word < length; word += 1) {
    let marks = mark;
    if (isWhole && word === 0) marks |= wholeFirstMark;
    if (isWhole && word === length - 1) marks |= wholeLastMark;
    const row = rowShift + (rowCount << 2);
    store<u32>(wordsAt + row, load<u32>(place));
    store<u32>(startsAt + row, load<u32>(place, 4));
    store<u32>(endsAt + row, load<u32>(place, 8));
    store<u16>(marksAt + rowShift + (rowCount << 1), marks);
    place += 12;
    rowCount += 1;
  }
}

/** Keeps the hits that hold a word of the edits, and says how many. */
function keepThoseThatCount(): u32 {
  const stop: usize = hitList + 12 * load<u32>(stateAt + 8);
  let kept: usize = hitList;
  for (let hit: usize = hitList; hit < stop; hit += 12) {
    const first = load<u32>(hit, 4);
    const last = load<u32>(hit, 8);
    if (!counts(first, last)) continue;
    store<u32>(kept, load<u32>(hit));
    store<u32>(kept, load<u32>(startsAt + rowShift + (first << 2)), 4);
    store<u32>(kept, load<u32>(endsAt + rowShift + (last << 2)), 8);
    kept += 12;
  }
  const many = <u32>(kept - hitList) / 12;
  store<u32>(stateAt + 8, many);
  return many;
}

function counts(first: u32, last: u32): bool {
  const marks: usize = marksAt + rowShift;
  const begin = load<u16>(marks + (first << 1));
  const end = load<u16>(marks + (last << 1));
  if ((begin & wholeMark) !== 0 && (begin & wholeFirstMark) === 0) return false;
  if ((end & wholeMark) !== 0 && (end & wholeLastMark) === 0) return false;
  for (let index = first; index <= last; index += 1) {
    if ((load<u16>(marks + (index << 1)) & disguisedMark) !== 0) return true;
  }
  return false;
}
