// The scanner, in the worker: one set of tables for every page, and code that is warm by the second one. The tables are
// a cache: the worker's next life opens them again.
import type { LanguageTag, Theme } from "../../contract/vocabulary.ts";
import { createScanner, type Scanner } from "../../core/match/create-scanner.ts";
import { openLexicon } from "../../core/match/open-lexicon.ts";
import type { Lexicon, ScanSettings } from "../../core/match/types.ts";
import { withLanguages } from "../../core/phrases/language-scanner.ts";
import type { LanguageLexicon } from "../../core/phrases/language-scanner.ts";
import type { EffectivePolicy } from "../../core/policy/types.ts";
import type { Assets } from "../ports.ts";
import type { PhraseService } from "./phrase-service.ts";

type Monitoring = EffectivePolicy["monitoring"];

export interface ScannerService {
  /**
   * A scanner for what is monitored: English, the school's own phrases, and the languages its policy names, as far as
   * they can be had. Rejects where the package's English tables cannot.
   */
  open(monitoring: Monitoring, onWeighed?: ScanSettings["onWeighed"]): Promise<Scanner>;
}

export function createScannerService(
  assets: Pick<Assets, "lexicon">,
  phrases: Pick<PhraseService, "opened">,
): ScannerService {
  /** By language; undefined is English. */
  const opening = new Map<LanguageTag | undefined, Promise<Lexicon>>();

  function lexicon(language?: LanguageTag): Promise<Lexicon> {
    const known = opening.get(language);
    if (known !== undefined) return known;
    const loading = assets.lexicon(language).then((bytes) => {
      const opened = openLexicon(bytes);
      if (!opened.ok) throw new Error("the package's phrase tables cannot be read");
      return opened.value;
    });
    opening.set(language, loading);
    loading.catch(() => opening.delete(language));
    return loading;
  }

  /** Those that can be had: English is looked for in any case. */
  async function lexiconsOf(wanted: readonly LanguageTag[]): Promise<LanguageLexicon[]> {
    const loaded = await Promise.all(
      wanted.map((language) =>
        lexicon(language).then(
          (found) => [{ language, lexicon: found }],
          () => [],
        ),
      ),
    );
    return loaded.flat();
  }

  return {
    async open({ phrases: lists = [], languages = [], ...monitoring }, onWeighed) {
      const thresholds: Partial<Record<Theme, number>> = monitoring.thresholds;
      const settings = onWeighed === undefined ? { thresholds } : { thresholds, onWeighed };
      const main = await lexicon();
      const own = await phrases.opened(lists);
      const english = createScanner(own === undefined ? main : [main, own], settings);
      return withLanguages(english, await lexiconsOf(languages), settings);
    },
  };
}
