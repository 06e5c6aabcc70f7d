// The text of the window as words. Runs of plain letters are found 64 units at a time and looked up among those met before;
// what is new is read through the trie, what is odd by itself.
import { apostropheClass } from "../classes";
import {
  compoundMark,
  dullMark,
  helpMark,
  joinedMark,
  leadMark,
  singleMark,
  stretchedMark,
} from "../marks";
import {
  edgesAt,
  endsAt,
  highBitsAt,
  letterLowAt,
  marksAt,
  maskAt,
  metAt,
  metSets,
  oddLowAt,
  startsAt,
  stateAt,
  stretchUnits,
  wordsAt,
} from "../memory-layout";
import { otherMix, pairMix } from "../pair-numbers";
import { linkOf, outcomeOf, stepTo, wordOf } from "./letters";
import { readOdd } from "./odd-word";
import { isFiled } from "./pairs";
import { canPartLetters } from "./part";
import { blocks, gateWords, pairMask, pairs, passed, wordKind, wordKinds } from "./tables";
import { spaceUnit } from "./unit-kinds";
import { base, isLast, length, plain, plainAtUnit, unitAt } from "./window";

/** The next unit of the window, and how many words there are. */
let at: u32 = 0;
export let count: u32 = 0;

/** Says how many words there are. */
export function setCount(words: u32): void {
  count = words;
}

/** Why reading stopped: there are words enough, the window ends, the text ends, a word is longer than the window. */
const isFull: i32 = 0;
const windowEnds: i32 = 1;
const textEnds: i32 = 2;

/** Edges found by `findRuns`, and where it stopped. */
let edges: u32 = 0;
let stopped: u32 = 0;

/** Words of more units are read each time. */
const mostUnits: u32 = 63;
const deleteUnit: u32 = 127;
const setShift: u64 = 64 - ctz<u64>(metSets);

/**
 * Appends words from unit `from` of the window on, until there are `full` of them, of `capacity` at most, or the window
 * ends. Says where it stopped and how many there are in the state.
 */
export function readWords(from: u32, full: u32, capacity: u32): i32 {
  at = from;
  const why = readOn(full, capacity);
  store<u32>(stateAt, at);
  store<u32>(stateAt + 4, count);
  return why;
}

function readOn(full: u32, capacity: u32): i32 {
  while (count < full) {
    const first = count;
    const to = min(length, at + min<u32>(stretchUnits, 2 * (capacity - count)));
    findRuns(at, to);
    // The last run may go on beyond.
    if (stopped < length || !isLast) {
      if (edges > 0 && edgeAt(edges - 1) === stopped) edges -= 2;
    }
    let run: u32 = 0;
    for (;;) {
      run = readRuns(run, capacity);
      if (count === capacity) return isFull;
      if (run >= edges) {
        if (stopped === length) {
          if (isLast) {
            at = length;
            return textEnds;
          }
          return windowEnds;
        }
        // What is odd stands next, or a word longer than a stretch.
        if (stopped === to && count > first) break;
      }
      const end = readOdd(at, count);
      if (end === -2) return windowEnds;
      if (end === -1) {
        at = length;
        return textEnds;
      }
      count += 1;
      at = end;
      while (run < edges && edgeAt(run + 1) <= at) run += 2;
      if (run >= edges) break;
    }
  }
  return isFull;
}

function edgeAt(place: u32): u32 {
  return load<u16>(edgesAt + (place << 1));
}

/** Finds where runs of letters begin and end, up to `to` or to what is odd. */
function findRuns(from: u32, to: u32): void {
  const letterLow = v128.load(letterLowAt);
  const oddLow = v128.load(oddLowAt);
  const highBits = v128.load(highBitsAt);
  const units = plain;
  let found: usize = edgesAt;
  let carry: u64 = 0;
  let stop = to;
  for (let block = from; block < to; block += 64) {
    let letters: u64 = 0;
    let odds: u64 = 0;
    for (let part: u32 = 0; part < 64; part += 16) {
      const sixteen = v128.load(units + block + part);
      const low = v128.and(sixteen, i8x16.splat(15));
      const high = i8x16.swizzle(highBits, i8x16.shr_u(sixteen, 4));
      const isLetter = v128.and(i8x16.swizzle(letterLow, low), high);
      const isOdd = v128.and(i8x16.swizzle(oddLow, low), high);
      const zero = i8x16.splat(0);
      letters |= (<u64>(<u32>i8x16.bitmask(i8x16.ne(isLetter, zero)))) << part;
      odds |= (<u64>(<u32>i8x16.bitmask(i8x16.ne(isOdd, zero)))) << part;
    }
    const room = to - block;
    if (room < 64) odds |= (<u64>1) << room;
    if (odds !== 0) {
      const cut = ctz(odds);
      letters &= ((<u64>1) << cut) - 1;
      stop = block + <u32>cut;
    }
    let turns = letters ^ ((letters << 1) | carry);
    carry = letters >> 63;
    while (turns !== 0) {
      store<u16>(found, block + <u32>ctz(turns));
      found += 2;
      turns &= turns - 1;
    }
    if (odds !== 0) break;
  }
  // A run that touches the end.
  if ((((found - edgesAt) >> 1) & 1) !== 0) {
    store<u16>(found, stop);
    found += 2;
  }
  edges = <u32>((found - edgesAt) >> 1);
  stopped = stop;
}

/**
 * Appends runs from edge `run` on as words, until one wants a closer look, which is returned, or all are read. At `at` a
 * word ends, or the text begins.
 */
function readRuns(run: u32, capacity: u32): u32 {
  const first = count;
  const stop = edges;
  const pairTable = pairs;
  const mask = pairMask;
  const offset = base;
  const letters = plain;
  const before = plain - 1;
  const small = i8x16.splat(32);
  let index = count;
  let gap = at;
  let previous: u32 = index > 0 ? load<u32>(wordsAt + ((index - 1) << 2)) : 0;
  /** The marks of the word before, which this one may add to. */
  let marksBefore: u32 = index > 0 ? load<u16>(marksAt - 2 + (index << 1)) : 0;
  for (; run < stop && index < capacity; run += 2) {
    const from = edgeAt(run);
    const to = edgeAt(run + 1);
    const units = to - from;
    let word: u32 = 0;
    let marks: u32 = 0;
    if (units <= 16) {
      const key = v128.and(
        v128.or(v128.load(letters + from), small),
        v128.load(maskAt + 16 - units),
      );
      const hash = hashOf(i64x2.extract_lane(key, 0), i64x2.extract_lane(key, 1));
      const set = setOf(hash);
      const wanted = i64x2.splat(hash);
      // Not by a branch: which of the four it is cannot be foreseen.
      let met: u32 =
        <u32>i64x2.bitmask(i64x2.eq(v128.load(set), wanted)) |
        ((<u32>i64x2.bitmask(i64x2.eq(v128.load(set, 16), wanted))) << 2);
      if (met === 0) {
        if (!learn(from, to)) break;
        remember(set, hash);
        met = 1;
      }
      const place = set + (ctz(met) << 3);
      word = load<u32>(place, 32);
      marks = load<u32>(place, 36);
    } else {
      if (!learn(from, to)) break;
      word = learntWord;
      marks = learntMarks;
    }
    // Two questions, one branch: after each comma the first is answered otherwise.
    const isClose =
      u32(<u32>load<u8>(letters + gap) !== spaceUnit) &
      u32(<u32>load<u8>(before + from) !== spaceUnit);
    if (isClose !== 0 && !isApart(gap)) marks |= joinedMark;
    if ((marks & dullMark) !== 0) {
      // What begins small holds nothing else; what begins with a capital may be several words that do.
      const unit = unitAt(from);
      if (unit > 96 && unit < 123) marks &= ~(compoundMark | dullMark);
    }
    const pair = isFiled(pairTable, mask, (previous * pairMix) ^ (word * otherMix));
    const lead: u32 = u32(pair) & u32(word !== 0) & u32(previous !== 0) ? leadMark : 0;
    store<u16>(marksAt - 2 + (index << 1), marksBefore | lead);
    marksBefore = marks | lead;
    previous = word;
    store<u32>(wordsAt + (index << 2), word);
    store<u32>(startsAt + (index << 2), offset + from);
    store<u32>(endsAt + (index << 2), offset + to);
    index += 1;
    gap = to;
  }
  if (index > 0) store<u16>(marksAt - 2 + (index << 1), marksBefore);
  // The first word of all is joined to none.
  if (first === 0 && index > 0) store<u16>(marksAt, load<u16>(marksAt) & ~joinedMark);
  count = index;
  at = gap;
  return run;
}

/** 64 bits that stand for up to 16 letters: the letters themselves are not kept when a text is done with. */
function hashOf(low: i64, high: i64): u64 {
  return (<u64>low ^ (<u64>high * 0x9e3779b97f4a7)) * (((<u64>0x9e3779b9) << 32) | 0x7f4a7c15);
}

/** Of the highest bits: each letter has a share in them. */
function setOf(hash: u64): usize {
  return <usize>metAt + ((<usize>(hash >> setShift)) << 6);
}

/** Puts what was learnt first in its set; what was there longest is driven out. */
function remember(set: usize, hash: u64): void {
  const third = load<u64>(set, 16);
  v128.store(set, v128.load(set), 8);
  store<u64>(set, third, 24);
  store<u64>(set, hash);
  const last = load<u64>(set, 48);
  const middle = v128.load(set, 32);
  v128.store(set, middle, 40);
  store<u64>(set, last, 56);
  store<u32>(set, learntWord, 32);
  store<u32>(set, learntMarks, 36);
}

/** Whether white space stands between `from`, where a word ends, and the next run. */
function isApart(from: u32): bool {
  let gap = from;
  while (true) {
    const unit = plainAtUnit(gap);
    gap += 1;
    // What steers a terminal is white space as well.
    if (unit <= spaceUnit || unit === deleteUnit) return true;
    const bits = load<u8>(highBitsAt + (unit >> 4));
    if (((load<u8>(letterLowAt + (unit & 15)) | load<u8>(oddLowAt + (unit & 15))) & bits) !== 0) {
      return false;
    }
  }
}

let learntWord: u32 = 0;
let learntMarks: u32 = 0;

/** Reads a run of letters through the trie; false where that cannot be done. */
function learn(from: u32, to: u32): bool {
  let state: u32 = 1;
  let inside: u32 = 1;
  let before: u32 = 0;
  let beforeThat: u32 = 0;
  let repeats: u32 = 0;
  let letters: u32 = 0;
  let begun: u32 = 0;
  let stop = from;
  for (let unit = from; unit < to; unit += 1) {
    // What is folded to ASCII has the class of that.
    const found: u32 = load<u8>(blocks + plainAtUnit(unit));
    if (found === apostropheClass) continue;
    if (letters === 0) begun = unit;
    letters += 1;
    stop = unit + 1;
    if (state !== 0) {
      state = stepTo(state, found);
      if (state !== 0) inside = state;
    }
    // Within the trie letters stand as a phrase has them.
    if (state === 0 && found === before) repeats += found === beforeThat ? 3 : 1;
    beforeThat = before;
    before = found;
  }
  // At an edge an apostrophe is a quotation mark.
  if (letters === 0 || begun !== from || stop !== to || to - from > mostUnits) return false;
  const outcome = outcomeOf(inside);
  const word = state !== 0 ? wordOf(outcome) : linkOf(outcome);
  let marks = gateMarks(word);
  if (letters === 1) marks |= singleMark;
  if (repeats >= 3) marks |= stretchedMark;
  if (word === 0 && letters >= 5 && (load<u8>(passed + outcome) & 1) !== 0) {
    marks |= compoundMark;
    if (!canPartLetters(from, to, true)) marks |= dullMark;
  }
  learntWord = word;
  learntMarks = marks;
  return true;
}

/** The marks of a word that is worth a look whatever stands directly beside it. */
function gateMarks(word: u32): u32 {
  if (word === 0 || word > gateWords) return 0;
  const kind = wordKinds + 12 * load<u32>(wordKind + (word << 2));
  const helpers = load<u16>(kind + 4);
  const reach: u32 = load<u16>(kind + 8);
  const isFar = (reach & 15) > 1 || reach >> 4 > 1;
  const isLead = isFar || load<u16>(kind + 2) !== helpers;
  return (isLead ? <u32>leadMark : 0) | (load<u16>(kind + 6) !== helpers ? <u32>helpMark : 0);
}
