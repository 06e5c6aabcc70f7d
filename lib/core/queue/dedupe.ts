// The same thing met again in one sitting is counted, not told again. A pupil's own words never come here.
import type { SchoolgateEvent } from "../../contract/event.ts";
import type { Sitting } from "./types.ts";

/** For so long the same finding, or the same closed door, is one thing that happened several times. */
export const sittingMs = 10 * 60_000;

/** Meeting it again this soon is the same moment seen twice (two listeners, a page that loads anew). */
export const sameMomentMs = 5_000;

const separator = "\u0000";

/** What makes two events the same in one sitting; undefined for what always stands alone (worries above all). */
export function dedupeKeyOf(event: SchoolgateEvent): string | undefined {
  switch (event.kind) {
    case "finding": {
      // Told once a stage and once a day by its own rule.
      if (event.sequence !== undefined) return undefined;
      const phrases = [...new Set(event.matches.map((match) => match.phrase))].sort();
      // On one site, not on one page: paging through a thread is one thing that happened.
      return [
        "finding",
        event.user,
        event.source,
        event.theme,
        event.severity,
        siteOf(event.address),
        ...phrases,
      ].join(separator);
    }
    case "blocked-visit":
      if (event.accident || event.proceeded) return undefined;
      return ["visit", event.user, event.action, event.rule, siteOf(event.address)].join(separator);
    case "policy-problem":
      return ["policy-problem", JSON.stringify(event.problems)].join(separator);
    case "circumvention":
      // A request for a code that was guessed at is one thing by itself.
      if (event.sign === "wrong-code") return undefined;
      return [
        "circumvention",
        event.user,
        event.sign,
        // Tries that do not stop are one thing, wherever they go.
        event.sign === "repeated-attempts" ? "" : siteOf(event.address),
      ].join(separator);
    case "list-problem":
      return ["list-problem", event.list, event.what].join(separator);
    case "worry":
    case "review-request":
    case "agreement":
    case "unlock":
    case "policy-change":
    case "filter-check":
      break;
  }
  return undefined;
}

function siteOf(address: string): string {
  return /^[a-z][a-z0-9+.-]*:\/\/([^/?#]*)/i.exec(address)?.[1]?.toLowerCase() ?? address;
}

export type SittingStep =
  /** The same moment seen twice: nothing to store. */
  | { readonly step: "same-moment" }
  /** One more of an event that has not been on its way yet. */
  | { readonly step: "count" }
  /** An event of its own, to be sent no earlier than `notBeforeMs` (0: at any time). */
  | { readonly step: "new"; readonly notBeforeMs: number };

/**
 * What to do with something met at `atMs`. `hasOpen`: an event of the same key waits and has never been on its way,
 * so that its count may still grow. An event that may have left is never changed: the collector may hold it already.
 */
export function stepInSitting(
  sitting: Sitting | undefined,
  hasOpen: boolean,
  atMs: number,
): SittingStep {
  const sinceMetMs = sitting === undefined ? Number.POSITIVE_INFINITY : atMs - sitting.lastMetAtMs;
  const sinceMadeMs =
    sitting === undefined ? Number.POSITIVE_INFINITY : atMs - sitting.lastMadeAtMs;
  if (sinceMetMs >= 0 && sinceMetMs < sameMomentMs) return { step: "same-moment" };
  if (hasOpen) return { step: "count" };
  if (sitting !== undefined && sinceMadeMs >= 0 && sinceMadeMs < sittingMs) {
    return { step: "new", notBeforeMs: sitting.lastMadeAtMs + sittingMs };
  }
  return { step: "new", notBeforeMs: 0 };
}
