// The one door to the scanner: text in, findings out.
import { findHits } from "./find-hits.ts";
import type { Finding, Lexicon, ScanInput, ScanSettings } from "./types.ts";
import { weighHits } from "./weigh-hits.ts";

export interface Scanner {
  /** What would be reported of a text, never throwing; an empty list for most. */
  readonly scan: (input: ScanInput) => readonly Finding[];
}

/** A scanner of one lexicon for one profile's settings. */
export function createScanner(lexicon: Lexicon, settings: ScanSettings): Scanner {
  return {
    scan(input) {
      const hits = findHits(lexicon, input.text, input.isPiece !== true);
      return hits.length === 0 ? [] : weighHits(lexicon, hits, input, settings);
    },
  };
}
