// Reads letters that were hidden as words of the lexicon; `lib/core/match/spell-words.ts` has the same in TypeScript, and
// takes as many steps. Vowels that were left out and slips of the pen are looked for there alone.
import { letterClass } from "../classes";
import { letterA, letterI, letterU, linkOf, outcomeOf, stepTo } from "./letters";
import { mayJoin } from "./part";
import {
  count,
  forgetReadings,
  isKnown,
  keepPath,
  lastPlace,
  lengthOf,
  mostReadings,
  pathLength,
  pop,
  push,
} from "./readings";
import {
  breakBit,
  choicesOf,
  firstChoice,
  letterAt,
  letterEnd,
  letterStart,
  looseBit,
  many,
  maskBit,
} from "./spell-units";
import { wordCount } from "./tables";

const stepsPerReading: i32 = 800;

/** Steps left for all readings of a text. */
export let budget: i32 = 0;

export function setBudget(to: i32): void {
  budget = to;
}

export function takeSteps(many: u32): void {
  budget -= many;
}

export function areStepsLeft(): bool {
  return budget > 0;
}

/** Read a repeated letter as one. */
export const stretchRule: u32 = 1;
/** Read several words from one run. */
export const wordsRule: u32 = 2;
/** Only words that follow one another in some phrase. */
export const joinedRule: u32 = 4;

let rules: u32 = 0;
let steps: i32 = 0;
/** Where no word has begun yet. */
const nowhere: u32 = 0xffffffff;

/** Finds up to three ways to read all of the letters as words of the lexicon. What is one word is not several. */
export function spellWords(wanted: u32): void {
  if ((wanted & wordsRule) !== 0) {
    spell(wanted & ~wordsRule);
    for (let reading: u32 = 0; reading < count; reading += 1) {
      if (lengthOf(reading) === 1) return;
    }
  }
  spell(wanted);
}

function spell(wanted: u32): void {
  forgetReadings();
  rules = wanted;
  const allowed = min<i32>(stepsPerReading, budget);
  steps = allowed;
  walk(0, 1, 0, nowhere, 0);
  budget -= allowed - steps;
}

/**
 * `at` the next letter, `state` in the trie, `letter` the class read last, `from` where the word began, `depth` letters in
 * the word so far.
 */
function walk(at: u32, state: u32, letter: u32, from: u32, depth: u32): void {
  if (count >= mostReadings || steps <= 0) return;
  steps -= 1;
  const isEnd = at >= many;
  const unit: u32 = isEnd ? 0 : letterAt(at);
  const isBreak = (unit & breakBit) !== 0;
  if (isEnd || isBreak || (rules & wordsRule) !== 0) finishWord(at, state, from, depth);
  if (isEnd || (isBreak && depth > 0)) return;
  const begin = from === nowhere ? letterStart(at) : from;
  const choices = choicesOf(unit);
  for (let place: u32 = 0; place < choices; place += 1) {
    const choice = (unit >> (place << 3)) & 255;
    const next = stepTo(state, choice);
    if (next !== 0) walk(at + 1, next, choice, begin, depth + 1);
    if (choice === letter && (rules & stretchRule) !== 0) walk(at + 1, state, letter, from, depth);
  }
  if ((unit & looseBit) !== 0) walk(at + 1, state, letter, from, depth);
  if ((unit & maskBit) !== 0 && depth > 0) {
    for (let any: u32 = letterClass; any < <u32>letterClass + 26; any += 1) {
      const next = stepTo(state, any);
      if (next !== 0) walk(at + 1, next, any, begin, depth + 1);
    }
  }
}

function finishWord(at: u32, state: u32, from: u32, depth: u32): void {
  const isEnd = at >= many;
  const unit: u32 = isEnd ? 0 : letterAt(at);
  const outcome = outcomeOf(state);
  const isExact = outcome !== 0 && outcome < wordCount;
  const word = isExact ? outcome : isEnd ? linkOf(outcome) : 0;
  if (word === 0 || depth === 0) return;
  // Among letters without breaks only a few single letters are words: I, a, u.
  if (depth === 1 && !isEnd && (unit & breakBit) === 0 && !isWordLetter(at - 1)) return;
  const end = letterEnd(at - 1);
  if ((rules & joinedRule) !== 0 && pathLength > 0) {
    const last = lastPlace();
    const letters = load<u32>(last, 8) - load<u32>(last, 4);
    if (!mayJoin(load<u32>(last), letters, word, end - from)) return;
  }
  push(word, from, end);
  if (!isEnd) walkOn(at, unit);
  else if (pathLength === 1 || (rules & wordsRule) !== 0 || hasBreaks()) {
    if (!isKnown()) keepPath();
  }
  pop();
}

function walkOn(at: u32, unit: u32): void {
  const choices = choicesOf(unit);
  for (let place: u32 = 0; place < choices; place += 1) {
    const choice = (unit >> (place << 3)) & 255;
    const next = stepTo(1, choice);
    if (next !== 0) walk(at + 1, next, choice, letterStart(at), 1);
  }
  if ((unit & looseBit) !== 0) walk(at + 1, 1, 0, nowhere, 0);
}

function isWordLetter(place: u32): bool {
  const letter = firstChoice(letterAt(place));
  return letter === letterA || letter === letterI || letter === letterU;
}

function hasBreaks(): bool {
  for (let place: u32 = 0; place < many; place += 1) {
    if ((letterAt(place) & breakBit) !== 0) return true;
  }
  return false;
}
