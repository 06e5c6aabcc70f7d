// The same thing met again in one sitting is counted, not told again. A pupil's own words never come here.
import type { SchoolgateEvent } from "../../contract/event.ts";
import type { Sitting } from "./types.ts";
import { rankOf } from "./urgency.ts";

/** For so long the same concern, or the same closed door, is one thing that happened several times. */
export const sittingMs = 10 * 60_000;

/**
 * Meeting it again this soon is the same moment seen twice (two listeners, a page that loads anew). What weighs more than
 * all before it is never left out: of one moment the gravest words are kept.
 */
export const sameMomentMs = 5_000;

const separator = "\u0000";

/** What makes two events the same in one sitting; undefined for what always stands alone (worries above all). */
export function dedupeKeyOf(event: SchoolgateEvent): string | undefined {
  switch (event.kind) {
    case "finding":
      // Told once a stage and once a day by its own rule.
      if (event.sequence !== undefined) return undefined;
      // The concern of one person on one site: an essay with ten phrases is one concern. What somebody writes or searches
      // for is never a further count of what they read there: it says more, and must not wait behind it.
      return [
        "finding",
        event.user,
        event.theme,
        event.source === "page" ? "read" : "own",
        siteOf(event.address),
      ].join(separator);
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
    case "visit-report":
    case "health":
      break;
  }
  return undefined;
}

/** Scheme apart, the host with its port; the address itself where it has none. */
export function siteOf(address: string): string {
  return /^[a-z][a-z0-9+.-]*:\/\/([^/?#]*)/i.exec(address)?.[1]?.toLowerCase() ?? address;
}

export type SittingStep =
  /** The same moment seen twice: nothing to store. */
  | { readonly step: "same-moment" }
  /** One more of an event that has not been on its way yet; it stands as `event` from now on. */
  | {
      readonly step: "grow";
      readonly event: SchoolgateEvent;
      readonly weight: number;
      /** Graver than anything of this sitting: whatever held it back holds no longer. */
      readonly isGraver: boolean;
      readonly sitting: Sitting;
    }
  /** An event of its own, to be sent no earlier than `notBeforeMs` (0: at any time). */
  | { readonly step: "new"; readonly notBeforeMs: number; readonly sitting: Sitting };

/** How much an event weighs among those of its rank: a finding's score. */
export function weightOf(event: SchoolgateEvent): number {
  return event.kind === "finding" ? event.score : 0;
}

/** An event with its weight, which is told apart where the event is sealed. */
export interface Weighed {
  readonly event: SchoolgateEvent;
  readonly weight: number;
}

/**
 * What to do with something met at `atMs`. `open`: an event of the same key that waits and has never been on its way,
 * so that it may still grow. An event that may have left is never changed: the collector may hold it already. What is
 * graver than all before it in the sitting is never left out and never held back; what is as grave and weighs more is
 * never left out either.
 */
export function stepInSitting(
  sitting: Sitting | undefined,
  open: Weighed | undefined,
  { event: met, weight }: Weighed,
  atMs: number,
): SittingStep {
  const sinceMetMs = sitting === undefined ? Number.POSITIVE_INFINITY : atMs - sitting.lastMetAtMs;
  const sinceMadeMs =
    sitting === undefined ? Number.POSITIVE_INFINITY : atMs - sitting.lastMadeAtMs;
  // A clock that was set back begins anew.
  const isSameSitting = sinceMadeMs >= 0 && sinceMadeMs < sittingMs;
  const rank = rankOf(met);
  const told = gravestOf([
    ...(isSameSitting
      ? [{ rank: sitting?.gravest ?? rank, weight: sitting?.weight ?? weight }]
      : []),
    ...(open === undefined ? [] : [{ rank: rankOf(open.event), weight: open.weight }]),
  ]);
  const isGraver = rank > told.rank;
  const isHeavier = rank === told.rank && weight > told.weight;
  const isSameMoment = sinceMetMs >= 0 && sinceMetMs < sameMomentMs;
  if (!isGraver && !isHeavier && isSameMoment) return { step: "same-moment" };
  const { rank: gravest, weight: heaviest } = gravestOf([told, { rank, weight }]);
  const marks = { lastMetAtMs: atMs, gravest, weight: heaviest };
  if (open !== undefined) {
    const grown = grownBy(open, { event: met, weight });
    return {
      step: "grow",
      ...grown,
      isGraver,
      sitting: { lastMadeAtMs: sitting?.lastMadeAtMs ?? atMs, ...marks },
    };
  }
  const begun: Sitting = { lastMadeAtMs: atMs, ...marks };
  if (isSameSitting && sitting !== undefined && !isGraver) {
    return { step: "new", notBeforeMs: sitting.lastMadeAtMs + sittingMs, sitting: begun };
  }
  return { step: "new", notBeforeMs: 0, sitting: begun };
}

interface Gravity {
  readonly rank: number;
  readonly weight: number;
}

function gravestOf(all: readonly Gravity[]): Gravity {
  return all.reduce(
    (a, b) => (b.rank > a.rank || (b.rank === a.rank && b.weight > a.weight) ? b : a),
    {
      rank: -1,
      weight: -1,
    },
  );
}

/** One event out of two of the same key: the first's id and moment, the gravest's content, the counts together. */
export function grownBy(
  { event: open, weight: openWeight }: Weighed,
  { event: met, weight }: Weighed,
): Weighed {
  const count = ("count" in open ? open.count : 1) + ("count" in met ? met.count : 1);
  const more = rankOf(met) - rankOf(open) || weight - openWeight;
  if (open.kind === "finding" && met.kind === "finding" && more > 0) {
    return { event: { ...met, id: open.id, atMs: open.atMs, count }, weight };
  }
  return { event: "count" in open ? { ...open, count } : open, weight: openWeight };
}
