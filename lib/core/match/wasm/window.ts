// The stretch of text that is in memory: ASCII as it came; any other from UTF-8 to UTF-16, and to one ASCII unit for each of
// those.
import {
  foldedAt,
  knownUnits,
  plainAt,
  printedSigns,
  signCount,
  unitsAt,
  utf8At,
} from "../memory-layout";
import { oddUnit, spaceUnit } from "./unit-kinds";

/** Where in the text the window begins, how many units it has, and whether the text ends with it. */
export let base: u32 = 0;
export let length: u32 = 0;
export let isLast: bool = false;
/** Whether all of it is ASCII: then the bytes that came are its units, and nothing is copied. */
export let isAscii: bool = false;
/** Where the units stand that are folded to ASCII. */
export let plain: usize = plainAt;

export function unitAt(at: u32): u32 {
  return isAscii ? <u32>load<u8>(utf8At + at) : <u32>load<u16>(unitsAt + (at << 1));
}

export function plainAtUnit(at: u32): u32 {
  return load<u8>(plain + at);
}

function put(at: u32, unit: u32): void {
  store<u16>(unitsAt + (at << 1), unit);
  let folded: u32 = oddUnit;
  if (unit < <u32>knownUnits) folded = load<u8>(foldedAt + unit);
  else if (unit - printedSigns < <u32>signCount) {
    folded = load<u8>(foldedAt + knownUnits + (unit - printedSigns));
  }
  store<u8>(plainAt + at, folded);
}

/** How much of a text has been in memory since it was last forgotten. */
let mostBytes: u32 = 0;
let mostLength: u32 = 0;

/** Overwrites what is left of the text. */
export function forget(): void {
  wipe(utf8At, mostBytes);
  wipe(unitsAt, mostLength << 1);
  wipe(plainAt, mostLength);
  mostBytes = 0;
  mostLength = 0;
  length = 0;
}

/** Each area is followed by as many bytes as may be wiped too much. */
function wipe(from: usize, bytes: u32): void {
  const nothing = i8x16.splat(0);
  for (let byte: u32 = 0; byte < bytes; byte += 16) v128.store(from + byte, nothing);
}

/** Takes so many bytes of ASCII as the window's text. */
export function fillAscii(from: u32, bytes: u32, last: bool): void {
  base = from;
  isLast = last;
  isAscii = true;
  plain = utf8At;
  length = bytes;
  mostBytes = max(mostBytes, bytes);
  endWithSpaces(utf8At + bytes);
}

/** What is read beyond the end is white space. */
function endWithSpaces(end: usize): void {
  const spaces = i8x16.splat(<i8>spaceUnit);
  for (let more: usize = 0; more < 64; more += 16) v128.store(end + more, spaces);
}

/** Takes so many bytes of UTF-8 as the window's text. */
export function fill(from: u32, bytes: u32, last: bool): u32 {
  base = from;
  isLast = last;
  isAscii = false;
  plain = plainAt;
  let at: u32 = 0;
  let byte: u32 = 0;
  while (byte < bytes) {
    const sixteen = v128.load(utf8At + byte);
    if (byte + 16 <= bytes && !v128.any_true(v128.and(sixteen, i8x16.splat(-128)))) {
      v128.store(plainAt + at, sixteen);
      v128.store(unitsAt + (at << 1), i16x8.extend_low_i8x16_u(sixteen));
      v128.store(unitsAt + (at << 1) + 16, i16x8.extend_high_i8x16_u(sixteen));
      byte += 16;
      at += 16;
      continue;
    }
    const stop = min(byte + 16, bytes);
    while (byte < stop) {
      const first: u32 = load<u8>(utf8At + byte);
      if (first < 0x80) {
        put(at, first);
        byte += 1;
      } else if (first < 0xe0) {
        put(at, ((first & 31) << 6) | (load<u8>(utf8At + byte + 1) & 63));
        byte += 2;
      } else if (first < 0xf0) {
        const rest: u32 =
          ((load<u8>(utf8At + byte + 1) & 63) << 6) | (load<u8>(utf8At + byte + 2) & 63);
        put(at, ((first & 15) << 12) | rest);
        byte += 3;
      } else {
        const rest: u32 =
          ((load<u8>(utf8At + byte + 2) & 63) << 6) | (load<u8>(utf8At + byte + 3) & 63);
        const point = ((first & 7) << 18) | ((<u32>load<u8>(utf8At + byte + 1) & 63) << 12) | rest;
        put(at, 0xd800 + ((point - 0x10000) >> 10));
        at += 1;
        put(at, 0xdc00 + (point & 0x3ff));
        byte += 4;
      }
      at += 1;
    }
  }
  length = at;
  mostBytes = max(mostBytes, bytes);
  // What is copied 16 at a time may reach beyond.
  mostLength = max(mostLength, at + 16);
  endWithSpaces(plainAt + at);
  return at;
}
