// What each unit of ASCII is to the reading of words, as bits by which sixteen units are told at a time; and which unit of
// ASCII says as much as another unit. Made from the lexicon's classes when it is opened.
import { apostropheClass, letterClass, punctuationClass, spaceClass } from "../classes";
import {
  foldedAt,
  highBitsAt,
  knownUnits,
  letterLowAt,
  maskAt,
  oddLowAt,
  printedSigns,
  signCount,
} from "../memory-layout";
import { classOfPoint } from "./letters";

const apostrophe: u32 = 39;
const smallA: u32 = 97;
/** Stand for whatever is odd, for white space, for other punctuation. */
export const oddUnit: u32 = 64;
export const spaceUnit: u32 = 32;
const plainUnit: u32 = 44;

/** A unit of ASCII that says as much to the reading of words as one of this class does. */
function unitFor(found: u32): u32 {
  if (found === apostropheClass) return apostrophe;
  if (found - letterClass < 26) return smallA + found - letterClass;
  if (found === spaceClass) return spaceUnit;
  return found === punctuationClass ? plainUnit : oddUnit;
}

/** Adds the bit of a unit to those of its low half. */
function addBit(table: usize, unit: u32): void {
  const place = table + (unit & 15);
  store<u8>(place, <u32>load<u8>(place) | (1 << (unit >> 4)));
}

export function openUnits(): void {
  for (let place: u32 = 0; place < <u32>knownUnits + signCount; place += 1) {
    const unit: u32 = place < <u32>knownUnits ? place : place - knownUnits + printedSigns;
    const said = unitFor(classOfPoint(unit));
    if (unit > 127) store<u8>(foldedAt + place, said);
    else {
      store<u8>(foldedAt + place, unit);
      if (said === oddUnit) addBit(oddLowAt, unit);
      else if (said === apostrophe || said >= smallA) addBit(letterLowAt, unit);
    }
  }
  let bit: u32 = 1;
  for (let high: u32 = 0; high < 8; high += 1) {
    store<u8>(highBitsAt + high, bit);
    bit <<= 1;
  }
  memory.fill(maskAt, 255, 16);
}
