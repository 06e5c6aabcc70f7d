// What staff have opened for a time on this device, and the requests for codes that its screen shows: one value on the
// disk, so that a code is used up in the very step in which it opens something.
import type { Lesson, Unlock } from "../../core/policy/types.ts";

const minuteMs = 60_000;
/** Clocks of two machines may differ by so much without anything that was opened counting as not begun. */
const clockPlayMs = 5 * minuteMs;
/** `longestMinutes` of a policy is at most this. */
const longestMs = 1440 * minuteMs;

type Site = { readonly host: string; readonly path?: string };

/** What a place that is opened stands for, found when it is asked for: a policy may change under it. */
export type OpenedPlace =
  | { readonly kind: "site"; readonly host: string; readonly path?: string }
  | { readonly kind: "category"; readonly category: string }
  | { readonly kind: "lesson"; readonly sites: readonly Site[]; readonly search: boolean };

export interface OpenedRecord {
  /** The order's, or our own. */
  readonly id: string;
  readonly what: OpenedPlace;
  /** Host with path, category id or lesson id. */
  readonly place: string;
  readonly title: string;
  readonly fromMs: number;
  readonly untilMs: number;
  readonly by: string;
  readonly why: string;
  readonly how: "code" | "collector";
  /** For whom: the signed-in address, or "". */
  readonly user: string;
  /** Whether the event of its beginning is in the queue. */
  readonly isTold: boolean;
  /** Ended before its time. An order that is still named must not open it again, so the record stays until then. */
  readonly endedAtMs?: number;
  readonly isEndTold?: true;
}

export interface RequestRecord {
  readonly request: string;
  readonly what: OpenedPlace;
  readonly place: string;
  readonly title: string;
  readonly expiresAtMs: number;
  readonly attempts: number;
  readonly longestMinutes: number;
  readonly user: string;
}

export interface UnlockDesk {
  readonly opened: readonly OpenedRecord[];
  readonly requests: readonly RequestRecord[];
  /** Wrong codes on this device since the last pause, whatever the request. */
  readonly wrong: number;
  readonly lastWrongAtMs: number;
  readonly pauseUntilMs: number;
}

export const emptyDesk: UnlockDesk = {
  opened: [],
  requests: [],
  wrong: 0,
  lastWrongAtMs: 0,
  pauseUntilMs: 0,
};

/** Whether it is open for this person at this moment. One made by a clock that was wrong counts for nothing. */
export function isOpen(record: OpenedRecord, user: string, nowMs: number): boolean {
  return record.endedAtMs === undefined && record.user === user && isInTime(record, nowMs);
}

/** Whether its time is running. */
export function isInTime({ fromMs, untilMs }: OpenedRecord, nowMs: number): boolean {
  return (
    nowMs < untilMs && fromMs - nowMs <= clockPlayMs && untilMs - fromMs <= longestMs + clockPlayMs
  );
}

/** As `decide` takes them; lesson lists are none. */
export function toUnlock({ id, what, untilMs, by, why }: OpenedRecord): Unlock[] {
  return what.kind === "lesson" ? [] : [{ id, what, untilMs, by, why }];
}

export function toLesson({
  id,
  what,
  title,
  fromMs,
  untilMs,
  by,
}: OpenedRecord): Lesson | undefined {
  if (what.kind !== "lesson") return undefined;
  return { id, title, sites: what.sites, search: what.search, fromMs, untilMs, by };
}
