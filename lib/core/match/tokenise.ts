// The hot loop: a text as words. Each character is folded through a table and walked through the trie of words in
// the same step, byte by byte. Everything cold (disguises) is only marked here and looked at elsewhere.
import {
  apostropheClass,
  escapeClass,
  letterClass,
  ligatureClass,
  punctuationClass,
  skipClass,
  spaceClass,
  surrogateClass,
  symbolClass,
} from "./classes.ts";
import type { LexiconTables } from "./types.ts";

/** Words of a stretch of text, column by column. `word` is 0 where no phrase holds it. */
export interface Tokens {
  readonly word: Uint32Array;
  readonly start: Uint32Array;
  readonly end: Uint32Array;
  readonly mark: Uint8Array;
  count: number;
}

/** No white space stands between this word and the one before. */
export const joinedMark = 1;
/** One letter or digit. */
export const singleMark = 2;
/** Letters and digits together, or one character for two letters. */
export const oddMark = 4;
/** A letter three times in a row, or several doubled. */
export const stretchedMark = 8;
/** Unknown, but begins with a known word: perhaps words written together. */
export const compoundMark = 16;
/** A symbol that may be a letter stands directly before, or directly after. */
export const symbolBeforeMark = 32;
export const symbolAfterMark = 64;
/** Made from words that were hidden; set by the readings. */
export const disguisedMark = 128;

/** What the text as a whole shows; see `readings.ts`. */
export const flippedSignal = 1;
export const reversedSignal = 2;
export const encodedSignal = 4;

/** Where a walk through a text stands: `at` is the next code unit, `signals` what was met so far. */
export interface Walk {
  at: number;
  signals: number;
}

export function makeTokens(capacity: number): Tokens {
  return {
    word: new Uint32Array(capacity),
    start: new Uint32Array(capacity),
    end: new Uint32Array(capacity),
    mark: new Uint8Array(capacity),
    count: 0,
  };
}

/** The class of the code point at `at`; a pair of surrogates counts as one. */
export function classAt(tables: LexiconTables, text: string, at: number): number {
  let point = text.charCodeAt(at);
  const { pages, blocks } = tables;
  let found = blocks[((pages[point >> 8] ?? 0) << 8) | (point & 255)] ?? punctuationClass;
  if (found === surrogateClass) {
    const low = text.charCodeAt(at + 1);
    if (!(low >= 0xdc00 && low < 0xe000)) return punctuationClass;
    point = ((point - 0xd800) << 10) + (low - 0xdc00) + 0x10000;
    found = blocks[((pages[point >> 8] ?? 0) << 8) | (point & 255)] ?? punctuationClass;
  }
  return found;
}

/** Of the platform, and pure: the same in a page, a worker and Node. */
declare const TextEncoder: new () => {
  encodeInto(text: string, bytes: Uint8Array): { written: number };
};

/** UTF-16 units made into bytes at one go. */
const chunkUnits = 4096;
/** No byte of a text: where a chunk ends. */
const endByte = 255;
const spaceByte = 32;
/** In `codes`: what is not ASCII, and the end. No ASCII character is a ligature. */
const wideCode = ligatureClass;

// One text is read at a time; none of this is kept. Functions are small on purpose: on most pages they run once, and a
// large one takes longer to compile than the text takes to read.
const encoder = new TextEncoder();
const bytes = new Uint8Array(3 * chunkUnits + 1);
/** Byte → class of an ASCII character, or `wideCode`. */
const codes = new Uint8Array(256).fill(wideCode);
let codesOf: LexiconTables["blocks"] | undefined;
/** Where reading stands: byte `byte` is unit `base + byte` of the text; `chunkEnd` is the next unit not in `bytes` yet. */
const reader = {
  byte: 0,
  base: 0,
  chunkEnd: 0,
  signals: 0,
  apart: false,
  /** Marks of the word that is read. */
  marks: 0,
  /** The trie's outcome for it, and whether it never left the trie. */
  outcome: 0,
  isInside: false,
  letters: 0,
  repeats: 0,
  /** Where it ends, in units. */
  stop: 0,
  /** What `readWide` read: a class, bytes and units. */
  wideClass: 0,
  wideBytes: 0,
  wideUnits: 0,
};

/** Puts the next units from `from` on into `bytes`; false where there are none. */
function fill(text: string, from: number): boolean {
  let end = Math.min(text.length, from + chunkUnits);
  if (end < text.length && (text.charCodeAt(end - 1) & 0xfc00) === 0xd800) end -= 1;
  const piece = from === 0 && end === text.length ? text : text.slice(from, end);
  bytes[encoder.encodeInto(piece, bytes).written] = endByte;
  reader.base = from;
  reader.byte = 0;
  reader.chunkEnd = end;
  return end > from;
}

/** Reads the character at the reader's byte, which is not ASCII. */
function readWide({ pages, blocks }: LexiconTables): void {
  const at = reader.byte;
  const lead = bytes[at] as number;
  const size = lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
  let point = lead & (size === 2 ? 31 : size === 3 ? 15 : 7);
  for (let next = 1; next < size; next += 1) {
    point = (point << 6) | ((bytes[at + next] as number) & 63);
  }
  reader.wideBytes = size;
  reader.wideUnits = size === 4 ? 2 : 1;
  reader.wideClass = blocks[((pages[point >> 8] ?? 0) << 8) | (point & 255)] ?? punctuationClass;
  if (point >= 0x250 && point < 0x2b0) reader.signals |= flippedSignal;
  else if (point === 0x202e) reader.signals |= reversedSignal;
}

/** Goes on to the next word; false where the text ends first. `before` is the index of the word before, or -1. */
function crossGap(tables: LexiconTables, text: string, mark: Uint8Array, before: number): boolean {
  const gapFrom = reader.base + reader.byte;
  let isSymbolFirst = false;
  let symbolEnd = -1;
  let isWord = false;
  for (;;) {
    let found = codes[bytes[reader.byte] as number] as number;
    let size = 1;
    let units = 1;
    if (found === wideCode) {
      if (bytes[reader.byte] === endByte) {
        if (reader.chunkEnd >= text.length || !fill(text, reader.chunkEnd)) break;
        continue;
      }
      readWide(tables);
      found = reader.wideClass;
      size = reader.wideBytes;
      units = reader.wideUnits;
    }
    if (found >= ligatureClass) {
      isWord = true;
      break;
    }
    if (found === spaceClass) reader.apart = true;
    else if (found === symbolClass) {
      if (reader.base + reader.byte === gapFrom) isSymbolFirst = true;
      symbolEnd = reader.base + reader.byte + units;
    } else if (found === escapeClass) reader.signals |= encodedSignal;
    reader.byte += size;
    reader.base += units - size;
  }
  if (isSymbolFirst && before >= 0) mark[before] = (mark[before] as number) | symbolAfterMark;
  reader.marks = reader.apart ? 0 : joinedMark;
  if (symbolEnd === reader.base + reader.byte) reader.marks |= symbolBeforeMark;
  reader.apart = false;
  return isWord;
}

/** Reads letters from `byte` on, beyond which the trie knows nothing; the word began at `first`. Returns their end. */
function skipLetters(byte: number, first: number): number {
  let before = byte > first ? (codes[bytes[byte - 1] as number] as number) : 0;
  let beforeThat = byte > first + 1 ? (codes[bytes[byte - 2] as number] as number) : 0;
  let repeats = 0;
  let at = byte;
  for (;;) {
    const found = codes[bytes[at] as number] as number;
    if (found < letterClass) break;
    if (found === before) repeats += found === beforeThat ? 3 : 1;
    beforeThat = before;
    before = found;
    at += 1;
  }
  reader.repeats = repeats;
  return at;
}

/** Reads what is more than letters of a word: digits, marks, other letters. The reader stands behind its first letters. */
function readRest(tables: LexiconTables, text: string, reached: number): void {
  const { cells, out } = tables;
  let state = reached;
  let { isInside, letters, repeats } = reader;
  let before = letters > 0 ? (codes[bytes[reader.byte - 1] as number] as number) : 0;
  let beforeThat = letters > 1 ? (codes[bytes[reader.byte - 2] as number] as number) : 0;
  let digits = 0;
  for (;;) {
    let found = codes[bytes[reader.byte] as number] as number;
    let size = 1;
    let units = 1;
    if (found === wideCode) {
      if (bytes[reader.byte] === endByte) {
        if (reader.chunkEnd >= text.length || !fill(text, reader.chunkEnd)) break;
        continue;
      }
      readWide(tables);
      found = reader.wideClass;
      size = reader.wideBytes;
      units = reader.wideUnits;
    }
    if (found >= ligatureClass) {
      letters += 1;
      if (found === ligatureClass) reader.marks |= oddMark;
      else if (found < letterClass) digits += 1;
      if (isInside) {
        const place = ((cells[state] as number) >>> 8) + found;
        if (((cells[place] as number) & 255) === found) state = place;
        else {
          isInside = false;
          reader.outcome = out[state] as number;
        }
      }
      if (!isInside && found === before) repeats += found === beforeThat ? 3 : 1;
      beforeThat = before;
      before = found;
    } else if (found !== skipClass && found !== apostropheClass) break;
    reader.byte += size;
    reader.base += units - size;
    if (found !== apostropheClass) reader.stop = reader.base + reader.byte;
  }
  if (isInside) reader.outcome = out[state] as number;
  if (digits > 0 && digits < letters) reader.marks |= oddMark;
  reader.isInside = isInside;
  reader.letters = letters;
  reader.repeats = repeats;
}

/** Reads the word at the reader's byte. */
function readWord(tables: LexiconTables, text: string): void {
  const { cells } = tables;
  const first = reader.byte;
  let byte = first;
  let cell = cells[1] as number;
  let state = 1;
  let found = codes[bytes[byte] as number] as number;
  // Most words are plain letters and end within the trie, or leave it and matter no more.
  while (found >= letterClass) {
    const place = (cell >>> 8) + found;
    const next = cells[place] as number;
    if ((next & 255) !== found) break;
    cell = next;
    state = place;
    byte += 1;
    found = codes[bytes[byte] as number] as number;
  }
  reader.outcome = tables.out[state] as number;
  reader.isInside = true;
  reader.repeats = 0;
  if (found >= letterClass) {
    reader.isInside = false;
    byte = skipLetters(byte, first);
    found = codes[bytes[byte] as number] as number;
  }
  reader.byte = byte;
  reader.letters = byte - first;
  reader.stop = reader.base + byte;
  if (found === skipClass || found === apostropheClass || found >= wideCode) {
    readRest(tables, text, state);
  }
}

/**
 * Appends words of `text` from `walk.at` on until `tokens` is full or the text ends; true when it has ended.
 * Linear in the units read, whatever they are.
 */
export function tokenise(tables: LexiconTables, text: string, tokens: Tokens, walk: Walk): boolean {
  const { blocks, passed, link, wordCount } = tables;
  const { word, start, end, mark } = tokens;
  const capacity = word.length;
  if (codesOf !== blocks) {
    codes.set(blocks.subarray(0, 128));
    codesOf = blocks;
  }
  let count = tokens.count;
  reader.signals = walk.signals;
  // Only a word that follows another without white space is joined; the first of all is not.
  reader.apart = count === 0;
  fill(text, walk.at);
  while (count < capacity) {
    if (
      bytes[reader.byte] === spaceByte &&
      (codes[bytes[reader.byte + 1] as number] as number) >= letterClass
    ) {
      reader.byte += 1;
      reader.marks = 0;
      reader.apart = false;
    } else if (!crossGap(tables, text, mark, count - 1)) break;
    const from = reader.base + reader.byte;
    readWord(tables, text);
    const { outcome, letters } = reader;
    const known = reader.isInside && outcome < wordCount ? outcome : (link[outcome] as number);
    let { marks } = reader;
    if (letters === 1) marks |= singleMark;
    if (reader.repeats >= 3) marks |= stretchedMark;
    if (known === 0 && letters >= 5 && ((passed[outcome] as number) & 1) !== 0)
      marks |= compoundMark;
    word[count] = known;
    start[count] = from;
    end[count] = reader.stop;
    mark[count] = marks;
    count += 1;
  }
  walk.at = reader.base + reader.byte;
  walk.signals = reader.signals;
  tokens.count = count;
  return walk.at >= text.length;
}

/** Drops the first `many` words; the rest move to the front. */
export function dropTokens(tokens: Tokens, many: number): void {
  tokens.word.copyWithin(0, many, tokens.count);
  tokens.start.copyWithin(0, many, tokens.count);
  tokens.end.copyWithin(0, many, tokens.count);
  tokens.mark.copyWithin(0, many, tokens.count);
  tokens.count -= many;
}
