// How much one tab's content scripts may say in a moment. A page cannot speak with the worker, but it can show so much
// that its content script never stops: the worker's time belongs to every tab.
import type { MessageName } from "../../contract/message.ts";
import type { Clock, MessageFrom } from "../ports.ts";

const windowMs = 10_000;
/** A page with hundreds of frames greets once for each. */
const mostGreetings = 400;
/** Far more than a page has to say: one document stops at 40 findings by itself. What is refused is tried again. */
const mostClaims = 40;
/** Texts to look through: a page is read in some hundred, a chat in a few each second. */
const mostTexts = 600;
/** UTF-16 units of them: a page's budget and more, over all of its frames. */
const mostChars = 6_000_000;
/** More tabs than this are not remembered: the counts are a cache, and begin anew. */
const mostCounts = 500;

const mostOf: Readonly<Partial<Record<MessageName, number>>> = {
  "page/hello": mostGreetings,
  "page/read": mostTexts,
  "page/typed": mostTexts,
};

export interface MessageLimit {
  /**
   * Counts the message, and says whether it may be heard. `source`: read and typed text do not use up one another.
   * `chars`: UTF-16 units of text to be looked through.
   */
  mayBeHeard(name: MessageName, from: MessageFrom, source: string, chars?: number): boolean;
}

/** Counts by tab, message and source; lost with the worker, which was idle for half a minute then. */
export function createMessageLimit(clock: Pick<Clock, "nowMs">): MessageLimit {
  const counts = new Map<string, { readonly sinceMs: number; count: number; chars: number }>();
  return {
    mayBeHeard(name, from, source, chars = 0) {
      const tabId = from.tab?.id;
      // Our own pages are spoken to by people.
      if (tabId === undefined || !name.startsWith("page/")) return true;
      const nowMs = clock.nowMs();
      const key = `${tabId} ${name} ${source}`;
      const known = counts.get(key);
      const isNow = known !== undefined && Math.abs(nowMs - known.sinceMs) < windowMs;
      if (!isNow) {
        if (counts.size >= mostCounts) counts.clear();
        counts.set(key, { sinceMs: nowMs, count: 1, chars });
        return true;
      }
      known.count += 1;
      known.chars += chars;
      return known.count <= (mostOf[name] ?? mostClaims) && known.chars <= mostChars;
    },
  };
}
