// How the words that look odd may be read: as edits of the row of words. `lib/core/match/hidden-words.ts` has the same in
// TypeScript, and takes as many steps of the budget.
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
import { endsAt, startsAt, wordsAt } from "../memory-layout";
import {
  addReading,
  addWord,
  beginEdit,
  dropEdit,
  editCount,
  endEdit,
  endReading,
  forgetEdits,
  isFull,
  lastOf,
} from "./edits";
import {
  anyStretched,
  areKnown,
  beginsName,
  hasCapitals,
  isCapital,
  isInWindow,
  joinedLength,
  longestRun,
  markAt,
  nextMarked,
  signsAfter,
  signsBefore,
} from "./hidden";
import {
  holdsNothing,
  holdsNothingAfter,
  isOneWord,
  known,
  mayHoldWords,
  more,
  recall,
  remember,
} from "./known-runs";
import { canPart, endOfLetters, partLetters, wholeWord } from "./part";
import {
  count as found,
  forgetReadings,
  isAllOfPhrases,
  isOfPhrase,
  keepPath,
  lengthOf,
  mostReadings,
  placeOf,
  push,
} from "./readings";
import { breakAfter, breakNowhere, forgetLetters, isBeyond, readUnits } from "./spell-units";
import {
  areStepsLeft,
  budget,
  joinedRule,
  setBudget,
  spellWords,
  stretchRule,
  takeSteps,
  wordsRule,
} from "./spell-words";
import { base } from "./window";
import { count } from "./words";

/** Single letters that are read together, at most. */
const mostSingles: u32 = 64;

/** Whether letters are asked for that are not in memory. */
let isElsewhere: bool = false;

function startOf(index: u32): u32 {
  return load<u32>(startsAt + (index << 2));
}

function endOf(index: u32): u32 {
  return load<u32>(endsAt + (index << 2));
}

function wordOf(index: u32): u32 {
  return load<u32>(wordsAt + (index << 2));
}

/**
 * Reads the odd words from `from` on that begin before `until`, and leaves the edits in memory. Answers how many steps of
 * the budget are left; -1 where it could not be done, and TypeScript is to do it.
 */
export function readHidden(from: u32, until: u32, steps: i32): i32 {
  forgetEdits();
  isElsewhere = false;
  setBudget(steps);
  let index = from;
  while (areStepsLeft()) {
    index = nextMarked(index, until);
    if (index >= until) break;
    index = readMarked(index) ? lastOf(editCount - 1) + 1 : index + 1;
    if (isElsewhere || isBeyond || isFull) {
      forgetLetters();
      return -1;
    }
  }
  forgetLetters();
  return budget;
}

/** Whether a word that looks odd may be read otherwise; if so, the edit is kept. */
function readMarked(index: u32): bool {
  const mark = markAt(index);
  const isFirst = (mark & joinedMark) === 0;
  const joined: u32 = isFirst ? joinedLength(index) : 1;
  if ((mark & ~(dullMark | leadMark | helpMark)) === compoundMark && joined === 1) {
    return readCompound(index, mark);
  }
  if ((mark & singleMark) !== 0 && readAllSingles(index)) return true;
  if (!isFirst) return false;
  if (joined >= 2) return readRun(index, index + joined - 1);
  if (wordOf(index) !== 0) return false;
  if ((mark & (oddMark | stretchedMark | symbolBeforeMark | symbolAfterMark)) !== 0) {
    if (readRun(index, index)) return true;
  }
  return (mark & (compoundMark | symbolBeforeMark)) !== 0 && readCompound(index, mark);
}

/** Three single letters or more that begin here: all of them, or without the first, or without the last. */
function readAllSingles(index: u32): bool {
  if (index > 0 && (markAt(index - 1) & singleMark) !== 0) return false;
  let stop = index;
  while (stop < count && stop - index < mostSingles && (markAt(stop) & singleMark) !== 0) stop += 1;
  if (stop - index < 3) return false;
  if (!isInWindow(index, stop - 1)) {
    isElsewhere = true;
    return false;
  }
  if (readSingles(index, stop - 1)) return true;
  if (stop - index === 3) return false;
  return readSingles(index + 1, stop - 1) || readSingles(index, stop - 2);
}

/** Letters with something between each: k i l l. A wider gap than the narrowest is the end of a word. */
function readSingles(first: u32, last: u32): bool {
  let narrowest: u32 = 0xffffffff;
  for (let index = first + 1; index <= last; index += 1) {
    narrowest = min(narrowest, startOf(index) - endOf(index - 1));
  }
  breakAfter(first, last, narrowest);
  const is = spell(first, last, startOf(first) - base, endOf(last) - base, wordsRule);
  breakNowhere();
  return is;
}

/** Words with no white space between them, or one odd word: pur.ple, k1ll, $even, kiiill. */
function readRun(first: u32, last: u32): bool {
  if (!isInWindow(first, last)) {
    isElsewhere = true;
    return false;
  }
  const from = startOf(first) - base;
  const to = endOf(last) - base;
  if (to - from > longestRun) return false;
  const begin = from - signsBefore(from);
  const stop = to + signsAfter(to);
  recall(begin, stop);
  if (known === holdsNothing) return false;
  if (known === isOneWord) return keepWord(first, last, more);
  // Were fewer steps left, not all would be tried.
  if (known === holdsNothingAfter && <i32>more < budget) {
    takeSteps(more);
    return false;
  }
  const steps = budget;
  const isRead = readNew(first, last, begin, from, to, stop);
  // TypeScript is to read it, and all that stands about it.
  if (isBeyond || isFull) return false;
  if (isRead) remember(oneWord === 0 ? mayHoldWords : isOneWord, oneWord);
  else if (steps === budget) remember(holdsNothing, 0);
  else if (areStepsLeft()) remember(holdsNothingAfter, steps - budget);
  return isRead;
}

/** The run that was read is one word from end to end; 0 where it is not. */
let oneWord: u32 = 0;

/** Signs stand beside it from `begin` on, and up to `stop`. */
function readNew(first: u32, last: u32, begin: u32, from: u32, to: u32, stop: u32): bool {
  oneWord = 0;
  const isStretched = anyStretched(first, last);
  if (!isStretched && begin === from && stop === to) {
    if (!canPart(from, to)) return false;
    const end = endOfLetters(from, to);
    if (last > first && end >= 0) return readJoined(first, last, from, end, to);
  }
  const rules: u32 = isStretched ? stretchRule : 0;
  if (spell(first, last, begin, stop, rules)) return true;
  return last > first && spell(first, last, begin, stop, rules | wordsRule);
}

/** Letters alone, as one word; or else, unless they are words as they stand, as any words. */
function readJoined(first: u32, last: u32, from: u32, end: u32, to: u32): bool {
  forgetReadings();
  const word = wholeWord(from, end);
  if (word !== 0) {
    push(word, base + from, base + end);
    keepPath();
    if (end === to) oneWord = word;
  } else if (!areKnown(first, last)) partLetters(from, end, false, mostReadings);
  return keepThoseThatSayMore(first, last);
}

/** Words that are known to be one word together. */
function keepWord(first: u32, last: u32, word: u32): bool {
  beginEdit();
  addWord(word, startOf(first), endOf(last));
  endReading();
  return endEdit(first, last, false);
}

function spell(first: u32, last: u32, from: u32, to: u32, rules: u32): bool {
  if (!readUnits(from, to)) return false;
  spellWords(rules);
  return keepThoseThatSayMore(first, last);
}

function keepThoseThatSayMore(first: u32, last: u32): bool {
  beginEdit();
  for (let reading: u32 = 0; reading < found; reading += 1) {
    if (saysMore(first, last, reading) && hasLongWord(reading)) addReading(reading);
  }
  return endEdit(first, last, false);
}

/** Whether a reading holds a word of a phrase that the plain words do not hold at that place. */
function saysMore(first: u32, last: u32, reading: u32): bool {
  let plain = first;
  const stop = placeOf(reading) + 12 * lengthOf(reading);
  for (let place = placeOf(reading); place < stop; place += 12) {
    const word = load<u32>(place);
    const start = load<u32>(place, 4);
    if (!isOfPhrase(word)) continue;
    while (plain <= last && startOf(plain) < start) plain += 1;
    if (plain > last || startOf(plain) !== start || wordOf(plain) !== word) return true;
  }
  return false;
}

function hasLongWord(reading: u32): bool {
  const stop = placeOf(reading) + 12 * lengthOf(reading);
  for (let place = placeOf(reading); place < stop; place += 12) {
    if (load<u32>(place, 8) - load<u32>(place, 4) >= 3) return true;
  }
  return false;
}

/** purpleelephant, PurpleElephant: known words from end to end, or words that begin with capitals. */
function readCompound(index: u32, mark: u32): bool {
  if (!isInWindow(index, index)) {
    isElsewhere = true;
    return false;
  }
  const from = startOf(index) - base;
  const to = endOf(index) - base;
  if (to - from > longestRun) return false;
  if (!beginsName(from, mark) && hasCapitals(from, to) && readPieces(index, from, to)) return true;
  if ((mark & dullMark) !== 0) return false;
  const end = endOfLetters(from, to);
  beginEdit();
  if (end >= 0) {
    partLetters(from, end, true, mostReadings);
    for (let reading: u32 = 0; reading < found; reading += 1) addReading(reading);
  } else if (readUnits(from, to)) {
    // Letters with digits or other signs among them.
    spellWords(wordsRule | joinedRule);
    for (let reading: u32 = 0; reading < found; reading += 1) {
      if (isAllOfPhrases(reading)) addReading(reading);
    }
  }
  return endEdit(index, index, true);
}

/** Each piece that begins with a capital looked up by itself; unknown ones stay as unknown words. */
function readPieces(index: u32, from: u32, to: u32): bool {
  let isAny = false;
  let start = from;
  beginEdit();
  for (let at = from + 1; at <= to; at += 1) {
    if (at < to && !isCapital(at)) continue;
    const word = readPiece(start, at);
    if (word !== 0) isAny = true;
    addWord(word, base + start, base + at);
    start = at;
  }
  if (isAny) {
    endReading();
    return endEdit(index, index, false);
  }
  dropEdit();
  return false;
}

/** The letters between two offsets as one word, 0 for none. */
function readPiece(from: u32, to: u32): u32 {
  const end = endOfLetters(from, to);
  if (end >= 0) return wholeWord(from, end);
  if (!readUnits(from, to)) return 0;
  spellWords(0);
  return found > 0 ? load<u32>(placeOf(0)) : 0;
}
