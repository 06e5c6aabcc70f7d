// The one door to the scanner: text in, findings out.
import { inOrder } from "./hit-list.ts";
import { joinLexicons } from "./join-lexicons.ts";
import { allParts, helpPart, leadPart, type Part } from "./match-phrases.ts";
import type { Finding, Hit, Lexicon, ScanInput, ScanSettings } from "./types.ts";
import { weighHits } from "./weigh-hits.ts";

export interface Scanner {
  /** What would be reported of a text, never throwing; an empty list for most. */
  readonly scan: (input: ScanInput) => readonly Finding[];
  /**
   * The same for a long text of a page, searched piece by piece with `pause` before each, so that a page is never held
   * up. It is weighed as a whole. A phrase that runs over the end of a piece is not found; pieces end with lines.
   */
  readonly scanInPieces: (input: ScanInput, pause: Pause) => Promise<readonly Finding[]>;
}

/** Gives others their turn. Its answer: how many UTF-16 units may be searched until the next; else `pieceUnits`. */
export type Pause = () => Promise<number | void>;

/** UTF-16 units searched at one go where nobody says otherwise. */
const pieceUnits = 3000;

/** Where a piece that begins at `from` ends: after a line if there is one in its last two thirds, else after a word. */
function endOfPiece(text: string, from: number, units: number): number {
  const most = from + units;
  if (most >= text.length) return text.length;
  const least = from + units / 3;
  for (const sign of ["\n", ". ", " "]) {
    const at = text.lastIndexOf(sign, most - sign.length);
    if (at >= least) return at + sign.length;
  }
  return most;
}

/** A scanner for one profile's settings of a lexicon, or of several: the school's own phrases beside those that ship. */
export function createScanner(
  lexicons: Lexicon | readonly [Lexicon, ...Lexicon[]],
  settings: ScanSettings,
): Scanner {
  const { lexicon, find } = joinLexicons("tables" in lexicons ? [lexicons] : lexicons);
  /** What excuses or marks a text matters only where something else is found: on most pages nothing is. */
  const isWanted = ({ phrase }: Hit): boolean => {
    const theme = lexicon.phraseAt(phrase)?.theme ?? "context";
    return theme !== "excuse" && theme !== "context" && settings.thresholds[theme] !== undefined;
  };
  return {
    scan(input) {
      const careful = input.isPiece !== true;
      const hits = find(input.text, careful, leadPart);
      if (!hits.some(isWanted)) return [];
      hits.push(...find(input.text, careful, helpPart));
      return weighHits(lexicon, hits.sort(inOrder), input, settings);
    },
    async scanInPieces(input, pause) {
      const hits: Hit[] = [];
      const add = (from: number, end: number, part: Part): boolean => {
        const found = find(input.text.slice(from, end), false, part);
        for (const hit of found) {
          hits.push({ ...hit, start: hit.start + from, end: hit.end + from });
        }
        return found.some(isWanted);
      };
      const passedOver: (readonly [from: number, end: number])[] = [];
      let isFound = false;
      for (let from = 0; from < input.text.length;) {
        const units = await pause();
        const end = endOfPiece(input.text, from, units ?? pieceUnits);
        if (!isFound) passedOver.push([from, end]);
        isFound = add(from, end, isFound ? allParts : leadPart) || isFound;
        from = end;
      }
      if (!isFound) return [];
      for (const [from, end] of passedOver) {
        await pause();
        add(from, end, helpPart);
      }
      await pause();
      return weighHits(lexicon, hits.sort(inOrder), input, settings);
    },
  };
}
