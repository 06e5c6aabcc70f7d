// The hot loop: a text as words. Each character is folded through a table and walked through the trie of words in
// the same step; no string is made. Everything cold (disguises) is only marked here and looked at elsewhere.
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

/**
 * Appends words of `text` from `walk.at` on until `tokens` is full or the text ends; true when it has ended.
 * Linear in the units read, whatever they are.
 */
export function tokenise(tables: LexiconTables, text: string, tokens: Tokens, walk: Walk): boolean {
  const { blocks, base, label, out, passed, link, wordCount } = tables;
  const { word, start, end, mark } = tokens;
  const capacity = word.length;
  const length = text.length;
  let { at, signals } = walk;
  let count = tokens.count;
  // Only a word that follows another without white space is joined; the first of all is not.
  let apart = count === 0;

  while (count < capacity) {
    let found = skipClass;
    let width = 1;
    let symbol = 0;
    let symbolEnd = -1;
    const gapFrom = at;
    for (; at < length; at += width) {
      const unit = text.charCodeAt(at);
      width = 1;
      if (unit < 128) found = blocks[unit] as number;
      else {
        const wide = readWide(tables, text, at);
        found = wide & 255;
        width = (wide >> 8) & 3;
        signals |= wide >> 10;
      }
      if (found >= ligatureClass) break;
      if (found === spaceClass) apart = true;
      else if (found === symbolClass) {
        if (at === gapFrom) symbol = 1;
        symbolEnd = at + width;
      } else if (found === escapeClass) signals |= encodedSignal;
    }
    if (symbol === 1 && count > 0) mark[count - 1] = (mark[count - 1] as number) | symbolAfterMark;
    if (at >= length) break;

    let marks = apart ? 0 : joinedMark;
    if (symbolEnd === at) marks |= symbolBeforeMark;
    apart = false;
    const from = at;
    let state = 1;
    let known = 0;
    let begun = 0;
    let letters = 0;
    let digits = 0;
    let before = 0;
    let beforeThat = 0;
    let repeats = 0;
    // Most words are plain letters and end within the trie, or leave it and matter no more: two small loops for them,
    // and one that knows everything for what is left.
    while (found >= letterClass && width === 1) {
      const next = (base[state] as number) + found;
      if (label[next] !== found) break;
      state = next;
      beforeThat = before;
      before = found;
      at += 1;
      const unit = at < length ? text.charCodeAt(at) : 32;
      if (unit < 128) found = blocks[unit] as number;
      else {
        const wide = readWide(tables, text, at);
        found = wide & 255;
        width = (wide >> 8) & 3;
        signals |= wide >> 10;
      }
    }
    if (found >= letterClass && width === 1) {
      const outcome = out[state] as number;
      known = link[outcome] as number;
      begun = passed[outcome] as number;
      state = 0;
      do {
        if (found === before) repeats += found === beforeThat ? 3 : 1;
        beforeThat = before;
        before = found;
        at += 1;
        const unit = at < length ? text.charCodeAt(at) : 32;
        if (unit < 128) found = blocks[unit] as number;
        else {
          const wide = readWide(tables, text, at);
          found = wide & 255;
          width = (wide >> 8) & 3;
          signals |= wide >> 10;
        }
      } while (found >= letterClass && width === 1);
    }
    letters = at - from;
    let stop = at;
    for (;;) {
      if (at >= length) break;
      if (found >= ligatureClass) {
        letters += 1;
        if (found < letterClass) digits += found < digitClass ? 0 : 1;
        if (found === ligatureClass) marks |= oddMark;
        if (state !== 0) {
          const next = (base[state] as number) + found;
          if (label[next] === found) state = next;
          else {
            const outcome = out[state] as number;
            known = link[outcome] as number;
            begun = passed[outcome] as number;
            state = 0;
          }
        }
        if (state === 0 && found === before) {
          repeats += found === beforeThat ? 3 : 1;
        }
        beforeThat = before;
        before = found;
        at += width;
        stop = at;
      } else if (found === skipClass) {
        at += width;
        stop = at;
      } else if (found === apostropheClass) at += width;
      else break;
      if (at >= length) break;
      const unit = text.charCodeAt(at);
      width = 1;
      if (unit < 128) found = blocks[unit] as number;
      else {
        const wide = readWide(tables, text, at);
        found = wide & 255;
        width = (wide >> 8) & 3;
        signals |= wide >> 10;
      }
    }
    if (state !== 0) {
      const outcome = out[state] as number;
      known = outcome < wordCount ? outcome : (link[outcome] as number);
      begun = passed[outcome] as number;
    }
    if (letters === 1) marks |= singleMark;
    if (digits > 0 && digits < letters) marks |= oddMark;
    if (repeats >= 3) marks |= stretchedMark;
    if (known === 0 && begun !== 0 && letters >= 5) marks |= compoundMark;
    word[count] = known;
    start[count] = from;
    end[count] = stop;
    mark[count] = marks;
    count += 1;
  }
  walk.at = at;
  walk.signals = signals;
  tokens.count = count;
  return at >= length;
}

/** What is not ASCII: its class, its width in units << 8, its signals << 10. */
function readWide(tables: LexiconTables, text: string, at: number): number {
  const unit = text.charCodeAt(at);
  const found = classAt(tables, text, at);
  const width = unit >= 0xd800 && unit < 0xdc00 && found !== punctuationClass ? 2 : 1;
  const isFlipped = unit >= 0x250 && unit < 0x2b0;
  const signal = isFlipped ? flippedSignal : unit === 0x202e ? reversedSignal : 0;
  return found | (width << 8) | (signal << 10);
}

/** Drops the first `many` words; the rest move to the front. */
export function dropTokens(tokens: Tokens, many: number): void {
  tokens.word.copyWithin(0, many, tokens.count);
  tokens.start.copyWithin(0, many, tokens.count);
  tokens.end.copyWithin(0, many, tokens.count);
  tokens.mark.copyWithin(0, many, tokens.count);
  tokens.count -= many;
}
