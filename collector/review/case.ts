// How events become cases. Pure: the store asks, this answers.
import type { EventOf, SchoolgateEvent } from "../../lib/contract/event.ts";
import {
  severityRank,
  type CaseOutcome,
  type CaseState,
  type CircumventionSign,
  type Severity,
  type TextSource,
  type Theme,
  type WorryKind,
} from "../../lib/contract/vocabulary.ts";
import { placeTagOf } from "../../lib/core/seal/split-event.ts";

/** Findings no further apart than this, alike in all else, are one sitting. */
export const sittingMs = 30 * 60_000;

export const caseKinds = ["worry", "finding", "circumvention"] as const;
export type CaseKind = (typeof caseKinds)[number];

/**
 * Ways round the filter that a person should know of: somebody who tries again and again, or a proxy that was built to
 * hide. They begin a case of the lowest severity; the other signs stand in the activity alone.
 */
const gravestSigns: readonly CircumventionSign[] = ["repeated-attempts", "proxy-framework"];

/** What a case is, without the events themselves. Times are Unix milliseconds. */
export interface CaseHead {
  /** The id of the event that opened it. */
  readonly id: string;
  readonly kind: CaseKind;
  readonly what: Theme | WorryKind | CircumventionSign;
  /** A worry has none: a pupil's words are never scored. */
  readonly severity: Severity | null;
  readonly source: TextSource | null;
  readonly user: string;
  readonly device: string;
  readonly deviceLabel: string;
  readonly profile: string;
  readonly host: string;
  readonly title: string;
  readonly firstAtMs: number;
  readonly lastAtMs: number;
  /** When the collector last received something for it. */
  readonly receivedAtMs: number;
  readonly count: number;
  readonly state: CaseState;
  readonly outcome: CaseOutcome | null;
  readonly reason: string;
  /** When it was last closed; null while it is open. What is kept how long hangs on it. */
  readonly closedAtMs: number | null;
  /** Raised by one with each change: two people cannot overwrite one another unseen. */
  readonly version: number;
  /** First and latest opening by a person. */
  readonly openedAtMs: number | null;
  readonly lastOpenedAtMs: number | null;
}

/** An event that needs a person, as a case would begin with it. */
export type Concern = CaseHead;

/** No name of the domain system is longer; what is, would not fit into a database's index. */
const hostCharsMost = 253;

/** The host of an address, the tag of one that is sealed, or "" where there is none. Never throws. */
export function hostOf(address: string): string {
  const tag = placeTagOf(address);
  if (tag !== undefined) return tag;
  return URL.canParse(address) ? new URL(address).host.slice(0, hostCharsMost) : "";
}

/**
 * What the desk keeps of a worry sent without a name: neither the signed-in address nor the device's label (nor the
 * address on the network, which `ingest` leaves out).
 * The device's id stays, because the pupil's receipt ("seen by a person") hangs on it; the desk never shows it.
 */
export function withoutName(event: SchoolgateEvent): SchoolgateEvent {
  return isNameless(event) ? { ...event, user: "", deviceLabel: "" } : event;
}

export function isNameless(event: SchoolgateEvent): boolean {
  return event.kind === "worry" && !event.named;
}

/** The concern that an event is, or undefined for what goes to the other lists. */
export function concernOf(event: SchoolgateEvent, receivedAtMs: number): Concern | undefined {
  if (!isConcern(event)) return undefined;
  // A clock that runs ahead must not pin its cases to the head of the queue.
  const atMs = Math.min(event.atMs, receivedAtMs);
  return {
    id: event.id,
    ...concernDetail(event),
    user: event.user,
    device: event.device,
    deviceLabel: event.deviceLabel,
    profile: event.profile,
    host: hostOf(event.address),
    firstAtMs: atMs,
    lastAtMs: atMs,
    receivedAtMs,
    state: "new",
    outcome: null,
    reason: "",
    closedAtMs: null,
    version: 1,
    openedAtMs: null,
    lastOpenedAtMs: null,
  };
}

type ConcernEvent = EventOf<"worry" | "finding" | "circumvention">;

function isConcern(event: SchoolgateEvent): event is ConcernEvent {
  if (event.kind === "circumvention") return gravestSigns.includes(event.sign);
  return event.kind === "worry" || event.kind === "finding";
}

function concernDetail(
  event: ConcernEvent,
): Pick<CaseHead, "kind" | "what" | "severity" | "source" | "title" | "count"> {
  if (event.kind === "circumvention") {
    const { kind, sign, title, count } = event;
    return { kind, what: sign, severity: "low", source: null, title, count };
  }
  return event.kind === "worry"
    ? { kind: "worry", what: event.what, severity: null, source: null, title: "", count: 1 }
    : {
        kind: "finding",
        what: event.theme,
        severity: event.severity,
        source: event.source,
        // A search's title repeats what was searched for: that is content, shown only where a case is opened.
        title: event.source === "search" ? "" : event.title,
        count: event.count,
      };
}

/** Whether a concern is more of the same sitting. A worry never is, and a closed case stays closed. */
function belongs(concern: Concern, known: CaseHead): boolean {
  return (
    concern.kind !== "worry" &&
    known.kind === concern.kind &&
    known.state !== "closed" &&
    known.device === concern.device &&
    known.user === concern.user &&
    known.what === concern.what &&
    known.host === concern.host &&
    concern.lastAtMs >= known.firstAtMs - sittingMs &&
    concern.firstAtMs <= known.lastAtMs + sittingMs
  );
}

/** The case a concern joins: the latest that fits, or undefined where it opens its own. */
export function caseFor(concern: Concern, known: readonly CaseHead[]): CaseHead | undefined {
  return known
    .filter((candidate) => belongs(concern, candidate))
    .reduce<CaseHead | undefined>(
      (best, next) => (best === undefined || next.lastAtMs > best.lastAtMs ? next : best),
      undefined,
    );
}

/** The case with one more concern in it: severity only rises, the count grows, the gravest names it. */
export function grow(known: CaseHead, concern: Concern): CaseHead {
  const graver = rankOf(concern.severity) > rankOf(known.severity);
  return {
    ...known,
    severity: graver ? concern.severity : known.severity,
    source: graver ? concern.source : known.source,
    title: graver || known.title === "" ? concern.title : known.title,
    firstAtMs: Math.min(known.firstAtMs, concern.firstAtMs),
    lastAtMs: Math.max(known.lastAtMs, concern.lastAtMs),
    receivedAtMs: Math.max(known.receivedAtMs, concern.receivedAtMs),
    count: known.count + concern.count,
    version: known.version + 1,
  };
}

/** Something has come in since a person last looked. */
export function isUnread(known: CaseHead): boolean {
  return known.lastOpenedAtMs === null || known.lastOpenedAtMs < known.receivedAtMs;
}

function rankOf(severity: Severity | null): number {
  return severity === null ? -1 : severityRank(severity);
}
