// Which part of an event the school's people alone may read, and what stays open so that it can be routed: what kind of
// thing it is, how grave, when, for whom it is meant. Requirements S5, S7; the table is the whole of the decision.
import type { EventKind, EventOf, SchoolgateEvent } from "../../contract/event.ts";

type Field<Kind extends EventKind> = Exclude<
  keyof EventOf<Kind>,
  "kind" | "id" | "format" | "atMs" | "device" | "sealed" | "head"
>;
type Table = { readonly [Kind in EventKind]: readonly Field<Kind>[] };

/**
 * Sealed of every kind. What stays open of each: a finding's theme, severity, source and count; a worry's kind and whom
 * the pupil chose; a visit's category and what was done; of a request also the host, because who sets the filter has to
 * answer for it; and what concerns the filter or the device and no pupil.
 */
export const sealedFields: Table = {
  finding: [
    ...(["user", "deviceLabel", "address", "title", "score", "excerpt", "matches"] as const),
    ...(["excuses", "sequence"] as const),
  ],
  worry: ["user", "deviceLabel", "tellName", "words", "reach", "address"],
  "blocked-visit": ["user", "deviceLabel", "address", "title", "rule", "reason"],
  "review-request": ["user", "deviceLabel", "address", "title", "words"],
  unlock: ["user", "deviceLabel"],
  circumvention: ["user", "deviceLabel", "address", "title", "rule", "detail"],
  agreement: ["user", "deviceLabel"],
  "policy-change": ["user"],
  "list-problem": ["user"],
  "policy-problem": ["user"],
  "filter-check": ["user"],
  health: ["user"],
  "visit-report": ["user", "deviceLabel", "hosts", "others"],
};

/** What the queue shows of a case before anybody opens it. */
const headFields = ["user", "deviceLabel", "address", "title"] as const;
type HeadField = (typeof headFields)[number];
export type SealedHead = Partial<Record<HeadField, string>>;

/** Names that say nothing without the device's own key, so that what belongs together is found together. */
export interface EventTags {
  readonly user: string;
  /** Of the site, or "" where there is none. */
  readonly place: string;
}

export interface SplitEvent {
  /** Fits the event's own schema: each sealed text is "", each sealed list empty, each sealed number 0. */
  readonly open: SchoolgateEvent;
  /** The sealed fields as they were. */
  readonly secret: Readonly<Record<string, unknown>>;
  readonly head: SealedHead;
}

/**
 * What a sealed text opens beside: nobody can make a worry of a finding. Not the event's id: what is met again and is
 * graver takes the place of what waits, under its id (`grownBy`). Whose it is stands in the seal itself.
 */
export function boundOf({ kind }: Pick<SchoolgateEvent, "kind">): {
  readonly sealed: string;
  readonly head: string;
} {
  return { sealed: `schoolgate ${kind}`, head: `schoolgate ${kind} head` };
}

const tagSign = "~";

/** Whether a name or a host is a tag in place of a sealed one. */
export function isTag(text: string): boolean {
  return text.startsWith(tagSign);
}

/** An address of no place: what stands for a sealed one. */
const placeScheme = "sealed:";

/** Whether an address stands for a sealed one. */
export function isSealedPlace(address: string): boolean {
  return address.startsWith(placeScheme);
}

/** The tag in an address whose place is sealed; undefined for any other. */
export function placeTagOf(address: string): string | undefined {
  return isSealedPlace(address) ? `${tagSign}${address.slice(placeScheme.length)}` : undefined;
}

/** Takes what is secret out of an event that is not sealed yet. */
export function splitEvent(event: SchoolgateEvent, tags: EventTags): SplitEvent {
  const given: Readonly<Record<string, unknown>> = { ...event };
  const open: Record<string, unknown> = { ...event };
  const secret: Record<string, unknown> = {};
  for (const field of sealedFields[event.kind] as readonly string[]) {
    const value = given[field];
    if (value === undefined) continue;
    secret[field] = value;
    if (field === "sequence") delete open[field];
    else open[field] = blankOf(value);
  }
  if (event.user !== "") open["user"] = `${tagSign}${tags.user}`;
  if (event.kind === "review-request") open["address"] = originOf(event.address);
  else if ("address" in event && event.address !== "" && tags.place !== "") {
    open["address"] = `${placeScheme}${tags.place}`;
  }
  const head: SealedHead = Object.fromEntries(
    headFields.flatMap((field) => {
      const value = secret[field];
      return typeof value === "string" && value !== "" ? [[field, value]] : [];
    }),
  );
  return { open: open as unknown as SchoolgateEvent, secret, head };
}

/** The event as it was: what was sealed, over what stayed open. A count that grew meanwhile stands in the open part. */
export function joinEvent(
  open: SchoolgateEvent,
  secret: Readonly<Record<string, unknown>>,
): SchoolgateEvent {
  const { sealed: _sealed, head: _head, ...rest } = open;
  const allowed = new Set<string>(sealedFields[open.kind]);
  const known = Object.entries(secret).filter(([field]) => allowed.has(field));
  return { ...rest, ...Object.fromEntries(known) };
}

function blankOf(value: unknown): unknown {
  if (Array.isArray(value)) return [];
  if (typeof value === "object" && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, blankOf(one)]));
  }
  return typeof value === "number" ? 0 : "";
}

/** Scheme and host alone. */
function originOf(address: string): string {
  return /^[a-z][a-z0-9+.-]*:\/\/[^/?#]*/i.exec(address)?.[0] ?? "";
}
