// The hot loop: a text as runs of plain letters, each with a hash of its letters. One small loop in which nothing depends
// on what the letters are: where words end cannot be foreseen, and each wrong guess costs as much as four letters.
import { letterClass, punctuationClass, spaceClass } from "./classes.ts";
import type { LexiconTables } from "./types.ts";

/** Runs of a stretch of text. */
export interface Runs {
  /** 30 bits that stand for the run's letters, folded, apostrophes included. */
  readonly hash: Int32Array;
  /** Where the run ends. */
  readonly end: Int32Array;
  count: number;
}

/** Units that are sieved at one go, at most. */
export const stretchUnits = 4096;

export function makeRuns(): Runs {
  return {
    hash: new Int32Array(stretchUnits / 2 + 2),
    end: new Int32Array(stretchUnits / 2 + 2),
    count: 0,
  };
}

/** Units that are looked up by themselves, and the general punctuation (quotation marks, dashes) above them. */
const knownUnits = 384;
const printedSigns = 0x2000;
const signCount = 0x70;
const otherUnit = knownUnits + signCount;
const apostrophe = 39;
const printedApostrophe = 0x2019;
/** Below 0 are no letters. What is odd wants a closer look: digits, symbols, all that is not looked up. */
const spaceCode = -1;
const plainCode = -2;
const oddCode = -3;

/** Unit (by `placeOfCode`) → a number of 30 bits for a letter, or what it is. An apostrophe is taken for a letter. */
export function makeCodes({ pages, blocks }: LexiconTables): Int32Array {
  const codes = new Int32Array(otherUnit + 1).fill(oddCode);
  for (let place = 0; place < otherUnit; place += 1) {
    const unit = place < knownUnits ? place : printedSigns + place - knownUnits;
    const found = blocks[((pages[unit >> 8] as number) << 8) | (unit & 255)] as number;
    if (unit === apostrophe || unit === printedApostrophe) codes[place] = 1;
    else if (found >= letterClass && unit < knownUnits)
      codes[place] = (Math.imul(found, 0x9e3779b1) >>> 2) | 1;
    else if (found === spaceClass) codes[place] = spaceCode;
    else if (found === punctuationClass) codes[place] = plainCode;
  }
  return codes;
}

/** Where the code of a unit stands. */
function placeOfCode(unit: number): number {
  if (unit < knownUnits) return unit;
  const sign = unit - printedSigns;
  return sign >= 0 && sign < signCount ? knownUnits + sign : otherUnit;
}

export function codeOf(codes: Int32Array, text: string, at: number): number {
  return codes[placeOfCode(text.charCodeAt(at))] as number;
}

/** Sums stay below 2^30: greater numbers are objects until the code is warm. */
const lowBits = (1 << 23) - 1;

/**
 * Finds the runs of `text` from `from` on, where no run goes on from before. Stops at `to` or at what is odd and returns
 * where; a run that touches that place may be part of a longer word.
 */
export function sieve(
  text: string,
  from: number,
  to: number,
  codes: Int32Array,
  runs: Runs,
): number {
  const { hash, end } = runs;
  let count = 0;
  let sum = 0;
  // 1 after a letter.
  let was = 0;
  let at = from;
  for (; at < to; at += 1) {
    const unit = text.charCodeAt(at);
    const code = codes[unit < knownUnits ? unit : placeOfCode(unit)] as number;
    if (code === oddCode) break;
    const gap = code >> 31;
    hash[count] = sum;
    end[count] = at;
    count += gap & was;
    was = gap + 1;
    sum = ((((sum & lowBits) << 7) | (sum >>> 23)) ^ code) & ~gap;
  }
  if (was === 1) {
    hash[count] = sum;
    end[count] = at;
    count += 1;
  }
  runs.count = count;
  return at;
}

/** Whether white space stands between `from`, where a word ends, and the next run. */
export function isApart(text: string, from: number, codes: Int32Array): boolean {
  let at = from;
  let code = codeOf(codes, text, at);
  for (; code === plainCode; code = codeOf(codes, text, at)) at += 1;
  return code === spaceCode;
}
