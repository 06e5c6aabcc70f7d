// Looks at the words that the hot loop marked, and says how each might be read: as edits of the row of words.
import {
  compoundMark,
  dullMark,
  helpMark,
  leadMark,
  joinedMark,
  oddMark,
  singleMark,
  stretchedMark,
  symbolAfterMark,
  symbolBeforeMark,
} from "./marks.ts";
import { type Tokens } from "./tokenise.ts";
import { letterClass } from "./classes.ts";
import type { Engine } from "./engine.ts";
import { canPart } from "./can-part.ts";
import { joinLetters, partLetters, readLetters } from "./part-letters.ts";
import { unitsOf } from "./spell-units.ts";
import { spellWords, type Budget, type SpelledWord, type SpellRules } from "./spell-words.ts";
import type { LexiconTables } from "./types.ts";

/** Words `first` to `last` may be read otherwise, in up to three ways. */
export interface Edit {
  readonly first: number;
  readonly last: number;
  readonly readings: readonly (readonly SpelledWord[])[];
  /** Words written together: a phrase must take them all or none, or "therapist" would hold others. */
  readonly whole: boolean;
  /** A guess: it needs a second word beside it. */
  readonly weak: boolean;
}

interface Place {
  readonly tables: LexiconTables;
  readonly text: string;
  readonly tokens: Tokens;
  readonly engine: Engine;
  readonly budget: Budget;
  /** Short texts, which pupils write themselves, are read with more patience. */
  readonly careful: boolean;
}

const suspicious =
  joinedMark | oddMark | stretchedMark | compoundMark | symbolBeforeMark | symbolAfterMark;
const longestRun = 48;
/** @ $ € £ | ¢ * + */
const edgeSigns: readonly number[] = [64, 36, 0x20ac, 0xa3, 124, 0xa2, 42, 43];

/** Edits of the words from `from` on that begin before `until`, in order and without overlap. */
export function findHiddenWords(place: Place, from: number, until: number): readonly Edit[] {
  const { careful, engine } = place;
  const edits: Edit[] = [];
  const next = (index: number): number => (careful ? index : engine.nextOdd(index, until));
  for (let index = next(from); index < until && place.budget.steps > 0;) {
    let edit = looksOdd(place, index) ? readMarked(place, index) : undefined;
    if (!edit && careful) edit = readCarefully(place, index);
    if (edit) edits.push(edit);
    index = next(edit ? edit.last + 1 : index + 1);
  }
  return edits;
}

/** The next word from `index` on that looks odd. */
export function nextOdd(tokens: Tokens, index: number, until: number): number {
  const { mark, count } = tokens;
  const stop = Math.min(until, count - 2);
  let at = index;
  for (; at < stop; at += 1) {
    const here = mark[at] as number;
    const next = mark[at + 1] as number;
    const singles = here & next & (mark[at + 2] as number) & singleMark;
    if (((here & suspicious) | (next & joinedMark) | singles) !== 0) break;
  }
  return at;
}

function looksOdd({ tokens }: Place, index: number): boolean {
  const { mark, count } = tokens;
  const next = index + 1 < count ? (mark[index + 1] as number) : 0;
  const third = index + 2 < count ? (mark[index + 2] as number) : 0;
  const here = mark[index] as number;
  return ((here & suspicious) | (next & joinedMark) | (here & next & third & singleMark)) !== 0;
}

function readMarked(place: Place, index: number): Edit | undefined {
  const { tokens } = place;
  const mark = tokens.mark[index] as number;
  const joined = (mark & joinedMark) === 0 ? joinedLength(tokens, index) : 1;
  if ((mark & ~(dullMark | leadMark | helpMark)) === compoundMark && joined === 1)
    return readCompound(place, index);
  const singles = runLength(tokens, index, singleMark);
  if (singles >= 3 && !continues(tokens, index, singleMark)) {
    for (const [skipped, left] of [
      [0, 0],
      [1, 0],
      [0, 1],
    ] as const) {
      if (singles - skipped - left < 3) break;
      const edit = readSingles(place, index + skipped, index + singles - left - 1);
      if (edit) return edit;
    }
  }
  if ((mark & joinedMark) !== 0) return undefined;
  if (joined >= 2) return readRun(place, index, index + joined - 1);
  if (tokens.word[index] !== 0) return undefined;
  if ((mark & (oddMark | stretchedMark | symbolBeforeMark | symbolAfterMark)) !== 0) {
    const edit = readRun(place, index, index);
    if (edit) return edit;
  }
  return (mark & (compoundMark | symbolBeforeMark)) === 0 ? undefined : readCompound(place, index);
}

/** Letters with something between each: k i l l. A wider gap than the narrowest is the end of a word. */
function readSingles(place: Place, first: number, last: number): Edit | undefined {
  const { tokens } = place;
  const { start, end } = tokens;
  let narrowest = Number.POSITIVE_INFINITY;
  for (let index = first + 1; index <= last; index += 1) {
    narrowest = Math.min(narrowest, (start[index] as number) - (end[index - 1] as number));
  }
  const breaks = new Set<number>();
  for (let index = first + 1; index <= last; index += 1) {
    const gap = (start[index] as number) - (end[index - 1] as number);
    if (gap > narrowest) breaks.add(start[index] as number);
  }
  return spell(place, first, last, { words: true }, breaks);
}

/** Words with no white space between them, or one odd word: pur.ple, k1ll, $even, kiiill. */
function readRun(place: Place, first: number, last: number): Edit | undefined {
  const { tokens } = place;
  const from = tokens.start[first] as number;
  const to = tokens.end[last] as number;
  if (to - from > longestRun) return readNew(place, first, last, from, to);
  // What it says depends on nothing else, and most says nothing.
  const begin = from - signsBefore(place, from);
  const end = to + signsAfter(place, to);
  return readOnce(place, first, last, runKind, begin, end, () =>
    readNew(place, first, last, from, to),
  );
}

/** What the same units were read as: a run with what stands beside it, or a word that may be several. */
const runKind = 1;
const compoundKind = 2;

/** What `read` says of words that depends on nothing but what stands between two offsets. It is asked where that is new. */
function readOnce(
  { text, engine, budget }: Place,
  first: number,
  last: number,
  kind: number,
  begin: number,
  end: number,
  read: () => Edit | undefined,
): Edit | undefined {
  const known = engine.known.recall(text, begin, end, kind);
  // Were fewer steps left, not all would be tried.
  if (known && known.steps < budget.steps) {
    budget.steps -= known.steps;
    const { readings, whole, weak } = known;
    if (readings.length === 0) return undefined;
    return { first, last, readings: moved(readings, begin), whole, weak };
  }
  const before = budget.steps;
  const edit = read();
  // With no steps left not all was tried.
  if (budget.steps > 0) {
    engine.known.keep(text, begin, end, kind, {
      readings: moved(edit?.readings ?? [], -begin),
      whole: edit?.whole === true,
      weak: edit?.weak === true,
      steps: before - budget.steps,
    });
  }
  return edit;
}

function moved(
  readings: readonly (readonly SpelledWord[])[],
  by: number,
): readonly (readonly SpelledWord[])[] {
  return readings.map((reading) =>
    reading.map(({ word, start, end }) => ({ word, start: start + by, end: end + by })),
  );
}

function readNew(
  place: Place,
  first: number,
  last: number,
  from: number,
  to: number,
): Edit | undefined {
  const { tables, text, tokens } = place;
  const stretch = anyMarked(tokens, first, last, stretchedMark);
  if (!stretch && !isEdgeSign(place, from - 1) && !isEdgeSign(place, to)) {
    if (!canPart(tables, text, from, to)) return undefined;
    if (last > first && to - from <= longestRun) {
      const isKnown = areKnown(tokens, first, last);
      const readings = joinLetters(tables, text, from, to, isKnown);
      if (readings) return editOf(place, first, last, readings);
    }
  }
  return (
    spell(place, first, last, { stretch }) ??
    (last > first ? spell(place, first, last, { stretch, words: true }) : undefined)
  );
}

function signsBefore(place: Place, from: number): number {
  let many = 0;
  while (many < 3 && isEdgeSign(place, from - 1 - many)) many += 1;
  return many;
}

function signsAfter(place: Place, to: number): number {
  let many = 0;
  while (many < 3 && isEdgeSign(place, to + many)) many += 1;
  return many;
}

function spell(
  place: Place,
  first: number,
  last: number,
  rules: SpellRules,
  breaks?: ReadonlySet<number>,
): Edit | undefined {
  const { tables, text, tokens, budget } = place;
  let from = tokens.start[first] as number;
  let to = tokens.end[last] as number;
  if (!breaks) {
    if (to - from > longestRun) return undefined;
    from -= signsBefore(place, from);
    to += signsAfter(place, to);
  }
  const units = unitsOf(tables, text, from, to, breaks);
  if (!units) return undefined;
  return editOf(place, first, last, spellWords(tables, units, rules, budget));
}

function editOf(
  { tables, tokens }: Place,
  first: number,
  last: number,
  all: readonly (readonly SpelledWord[])[],
): Edit | undefined {
  const readings = all.filter(
    (reading) =>
      saysMore(tables, tokens, first, last, reading) &&
      reading.some((one) => one.end - one.start >= 3),
  );
  return readings.length === 0 ? undefined : { first, last, readings, whole: false, weak: false };
}

function isEdgeSign(place: Place, at: number): boolean {
  if (at < 0 || at >= place.text.length) return false;
  const unit = place.text.charCodeAt(at);
  // Most are spaces and letters.
  return unit !== 32 && (unit < 97 || unit > 122) && edgeSigns.includes(unit);
}

/** purpleelephant, PurpleElephant: known words from end to end, or words that begin with capitals. */
function readCompound(place: Place, index: number): Edit | undefined {
  const { tokens } = place;
  const from = tokens.start[index] as number;
  const to = tokens.end[index] as number;
  if (to - from > longestRun) return undefined;
  if (((tokens.mark[index] as number) & symbolBeforeMark) !== 0) {
    return readNewCompound(place, index, from, to);
  }
  return readOnce(place, index, index, compoundKind, from, to, () =>
    readNewCompound(place, index, from, to),
  );
}

function readNewCompound(place: Place, index: number, from: number, to: number): Edit | undefined {
  const { tables, text, tokens } = place;
  // A name of code begins small (hitCount); what is written together to be read begins with a capital or a sign.
  const first = text.charCodeAt(from);
  const mark = tokens.mark[index] as number;
  const isName = first > 96 && first < 123 && (mark & symbolBeforeMark) === 0;
  if (isName && (mark & dullMark) !== 0) return undefined;
  const breaks = isName ? undefined : capitalsIn(text, from, to);
  if (breaks) {
    const reading = readPieces(place, from, to, breaks);
    if (reading.some((one) => one.word !== 0)) {
      return { first: index, last: index, readings: [reading], whole: false, weak: false };
    }
  }
  if ((mark & dullMark) !== 0) return undefined;
  const letters = partLetters(tables, text, from, to);
  if (letters?.length === 0) return undefined;
  const readings = letters ?? partOthers(place, from, to);
  return readings.length === 0
    ? undefined
    : { first: index, last: index, readings, whole: true, weak: false };
}

/** Letters with digits or other signs among them. */
function partOthers(
  { tables, text, budget }: Place,
  from: number,
  to: number,
): readonly (readonly SpelledWord[])[] {
  const units = unitsOf(tables, text, from, to);
  if (!units) return [];
  return spellWords(tables, units, { words: true, joined: true }, budget).filter(
    (reading) =>
      reading.length > 1 &&
      reading.every(
        ({ word }) => ((tables.passed[word] ?? 0) & 2) !== 0 || tables.link[word] !== 0,
      ),
  );
}

function capitalsIn(text: string, from: number, to: number): ReadonlySet<number> | undefined {
  let found: Set<number> | undefined;
  for (let at = from + 1; at < to; at += 1) {
    const here = text.charCodeAt(at);
    const before = text.charCodeAt(at - 1);
    if (here > 64 && here < 91 && before > 96 && before < 123) (found ??= new Set()).add(at);
  }
  return found;
}

/** Each piece between breaks looked up by itself; unknown ones stay as unknown words. */
function readPieces(
  place: Place,
  from: number,
  to: number,
  breaks: ReadonlySet<number>,
): readonly SpelledWord[] {
  const pieces: SpelledWord[] = [];
  const edges = [...breaks, to];
  let start = from;
  for (const end of edges) {
    let word = readLetters(place.tables, place.text, start, end);
    if (word < 0) {
      const units = unitsOf(place.tables, place.text, start, end);
      const [reading] = units ? spellWords(place.tables, units, {}, place.budget) : [];
      word = reading?.[0]?.word ?? 0;
    }
    pieces.push({ word, start, end });
    start = end;
  }
  return pieces;
}

/** Words torn by a space, without their vowels, or misspelt. */
function readCarefully(place: Place, index: number): Edit | undefined {
  const { tables, text, tokens, budget } = place;
  if (tokens.word[index] !== 0) return undefined;
  const from = tokens.start[index] as number;
  const to = tokens.end[index] as number;
  if (to - from > 24) return undefined;
  for (let last = index + 1; last <= index + 2 && last < tokens.count; last += 1) {
    const gap = (tokens.start[last] as number) - (tokens.end[last - 1] as number);
    if (tokens.word[last] !== 0 || gap !== 1) break;
    const edit = spell(place, index, last, {});
    if (edit && (tokens.end[last] as number) - from >= 6) return edit;
  }
  const units = unitsOf(tables, text, from, to);
  if (!units || units.some((unit) => (unit.choices[0] ?? 0) < letterClass)) return undefined;
  const vowels = units.some((unit) => "aeiou".includes(text.charAt(unit.start).toLowerCase()));
  if (!vowels && units.length >= 3) {
    const readings = spellWords(tables, units, { vowels: true }, budget);
    if (readings.length > 0) {
      return { first: index, last: index, readings, whole: false, weak: units.length < 5 };
    }
  }
  if (units.length < 5) return undefined;
  const readings = spellWords(tables, units, { slip: true }, budget);
  if (readings.length === 0) return undefined;
  return { first: index, last: index, readings, whole: false, weak: true };
}

/** Whether a reading holds a word of a phrase that the plain words do not hold at that place. */
function saysMore(
  { passed, link }: LexiconTables,
  tokens: Tokens,
  first: number,
  last: number,
  reading: readonly SpelledWord[],
): boolean {
  let plain = first;
  for (const { word, start } of reading) {
    if (((passed[word] ?? 0) & 2) === 0 && link[word] === 0) continue;
    while (plain <= last && (tokens.start[plain] as number) < start) plain += 1;
    if (plain > last || tokens.start[plain] !== start || tokens.word[plain] !== word) return true;
  }
  return false;
}

/** Whether all are words of two letters or more: what falls apart otherwise as well does so by chance. */
function areKnown(tokens: Tokens, first: number, last: number): boolean {
  for (let index = first; index <= last; index += 1) {
    if (tokens.word[index] === 0 || ((tokens.mark[index] as number) & singleMark) !== 0)
      return false;
  }
  return true;
}

function anyMarked(tokens: Tokens, first: number, last: number, wanted: number): boolean {
  for (let index = first; index <= last; index += 1) {
    if (((tokens.mark[index] as number) & wanted) !== 0) return true;
  }
  return false;
}

function continues(tokens: Tokens, index: number, wanted: number): boolean {
  return index > 0 && ((tokens.mark[index - 1] as number) & wanted) !== 0;
}

function runLength(tokens: Tokens, index: number, wanted: number): number {
  let last = index;
  while (
    last < tokens.count &&
    last - index < 64 &&
    ((tokens.mark[last] as number) & wanted) !== 0
  ) {
    last += 1;
  }
  return last - index;
}

function joinedLength(tokens: Tokens, index: number): number {
  let last = index + 1;
  while (last < tokens.count && ((tokens.mark[last] as number) & joinedMark) !== 0) {
    last += 1;
    if (last - index > 40) return 0;
  }
  return last - index;
}
