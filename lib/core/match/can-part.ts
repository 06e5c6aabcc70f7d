// Whether letters with punctuation between can be parted into words. Asked of all words joined so; it makes nothing.
import { letterClass, symbolClass } from "./classes.ts";
import { classAt } from "./class-at.ts";
import type { LexiconTables } from "./types.ts";

const letterI = letterClass + 8;
const letterU = letterClass + 20;

/**
 * Whether letters can be parted into words, the last with any ending.
 * `ends` holds a bit for each letter that a row of words reaches. True where there is more than letters to be read,
 * or more letters than bits.
 */
export function canPart(tables: LexiconTables, text: string, from: number, to: number): boolean {
  const { cells, out, link, blocks, wordCount } = tables;
  const length = to - from;
  if (length > 30) return true;
  let ends = 1;
  for (let begin = 0; begin < length; begin += 1) {
    if ((ends & (1 << begin)) === 0) continue;
    let state = 1;
    let depth = 0;
    for (let at = begin; at < length; at += 1) {
      const unit = text.charCodeAt(from + at);
      const letter = unit < 128 ? (blocks[unit] as number) : classAt(tables, text, from + at);
      if (letter < letterClass) {
        if (letter >= symbolClass) return true;
        if (depth === 0) ends |= 1 << (at + 1);
        continue;
      }
      const next = ((cells[state] as number) >>> 8) + letter;
      if (((cells[next] as number) & 255) !== letter) {
        state = 0;
        break;
      }
      state = next;
      depth += 1;
      const word = out[state] as number;
      if (word === 0 || word >= wordCount) continue;
      // Of single letters only "I" and "u" are words here, and "a" where nothing hangs on it.
      if (depth > 1 || letter === letterI || letter === letterU || letter === letterClass)
        ends |= 1 << (at + 1);
    }
    if (state > 1) {
      const word = out[state] as number;
      if ((word !== 0 && word < wordCount) || link[word] !== 0) return true;
    }
  }
  return (ends & (1 << length)) !== 0;
}
