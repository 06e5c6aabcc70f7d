// The letters of a hidden word, each with what it may stand for; `lib/core/match/spell-units.ts` has the same in TypeScript.
import { digitClass, letterClass, ligatureClass, symbolClass } from "../classes";
import { digitsAt, endsAt, lettersAt, mostLetters, signsAt, startsAt } from "../memory-layout";
import { classAt } from "./letters";
import { base, length, unitAt } from "./window";

// A letter: three classes that it may stand for, a byte each, and above them how many, and what else it is. Then where it
// starts and ends in the text.
const one: u32 = 1 << 24;
const manyMask: u32 = 3 << 24;
export const maskBit: u32 = 1 << 26;
export const looseBit: u32 = 1 << 27;
export const breakBit: u32 = 1 << 28;

/** How many letters there are. */
export let many: u32 = 0;
/** How many there were at most since the last were forgotten. */
let most: u32 = 0;
/** Whether one was met that only TypeScript can tell. */
export let isBeyond: bool = false;

export function letterAt(place: u32): u32 {
  return load<u32>(lettersAt + 12 * place);
}

export function letterStart(place: u32): u32 {
  return load<u32>(lettersAt + 12 * place + 4);
}

export function letterEnd(place: u32): u32 {
  return load<u32>(lettersAt + 12 * place + 8);
}

export function choicesOf(letter: u32): u32 {
  return (letter & manyMask) >> 24;
}

/** The class it stands for most likely, 0 for none. */
export function firstChoice(letter: u32): u32 {
  return letter & 255;
}

/** Overwrites the letters that are left. */
export function forgetLetters(): void {
  for (let byte: u32 = 0; byte < 12 * most; byte += 16) {
    v128.store(lettersAt + byte, i32x4.splat(0));
  }
  most = 0;
  many = 0;
  isBeyond = false;
}

function put(letter: u32, start: u32, end: u32): void {
  const place = lettersAt + 12 * many;
  store<u32>(place, letter);
  store<u32>(place + 4, base + start);
  store<u32>(place + 8, base + end);
  many += 1;
  most = max(most, many);
}

/** What a sign is written for, as a letter; 0 for nothing, as for most. */
function signOf(unit: u32): u32 {
  const stop: usize = signsAt + 4 + (load<u32>(signsAt) << 3);
  for (let place: usize = signsAt + 4; place < stop; place += 8) {
    if (load<u32>(place) === unit) return load<u32>(place + 4);
  }
  return 0;
}

/** Where words begin: at tokens that stand farther from the one before than the narrowest gap. */
let nextBreak: u32 = 1;
let lastToken: u32 = 0;
let narrowest: u32 = 0;

/** Of the tokens from `first` to `last` those begin a word that stand more than `gap` from the one before. */
export function breakAfter(first: u32, last: u32, gap: u32): void {
  nextBreak = first + 1;
  lastToken = last;
  narrowest = gap;
}

export function breakNowhere(): void {
  nextBreak = 1;
  lastToken = 0;
}

function startOf(token: u32): u32 {
  return load<u32>(startsAt + (token << 2));
}

function breakAt(at: u32): u32 {
  while (nextBreak <= lastToken && startOf(nextBreak) < base + at) nextBreak += 1;
  if (nextBreak > lastToken || startOf(nextBreak) !== base + at) return 0;
  return base + at - load<u32>(endsAt + ((nextBreak - 1) << 2)) > narrowest ? breakBit : 0;
}

/**
 * Reads the letters between two offsets. White space is left out. False when there are too many, or when it is digits
 * rather than letters.
 */
export function readUnits(from: u32, to: u32): bool {
  many = 0;
  let letters: u32 = 0;
  let digits: u32 = 0;
  let hidden: u32 = 0;
  for (let at = from; at < to;) {
    const found = classAt(at);
    const unit = unitAt(at);
    const start = at;
    at += isPair(at) ? 2 : 1;
    if (many >= <u32>mostLetters) return false;
    const begins = breakAt(start);
    if (found >= <u32>letterClass) {
      letters += 1;
      put(found | one | begins, start, at);
    } else if (found >= <u32>digitClass) {
      digits += 1;
      put(load<u32>(digitsAt + ((found - digitClass) << 2)) | begins, start, at);
    } else if (found === <u32>ligatureClass) {
      let sign = signOf(unit);
      if (sign === 0) {
        isBeyond = true;
        return false;
      }
      for (let left = choicesOf(sign); left > 0; left -= 1) {
        letters += 1;
        put((sign & 255) | one | begins, start, at);
        sign >>= 8;
      }
    } else if (found === <u32>symbolClass) {
      const sign = signOf(unit);
      if (sign !== 0) hidden += 1;
      put(sign | looseBit | begins, start, at);
    }
  }
  return letters >= 2 && digits <= letters && hidden <= letters + 1;
}

/** Whether two surrogates stand at an offset. */
function isPair(at: u32): bool {
  const unit = unitAt(at);
  if (unit < 0xd800 || unit >= 0xdc00 || at + 1 >= length) return false;
  const low = unitAt(at + 1);
  return low >= 0xdc00 && low < 0xe000;
}
