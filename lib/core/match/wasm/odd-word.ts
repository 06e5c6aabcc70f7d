// Reads words one by one, whatever they are made of; `lib/core/match/read-word.ts` has the same in TypeScript.
import {
  apostropheClass,
  escapeClass,
  letterClass,
  ligatureClass,
  skipClass,
  spaceClass,
  symbolClass,
} from "../classes";
import {
  compoundMark,
  encodedSignal,
  flippedSignal,
  helpMark,
  joinedMark,
  leadMark,
  oddMark,
  reversedSignal,
  singleMark,
  stretchedMark,
  symbolAfterMark,
  symbolBeforeMark,
} from "../marks";
import { endsAt, marksAt, startsAt, stateAt, wordsAt } from "../memory-layout";
import { classOfPoint, linkOf, outcomeOf, stepTo, wordOf } from "./letters";
import { blocks, passed } from "./tables";
import { base, isLast, length, unitAt } from "./window";

function addSignal(signal: u32): void {
  store<u32>(stateAt + 12, load<u32>(stateAt + 12) | signal);
}

/** Units of the character that was read. */
let units: u32 = 1;

/** The class of the character at a unit that is not ASCII. */
function readWide(at: u32): u32 {
  let point = unitAt(at);
  if (point >= 0xd800 && point < 0xe000) {
    const low: u32 = point < 0xdc00 && at + 1 < length ? unitAt(at + 1) : 0;
    if (low >= 0xdc00 && low < 0xe000) {
      point = ((point - 0xd800) << 10) + (low - 0xdc00) + 0x10000;
      units = 2;
    } else point = 0xfffd;
  }
  if (point >= 0x250 && point < 0x2b0) addSignal(flippedSignal);
  else if (point === 0x202e) addSignal(reversedSignal);
  return classOfPoint(point);
}

/** Whether a unit may follow & or % where they begin an encoded character: a digit, a letter, #. */
function beginsCode(unit: u32): bool {
  const small = unit | 32;
  return unit === 35 || unit - 48 < 10 || small - 97 < 26;
}

/**
 * Reads the next word after `from` by itself, as word number `count`. Returns where it ends; -1 where the text ends first,
 * -2 where the window does.
 */
export function readOdd(from: u32, count: u32): i32 {
  let at = from;
  let isApart = count === 0;
  let symbolEnd: u32 = 0xffffffff;
  let isWord = false;
  while (at < length) {
    const unit = unitAt(at);
    units = 1;
    const found: u32 = unit < 128 ? load<u8>(blocks + unit) : readWide(at);
    if (found >= <u32>ligatureClass) {
      isWord = true;
      break;
    }
    if (found === <u32>spaceClass) isApart = true;
    else if (found === <u32>symbolClass) {
      if (at === from && count > 0) addMark(count - 1, symbolAfterMark);
      symbolEnd = at + units;
    } else if (found === <u32>escapeClass && at + 1 < length && beginsCode(unitAt(at + 1))) {
      addSignal(encodedSignal);
    }
    at += units;
  }
  if (!isWord) return isLast ? -1 : -2;
  let marks: u32 = isApart ? 0 : joinedMark;
  if (symbolEnd === at) marks |= symbolBeforeMark;
  const start = at;
  let stop = at;
  let state: u32 = 1;
  let outcomeState: u32 = 1;
  let letters: u32 = 0;
  let digits: u32 = 0;
  let repeats: u32 = 0;
  let before: u32 = 0;
  let beforeThat: u32 = 0;
  while (at < length) {
    const unit = unitAt(at);
    units = 1;
    const found: u32 = unit < 128 ? load<u8>(blocks + unit) : readWide(at);
    if (found >= <u32>ligatureClass) {
      letters += 1;
      if (found < <u32>letterClass) {
        if (found === <u32>ligatureClass) marks |= oddMark;
        else digits += 1;
      }
      if (state !== 0) {
        state = stepTo(state, found);
        if (state !== 0) outcomeState = state;
      }
      // Within the trie letters stand as a phrase has them.
      if (state === 0 && found === before) repeats += found === beforeThat ? 3 : 1;
      beforeThat = before;
      before = found;
    } else if (found !== <u32>skipClass && found !== <u32>apostropheClass) break;
    at += units;
    if (found !== <u32>apostropheClass) stop = at;
  }
  if (at === length && !isLast) return -2;
  const outcome = outcomeOf(outcomeState);
  const word = state !== 0 ? wordOf(outcome) : linkOf(outcome);
  if (letters === 1) marks |= singleMark;
  if (repeats >= 3) marks |= stretchedMark;
  if (digits > 0 && digits < letters) marks |= oddMark;
  if (word === 0 && letters >= 5 && (load<u8>(passed + outcome) & 1) !== 0) marks |= compoundMark;
  store<u32>(wordsAt + (count << 2), word);
  store<u32>(startsAt + (count << 2), base + start);
  store<u32>(endsAt + (count << 2), base + stop);
  store<u16>(marksAt + (count << 1), marks | leadMark | helpMark);
  if (count > 0) addMark(count - 1, leadMark);
  return at;
}

function addMark(index: u32, mark: u32): void {
  const place = marksAt + (index << 1);
  store<u16>(place, load<u16>(place) | mark);
}
