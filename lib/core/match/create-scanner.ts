// The one door to the scanner: text in, findings out.
import { findHits } from "./find-hits.ts";
import type { Finding, Hit, Lexicon, ScanInput, ScanSettings } from "./types.ts";
import { weighHits } from "./weigh-hits.ts";

export interface Scanner {
  /** What would be reported of a text, never throwing; an empty list for most. */
  readonly scan: (input: ScanInput) => readonly Finding[];
  /**
   * The same for a long text of a page, searched piece by piece with `pause` between, so that a page is never held up.
   * It is weighed as a whole. A phrase that runs over the end of a piece is not found; pieces end with lines.
   */
  readonly scanInPieces: (
    input: ScanInput,
    pause: () => Promise<void>,
  ) => Promise<readonly Finding[]>;
}

/** UTF-16 units searched at one go: some milliseconds where the code has never run before. */
const pieceUnits = 3000;

/** Where a piece that begins at `from` ends: after a line if there is one in its last two thirds, else after a word. */
function endOfPiece(text: string, from: number): number {
  const most = from + pieceUnits;
  if (most >= text.length) return text.length;
  const least = from + pieceUnits / 3;
  for (const sign of ["\n", ". ", " "]) {
    const at = text.lastIndexOf(sign, most - sign.length);
    if (at >= least) return at + sign.length;
  }
  return most;
}

/** A scanner of one lexicon for one profile's settings. */
export function createScanner(lexicon: Lexicon, settings: ScanSettings): Scanner {
  return {
    scan(input) {
      const hits = findHits(lexicon, input.text, input.isPiece !== true);
      return hits.length === 0 ? [] : weighHits(lexicon, hits, input, settings);
    },
    async scanInPieces(input, pause) {
      const hits: Hit[] = [];
      for (let from = 0; from < input.text.length;) {
        const end = endOfPiece(input.text, from);
        for (const hit of findHits(lexicon, input.text.slice(from, end), false)) {
          hits.push({ ...hit, start: hit.start + from, end: hit.end + from });
        }
        from = end;
        await pause();
      }
      return hits.length === 0 ? [] : weighHits(lexicon, hits, input, settings);
    },
  };
}
