// How letters without breaks can be parted into words; `part-letters.ts` and `can-part.ts` have the same in TypeScript.
import { letterClass, surrogateClass, symbolClass } from "../classes";
import { joinSide, longestShort } from "../pair-numbers";
import { classAt, letterA, letterI, letterU, linkOf, outcomeOf, stepTo, wordOf } from "./letters";
import { mayStand } from "./pairs";
import { count, forgetReadings, isOfPhrase, keepPath, pathLength, pop, push } from "./readings";
import { blocks, joinMask, joins, wordCount } from "./tables";
import { base, unitAt } from "./window";

const mostSteps: i32 = 800;

let steps: i32 = 0;
/** So many readings are enough. */
let wanted: u32 = 1;

function classOf(at: u32): u32 {
  const unit = unitAt(at);
  if (unit < 128) return load<u8>(blocks + unit);
  return unit >= 0xd800 && unit < 0xe000 ? <u32>surrogateClass : classAt(at);
}

/** The end of the last letter between two offsets; -1 where there is more than letters and plain punctuation. */
export function endOfLetters(from: u32, to: u32): i32 {
  let end = from;
  for (let at = from; at < to; at += 1) {
    const found = classOf(at);
    if (found === <u32>surrogateClass) return -1;
    if (found >= <u32>letterClass) end = at + 1;
    else if (found >= <u32>symbolClass) return -1;
  }
  return end;
}

/** The letters between two offsets as one word, 0 for none. */
export function wholeWord(from: u32, to: u32): u32 {
  let state: u32 = 1;
  for (let at = from; at < to; at += 1) {
    const letter = classOf(at);
    if (letter < <u32>letterClass) continue;
    state = stepTo(state, letter);
    if (state === 0) return 0;
  }
  return wordOf(outcomeOf(state));
}

/** Whether letters can be parted into words, at least two; only such as follow one another in some phrase if `isJoined`. */
export function canPartLetters(from: u32, to: u32, isJoined: bool): bool {
  partLetters(from, to, isJoined, 1);
  return count > 0;
}

/** Finds up to `most` ways to do so; shorter first words before longer. */
export function partLetters(from: u32, to: u32, isJoined: bool, most: u32): void {
  forgetReadings();
  steps = mostSteps;
  wanted = most;
  part(from, to, isJoined, 0, 0);
}

/** Finds words from `from` on, after those that are found, the last of them `before`. */
function part(from: u32, to: u32, isJoined: bool, before: u32, lettersBefore: u32): void {
  let state: u32 = 1;
  let letters: u32 = 0;
  let start = from;
  for (let at = from; at < to; at += 1) {
    steps -= 1;
    if (steps < 0) return;
    const letter = classOf(at);
    if (letter < <u32>letterClass) continue;
    state = stepTo(state, letter);
    if (state === 0) return;
    letters += 1;
    if (letters === 1) start = at;
    const outcome = outcomeOf(state);
    const isLast = at + 1 === to;
    const word = outcome < wordCount ? outcome : isLast ? linkOf(outcome) : 0;
    if (word === 0 || (isJoined && !isOfPhrase(word))) continue;
    if (letters === 1 && letter !== letterI && letter !== letterU) {
      if (letter !== letterA || (isLast && isJoined)) continue;
    }
    if (isJoined && pathLength > 0 && !mayJoin(before, lettersBefore, word, letters)) continue;
    if (isLast && pathLength === 0) return;
    push(word, base + start, base + at + 1);
    if (isLast) keepPath();
    else part(at + 1, to, isJoined, word, letters);
    pop();
    if (count === wanted) return;
  }
}

export function mayJoin(word: u32, letters: u32, other: u32, otherLetters: u32): bool {
  if (letters > <u32>longestShort && otherLetters > <u32>longestShort) return true;
  return mayStand(joins, joinMask, word, other, joinSide);
}

/** As `can-part.ts`. */
export function canPart(from: u32, to: u32): bool {
  const count = to - from;
  if (count > 30) return true;
  let ends: u32 = 1;
  for (let begin: u32 = 0; begin < count; begin += 1) {
    if ((ends & (1 << begin)) === 0) continue;
    let state: u32 = 1;
    let depth: u32 = 0;
    for (let at = begin; at < count; at += 1) {
      const unit = unitAt(from + at);
      const letter: u32 = unit < 128 ? load<u8>(blocks + unit) : classAt(from + at);
      if (letter < <u32>letterClass) {
        if (letter >= <u32>symbolClass) return true;
        if (depth === 0) ends |= 1 << (at + 1);
        continue;
      }
      state = stepTo(state, letter);
      if (state === 0) break;
      depth += 1;
      const word = outcomeOf(state);
      if (word === 0 || word >= wordCount) continue;
      if (depth > 1 || letter === letterI || letter === letterU || letter === letterA) {
        ends |= 1 << (at + 1);
      }
    }
    if (state > 1) {
      const word = outcomeOf(state);
      if ((word !== 0 && word < wordCount) || linkOf(word) !== 0) return true;
    }
  }
  return (ends & (1 << count)) !== 0;
}
