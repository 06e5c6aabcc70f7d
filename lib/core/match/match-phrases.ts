// Finds phrases in a row of words. A search begins only at a phrase's rarest word (a gate) beside which stands a word
// that its phrase asks for; from there it spreads over the positions that may follow and precede it, and what that
// costs is bounded by the phrase's length.
import { endWay, kindNumbers } from "./format.ts";
import { disguisedMark, helpMark, leadMark } from "./marks.ts";
import type { Tokens } from "./tokenise.ts";
import type { LexiconTables } from "./types.ts";
import { besideSide, leftSide, rightSide } from "./pair-numbers.ts";
import { mayStand, mayStandNear } from "./word-pairs.ts";

/** What the search needs besides the tables; kept from scan to scan, so that none allocates. */
export interface Scratch {
  readonly current: Uint8Array;
  readonly next: Uint8Array;
  /** Position of a phrase → the last step that reached it. */
  readonly reached: Int32Array;
  steps: number;
  /** Phrase → 1 when it needs no more hits. */
  readonly full: Uint8Array;
  isAnyFull: boolean;
}

/** Receives the first and last word (indexes) of a match. */
export type Emit = (phrase: number, first: number, last: number) => void;

/** `full`: a byte for each phrase. */
export function makeScratch(full: Uint8Array): Scratch {
  return {
    current: new Uint8Array(256),
    next: new Uint8Array(256),
    reached: new Int32Array(256),
    steps: 0,
    full,
    isAnyFull: false,
  };
}

/** Then counting begins anew: `reached` holds no greater numbers. */
const mostSteps = 1e9;

/** Which phrases are looked for: those that name a risk, those that help to weigh it, or both. */
export type Part = 1 | 2 | 3;
export const leadPart = 1;
export const helpPart = 2;
export const allParts = 3;

/**
 * Searches from every gate that the word at `index` is. Given `back` and `ahead`, only phrases count that reach so far
 * to the left, or so far to the right.
 */
export function matchAt(
  tables: LexiconTables,
  tokens: Tokens,
  index: number,
  scratch: Scratch,
  emit: Emit,
  part: Part,
  back = 0,
  ahead = 0,
): void {
  const word = tokens.word[index] as number;
  if (word === 0 || word > tables.gateWords) return;
  const { anchorFrom, wordKind, wordKinds } = tables;
  const onRight = anchorFrom[word] as number;
  const kind = kindNumbers * (wordKind[word] as number);
  const helpers = onRight + (wordKinds[kind + 2] as number);
  if ((part & leadPart) !== 0) {
    const onLeft = onRight + (wordKinds[kind] as number);
    const alone = onRight + (wordKinds[kind + 1] as number);
    const reaches = wordKinds[kind + 4] as number;
    if (onRight !== onLeft && isBeside(tables, tokens, index, word, reaches & 15)) {
      lookAt(tables, tokens, index, scratch, emit, onRight, onLeft, back, ahead);
    }
    if (onLeft !== alone && isBeside(tables, tokens, index, word, -(reaches >> 4))) {
      lookAt(tables, tokens, index, scratch, emit, onLeft, alone, back, ahead);
    }
    if (alone !== helpers)
      lookAt(tables, tokens, index, scratch, emit, alone, helpers, back, ahead);
  }
  if ((part & helpPart) !== 0) {
    const stop = onRight + (wordKinds[kind + 3] as number);
    if (helpers !== stop) lookAt(tables, tokens, index, scratch, emit, helpers, stop, back, ahead);
  }
}

/** The marks of a word that is worth a look whatever stands directly beside it. */
export function gateMarks({ wordKind, wordKinds, gateWords }: LexiconTables, word: number): number {
  if (word === 0 || word > gateWords) return 0;
  const kind = kindNumbers * (wordKind[word] as number);
  const helpers = wordKinds[kind + 2];
  const reach = wordKinds[kind + 4] as number;
  const isFar = (reach & 15) > 1 || reach >> 4 > 1;
  const isLead = isFar || wordKinds[kind + 1] !== helpers;
  return (isLead ? leadMark : 0) | (wordKinds[kind + 3] !== helpers ? helpMark : 0);
}

/** Whether a word that some gate asks for stands within so many words: ahead, or back where `reach` is below 0. */
function isBeside(
  { pairs }: LexiconTables,
  { word: words, count }: Tokens,
  index: number,
  word: number,
  reach: number,
): boolean {
  if (reach === 1)
    return index + 1 < count && mayStand(pairs, word, words[index + 1] as number, besideSide);
  if (reach === -1)
    return index > 0 && mayStand(pairs, words[index - 1] as number, word, besideSide);
  const side = reach > 0 ? rightSide : leftSide;
  const step = reach > 0 ? 1 : -1;
  const stop = Math.max(-1, Math.min(count, index + reach + step));
  return mayStandNear(pairs, word, side, words, index + step, stop, step);
}

/** Tries the gates filed from `from` to `stop`. */
function lookAt(
  tables: LexiconTables,
  tokens: Tokens,
  index: number,
  scratch: Scratch,
  emit: Emit,
  from: number,
  stop: number,
  back: number,
  ahead: number,
): void {
  const { anchors, gateLeft, gateRight, gateKind, gateKinds, needs, needReach } = tables;
  const { word, count } = tokens;
  const nearest = Math.min(back, ahead);
  for (let place = from; place < stop; place += 1) {
    const gate = anchors[place] as number;
    if (nearest > 0) {
      const kind = 3 * (gateKind[gate] as number);
      const behind = gateKinds[kind + 1] as number;
      const beyond = gateKinds[kind + 2] as number;
      // Of each group the gates that reach farthest come first.
      if (behind < nearest && beyond < nearest) break;
      if (behind < back && beyond < ahead) continue;
    }
    // Whether a word that may be one of those needed stands on each side, near enough.
    const right = gateRight[gate] as number;
    if (right !== 0) {
      const reach = index + 1 + (needReach[right] as number);
      const end = reach < count ? reach : count;
      if (!mayStandNear(needs, right, rightSide, word, index + 1, end, 1)) continue;
    }
    const left = gateLeft[gate] as number;
    if (left !== 0) {
      const reach = index - 1 - (needReach[left] as number);
      const end = reach > -1 ? reach : -1;
      if (!mayStandNear(needs, left, rightSide, word, index - 1, end, -1)) continue;
    }
    const phrase = tables.gateOf[gate] as number;
    if (scratch.full[phrase] === 1) continue;
    const base = tables.phraseFrom[phrase] as number;
    const shape = tables.shapes[phrase] as number;
    const position = gateKinds[3 * (gateKind[gate] as number)] as number;
    const first = spread(tables, tokens, index, base, shape, position, -1, scratch);
    if (first < 0) continue;
    const last = spread(tables, tokens, index, base, shape, position, 1, scratch);
    if (last >= 0) emit(phrase, first, last);
  }
}

/**
 * The farthest word at which the phrase can begin (`step` -1) or end (1) when `position` stands at `index`;
 * -1 when it cannot. `base` is the phrase's first position, `shape` that of its shape.
 */
function spread(
  tables: LexiconTables,
  tokens: Tokens,
  index: number,
  base: number,
  shape: number,
  position: number,
  step: 1 | -1,
  scratch: Scratch,
): number {
  const { ways, atom: atoms, link, wordCount } = tables;
  const from = step === 1 ? tables.after : tables.before;
  const { reached } = scratch;
  let { current, next } = scratch;
  let best = -1;
  let size = 1;
  current[0] = position;
  if (scratch.steps > mostSteps) {
    reached.fill(0);
    scratch.steps = 0;
  }
  for (let at = index; size > 0; at += step) {
    const beside = at + step;
    const isInside = beside >= 0 && beside < tokens.count;
    const word = isInside ? (tokens.word[beside] as number) : 0;
    // What else it counts as; a gap takes any word but a hidden one.
    const linked = link[word] as number;
    const isPlain = isInside && ((tokens.mark[beside] as number) & disguisedMark) === 0;
    const stamp = (scratch.steps += 1);
    let grown = 0;
    for (let one = 0; one < size; one += 1) {
      let place = 2 * (from[shape + (current[one] as number)] as number);
      const stop = place + (ways[place] as number);
      while (place < stop) {
        place += 1;
        const there = ways[place] as number;
        if (there === endWay) best = at;
        else if (reached[there] !== stamp) {
          const atom = atoms[base + there] as number;
          if (atom === 0 ? !isPlain : word === 0) continue;
          if (atom !== 0 && atom !== word) {
            if (atom < wordCount && linked === 0) continue;
            if (!fits(tables, atom, word)) continue;
          }
          reached[there] = stamp;
          next[grown] = there;
          grown += 1;
        }
      }
    }
    [current, next] = [next, current];
    size = grown;
  }
  return best;
}

/** Whether a word may stand where another or one of a set is asked for. */
function fits(tables: LexiconTables, atom: number, word: number): boolean {
  const { link, wordCount } = tables;
  // Each is shorter than the one before; in damaged bytes they may lead in a circle.
  let left = 48;
  for (let one = word; one !== 0 && left > 0; one = link[one] as number) {
    if (atom < wordCount ? atom === one : inSet(tables, atom - wordCount, one)) return true;
    left -= 1;
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
