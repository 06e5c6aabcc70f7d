// A frame in which one pass is run, once, by code that never ran in it. The trace knows the pass by its name.
import { findHits } from "../../lib/core/match/find-hits.ts";
import { createScanner } from "../../lib/core/match/create-scanner.ts";
import { defaultThresholds } from "../../lib/core/match/default-thresholds.ts";
import { openLexicon } from "../../lib/core/match/open-lexicon.ts";
import type { Lexicon } from "../../lib/core/match/types.ts";

export interface ColdInput {
  readonly nodes: readonly string[];
  readonly packed: ArrayBuffer;
}

function opened(packed: ArrayBuffer): Lexicon {
  const lexicon = openLexicon(packed);
  if (!lexicon.ok) throw new Error("the packed lexicon does not open");
  return lexicon.value;
}

/** Each is called at most once in a frame. */
const passes = {
  touch({ nodes }: ColdInput): number {
    let sum = 0;
    for (const node of nodes) {
      for (let at = 0; at < node.length; at += 1) sum ^= node.charCodeAt(at);
    }
    return sum;
  },
  /** The page walk hands the text of a page over joined, a line each. */
  own({ nodes, packed }: ColdInput): number {
    return findHits(opened(packed), nodes.join("\n"), false).length;
  },
  ownScan({ nodes, packed }: ColdInput): number {
    const scanner = createScanner(opened(packed), { thresholds: defaultThresholds.ks3 });
    return scanner.scan({ text: nodes.join("\n"), source: "page", isPiece: true }).length;
  },
  open({ packed }: ColdInput): number {
    return opened(packed).tables.wordCount;
  },
};

export type ColdPass = keyof typeof passes;

const coldBench = {
  run(pass: ColdPass, input: ColdInput): Promise<number> {
    return new Promise((resolve, reject) => {
      setTimeout(function coldTask() {
        try {
          resolve(passes[pass](input));
        } catch (error) {
          reject(error instanceof Error ? error : new Error(String(error)));
        }
      }, 0);
    });
  },
};

export type ColdBench = typeof coldBench;
Object.assign(globalThis, { coldBench });
