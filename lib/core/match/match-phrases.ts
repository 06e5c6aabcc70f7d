// Finds phrases in a row of words. A search begins only at a phrase's rarest word (its anchor) and spreads from
// there over the positions that may follow and precede it; what it costs is bounded by the phrase's length.
import { disguisedMark, makeTokens, type Tokens } from "./tokenise.ts";
import type { LexiconTables } from "./types.ts";

/** What the search needs besides the tables; kept from scan to scan, so that none allocates. */
export interface Scratch {
  readonly current: Uint32Array;
  readonly next: Uint32Array;
  /** Words around hidden ones, with those put in their places; see `match-hidden.ts`. */
  row: Tokens;
}

/** Receives the first and last word (indexes) of a match. */
export type Emit = (phrase: number, first: number, last: number) => void;

export function makeScratch(): Scratch {
  return { current: new Uint32Array(256), next: new Uint32Array(256), row: makeTokens(512) };
}

/** Searches from every anchor that the word at `index` is. */
export function matchAt(
  tables: LexiconTables,
  tokens: Tokens,
  index: number,
  scratch: Scratch,
  emit: Emit,
): void {
  const { anchorFrom, anchors, link, owner, edge, bits, beforeBits, afterBits } = tables;
  const { word: words, count } = tokens;
  const left = index > 0 ? (bits[words[index - 1] as number] as number) : 0;
  const right = index + 1 < count ? (bits[words[index + 1] as number] as number) : 0;
  for (let word = words[index] as number; word !== 0; word = link[word] as number) {
    const stop = anchorFrom[word + 1] as number;
    for (let place = anchorFrom[word] as number; place < stop; place += 1) {
      const position = anchors[place] as number;
      const ends = edge[position] as number;
      if ((ends & 1) === 0 && ((beforeBits[position] as number) & left) === 0) continue;
      if ((ends & 2) === 0 && ((afterBits[position] as number) & right) === 0) continue;
      const first = spread(tables, tokens, index, position, -1, scratch);
      if (first < 0) continue;
      const last = spread(tables, tokens, index, position, 1, scratch);
      if (last >= 0) emit(owner[position] as number, first, last);
    }
  }
}

/**
 * The farthest word at which the phrase can begin (`step` -1) or end (1) when `position` stands at `index`;
 * -1 when it cannot.
 */
function spread(
  tables: LexiconTables,
  tokens: Tokens,
  index: number,
  position: number,
  step: 1 | -1,
  scratch: Scratch,
): number {
  const { edge } = tables;
  const from = step === 1 ? tables.afterFrom : tables.beforeFrom;
  const list = step === 1 ? tables.after : tables.before;
  const neighbours = step === 1 ? tables.afterBits : tables.beforeBits;
  const wanted = step === 1 ? 2 : 1;
  let best = ((edge[position] as number) & wanted) === 0 ? -1 : index;
  let { current, next } = scratch;
  let size = 1;
  current[0] = position;
  for (let at = index + step; at >= 0 && at < tokens.count && size > 0; at += step) {
    let grown = 0;
    const bits = tables.bits[tokens.word[at] as number] as number;
    for (let one = 0; one < size; one += 1) {
      const here = current[one] as number;
      if (((neighbours[here] as number) & bits) === 0) continue;
      const stop = from[here + 1] as number;
      for (let place = from[here] as number; place < stop; place += 1) {
        const there = list[place] as number;
        if (holds(next, grown, there) || !fits(tables, tokens, at, there)) continue;
        if (grown < next.length) {
          next[grown] = there;
          grown += 1;
        }
        if (((edge[there] as number) & wanted) !== 0) best = at;
      }
    }
    [current, next] = [next, current];
    size = grown;
  }
  return best;
}

function holds(list: Uint32Array, size: number, value: number): boolean {
  for (let place = 0; place < size; place += 1) if (list[place] === value) return true;
  return false;
}

/** Whether the word at `index` may stand at a position. A gap takes any word but a hidden one. */
function fits(tables: LexiconTables, tokens: Tokens, index: number, position: number): boolean {
  const atom = tables.atom[position] as number;
  if (atom === 0) return ((tokens.mark[index] as number) & disguisedMark) === 0;
  const { link, wordCount } = tables;
  for (let word = tokens.word[index] as number; word !== 0; word = link[word] as number) {
    if (atom < wordCount ? atom === word : inSet(tables, atom - wordCount, word)) return true;
  }
  return false;
}

function inSet(tables: LexiconTables, set: number, word: number): boolean {
  const { members } = tables;
  let low = tables.setFrom[set] as number;
  let high = (tables.setFrom[set + 1] as number) - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const found = members[middle] as number;
    if (found === word) return true;
    if (found < word) low = middle + 1;
    else high = middle - 1;
  }
  return false;
}
