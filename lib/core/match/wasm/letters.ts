// Single characters of the window, and the trie of words.
import { letterClass, punctuationClass, surrogateClass } from "../classes";
import { blockCount, blocks, cellCount, cells, link, out, pages, wordCount } from "./tables";
import { length, unitAt } from "./window";

export function classOfPoint(point: u32): u32 {
  const place = ((<u32>load<u8>(pages + (point >> 8))) << 8) | (point & 255);
  return place < blockCount ? load<u8>(blocks + place) : punctuationClass;
}

/** The class of the code point at `at`; a pair of surrogates counts as one. As `class-at.ts`. */
export function classAt(at: u32): u32 {
  const unit = unitAt(at);
  const found = classOfPoint(unit);
  if (found !== <u32>surrogateClass) return found;
  const low = at + 1 < length ? unitAt(at + 1) : 0;
  if (!(low >= 0xdc00 && low < 0xe000)) return punctuationClass;
  return classOfPoint(((unit - 0xd800) << 10) + (low - 0xdc00) + 0x10000);
}

/** The state after one more letter; 0 where no word goes on so. */
export function stepTo(state: u32, letter: u32): u32 {
  const place = (load<u32>(cells + (state << 2)) >> 8) + letter;
  return place < cellCount && (load<u32>(cells + (place << 2)) & 255) === letter ? place : 0;
}

export function outcomeOf(state: u32): u32 {
  return load<u32>(out + (state << 2));
}

export function linkOf(outcome: u32): u32 {
  return load<u32>(link + (outcome << 2));
}

/** The word that an outcome is where letters end there. */
export function wordOf(outcome: u32): u32 {
  return outcome < wordCount ? outcome : linkOf(outcome);
}

/** Of letters without breaks only I and u are words by themselves, and now and then a. */
export const letterA: u32 = letterClass;
export const letterI: u32 = letterClass + 8;
export const letterU: u32 = letterClass + 20;
