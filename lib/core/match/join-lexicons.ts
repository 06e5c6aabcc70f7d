// Several lexicons as one: the school's own phrases beside those that ship. Each is searched by its own tables.
import { findHits } from "./find-hits.ts";
import { inOrder } from "./hit-list.ts";
import type { Part } from "./match-phrases.ts";
import type { Hit, Lexicon } from "./types.ts";

export interface JoinedLexicons {
  /** What the weighing asks: the phrases of all, in order. Its tables are those of the first. */
  readonly lexicon: Lexicon;
  /** As `findHits`, over all; `phrase` is an index into the joined phrases. */
  readonly find: (text: string, careful: boolean, part: Part) => Hit[];
}

/** Joins lexicons; at least one. No phrase is read before it is asked for. */
export function joinLexicons(lexicons: readonly [Lexicon, ...Lexicon[]]): JoinedLexicons {
  const [first, ...others] = lexicons;
  if (others.length === 0) {
    return { lexicon: first, find: (text, careful, part) => findHits(first, text, careful, part) };
  }
  let phrases: Lexicon["phrases"] | undefined;
  const lexicon: Lexicon = {
    tables: first.tables,
    get phrases() {
      phrases ??= lexicons.flatMap((one) => one.phrases);
      return phrases;
    },
    phraseAt(index) {
      let before = 0;
      for (const one of lexicons) {
        const count = one.tables.phraseFrom.length - 1;
        if (index < before + count) return one.phraseAt(index - before);
        before += count;
      }
      return undefined;
    },
  };
  return {
    lexicon,
    find(text, careful, part) {
      let before = 0;
      const hits: Hit[] = [];
      for (const one of lexicons) {
        for (const hit of findHits(one, text, careful, part)) {
          hits.push({ ...hit, phrase: hit.phrase + before });
        }
        before += one.tables.phraseFrom.length - 1;
      }
      return hits.sort(inOrder);
    },
  };
}
