// Lines of a stream of any length, one at a time: the stream is read no faster than its lines are used.
import { isUtf16, namedEncoding } from "./read-text.ts";

/** A line longer than this is not kept; it comes as `undefined`, so that memory stays bounded. */
const longestLineBytes = 256 * 1024 * 1024;

const lineEnd = 0x0a;

/** Thrown where the first line shows that no line can be read. */
export class EncodingError extends Error {}

/**
 * Yields each line without its end, decoded as UTF-8 (what is none becomes U+FFFD: one such letter must not cost the
 * lines after it). A last line needs no line end. Throws an EncodingError where the first line is UTF-16.
 */
export async function* readLines(
  input: AsyncIterable<Uint8Array>,
  mostBytes = longestLineBytes,
): AsyncGenerator<string | undefined> {
  const decoder = new TextDecoder();
  let parts: Uint8Array[] = [];
  let size = 0;
  let isFirst = true;
  const take = (): string | undefined => {
    if (isFirst && parts[0] !== undefined && isUtf16(parts[0])) {
      throw new EncodingError(namedEncoding(parts[0]));
    }
    isFirst = false;
    const line = size > mostBytes ? undefined : decodeLine(decoder, parts, size);
    parts = [];
    size = 0;
    return line;
  };
  let any = false;
  for await (const chunk of input) {
    let start = 0;
    for (;;) {
      const end = chunk.indexOf(lineEnd, start);
      const part = chunk.subarray(start, end < 0 ? chunk.length : end);
      size += part.length;
      if (size <= mostBytes) parts.push(part);
      else parts = [];
      if (end < 0) break;
      yield take();
      start = end + 1;
    }
    any = size > 0;
  }
  if (any) yield take();
}

function decodeLine(decoder: TextDecoder, parts: readonly Uint8Array[], size: number): string {
  const only = parts[0];
  const bytes = parts.length === 1 && only !== undefined ? only : new Uint8Array(size);
  if (parts.length !== 1) {
    let at = 0;
    for (const part of parts) {
      bytes.set(part, at);
      at += part.length;
    }
  }
  const line = decoder.decode(bytes);
  return line.endsWith("\r") ? line.slice(0, -1) : line;
}
