// A web page's content script: what it may look for, and what it says it has found (law 8: a claim).
import type { MessageInput, MessageReply } from "../../contract/message.ts";
import { searchTermsOf } from "../../core/match/search-terms.ts";
import { placeOf } from "../../core/queue/place.ts";
import type { MessageFrom } from "../ports.ts";
import type { EventService } from "./event-service.ts";
import type { JudgeService } from "./judge-service.ts";
import { answerWith, refuseWith } from "./outcome.ts";

export interface PageService {
  hello(from: MessageFrom): Promise<MessageReply<"page/hello">>;
  finding(
    from: MessageFrom,
    claim: MessageInput<"page/finding">,
  ): Promise<MessageReply<"page/finding">>;
}

const longestTitle = 300;
const isWeb = (address: string): boolean => /^https?:\/\//i.test(address);

/** The page's own address, then its frame's: what the browser says of the sender, never what the sender says. */
function placesOf(from: MessageFrom): { readonly top: string; readonly frame: string } {
  const top = from.tab?.url ?? from.url ?? "";
  const url = from.url ?? "";
  if (isWeb(url)) return { top, frame: url };
  // about:blank, srcdoc and blob frames have their maker's origin and no address of their own.
  const origin = from.origin ?? "";
  const isTops = top.startsWith(`${origin}/`) || !isWeb(origin);
  return { top, frame: isTops ? top : `${origin}/` };
}

export function createPageService(judge: JudgeService, events: EventService): PageService {
  /** A frame of a protected site's page is that site's; so is a protected site in a frame. */
  async function judgeBoth(from: MessageFrom) {
    const { top, frame } = placesOf(from);
    const judged = await judge.judge(top, "main_frame");
    const inner = frame === top ? judged : await judge.judge(frame, "sub_frame");
    return { judged, isProtected: judged.decision.protected || inner.decision.protected, frame };
  }

  return {
    async hello(from) {
      const { judged, isProtected } = await judgeBoth(from);
      const { sources, thresholds, excerptChars } = judged.enforcement.effective.monitoring;
      const wanted = sources.filter((source) => source !== "search");
      if (isProtected || wanted.length === 0) return answerWith<"page/hello">({});
      return answerWith<"page/hello">({ scan: { sources: wanted, thresholds, excerptChars } });
    },

    async finding(from, given) {
      const { judged, isProtected, frame } = await judgeBoth(from);
      if (isProtected) return refuseWith("nothing is recorded here");
      const { sources, thresholds } = judged.enforcement.effective.monitoring;
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
          // A frame has mostly no title of its own; the desk knows the page by the one on its tab.
          title: title === "" ? (from.tab?.title ?? "").slice(0, longestTitle) : title,
          source,
          theme,
          severity,
          score,
          excerpt,
          matches,
          excuses,
          count: 1,
        },
        { claim },
      );
      return answerWith<"page/finding">({ id: added.id, severity });
    },
  };
}
