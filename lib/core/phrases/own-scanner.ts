// A scanner that looks for a school's own phrases beside those of the product. Most texts hold none of them and cost
// one quick search; where one stands, both are weighed together, so that the same words excuse and lead.
import type { Scanner } from "../match/create-scanner.ts";
import { findHits } from "../match/find-hits.ts";
import type { Finding, Hit, Lexicon, ScanInput, ScanSettings } from "../match/types.ts";
import { weighHits } from "../match/weigh-hits.ts";

/** UTF-16 units searched at one go, so that a page is never held up. */
const pieceUnits = 16_000;

/** `scanner` is that of `main` and `settings`; `own` is the school's lexicon, made by `packOwnPhrases`. */
export function withOwnPhrases(
  scanner: Scanner,
  main: Lexicon,
  own: Lexicon,
  settings: ScanSettings,
): Scanner {
  const both = joinLexicons(main, own);

  function weighBoth(mainHits: readonly Hit[], ownHits: readonly Hit[], input: ScanInput) {
    const first = main.phrases.length;
    const hits = [
      ...mainHits,
      ...ownHits.map((hit) => ({ ...hit, phrase: hit.phrase + first })),
    ].sort((a, b) => a.start - b.start);
    return weighHits(both, hits, input, settings);
  }

  return {
    scan(input) {
      const isCareful = input.isPiece !== true;
      const ownHits = findHits(own, input.text, isCareful);
      if (ownHits.length === 0) return scanner.scan(input);
      return weighBoth(findHits(main, input.text, isCareful), ownHits, input);
    },
    async scanInPieces(input, pause): Promise<readonly Finding[]> {
      const ownHits = await findInPieces(own, input.text, pause);
      if (ownHits.length === 0) return scanner.scanInPieces(input, pause);
      return weighBoth(await findInPieces(main, input.text, pause), ownHits, input);
    },
  };
}

/** Both lists of phrases behind one another. The weighing asks for phrases alone; the tables are the main one's. */
function joinLexicons(main: Lexicon, own: Lexicon): Lexicon {
  let phrases: Lexicon["phrases"] | undefined;
  return {
    tables: main.tables,
    get phrases() {
      return (phrases ??= [...main.phrases, ...own.phrases]);
    },
  };
}

async function findInPieces(
  lexicon: Lexicon,
  text: string,
  pause: () => Promise<void>,
): Promise<Hit[]> {
  const hits: Hit[] = [];
  for (let from = 0; from < text.length;) {
    const to = endOfPiece(text, from);
    for (const hit of findHits(lexicon, text.slice(from, to), false)) {
      hits.push({ ...hit, start: hit.start + from, end: hit.end + from });
    }
    from = to;
    await pause();
  }
  return hits;
}

/** After a line where there is one in the last half, else after a word. */
function endOfPiece(text: string, from: number): number {
  const most = from + pieceUnits;
  if (most >= text.length) return text.length;
  for (const sign of ["\n", " "]) {
    const at = text.lastIndexOf(sign, most - 1);
    if (at >= from + pieceUnits / 2) return at + 1;
  }
  return most;
}
