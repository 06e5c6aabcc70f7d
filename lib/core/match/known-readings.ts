// How odd words were read before, kept with the lexicon: a page says "Node.js" and "well-known" again and again. What
// letters say depends on them alone, so it says the same of any text. The letters themselves are not kept.
import type { SpelledWord } from "./spell-words.ts";

/** What was read between two offsets; places are counted from the first of them. */
export interface KnownReading {
  readonly readings: readonly (readonly SpelledWord[])[];
  readonly whole: boolean;
  readonly weak: boolean;
  /** Steps of the budget that it took, and takes each time: what is found hangs on no text read before. */
  readonly steps: number;
}

export interface KnownReadings {
  /** What was kept of the same units and the same kind of reading, `begin` to `end`. */
  recall(text: string, begin: number, end: number, kind: number): KnownReading | undefined;
  keep(text: string, begin: number, end: number, kind: number, reading: KnownReading): void;
}

const places = 4096;

/** Two hashes of 32 bits stand for the units: another text of both is one chance in 2^64 for a pair. */
export function makeKnownReadings(): KnownReadings {
  // Made when there is something to keep: most odd words are read in WebAssembly.
  let hashes = new Int32Array(0);
  let kept: (KnownReading | undefined)[] = [];
  let first = 0;
  let second = 0;

  function hash(text: string, begin: number, end: number, kind: number): number {
    first = kind;
    second = end - begin;
    for (let at = begin; at < end; at += 1) {
      const unit = text.charCodeAt(at);
      first = Math.imul(first ^ unit, 0x01000193);
      first ^= first >>> 15;
      second = Math.imul(second + unit, 0x2c1b3c6d);
      second ^= second >>> 13;
    }
    return (first ^ second) & (places - 1);
  }

  return {
    recall(text, begin, end, kind) {
      const place = hash(text, begin, end, kind);
      if (kept.length === 0) return undefined;
      return hashes[2 * place] === first && hashes[2 * place + 1] === second
        ? kept[place]
        : undefined;
    },
    keep(text, begin, end, kind, reading) {
      if (kept.length === 0) {
        hashes = new Int32Array(2 * places);
        kept = Array.from({ length: places });
      }
      const place = hash(text, begin, end, kind);
      hashes[2 * place] = first;
      hashes[2 * place + 1] = second;
      kept[place] = reading;
    },
  };
}
