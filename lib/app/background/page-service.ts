// A web page's content script: what it may look for, and what it says it has found (law 8: a claim).
import type { MessageInput, MessageReply } from "../../contract/message.ts";
import { searchTermsOf } from "../../core/match/search-terms.ts";
import { placeOf } from "../../core/queue/place.ts";
import type { MessageFrom, Tabs } from "../ports.ts";
import type { EventService } from "./event-service.ts";
import type { Memory } from "./memory.ts";
import { nameLanguagePhrase } from "../../core/phrases/language-scanner.ts";
import { nameOwnPhrase } from "../../core/phrases/own-lexicon.ts";
import type { JudgeService } from "./judge-service.ts";
import type { PhraseService } from "./phrase-service.ts";
import { answerWith, refuseWith } from "./outcome.ts";
import { placesOf } from "./page-places.ts";
import { signThemesOf } from "./sequence-service.ts";
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
/** The category of `rules/categories` whose sites answer what is typed. */
const assistants = "ai-services";
function isSameOrigin(address: string, other: string): boolean {
  try {
    return new URL(address).origin === new URL(other).origin;
  } catch {
    return false;
  }
}

export function createPageService(
  judge: JudgeService,
  events: EventService,
  tabs: Pick<Tabs, "framePath" | "injectEngine">,
  memory: Pick<Memory, "managed">,
  sequences: Pick<SequenceService, "take">,
  phrases: PhraseService,
): PageService {
  /** Whatever stands in a protected site's page or frame is that site's; so is a protected site in a frame. */
  async function judgeBoth(from: MessageFrom) {
    const { top, frame, around } = await placesOf(from, tabs);
    const judged = await judge.judge(top, "main_frame");
    const inner = frame === top ? judged : await judge.judge(frame, "sub_frame", around);
    const { collectorAddress } = await memory.managed.read();
    const collector = collectorAddress ?? judged.enforcement.effective.reporting.endpoint ?? "";
    // At the desk every page is of concern: reading there must not make new concerns out of old ones.
    const isDesk = isSameOrigin(top, collector) || isSameOrigin(frame, collector);
    const isProtected = judged.decision.protected || inner.decision.protected;
    return { judged, isUnread: isProtected || isDesk, frame };
  }

  /** A frame has mostly no title of its own; the desk knows the page by the one on its tab. */
  const titleOf = (from: MessageFrom): string => (from.tab?.title ?? "").slice(0, longestTitle);

  return {
    async hello(from) {
      const { judged, isUnread } = await judgeBoth(from);
      const { monitoring } = judged.enforcement.effective;
      const { sources, thresholds, excerptChars, withoutFields } = monitoring;
      const wanted = sources.filter((source) => source !== "search");
      if (isUnread || wanted.length === 0) return answerWith<"page/hello">({});
      // Before the answer: where there is one, there is an engine.
      if (from.tab?.id !== undefined && from.frameId !== undefined) {
        await tabs.injectEngine(from.tab.id, from.frameId);
      }
      const signThemes = signThemesOf(monitoring);
      const ownPhrases = await phrases.packed(monitoring.phrases ?? []);
      return answerWith<"page/hello">({
        scan: {
          sources: wanted,
          thresholds,
          excerptChars,
          ...(withoutFields === undefined ? {} : { withoutFields }),
          ...(ownPhrases === undefined ? {} : { ownPhrases }),
          ...(monitoring.languages === undefined ? {} : { languages: monitoring.languages }),
          ...(judged.decision.category === assistants ? { isAsking: true } : {}),
          ...(signThemes.length === 0 ? {} : { signThemes }),
        },
      });
    },

    async finding(from, given) {
      const { judged, isUnread, frame } = await judgeBoth(from);
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
      const { judged, isUnread, frame } = await judgeBoth(from);
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
