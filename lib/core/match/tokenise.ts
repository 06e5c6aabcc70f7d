// The hot loop: a text as words. Each character is folded through a table and walked through the trie of words in
// the same step, byte by byte. Everything cold (disguises) is only marked here and looked at elsewhere.
import {
  apostropheClass,
  digitClass,
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
/** In `codes`: what is not ASCII, and the end. No ASCII character is a ligature. */
const wideCode = ligatureClass;

// One text is read at a time; none of this is kept.
const encoder = new TextEncoder();
const bytes = new Uint8Array(3 * chunkUnits + 1);
/** Byte → class of an ASCII character, or `wideCode`. */
const codes = new Uint8Array(256).fill(wideCode);
let codesOf: LexiconTables["blocks"] | undefined;
/** The next unit that is not in `bytes` yet. */
let chunkEnd = 0;
/** What `readWide` read: a class, bytes and units. */
let wideClass = 0;
let wideBytes = 0;
let wideUnits = 0;

/** Puts the next units from `from` on into `bytes`. */
function fill(text: string, from: number): void {
  chunkEnd = Math.min(text.length, from + chunkUnits);
  if (chunkEnd < text.length && (text.charCodeAt(chunkEnd - 1) & 0xfc00) === 0xd800) chunkEnd -= 1;
  const piece = from === 0 && chunkEnd === text.length ? text : text.slice(from, chunkEnd);
  bytes[encoder.encodeInto(piece, bytes).written] = endByte;
}

/** Reads the character at a byte that is not ASCII. Returns the signals it gives. */
function readWide({ pages, blocks }: LexiconTables, at: number): number {
  const lead = bytes[at] as number;
  let point = lead & 31;
  wideBytes = lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
  wideUnits = wideBytes === 4 ? 2 : 1;
  if (wideBytes > 2) point &= wideBytes === 3 ? 15 : 7;
  for (let next = 1; next < wideBytes; next += 1) {
    point = (point << 6) | ((bytes[at + next] as number) & 63);
  }
  wideClass = blocks[((pages[point >> 8] ?? 0) << 8) | (point & 255)] ?? punctuationClass;
  if (point >= 0x250 && point < 0x2b0) return flippedSignal;
  return point === 0x202e ? reversedSignal : 0;
}

/**
 * Appends words of `text` from `walk.at` on until `tokens` is full or the text ends; true when it has ended.
 * Linear in the units read, whatever they are.
 */
export function tokenise(tables: LexiconTables, text: string, tokens: Tokens, walk: Walk): boolean {
  const { blocks, cells, out, passed, link, wordCount } = tables;
  const { word, start, end, mark } = tokens;
  const capacity = word.length;
  const length = text.length;
  const root = cells[1] as number;
  if (codesOf !== blocks) {
    codes.set(blocks.subarray(0, 128));
    codesOf = blocks;
  }
  let signals = walk.signals;
  let count = tokens.count;
  // Only a word that follows another without white space is joined; the first of all is not.
  let apart = count === 0;
  // Byte `byte` is unit `base + byte` of the text.
  let base = walk.at;
  let byte = 0;
  fill(text, base);

  while (count < capacity) {
    let symbol = 0;
    let symbolEnd = -1;
    const gapFrom = base + byte;
    let isWide = false;
    let found = codes[bytes[byte] as number] as number;
    while (found < digitClass) {
      if (found === wideCode) {
        if (bytes[byte] === endByte) {
          if (chunkEnd >= length) break;
          base = chunkEnd;
          byte = 0;
          fill(text, base);
          found = codes[bytes[byte] as number] as number;
          continue;
        }
        signals |= readWide(tables, byte);
        if (wideClass >= ligatureClass) {
          isWide = true;
          break;
        }
        if (wideClass === spaceClass) apart = true;
        else if (wideClass === symbolClass) {
          if (base + byte === gapFrom) symbol = 1;
          symbolEnd = base + byte + wideUnits;
        }
        byte += wideBytes;
        base += wideUnits - wideBytes;
      } else {
        if (found === spaceClass) apart = true;
        else if (found === symbolClass) {
          if (base + byte === gapFrom) symbol = 1;
          symbolEnd = base + byte + 1;
        } else if (found === escapeClass) signals |= encodedSignal;
        byte += 1;
      }
      found = codes[bytes[byte] as number] as number;
    }
    if (symbol === 1 && count > 0) mark[count - 1] = (mark[count - 1] as number) | symbolAfterMark;
    if (found < digitClass && !isWide) break;

    const from = base + byte;
    let marks = apart ? 0 : joinedMark;
    if (symbolEnd === from) marks |= symbolBeforeMark;
    apart = false;
    // Most words are plain letters and end within the trie, or leave it and matter no more: two small loops for them,
    // and one that knows everything for what is left.
    const first = byte;
    let cell = root;
    let state = 1;
    while (found >= letterClass) {
      const place = (cell >>> 8) + found;
      const next = cells[place] as number;
      if ((next & 255) !== found) break;
      cell = next;
      state = place;
      byte += 1;
      found = codes[bytes[byte] as number] as number;
    }
    let outcome = out[state] as number;
    let isInside = true;
    let repeats = 0;
    if (found >= letterClass) {
      isInside = false;
      let before = byte > first ? (codes[bytes[byte - 1] as number] as number) : 0;
      let beforeThat = byte > first + 1 ? (codes[bytes[byte - 2] as number] as number) : 0;
      do {
        if (found === before) repeats += found === beforeThat ? 3 : 1;
        beforeThat = before;
        before = found;
        byte += 1;
        found = codes[bytes[byte] as number] as number;
      } while (found >= letterClass);
    }
    let letters = byte - first;
    let digits = 0;
    let stop = base + byte;
    if (found === skipClass || found === apostropheClass || found >= wideCode) {
      let before = letters > 0 ? (codes[bytes[byte - 1] as number] as number) : 0;
      let beforeThat = letters > 1 ? (codes[bytes[byte - 2] as number] as number) : 0;
      for (;;) {
        let width = 1;
        let step = 1;
        if (found === wideCode) {
          if (bytes[byte] === endByte) {
            if (chunkEnd >= length) break;
            base = chunkEnd;
            byte = 0;
            fill(text, base);
            found = codes[bytes[byte] as number] as number;
            continue;
          }
          signals |= readWide(tables, byte);
          found = wideClass;
          width = wideBytes;
          step = wideUnits;
        }
        if (found >= ligatureClass) {
          letters += 1;
          if (found === ligatureClass) marks |= oddMark;
          else if (found < letterClass) digits += 1;
          if (isInside) {
            const place = (cell >>> 8) + found;
            const next = cells[place] as number;
            if ((next & 255) === found) {
              cell = next;
              state = place;
            } else {
              isInside = false;
              outcome = out[state] as number;
            }
          }
          if (!isInside && found === before) repeats += found === beforeThat ? 3 : 1;
          beforeThat = before;
          before = found;
        } else if (found !== skipClass && found !== apostropheClass) break;
        byte += width;
        base += step - width;
        if (found !== apostropheClass) stop = base + byte;
        found = codes[bytes[byte] as number] as number;
      }
      if (isInside) outcome = out[state] as number;
    }
    const known = isInside && outcome < wordCount ? outcome : (link[outcome] as number);
    if (letters === 1) marks |= singleMark;
    if (digits > 0 && digits < letters) marks |= oddMark;
    if (repeats >= 3) marks |= stretchedMark;
    if (known === 0 && letters >= 5 && passed[outcome] !== 0) marks |= compoundMark;
    word[count] = known;
    start[count] = from;
    end[count] = stop;
    mark[count] = marks;
    count += 1;
  }
  walk.at = base + byte;
  walk.signals = signals;
  tokens.count = count;
  return walk.at >= length;
}

/** Drops the first `many` words; the rest move to the front. */
export function dropTokens(tokens: Tokens, many: number): void {
  tokens.word.copyWithin(0, many, tokens.count);
  tokens.start.copyWithin(0, many, tokens.count);
  tokens.end.copyWithin(0, many, tokens.count);
  tokens.mark.copyWithin(0, many, tokens.count);
  tokens.count -= many;
}
