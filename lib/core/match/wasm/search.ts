// Finds phrases in the row of words; `lib/core/match/match-phrases.ts` has the same in TypeScript and says how it works.
import { disguisedMark, freshMark, helpMark, leadMark } from "../marks";
import {
  currentAt,
  endsAt,
  marksAt,
  nextAt,
  reachedAt,
  rowShift,
  startsAt,
  stateAt,
  wordsAt,
} from "../memory-layout";
import { besideSide, leftSide, otherMix, pairMix, rightSide, sideMix } from "../pair-numbers";
import { linkOf } from "./letters";
import { isFiled, mayStand } from "./pairs";
import {
  after,
  anchorFrom,
  atom,
  before,
  full,
  gates,
  gateWords,
  hitList,
  members,
  mostHits,
  needMask,
  needs,
  pairMask,
  pairs,
  phraseFrom,
  setFrom,
  shapes,
  ways,
  wordCount,
  wordKind,
  wordKinds,
} from "./tables";
import { count as textCount } from "./words";

/** The row that is searched: how many words it has, and how far it stands behind the words of the text. */
let count: u32 = 0;
let shift: usize = 0;

/** Hits found so far. */
let hits: u32 = 0;

const endWay: u32 = 255;
/** Then counting begins anew: `reachedAt` holds no greater numbers. */
const mostSteps: u32 = 1_000_000_000;

let steps: u32 = 0;

function wordAt(index: u32): u32 {
  return load<u32>(wordsAt + shift + (index << 2));
}

function numberAt(table: usize, place: u32): u32 {
  return load<u32>(table + (place << 2));
}

/**
 * Searches from the words from `index` on, before `until`, of the part that `wanted` marks stand for. Returns where it
 * stopped: before `until` when the room for hits is used up; then it is to be called again from there.
 */
export function search(index: u32, until: u32, wanted: u32): u32 {
  hits = 0;
  count = textCount;
  shift = 0;
  let at = index;
  const sought = i16x8.splat(<i16>wanted);
  for (; at < until; at += 1) {
    while (at < until) {
      const found = v128.and(v128.load(marksAt + (at << 1)), sought);
      const lanes = i16x8.bitmask(i16x8.ne(found, i16x8.splat(0)));
      if (lanes !== 0) {
        at += ctz(lanes);
        break;
      }
      at += 8;
    }
    if (at >= until) break;
    const word = wordAt(at);
    if (word === 0 || word > gateWords) continue;
    const kept = hits;
    if (!searchFrom(at, word, wanted, 0, 0)) {
      hits = kept;
      break;
    }
  }
  store<u32>(stateAt + 8, hits);
  return at;
}

/**
 * The same in a row of `rowCount` words, as far as a phrase can reach a word that is marked as fresh. See
 * `lib/core/match/match-hidden.ts`.
 */
export function searchRow(from: u32, rowCount: u32, wanted: u32): u32 {
  hits = 0;
  count = rowCount;
  shift = rowShift;
  let last: u32 = from;
  while (last > 0 && !isFresh(last - 1)) last -= 1;
  // How far it is to the last one, and to the next; a distance that no phrase can reach if there is none.
  let behind: u32 = last > 0 ? from - last + 1 : noReach;
  let next: u32 = from;
  let at = from;
  for (; at < rowCount; at += 1) {
    if (next <= at) {
      next = at;
      while (next < rowCount && !isFresh(next)) next += 1;
    }
    if (next === at) behind = 0;
    const ahead: u32 = next < rowCount ? next - at : noReach;
    const back = behind;
    if (behind !== noReach) behind += 1;
    // The place after a fresh word may be one again.
    if (next === at) next = at + 1;
    const word = wordAt(at);
    if (word === 0 || word > gateWords) continue;
    const farthest: u32 = load<u16>(wordKinds + 12 * numberAt(wordKind, word) + 10);
    if (farthest < min(back, ahead)) continue;
    const kept = hits;
    if (!searchFrom(at, word, wanted, back, ahead)) {
      hits = kept;
      break;
    }
  }
  store<u32>(stateAt + 8, hits);
  return at;
}

/** Farther than any phrase goes. */
const noReach: u32 = 0xffff;

function isFresh(index: u32): bool {
  return (load<u16>(marksAt + shift + (index << 1)) & freshMark) !== 0;
}

/** Takes words of the text over into the row, from its word `place` on. */
export function copyToRow(from: u32, until: u32, place: u32): void {
  let column: usize = from << 2;
  let row: usize = rowShift + (place << 2);
  let marks: usize = marksAt + rowShift + (place << 1);
  // Four words at a time, and beyond the last; not by `memory.copy`, whose call takes longer than a few words do.
  for (const stop: usize = until << 2; column < stop; column += 16) {
    v128.store(wordsAt + row, v128.load(wordsAt + column));
    v128.store(startsAt + row, v128.load(startsAt + column));
    v128.store(endsAt + row, v128.load(endsAt + column));
    store<u64>(marks, 0);
    row += 16;
    marks += 8;
  }
}

/** False where the room for hits is used up. */
function searchFrom(index: u32, word: u32, wanted: u32, back: u32, ahead: u32): bool {
  const kind = wordKinds + 12 * numberAt(wordKind, word);
  const onRight = numberAt(anchorFrom, word);
  const helpers = onRight + load<u16>(kind + 4);
  if ((wanted & leadMark) !== 0) {
    const onLeft = onRight + load<u16>(kind);
    const alone = onRight + load<u16>(kind + 2);
    const reaches: u32 = load<u16>(kind + 8);
    if (onRight !== onLeft && isBeside(index, word, reaches & 15, 1)) {
      if (!lookAt(index, onRight, onLeft, back, ahead)) return false;
    }
    if (onLeft !== alone && isBeside(index, word, reaches >> 4, -1)) {
      if (!lookAt(index, onLeft, alone, back, ahead)) return false;
    }
    if (alone !== helpers && !lookAt(index, alone, helpers, back, ahead)) return false;
  }
  if ((wanted & helpMark) !== 0) {
    const stop = onRight + load<u16>(kind + 6);
    if (helpers !== stop && !lookAt(index, helpers, stop, back, ahead)) return false;
  }
  return true;
}

/** Whether a word that some gate asks for stands within so many words, ahead or back. */
function isBeside(index: u32, word: u32, reach: u32, step: i32): bool {
  if (reach === 1) {
    if (step > 0) {
      return index + 1 < count && mayStand(pairs, pairMask, word, wordAt(index + 1), besideSide);
    }
    return index > 0 && mayStand(pairs, pairMask, wordAt(index - 1), word, besideSide);
  }
  const side: u32 = step > 0 ? rightSide : leftSide;
  return mayStandNear(pairs, pairMask, word, side, index, reach, step);
}

/** Whether any known word within `reach` of `index`, to one side, may stand beside `word`. */
function mayStandNear(
  table: usize,
  mask: u32,
  word: u32,
  side: u32,
  index: u32,
  reach: u32,
  step: i32,
): bool {
  const mixed = (word * pairMix) ^ (side * sideMix);
  const room: u32 = step > 0 ? count - 1 - index : index;
  let left: u32 = min(reach, room);
  let place: usize = wordsAt + shift + (index << 2);
  for (; left > 0; left -= 1) {
    place += step << 2;
    const other = load<u32>(place);
    if (other !== 0 && isFiled(table, mask, mixed ^ (other * otherMix))) return true;
  }
  return false;
}

/** Tries the gates filed from `from` to `stop`; false where the room for hits is used up. */
function lookAt(index: u32, from: u32, stop: u32, back: u32, ahead: u32): bool {
  const nearest = min(back, ahead);
  const end: usize = gates + (stop << 4);
  for (let gate: usize = gates + (from << 4); gate < end; gate += 16) {
    if (nearest > 0) {
      const kind = load<u32>(gate + 12);
      const behind: u32 = load<u8>(kind + 1);
      const beyond: u32 = load<u8>(kind + 2);
      // Of each group the gates that reach farthest come first.
      if (behind < nearest && beyond < nearest) break;
      if (behind < back && beyond < ahead) continue;
    }
    const right = load<u32>(gate);
    if (
      right !== 0 &&
      !mayStandNear(needs, needMask, right & 0xffffff, rightSide, index, right >> 24, 1)
    ) {
      continue;
    }
    const left = load<u32>(gate + 4);
    if (
      left !== 0 &&
      !mayStandNear(needs, needMask, left & 0xffffff, rightSide, index, left >> 24, -1)
    ) {
      continue;
    }
    const phrase = load<u32>(gate + 8);
    if (load<u8>(full + phrase) === 1) continue;
    const base = numberAt(phraseFrom, phrase);
    const shape = numberAt(shapes, phrase);
    const position: u32 = load<u8>(load<u32>(gate + 12));
    const first = spread(index, base, shape, position, -1);
    if (first < 0) continue;
    const last = spread(index, base, shape, position, 1);
    if (last < 0) continue;
    if (hits === mostHits) return false;
    const hit: usize = hitList + 12 * hits;
    store<u32>(hit, phrase);
    store<u32>(hit + 4, first);
    store<u32>(hit + 8, last);
    hits += 1;
  }
  return true;
}

/** The farthest word at which the phrase can begin (`step` -1) or end (1) with `position` at `index`; -1 when it cannot. */
function spread(index: u32, base: u32, shape: u32, position: u32, step: i32): i32 {
  const from: usize = (step === 1 ? after : before) + (shape << 2);
  const atoms = atom + (base << 2);
  const known = wordCount;
  const lists = ways;
  let current: usize = currentAt;
  let next: usize = nextAt;
  let best: i32 = -1;
  let size: u32 = 1;
  store<u8>(current, position);
  if (steps > mostSteps) {
    memory.fill(reachedAt, 0, 1024);
    steps = 0;
  }
  for (let at: i32 = index; size > 0; at += step) {
    const beside = at + step;
    const isInside = beside >= 0 && beside < <i32>count;
    const word: u32 = isInside ? wordAt(beside) : 0;
    // What else it counts as; a gap takes any word but a hidden one.
    const linked = linkOf(word);
    const isPlain = isInside && (load<u16>(marksAt + shift + (beside << 1)) & disguisedMark) === 0;
    steps += 1;
    const stamp = steps;
    let grown: u32 = 0;
    for (let one: u32 = 0; one < size; one += 1) {
      let place: usize = lists + 2 * load<u32>(from + ((<u32>load<u8>(current + one)) << 2));
      const stop = place + load<u8>(place);
      while (place < stop) {
        place += 1;
        const there: u32 = load<u8>(place);
        if (there === endWay) best = at;
        else if (load<u32>(reachedAt + (there << 2)) !== stamp) {
          const asked = load<u32>(atoms + (there << 2));
          if (asked === 0 ? !isPlain : word === 0) continue;
          if (asked !== 0 && asked !== word) {
            if (asked < known && linked === 0) continue;
            if (!fits(asked, word)) continue;
          }
          store<u32>(reachedAt + (there << 2), stamp);
          store<u8>(next + grown, there);
          grown += 1;
        }
      }
    }
    const swap = current;
    current = next;
    next = swap;
    size = grown;
  }
  return best;
}

/** Whether a word may stand where another or one of a set is asked for. */
function fits(asked: u32, word: u32): bool {
  // Each is shorter than the one before; in damaged bytes they may lead in a circle.
  let left = 48;
  for (let one = word; one !== 0 && left > 0; one = linkOf(one)) {
    if (asked < wordCount ? asked === one : inSet(asked - wordCount, one)) return true;
    left -= 1;
  }
  return false;
}

function inSet(set: u32, word: u32): bool {
  let low: i32 = numberAt(setFrom, set);
  let high: i32 = numberAt(setFrom, set + 1) - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const found = numberAt(members, middle);
    if (found === word) return true;
    if (found < word) low = middle + 1;
    else high = middle - 1;
  }
  return false;
}
