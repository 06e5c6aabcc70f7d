// How much one tab's content scripts may say in a moment. A page cannot speak with the worker, but it can show so much
// that its content script never stops: the worker's time belongs to every tab.
import type { MessageName } from "../../contract/message.ts";
import type { Clock, MessageFrom } from "../ports.ts";

const windowMs = 10_000;
/** A page with hundreds of frames greets once for each. */
const mostGreetings = 400;
/** Far more than a page has to say: one document stops at 40 findings by itself. What is refused is tried again. */
const mostClaims = 40;
/** More tabs than this are not remembered: the counts are a cache, and begin anew. */
const mostCounts = 500;

export interface MessageLimit {
  /** Counts the message, and says whether it may be heard. `source`: read and typed text do not use up one another. */
  mayBeHeard(name: MessageName, from: MessageFrom, source: string): boolean;
}

/** Counts by tab, message and source; lost with the worker, which was idle for half a minute then. */
export function createMessageLimit(clock: Pick<Clock, "nowMs">): MessageLimit {
  const counts = new Map<string, { readonly sinceMs: number; count: number }>();
  return {
    mayBeHeard(name, from, source) {
      const tabId = from.tab?.id;
      // Our own pages are spoken to by people.
      if (tabId === undefined || !name.startsWith("page/")) return true;
      const nowMs = clock.nowMs();
      const key = `${tabId} ${name} ${source}`;
      const known = counts.get(key);
      const isNow = known !== undefined && Math.abs(nowMs - known.sinceMs) < windowMs;
      if (!isNow) {
        if (counts.size >= mostCounts) counts.clear();
        counts.set(key, { sinceMs: nowMs, count: 1 });
        return true;
      }
      known.count += 1;
      return known.count <= (name === "page/hello" ? mostGreetings : mostClaims);
    },
  };
}
