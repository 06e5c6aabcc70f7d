// What is searched for, read from the address of the results, judged like any other text.
import type { LanguageTag, Theme } from "../../contract/vocabulary.ts";
import { createScanner, type Scanner } from "../../core/match/create-scanner.ts";
import { excerptAround, namedMarks } from "../../core/match/excerpt.ts";
import { openLexicon } from "../../core/match/open-lexicon.ts";
import { searchTermsOf } from "../../core/match/search-terms.ts";
import type { Lexicon } from "../../core/match/types.ts";
import { nameLanguagePhrase, withLanguages } from "../../core/phrases/language-scanner.ts";
import type { LanguageLexicon } from "../../core/phrases/language-scanner.ts";
import { nameOwnPhrase } from "../../core/phrases/own-lexicon.ts";
import type { EffectivePolicy } from "../../core/policy/types.ts";
import { placeOf } from "../../core/queue/place.ts";
import type { Assets } from "../ports.ts";
import type { EventService } from "./event-service.ts";
import type { Judged } from "./judge-service.ts";
import type { PhraseService } from "./phrase-service.ts";

export interface SearchService {
  /** Looks at a navigation of a page; stores a finding where there is one. */
  look(judged: Judged, address: string): Promise<void>;
  /** What a text of a search is about, told to nobody. */
  themesOf(terms: string, monitoring: EffectivePolicy["monitoring"]): Promise<readonly Theme[]>;
}

type Monitoring = EffectivePolicy["monitoring"];

const longest = { phrase: 300, excuses: 20, excuse: 60, matches: 50, excerpt: 1000 };

export function createSearchService(
  assets: Assets,
  events: EventService,
  phrases: Pick<PhraseService, "opened">,
): SearchService {
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

  async function scannerOf(
    { phrases: lists = [], languages = [] }: Monitoring,
    thresholds: Partial<Record<Theme, number>>,
  ): Promise<Scanner> {
    const main = await lexicon();
    const own = await phrases.opened(lists);
    const english = createScanner(own === undefined ? main : [main, own], { thresholds });
    return withLanguages(english, await lexiconsOf(languages), { thresholds });
  }

  return {
    async themesOf(terms, monitoring) {
      const scanner = await scannerOf(monitoring, monitoring.thresholds);
      return scanner.scan({ text: terms, source: "search" }).map(({ category }) => category);
    },
    async look({ decision, enforcement }, address) {
      const { monitoring } = enforcement.effective;
      if (decision.protected || decision.action === "agreement") return;
      // The search names a page whose address must reach no disk and no desk.
      if (decision.step === "confidential") return;
      if (!monitoring.sources.includes("search")) return;
      const search = searchTermsOf(address);
      if (search === undefined || search.terms === "") return;
      const thresholds: Partial<Record<Theme, number>> = monitoring.thresholds;
      const scanner = await scannerOf(monitoring, thresholds);
      for (const finding of scanner.scan({ text: search.terms, source: "search" })) {
        const excerpt = excerptAround(search.terms, finding, monitoring.excerptChars);
        await events.add({
          kind: "finding",
          address: placeOf(address, true),
          title: `${search.engine}: a search`,
          source: "search",
          theme: finding.category,
          severity: finding.severity,
          score: finding.score,
          excerpt: excerpt.text.slice(0, longest.excerpt),
          matches: namedMarks(search.terms, finding, excerpt)
            .slice(0, longest.matches)
            .map((mark) => ({
              ...mark,
              phrase: nameLanguagePhrase(
                nameOwnPhrase(
                  monitoring.phrases ?? [],
                  finding.category,
                  mark.phrase.slice(0, longest.phrase),
                ),
              ),
            })),
          excuses: finding.excuses
            .slice(0, longest.excuses)
            .map((one) => one.slice(0, longest.excuse)),
          count: 1,
        });
      }
    },
  };
}
