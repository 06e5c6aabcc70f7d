// How runs of units that look odd were read before. What they say depends on nothing else, and a page says "well-known" and
// "Node.js" again and again. The units themselves are not kept, but a hash of 62 bits.
import { knownRunsAt, knownRuns, maskAt, unitsAt, utf8At } from "../memory-layout";
import { isAscii } from "./window";

/** What is known: that a run holds nothing; that it is to be read; that it is a word; that it holds nothing, after steps. */
export const holdsNothing: u32 = 0;
export const mayHoldWords: u32 = 1;
export const isOneWord: u32 = 2;
export const holdsNothingAfter: u32 = 3;
export const isUnknown: u32 = 4;

/** Of the run that was asked for: what is known, and which word it is, or how many steps. */
export let known: u32 = 0;
export let more: u32 = 0;

let hash: u64 = 0;

function placeOf(sum: u64): usize {
  return <usize>knownRunsAt + ((<usize>(sum & (knownRuns - 1))) << 4);
}

/** Asks for the units between two offsets. */
export function recall(from: u32, to: u32): void {
  // The two lowest bits are those in which it says what is known.
  hash = hashOf(from, to) << 2;
  const place = placeOf(hash >> 2);
  const said = load<u64>(place) ^ hash;
  known = said < isUnknown ? <u32>said : isUnknown;
  more = load<u32>(place, 8);
}

/** Keeps what is known of the run that was asked for last. */
export function remember(what: u32, number: u32): void {
  const place = placeOf(hash >> 2);
  store<u64>(place, hash ^ what);
  store<u32>(place, number, 8);
}

/** Of sixteen bytes at a time. What is remembered of units of one byte is not known of those of two. */
function hashOf(from: u32, to: u32): u64 {
  const wide: u32 = isAscii ? 0 : 1;
  const text: usize = isAscii ? utf8At : unitsAt;
  const stop = to << wide;
  let sum: u64 = 0x9e3779b97f4a7 ^ (to - from);
  for (let at = from << wide; at < stop; at += 16) {
    const beyond = 16 - min<u32>(stop - at, 16);
    sum = mix(sum, v128.and(v128.load(text + at), v128.load(maskAt + beyond)));
  }
  return sum;
}

function mix(sum: u64, next: v128): u64 {
  const half = (sum ^ <u64>i64x2.extract_lane(next, 0)) * 0xd6e8feb866593;
  const whole = (half ^ (half >> 32) ^ <u64>i64x2.extract_lane(next, 1)) * 0xd6e8feb866593;
  return whole ^ (whole >> 32);
}
