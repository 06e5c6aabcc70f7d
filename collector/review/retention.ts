// How long things are kept, and what is due to go. Pure: dates in, a yes or no out.
import type { EventKind } from "../../lib/contract/event.ts";
import type { CaseState } from "../../lib/contract/vocabulary.ts";

const dayMs = 24 * 60 * 60_000;

/** Where no policy has ever said otherwise; the same as the policy's own default. */
export const keepDaysDefault = 365;

/** Ids of erased events stay this long after them: a Chromebook that was shut away over a year may still ask. */
const rememberIdsDays = 400;

/** What goes by when it came, unless it belongs to a case: then it goes with that and never by itself. */
export const activityKinds = [
  "blocked-visit",
  "review-request",
  "agreement",
  "policy-problem",
  "unlock",
  "circumvention",
  "policy-change",
  "list-problem",
  "filter-check",
  "health",
  "visit-report",
] as const satisfies readonly EventKind[];

export type ActivityKind = (typeof activityKinds)[number];

/** Days, by kind of activity, where a school keeps it shorter than the policy says for everything. */
export type KeepKinds = Readonly<Partial<Record<ActivityKind, number>>>;

export const keepDaysMost = 3650;

/** The same, in the order of the kinds: two settings are the same where they read the same. */
export function inOrder(kinds: KeepKinds): KeepKinds {
  return Object.fromEntries(
    activityKinds.flatMap((kind) => (kinds[kind] === undefined ? [] : [[kind, kinds[kind]]])),
  );
}

/** As it is stored. What is no time to keep is left out: the policy's number holds there. */
export function readKeepKinds(text: string): KeepKinds {
  try {
    const given = JSON.parse(text) as Readonly<Record<string, unknown>>;
    const fits = (days: unknown): days is number =>
      Number.isInteger(days) && Number(days) >= 1 && Number(days) <= keepDaysMost;
    return Object.fromEntries(
      activityKinds.flatMap((kind) => (fits(given[kind]) ? [[kind, given[kind]]] : [])),
    );
  } catch {
    return {};
  }
}

/** The kinds that go sooner than everything. What pupils were promised (`keepDays`) is the most: nothing stays longer. */
export function shorterKinds(
  kinds: KeepKinds,
  keepDays: number,
): readonly (readonly [kind: ActivityKind, days: number])[] {
  return activityKinds.flatMap((kind) => {
    const days = kinds[kind];
    return days !== undefined && days < keepDays ? [[kind, days] as const] : [];
  });
}

/** Unix milliseconds: what was closed, or came, at this moment or before it has been kept for `keepDays`. */
export function keptSinceMs(keepDays: number, nowMs: number): number {
  return nowMs - keepDays * dayMs;
}

/** Unix milliseconds: ids erased before this are forgotten too. */
export function idsSinceMs(nowMs: number): number {
  return nowMs - rememberIdsDays * dayMs;
}

/** A case that is kept although its time is over: for the police, a court, an inquiry. */
export interface CaseHold {
  readonly atMs: number;
  readonly who: string;
  readonly why: string;
}

/** A closed case is due once it has been closed for the whole time; an open or a held one never is, however old. */
export function isCaseDue(
  known: {
    readonly state: CaseState;
    readonly closedAtMs: number | null;
    readonly isHeld?: boolean;
  },
  sinceMs: number,
): boolean {
  if (known.isHeld === true) return false;
  return known.state === "closed" && known.closedAtMs !== null && known.closedAtMs <= sinceMs;
}

/** Activity is due by the collector's clock, not the device's, which may be wrong. */
export function isEventDue(
  known: { readonly kind: EventKind; readonly receivedAtMs: number; readonly isOfCase?: boolean },
  sinceMs: number,
): boolean {
  return (
    known.isOfCase !== true &&
    (activityKinds as readonly EventKind[]).includes(known.kind) &&
    known.receivedAtMs <= sinceMs
  );
}

/** How many of each were erased. */
export interface Erased {
  readonly cases: number;
  /** Events by kind, those of the cases with them. */
  readonly events: Readonly<Partial<Record<EventKind, number>>>;
  /** Answers to requests of which nothing is left. */
  readonly answers: number;
  /** What staff opened for a time, and codes that they made. */
  readonly orders: number;
}

const kindWords: Readonly<Record<EventKind, readonly [one: string, many: string]>> = {
  worry: ["worry", "worries"],
  finding: ["finding", "findings"],
  "blocked-visit": ["blocked visit", "blocked visits"],
  "review-request": ["request", "requests"],
  agreement: ["agreement", "agreements"],
  "policy-problem": ["policy problem", "policy problems"],
  unlock: ["record of an opening", "records of openings"],
  circumvention: ["attempt to go round the filter", "attempts to go round the filter"],
  "policy-change": ["policy change", "policy changes"],
  "list-problem": ["list problem", "list problems"],
  "filter-check": ["check of the filter", "checks of the filter"],
  health: ["report of a device's health", "reports of devices' health"],
  "visit-report": ["report of a day's use", "reports of days' use"],
};

/** "2 cases, 1 worry, 40 blocked visits": for the audit, counts and nothing else; "" where nothing went. */
export function erasedWords(erased: Erased): string {
  const parts: [count: number, words: readonly [string, string]][] = [
    [erased.cases, ["case", "cases"]],
  ];
  for (const [kind, words] of Object.entries(kindWords)) {
    parts.push([erased.events[kind as EventKind] ?? 0, words]);
  }
  parts.push([erased.answers, ["answer", "answers"]]);
  parts.push([erased.orders, ["opening by staff", "openings by staff"]]);
  return parts
    .filter(([count]) => count > 0)
    .map(([count, [one, many]]) => `${count} ${count === 1 ? one : many}`)
    .join(", ");
}
