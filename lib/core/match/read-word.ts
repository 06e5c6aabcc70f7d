// Reads words one by one, whatever they are made of: what the sieve sets aside, and what it has not met before.
import {
  apostropheClass,
  escapeClass,
  letterClass,
  ligatureClass,
  punctuationClass,
  skipClass,
  spaceClass,
  symbolClass,
} from "./classes.ts";
import type { LexiconTables } from "./types.ts";
import {
  compoundMark,
  encodedSignal,
  flippedSignal,
  joinedMark,
  oddMark,
  reversedSignal,
  singleMark,
  stretchedMark,
  symbolAfterMark,
  symbolBeforeMark,
} from "./marks.ts";

/** One text is read at a time; none of this is kept. */
export const reader = {
  /** The next unit. */
  at: 0,
  signals: 0,
  /** Whether white space stands before the next word. */
  apart: false,
  /** Of the word that was read: the word, its marks, its letters and digits, and where it ends. */
  word: 0,
  marks: 0,
  letters: 0,
  stop: 0,
  /** Units of the character that was read. */
  units: 1,
};

/** The class of the character at the reader's unit, which is not ASCII. */
function readWide(text: string, { pages, blocks }: LexiconTables): number {
  let point = text.charCodeAt(reader.at);
  if (point >= 0xd800 && point < 0xe000) {
    const low = point < 0xdc00 ? text.charCodeAt(reader.at + 1) : 0;
    if (low >= 0xdc00 && low < 0xe000) {
      point = ((point - 0xd800) << 10) + (low - 0xdc00) + 0x10000;
      reader.units = 2;
    } else point = 0xfffd;
  }
  if (point >= 0x250 && point < 0x2b0) reader.signals |= flippedSignal;
  else if (point === 0x202e) reader.signals |= reversedSignal;
  return blocks[((pages[point >> 8] ?? 0) << 8) | (point & 255)] ?? punctuationClass;
}

/** Whether a unit may follow & or % where they begin an encoded character: a digit, a letter, #. */
function beginsCode(unit: number): boolean {
  const small = unit | 32;
  return unit === 35 || (unit > 47 && unit < 58) || (small > 96 && small < 123);
}

/**
 * Goes on to the next word; false where the text ends first. `mark`: the marks of the words so far, of which the one at
 * `before`, unless that is -1, stands before the gap.
 */
export function crossGap(
  tables: LexiconTables,
  text: string,
  mark: Uint16Array,
  before: number,
): boolean {
  const { blocks } = tables;
  const from = reader.at;
  let symbolEnd = -1;
  let isWord = false;
  while (reader.at < text.length) {
    const unit = text.charCodeAt(reader.at);
    reader.units = 1;
    const found = unit < 128 ? (blocks[unit] as number) : readWide(text, tables);
    if (found >= ligatureClass) {
      isWord = true;
      break;
    }
    if (found === spaceClass) reader.apart = true;
    else if (found === symbolClass) {
      if (reader.at === from && before >= 0)
        mark[before] = (mark[before] as number) | symbolAfterMark;
      symbolEnd = reader.at + reader.units;
    } else if (found === escapeClass && beginsCode(text.charCodeAt(reader.at + 1))) {
      reader.signals |= encodedSignal;
    }
    reader.at += reader.units;
  }
  reader.marks = reader.apart ? 0 : joinedMark;
  if (symbolEnd === reader.at) reader.marks |= symbolBeforeMark;
  reader.apart = false;
  return isWord;
}

/** Reads the word at the reader's unit through the trie, and adds to the reader's marks what it is. */
export function readWord(tables: LexiconTables, text: string): void {
  const { blocks, cells, out, link, passed, wordCount } = tables;
  let state = 1;
  let isInside = true;
  let letters = 0;
  let digits = 0;
  let repeats = 0;
  let before = 0;
  let beforeThat = 0;
  while (reader.at < text.length) {
    const unit = text.charCodeAt(reader.at);
    reader.units = 1;
    const found = unit < 128 ? (blocks[unit] as number) : readWide(text, tables);
    if (found >= ligatureClass) {
      letters += 1;
      if (found < letterClass) {
        if (found === ligatureClass) reader.marks |= oddMark;
        else digits += 1;
      }
      if (isInside) {
        const place = ((cells[state] as number) >>> 8) + found;
        if (((cells[place] as number) & 255) === found) state = place;
        else isInside = false;
      }
      // Within the trie letters stand as a phrase has them.
      if (!isInside && found === before) repeats += found === beforeThat ? 3 : 1;
      beforeThat = before;
      before = found;
    } else if (found !== skipClass && found !== apostropheClass) break;
    reader.at += reader.units;
    if (found !== apostropheClass) reader.stop = reader.at;
  }
  const outcome = out[state] as number;
  const word = isInside && outcome < wordCount ? outcome : (link[outcome] as number);
  reader.word = word;
  reader.letters = letters;
  if (letters === 1) reader.marks |= singleMark;
  if (repeats >= 3) reader.marks |= stretchedMark;
  if (digits > 0 && digits < letters) reader.marks |= oddMark;
  if (word === 0 && letters >= 5 && ((passed[outcome] as number) & 1) !== 0)
    reader.marks |= compoundMark;
}
