// The words that look odd and may hold hidden ones. What can be seen to hold nothing is passed over here;
// `lib/core/match/hidden-words.ts` reads the rest.
import {
  compoundMark,
  dullMark,
  helpMark,
  joinedMark,
  leadMark,
  oddMark,
  singleMark,
  stretchedMark,
  symbolAfterMark,
  symbolBeforeMark,
} from "../marks";
import { endsAt, marksAt, startsAt, wordsAt } from "../memory-layout";
import { holdsNothing, isUnknown, known, mayHoldWords, recall, remember } from "./known-runs";
import { canPart, canPartLetters, endOfLetters, wholeWord } from "./part";
import { base, isLast, length, unitAt } from "./window";
import { count } from "./words";

const suspicious: u32 =
  joinedMark | oddMark | stretchedMark | compoundMark | symbolBeforeMark | symbolAfterMark;
/** Units of what is read as one run, at most. */
export const longestRun: u32 = 48;
/** Signs beside a word that are looked at. */
const mostSigns: u32 = 3;

export function markAt(index: u32): u32 {
  return load<u16>(marksAt + (index << 1));
}

/** The next word from `index` on, before `until`, that looks odd and may hold hidden words; `until` if there is none. */
export function nextOdd(index: u32, until: u32): u32 {
  let at = nextMarked(index, until);
  while (at < until && !mayHold(at, markAt(at))) at = nextMarked(at + 1, until);
  return at;
}

/** The next word from `index` on, before `until`, that looks odd; `until` if there is none. */
export function nextMarked(index: u32, until: u32): u32 {
  const odd = i16x8.splat(<i16>suspicious);
  const joined = i16x8.splat(<i16>joinedMark);
  const single = i16x8.splat(<i16>singleMark);
  const none = i16x8.splat(0);
  // Behind the last word there is nothing.
  store<u32>(marksAt + (count << 1), 0);
  // Eight at a time, each with the two words after it.
  for (let at = index; at < until; at += 8) {
    const from = <usize>marksAt + (at << 1);
    const here = v128.load(from);
    const next = v128.load(from, 2);
    const singles = v128.and(v128.and(here, next), v128.and(v128.load(from, 4), single));
    const first = v128.or(v128.and(here, odd), v128.and(next, joined));
    // What is joined to the word before was looked at with the first of its run.
    const later = i16x8.ne(v128.and(here, joined), none);
    const found = v128.or(v128.andnot(first, later), singles);
    const lanes = i16x8.bitmask(i16x8.ne(found, none));
    if (lanes !== 0) return min(at + ctz(lanes), until);
  }
  return until;
}

/** False where `readMarked` would find nothing, as far as that is quickly said. */
function mayHold(index: u32, mark: u32): bool {
  const isFirst = (mark & joinedMark) === 0;
  const joined: u32 = isFirst ? joinedLength(index) : 1;
  if ((mark & ~(dullMark | leadMark | helpMark)) === compoundMark && joined === 1) {
    return mayBeCompound(index, mark);
  }
  if ((mark & singleMark) !== 0 && startsSingles(index)) return true;
  if (!isFirst) return false;
  if (joined >= 2) return mayBeRun(index, index + joined - 1);
  if (load<u32>(wordsAt + (index << 2)) !== 0) return false;
  if ((mark & (oddMark | stretchedMark | symbolBeforeMark | symbolAfterMark)) !== 0) {
    if (mayBeRun(index, index)) return true;
  }
  return (mark & (compoundMark | symbolBeforeMark)) !== 0 && mayBeCompound(index, mark);
}

/** How many words follow one another without white space; 0 for too many. */
export function joinedLength(index: u32): u32 {
  let last = index + 1;
  while (last < count && (markAt(last) & joinedMark) !== 0) {
    last += 1;
    if (last - index > 40) return 0;
  }
  return last - index;
}

/** Whether three single letters or more begin here. */
function startsSingles(index: u32): bool {
  if (index > 0 && (markAt(index - 1) & singleMark) !== 0) return false;
  return index + 2 < count && (markAt(index + 1) & markAt(index + 2) & singleMark) !== 0;
}

/** Whether the letters of some words, and what may stand about them, are in memory. */
export function isInWindow(first: u32, last: u32): bool {
  const from = load<u32>(startsAt + (first << 2));
  const to = load<u32>(endsAt + (last << 2));
  if (base > 0 && from < base + mostSigns + 1) return false;
  return from >= base && to <= base + length && (isLast || to + mostSigns + 1 <= base + length);
}

function mayBeCompound(index: u32, mark: u32): bool {
  if (!isInWindow(index, index)) return true;
  const from = load<u32>(startsAt + (index << 2)) - base;
  const to = load<u32>(endsAt + (index << 2)) - base;
  if (to - from > longestRun) return false;
  if (!beginsName(from, mark) && hasCapitals(from, to)) return true;
  if ((mark & dullMark) !== 0) return false;
  const end = endOfLetters(from, to);
  return end < 0 || canPartLetters(from, end, true);
}

/** A name of code begins small; what is written together to be read begins with a capital or a sign. */
export function beginsName(from: u32, mark: u32): bool {
  const unit = unitAt(from);
  return unit > 96 && unit < 123 && (mark & symbolBeforeMark) === 0;
}

export function hasCapitals(from: u32, to: u32): bool {
  for (let at = from + 1; at < to; at += 1) {
    if (isCapital(at)) return true;
  }
  return false;
}

/** Whether a capital stands behind a small letter. */
export function isCapital(at: u32): bool {
  const here = unitAt(at);
  if (here < 65 || here > 90) return false;
  const before = unitAt(at - 1);
  return before > 96 && before < 123;
}

/** Words with no white space between them, or one odd word. */
function mayBeRun(first: u32, last: u32): bool {
  if (!isInWindow(first, last)) return true;
  const from = load<u32>(startsAt + (first << 2)) - base;
  const to = load<u32>(endsAt + (last << 2)) - base;
  if (to - from > longestRun) return false;
  // What it says depends on nothing else, and most says nothing.
  const begin = from - signsBefore(from);
  const stop = to + signsAfter(to);
  recall(begin, stop);
  if (known !== isUnknown) return known !== holdsNothing;
  const may = begin !== from || stop !== to || mayBeLetters(first, last, from, to);
  remember(may ? mayHoldWords : holdsNothing, 0);
  return may;
}

/** Whether words that run from `from` to `to` without a sign beside them may be read as other words. */
function mayBeLetters(first: u32, last: u32, from: u32, to: u32): bool {
  if (anyStretched(first, last)) return true;
  if (!canPart(from, to)) return false;
  if (last === first) return true;
  const end = endOfLetters(from, to);
  if (end < 0 || wholeWord(from, end) !== 0) return true;
  return !areKnown(first, last) && canPartLetters(from, end, false);
}

export function anyStretched(first: u32, last: u32): bool {
  for (let index = first; index <= last; index += 1) {
    if ((markAt(index) & stretchedMark) !== 0) return true;
  }
  return false;
}

/** Whether all are words of two letters or more: what falls apart otherwise as well does so by chance. */
export function areKnown(first: u32, last: u32): bool {
  for (let index = first; index <= last; index += 1) {
    if (load<u32>(wordsAt + (index << 2)) === 0 || (markAt(index) & singleMark) !== 0) return false;
  }
  return true;
}

/** @ $ € £ | ¢ * + */
export function isEdgeSign(at: u32): bool {
  if (at >= length) return false;
  const unit = unitAt(at);
  if (unit < 36 || (unit > 96 && unit < 123)) return false;
  return (
    unit === 64 ||
    unit === 36 ||
    unit === 0x20ac ||
    unit === 0xa3 ||
    unit === 124 ||
    unit === 0xa2 ||
    unit === 42 ||
    unit === 43
  );
}

export function signsBefore(from: u32): u32 {
  let many: u32 = 0;
  while (many < mostSigns && from > many && isEdgeSign(from - 1 - many)) many += 1;
  return many;
}

export function signsAfter(to: u32): u32 {
  let many: u32 = 0;
  while (many < mostSigns && isEdgeSign(to + many)) many += 1;
  return many;
}
