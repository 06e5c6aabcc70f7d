// Parts letters that are written together into words: purpleelephant, pur.ple. Asked of every longer unknown word that
// begins with a known one, and of all words joined by punctuation, so it makes nothing before it has found something.
import { letterClass, symbolClass, surrogateClass } from "./classes.ts";
import type { SpelledWord } from "./spell-words.ts";
import { classAt } from "./class-at.ts";
import type { LexiconTables } from "./types.ts";
import { mayJoin } from "./word-pairs.ts";

const mostSteps = 800;
const mostReadings = 3;
const letterI = letterClass + 8;
const letterU = letterClass + 20;

// One search at a time; nothing of it is kept.
let steps = 0;
let readings: SpelledWord[][] = [];
const path: { word: number; start: number; end: number }[] = [];
const none: readonly (readonly SpelledWord[])[] = [];

/** The end of the last letter between two offsets; -1 where there is more than letters and plain punctuation. */
function endOfLetters(tables: LexiconTables, text: string, from: number, to: number): number {
  const { blocks } = tables;
  let end = from;
  for (let at = from; at < to; at += 1) {
    const unit = text.charCodeAt(at);
    const found = unit < 128 ? (blocks[unit] as number) : classOf(tables, text, at);
    if (found === surrogateClass) return -1;
    if (found >= letterClass) end = at + 1;
    else if (found >= symbolClass) return -1;
  }
  return end;
}

/**
 * Up to three ways to part the letters between two offsets into words that follow one another in some phrase, at least
 * two; shorter first words before longer. Undefined where there is more than letters and punctuation to be read.
 */
export function partLetters(
  tables: LexiconTables,
  text: string,
  from: number,
  to: number,
): readonly (readonly SpelledWord[])[] | undefined {
  const end = endOfLetters(tables, text, from, to);
  return end < 0 ? undefined : search(tables, text, from, end, true);
}

/**
 * The letters between two offsets as one word, or else, unless `isKnown` says that they are words as they stand, in up
 * to three ways as any words. Undefined as above.
 */
export function joinLetters(
  tables: LexiconTables,
  text: string,
  from: number,
  to: number,
  isKnown: boolean,
): readonly (readonly SpelledWord[])[] | undefined {
  const end = endOfLetters(tables, text, from, to);
  if (end < 0) return undefined;
  const word = wholeWord(tables, text, from, end);
  if (word !== 0) return [[{ word, start: from, end }]];
  return isKnown ? none : search(tables, text, from, end, false);
}

/** The letters between two offsets as one word, 0 for none; -1 where there is more than letters to be read. */
export function readLetters(tables: LexiconTables, text: string, from: number, to: number): number {
  const end = endOfLetters(tables, text, from, to);
  return end < 0 ? -1 : wholeWord(tables, text, from, end);
}

function wholeWord(tables: LexiconTables, text: string, from: number, to: number): number {
  const { cells, out, link, wordCount } = tables;
  let state = 1;
  for (let at = from; at < to; at += 1) {
    const letter = classOf(tables, text, at);
    if (letter < letterClass) continue;
    const next = ((cells[state] as number) >>> 8) + letter;
    if (((cells[next] as number) & 255) !== letter) return 0;
    state = next;
  }
  const outcome = out[state] as number;
  return outcome < wordCount ? outcome : (link[outcome] as number);
}

function search(
  tables: LexiconTables,
  text: string,
  from: number,
  to: number,
  isJoined: boolean,
): readonly (readonly SpelledWord[])[] {
  steps = mostSteps;
  readings = [];
  part(tables, text, from, to, isJoined, 0, 0, 0);
  return readings.length === 0 ? none : readings;
}

function classOf(tables: LexiconTables, text: string, at: number): number {
  const unit = text.charCodeAt(at);
  if (unit < 128) return tables.blocks[unit] as number;
  // Half a pair by itself is no letter; only of whole pairs there may be more to be read.
  if (unit >= 0xd800 && unit < 0xdc00) {
    const low = text.charCodeAt(at + 1);
    if (low >= 0xdc00 && low < 0xe000) return surrogateClass;
  }
  return classAt(tables, text, at);
}

/** Finds words from `from` on, after `depth` others, the last of them `before`. */
function part(
  tables: LexiconTables,
  text: string,
  from: number,
  to: number,
  isJoined: boolean,
  depth: number,
  before: number,
  lettersBefore: number,
): void {
  const { blocks, cells, out, link, passed, wordCount } = tables;
  let state = 1;
  let letters = 0;
  let start = from;
  for (let at = from; at < to; at += 1) {
    steps -= 1;
    if (steps < 0) return;
    const unit = text.charCodeAt(at);
    const letter = unit < 128 ? (blocks[unit] as number) : classOf(tables, text, at);
    if (letter < letterClass) continue;
    const next = ((cells[state] as number) >>> 8) + letter;
    if (((cells[next] as number) & 255) !== letter) return;
    state = next;
    letters += 1;
    if (letters === 1) start = at;
    const outcome = out[state] as number;
    const isLast = at + 1 === to;
    const word = outcome < wordCount ? outcome : isLast ? (link[outcome] as number) : 0;
    if (word === 0 || (isJoined && ((passed[word] ?? 0) & 2) === 0 && link[word] === 0)) continue;
    // Of single letters only "I", "u" and "a" are words here.
    if (letters === 1 && letter !== letterI && letter !== letterU) {
      if (letter !== letterClass || (isLast && isJoined)) continue;
    }
    if (isJoined && depth > 0 && !mayJoin(tables, before, lettersBefore, word, letters)) continue;
    if (isLast && depth === 0) return;
    path[depth] = { word, start, end: at + 1 };
    if (isLast) readings.push(path.slice(0, depth + 1));
    else part(tables, text, at + 1, to, isJoined, depth + 1, word, letters);
    if (readings.length === mostReadings) return;
  }
}
