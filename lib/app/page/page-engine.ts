// The scanner as frames use it: its tables are fetched and opened once, whatever number of frames it is lent to.
// It is no part of the content script: it stands in `engine.js`, which comes where there is something to read.
import type { LanguageTag } from "../../contract/vocabulary.ts";
import { createScanner } from "../../core/match/create-scanner.ts";
import { openLexicon } from "../../core/match/open-lexicon.ts";
import type { Lexicon, ScanSettings } from "../../core/match/types.ts";
import { withLanguages } from "../../core/phrases/language-scanner.ts";
import type { PageScanner } from "./text-judge.ts";

/** What one frame looks for. */
export interface WantedPhrases {
  /** The school's own, packed, in base64: what extensions send one another is JSON. */
  readonly ownPhrases?: string | undefined;
  /** Languages beside English. */
  readonly languages?: readonly LanguageTag[] | undefined;
}

export interface PageEngine {
  /** A scanner of a frame's own settings over the tables that all share; undefined where English cannot be had. */
  open(wanted: WantedPhrases, settings: ScanSettings): Promise<PageScanner | undefined>;
}

/** The packed phrase tables, English or those of another language; undefined where they cannot be had. */
export type LoadTables = (language?: LanguageTag) => Promise<ArrayBuffer | undefined>;

function opened(tables: ArrayBuffer | undefined): Lexicon | undefined {
  const lexicon = tables === undefined ? undefined : openLexicon(tables);
  return lexicon?.ok === true ? lexicon.value : undefined;
}

function bytesOf(packed: string): ArrayBuffer | undefined {
  try {
    return Uint8Array.from(atob(packed), (letter) => letter.charCodeAt(0)).buffer;
  } catch {
    return undefined;
  }
}

/** Begins to load the English tables at once: the worker brings an engine only where it is wanted. */
export function createPageEngine(load: LoadTables): PageEngine {
  const lexicons = new Map<LanguageTag | undefined, Promise<Lexicon | undefined>>();
  // One school's phrases at a time: a frame that comes after a new policy brings the new ones.
  let own: { readonly packed: string; readonly lexicon: Lexicon | undefined } | undefined;

  function lexiconOf(language?: LanguageTag): Promise<Lexicon | undefined> {
    let lexicon = lexicons.get(language);
    if (lexicon === undefined) {
      lexicon = load(language).then(opened);
      lexicons.set(language, lexicon);
      // What could not be had is asked for again by the next frame.
      void lexicon.then((value) => value ?? lexicons.delete(language));
    }
    return lexicon;
  }

  function ownOf(packed: string | undefined): Lexicon | undefined {
    if (packed === undefined) return undefined;
    if (own?.packed !== packed) own = { packed, lexicon: opened(bytesOf(packed)) };
    return own.lexicon;
  }

  void lexiconOf();
  return {
    async open({ ownPhrases, languages = [] }, settings) {
      const [english, ...others] = await Promise.all([
        lexiconOf(),
        ...languages.map(async (language) => ({ language, lexicon: await lexiconOf(language) })),
      ]);
      if (english === undefined) return undefined;
      const mine = ownOf(ownPhrases);
      const scanner = createScanner(mine === undefined ? english : [english, mine], settings);
      // A language that cannot be had leaves the others to be looked for.
      const packs = others.flatMap(({ language, lexicon }) =>
        lexicon === undefined ? [] : [{ language, lexicon }],
      );
      return withLanguages(scanner, packs, settings);
    },
  };
}
