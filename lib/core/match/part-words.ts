// Parts letters written together into words: purpleelephant. Asked of every longer word that begins with a known one,
// so the question whether it can be done at all makes nothing.
import { letterClass, symbolClass } from "./classes.ts";
import type { Budget, SpelledWord } from "./spell-words.ts";
import { classAt } from "./tokenise.ts";
import type { LexiconTables } from "./types.ts";

const letterI = letterClass + 8;
const letterU = letterClass + 20;
const mostReadings = 3;
const mostCalls = 400;

/**
 * Whether letters can be parted into words: words of phrases only when `strict`, else any, the last with any ending.
 * `ends` holds a bit for each letter that a row of words reaches. True where there is more than letters to be read,
 * or more letters than bits.
 */
export function canPart(
  tables: LexiconTables,
  text: string,
  from: number,
  to: number,
  strict: boolean,
): boolean {
  const { base, label, out, link, bits, blocks, wordCount } = tables;
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
        if (letter > symbolClass) return !strict;
        if (letter === symbolClass && !strict) return true;
        if (depth === 0) ends |= 1 << (at + 1);
        continue;
      }
      const next = (base[state] as number) + letter;
      if (label[next] !== letter) {
        state = 0;
        break;
      }
      state = next;
      depth += 1;
      const word = out[state] as number;
      if (word === 0 || word >= wordCount || (strict && bits[word] === 1)) continue;
      // Of single letters only "I" and "u" are words here, and "a" where nothing hangs on it.
      if (
        depth > 1 ||
        letter === letterI ||
        letter === letterU ||
        (!strict && letter === letterClass)
      )
        ends |= 1 << (at + 1);
    }
    if (!strict && state > 1) {
      const word = out[state] as number;
      if ((word !== 0 && word < wordCount) || link[word] !== 0) return true;
    }
  }
  return (ends & (1 << length)) !== 0;
}

interface Parting {
  readonly tables: LexiconTables;
  readonly text: string;
  readonly to: number;
  readonly found: SpelledWord[][];
  readonly path: SpelledWord[];
  calls: number;
}

/** Up to three ways to part letters into two or more words of phrases. */
export function partWords(
  tables: LexiconTables,
  text: string,
  from: number,
  to: number,
  budget: Budget,
): readonly (readonly SpelledWord[])[] {
  const allowed = Math.min(mostCalls, budget.steps);
  const parting: Parting = { tables, text, to, found: [], path: [], calls: allowed };
  partFrom(parting, from);
  budget.steps -= allowed - parting.calls;
  return parting.found;
}

function partFrom(parting: Parting, from: number): void {
  const { tables, text, to, found, path } = parting;
  const { base, label, out, link, bits, wordCount } = tables;
  parting.calls -= 1;
  let state = 1;
  let depth = 0;
  let start = from;
  for (let at = from; at < to && parting.calls > 0 && found.length < mostReadings; at += 1) {
    const letter = classAt(tables, text, at);
    if (letter < letterClass) {
      if (depth === 0) start = at + 1;
      continue;
    }
    state = (base[state] as number) + letter;
    if (label[state] !== letter) return;
    depth += 1;
    const isLast = at + 1 === to;
    const outcome = out[state] as number;
    const word = outcome < wordCount ? outcome : isLast ? (link[outcome] as number) : 0;
    if (word === 0 || bits[word] === 1) continue;
    const isSmall = depth === 1 && letter !== letterI && letter !== letterU;
    if (isSmall && !isLast && letter !== letterClass) continue;
    path.push({ word, start, end: at + 1 });
    if (!isLast) partFrom(parting, at + 1);
    else if (path.length > 1) found.push([...path]);
    path.pop();
  }
}
