// A web page's content script: what it may look for, and what it says it has found (law 8: a claim).
import type { MessageInput, MessageReply } from "../../contract/message.ts";
import { searchTermsOf } from "../../core/match/search-terms.ts";
import { placeOf } from "../../core/queue/place.ts";
import type { MessageFrom } from "../ports.ts";
import type { EventService } from "./event-service.ts";
import { nameLanguagePhrase } from "../../core/phrases/language-scanner.ts";
import { nameOwnPhrase } from "../../core/phrases/own-lexicon.ts";
import { answerWith, refuseWith } from "./outcome.ts";
import type { JudgePage } from "./page-judge.ts";
import type { SequenceService } from "./sequence-service.ts";

export interface PageService {
  hello(from: MessageFrom): Promise<MessageReply<"page/hello">>;
  finding(
    from: MessageFrom,
    claim: MessageInput<"page/finding">,
  ): Promise<MessageReply<"page/finding">>;
  signs(from: MessageFrom, given: MessageInput<"page/signs">): Promise<MessageReply<"page/signs">>;
}

const longestTitle = 300;

export function createPageService(
  judgePage: JudgePage,
  events: EventService,
  sequences: Pick<SequenceService, "take">,
): PageService {
  /** A frame has mostly no title of its own; the desk knows the page by the one on its tab. */
  const titleOf = (from: MessageFrom): string => (from.tab?.title ?? "").slice(0, longestTitle);

  return {
    async hello(from) {
      const { judged, isUnread } = await judgePage(from);
      const { monitoring } = judged.enforcement.effective;
      const { sources, withoutFields } = monitoring;
      const wanted = sources.filter((source) => source !== "search");
      if (isUnread || wanted.length === 0) return answerWith<"page/hello">({});
      return answerWith<"page/hello">({
        scan: {
          sources: wanted,
          ...(withoutFields === undefined ? {} : { withoutFields }),
        },
      });
    },

    async finding(from, given) {
      const { judged, isUnread, frame } = await judgePage(from);
      if (isUnread) return refuseWith("nothing is recorded here");
      const { sources, thresholds, phrases: own = [] } = judged.enforcement.effective.monitoring;
      const threshold = thresholds[given.theme];
      // The policy may have changed under an open page.
      if (!sources.includes(given.source) || threshold === undefined || given.score < threshold) {
        return refuseWith("this is not looked for");
      }
      const { claim, source, theme, severity, score, excerpt, matches, excuses, title } = given;
      const added = await events.add(
        {
          kind: "finding",
          address: placeOf(frame, searchTermsOf(frame) !== undefined),
          title: title === "" && from.frameId !== 0 ? titleOf(from) : title,
          source,
          theme,
          severity,
          score,
          excerpt,
          // Whose phrase it was is for the worker to say: the page is only believed in what it found.
          matches: matches.map((match) => ({
            ...match,
            phrase: nameLanguagePhrase(nameOwnPhrase(own, theme, match.phrase)),
          })),
          excuses,
          count: 1,
        },
        { claim },
      );
      return answerWith<"page/finding">({ id: added.id, severity });
    },

    async signs(from, given) {
      const { judged, isUnread, frame } = await judgePage(from);
      // An answer and no refusal: what is refused is tried again.
      if (isUnread) return answerWith<"page/signs">({ isKept: false });
      const isKept = await sequences.take(given, {
        frame,
        address: placeOf(frame, searchTermsOf(frame) !== undefined),
        title: titleOf(from),
        monitoring: judged.enforcement.effective.monitoring,
      });
      return answerWith<"page/signs">({ isKept });
    },
  };
}
