// Bytes become text where they are UTF-8; else it is said what they are, so that nothing is looked for in noise.
import { err, ok, problem } from "../lib/contract/result.ts";
import type { Problem, Result } from "../lib/contract/result.ts";

export const expectedEncoding = "UTF-8: save it as UTF-8";

/** UTF-16 of any script has more NUL bytes than one in so many: every space is one. */
const nulEvery = 50;

/** The text without its byte order mark, or what is wrong with the bytes, at their place. Never throws. */
export function textOf(place: string, bytes: Uint8Array): Result<string, Problem> {
  if (isUtf16(bytes)) return err(problem(place, namedEncoding(bytes), expectedEncoding));
  const text = decodeUtf8(bytes);
  if (text !== undefined) return ok(text);
  return err(problem(`${place}:${firstWrongLine(bytes)}`, namedEncoding(bytes), expectedEncoding));
}

/** The text without its byte order mark; undefined where the bytes are no UTF-8. */
function decodeUtf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** By its mark, or by its NUL bytes where it has none: those are valid UTF-8, and hide every word. */
export function isUtf16(bytes: Uint8Array): boolean {
  return hasUtf16Mark(bytes) || hasManyNuls(bytes);
}

function hasUtf16Mark([first, second]: Uint8Array): boolean {
  return (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
}

function hasManyNuls(bytes: Uint8Array): boolean {
  if (!bytes.includes(0)) return false;
  let nuls = 0;
  for (const byte of bytes) if (byte === 0) nuls += 1;
  return nuls * nulEvery > bytes.length;
}

/** What bytes that are no UTF-8 text are, for whoever saved them. */
export function namedEncoding(bytes: Uint8Array): string {
  if (hasUtf16Mark(bytes)) return "UTF-16";
  return hasManyNuls(bytes)
    ? "UTF-16, or no text: it is full of NUL bytes"
    : "bytes that are not UTF-8";
}

/** From 1, of bytes that are not UTF-8. */
function firstWrongLine(bytes: Uint8Array): number {
  let line = 1;
  for (let start = 0; ; line += 1) {
    const end = bytes.indexOf(0x0a, start);
    if (end < 0 || decodeUtf8(bytes.subarray(start, end)) === undefined) return line;
    start = end + 1;
  }
}
