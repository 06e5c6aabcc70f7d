// Reads letters that were hidden (k1ll, k*ll, k i l l, kiiill, prpl) as words of the lexicon: a walk through the trie
// with a choice at each letter, within a budget of steps.
import { letterClass } from "./classes.ts";
import type { Unit } from "./spell-units.ts";
import type { LexiconTables } from "./types.ts";
import { mayJoin } from "./word-pairs.ts";

export interface SpelledWord {
  readonly word: number;
  readonly start: number;
  readonly end: number;
}

/** What the reader may do besides reading letter by letter. */
export interface SpellRules {
  /** Read a repeated letter as one. */
  readonly stretch?: boolean;
  /** Read several words from one run. */
  readonly words?: boolean;
  /** Only words that follow one another in some phrase. */
  readonly joined?: boolean;
  /** Supply vowels that were left out. */
  readonly vowels?: boolean;
  /** Forgive one slip: two letters swapped, one missing, one too many, one wrong; ph written f. */
  readonly slip?: boolean;
}

/** Steps left for all readings of a text: what they cost stays in proportion to its length. */
export interface Budget {
  steps: number;
}

/** Some are there at once, and so many for each unit of the text. */
export const firstSteps = 40_000;
export const stepsPerUnit = 2;

const mostResults = 3;
const stepsPerReading = 800;
const vowelClasses = [0, 4, 8, 14, 20].map((place) => letterClass + place);
const letterF = letterClass + 5;
const letterH = letterClass + 7;
const letterP = letterClass + 15;

interface Search {
  readonly tables: LexiconTables;
  readonly units: readonly Unit[];
  readonly rules: SpellRules;
  readonly found: SpelledWord[][];
  readonly path: SpelledWord[];
  steps: number;
}

/** Up to three ways to read all of the units as words of the lexicon. What is one word is not several. */
export function spellWords(
  tables: LexiconTables,
  units: readonly Unit[],
  rules: SpellRules,
  budget: Budget,
): readonly (readonly SpelledWord[])[] {
  if (rules.words === true) {
    const whole = spell(tables, units, { ...rules, words: false, slip: false }, budget);
    if (whole.some((path) => path.length === 1)) return whole;
  }
  return spell(tables, units, rules, budget);
}

function spell(
  tables: LexiconTables,
  units: readonly Unit[],
  rules: SpellRules,
  budget: Budget,
): readonly (readonly SpelledWord[])[] {
  const allowed = Math.min(stepsPerReading, budget.steps);
  const search: Search = { tables, units, rules, found: [], path: [], steps: allowed };
  walk(search, 0, 1, 0, -1, 0, rules.slip === true ? 1 : 0);
  budget.steps -= allowed - search.steps;
  return search.found;
}

/**
 * `at` the next unit, `state` in the trie, `letter` the class read last, `from` where the word began (-1: not yet),
 * `depth` letters in the word so far, `slips` still forgiven.
 */
function walk(
  search: Search,
  at: number,
  state: number,
  letter: number,
  from: number,
  depth: number,
  slips: number,
): void {
  const { tables, units, rules, found } = search;
  if (found.length >= mostResults || search.steps <= 0) return;
  search.steps -= 1;
  const unit = units[at];
  if (!unit || unit.breakBefore || rules.words === true)
    finishWord(search, at, state, from, depth, slips);
  if (rules.vowels === true && !unit?.breakBefore) addVowel(search, at, state, letter, from, depth);
  if (!unit || (unit.breakBefore && depth > 0)) return;

  const begin = from < 0 ? unit.start : from;
  for (const choice of unit.choices) {
    const next = step(tables, state, choice);
    if (next !== 0) walk(search, at + 1, next, choice, begin, depth + 1, slips);
    if (choice === letter && rules.stretch === true) {
      walk(search, at + 1, state, letter, from, depth, slips);
    }
  }
  if (unit.loose) walk(search, at + 1, state, letter, from, depth, slips);
  if (unit.mask && depth > 0) {
    for (let any = letterClass; any < letterClass + 26; any += 1) {
      const next = step(tables, state, any);
      if (next !== 0) walk(search, at + 1, next, any, begin, depth + 1, slips);
    }
  }
  if (slips > 0 && depth > 0) slip(search, at, state, begin, depth);
}

/** Supplies a vowel that was left out before the next letter, or at the end. */
function addVowel(
  search: Search,
  at: number,
  state: number,
  letter: number,
  from: number,
  depth: number,
): void {
  const begin = from < 0 ? (search.units[at]?.start ?? 0) : from;
  for (const vowel of vowelClasses) {
    const next = vowel === letter ? 0 : step(search.tables, state, vowel);
    if (next !== 0) walk(search, at, next, vowel, begin, depth + 1, 0);
  }
}

/** One slip of the pen at this letter, and none after it. */
function slip(search: Search, at: number, state: number, from: number, depth: number): void {
  const { tables, units } = search;
  const mine = units[at]?.choices[0] ?? 0;
  const next = units[at + 1]?.choices[0] ?? 0;
  const long = units.length;
  const swapped = step(tables, state, next);
  if (next !== 0 && swapped !== 0) {
    const both = step(tables, swapped, mine);
    if (both !== 0) walk(search, at + 2, both, mine, from, depth + 2, 0);
  }
  if (mine === letterF) {
    const ph = step(tables, step(tables, state, letterP), letterH);
    if (ph !== 0) walk(search, at + 1, ph, letterH, from, depth + 2, 0);
  }
  if (long < 6) return;
  for (let any = letterClass; any < letterClass + 26; any += 1) {
    const reached = step(tables, state, any);
    if (reached === 0) continue;
    walk(search, at, reached, any, from, depth + 1, 0);
    if (long >= 7 && at < long - 1) walk(search, at + 1, reached, any, from, depth + 1, 0);
  }
  if (long >= 7) walk(search, at + 1, state, 0, from, depth, 0);
}

function finishWord(
  search: Search,
  at: number,
  state: number,
  from: number,
  depth: number,
  slips: number,
): void {
  const { tables, units, path, found, rules } = search;
  const unit = units[at];
  const outcome = tables.out[state] ?? 0;
  const isExact = outcome !== 0 && outcome < tables.wordCount;
  const word = isExact ? outcome : unit ? 0 : (tables.link[outcome] ?? 0);
  if (word === 0 || depth === 0) return;
  // Among letters without breaks only a few single letters are words: I, a, u.
  if (depth === 1 && unit && !unit.breakBefore && !isWordLetter(units[at - 1])) return;
  const end = units[at - 1]?.end ?? from;
  const previous = path.at(-1);
  if (rules.joined === true && previous !== undefined) {
    const letters = previous.end - previous.start;
    if (!mayJoin(tables, previous.word, letters, word, end - from)) return;
  }
  path.push({ word, start: from, end });
  if (!unit) {
    if (path.length === 1 || rules.words === true || units.some((one) => one.breakBefore)) {
      if (!found.some((other) => sameWords(other, path))) found.push([...path]);
    }
  } else walkOn(search, at, slips);
  path.pop();
}

function walkOn(search: Search, at: number, slips: number): void {
  const { units, tables } = search;
  const unit = units[at];
  if (!unit) return;
  for (const choice of unit.choices) {
    const next = step(tables, 1, choice);
    if (next !== 0) walk(search, at + 1, next, choice, unit.start, 1, slips);
  }
  if (unit.loose) walk(search, at + 1, 1, 0, -1, 0, slips);
}

function isWordLetter(unit: Unit | undefined): boolean {
  const letter = (unit?.choices[0] ?? 0) - letterClass;
  return letter === 0 || letter === 8 || letter === 20;
}

function sameWords(left: readonly SpelledWord[], right: readonly SpelledWord[]): boolean {
  return (
    left.length === right.length && left.every((one, place) => one.word === right[place]?.word)
  );
}

function step(tables: LexiconTables, state: number, letter: number): number {
  if (state === 0) return 0;
  const next = ((tables.cells[state] ?? 0) >>> 8) + letter;
  return ((tables.cells[next] ?? 0) & 255) === letter ? next : 0;
}
