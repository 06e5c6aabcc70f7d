// The class of one character, whatever it is.
import { punctuationClass, surrogateClass } from "./classes.ts";
import type { LexiconTables } from "./types.ts";

/** The class of the code point at `at`; a pair of surrogates counts as one. */
export function classAt(tables: LexiconTables, text: string, at: number): number {
  let point = text.charCodeAt(at);
  const { pages, blocks } = tables;
  let found = blocks[((pages[point >> 8] ?? 0) << 8) | (point & 255)] ?? punctuationClass;
  if (found === surrogateClass) {
    const low = text.charCodeAt(at + 1);
    if (!(low >= 0xdc00 && low < 0xe000)) return punctuationClass;
    point = ((point - 0xd800) << 10) + (low - 0xdc00) + 0x10000;
    found = blocks[((pages[point >> 8] ?? 0) << 8) | (point & 255)] ?? punctuationClass;
  }
  return found;
}
