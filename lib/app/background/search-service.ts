// What is searched for, read from the address of the results, judged like any other text.
import type { Theme } from "../../contract/vocabulary.ts";
import { searchTermsOf } from "../../core/match/search-terms.ts";
import type { EffectivePolicy } from "../../core/policy/types.ts";
import { placeOf } from "../../core/queue/place.ts";
import { describeFinding } from "./describe-finding.ts";
import type { EventService } from "./event-service.ts";
import type { Judged } from "./judge-service.ts";
import type { ScannerService } from "./scanner-service.ts";

export interface SearchService {
  /** Looks at a navigation of a page; stores a finding where there is one. */
  look(judged: Judged, address: string): Promise<void>;
  /** What a text of a search is about, told to nobody. */
  themesOf(terms: string, monitoring: EffectivePolicy["monitoring"]): Promise<readonly Theme[]>;
}

export function createSearchService(scanners: ScannerService, events: EventService): SearchService {
  return {
    async themesOf(terms, monitoring) {
      const scanner = await scanners.open(monitoring);
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
      const scanner = await scanners.open(monitoring);
      for (const finding of scanner.scan({ text: search.terms, source: "search" })) {
        await events.add({
          ...describeFinding(finding, search.terms, monitoring),
          address: placeOf(address, true),
          title: `${search.engine}: a search`,
          source: "search",
        });
      }
    },
  };
}
