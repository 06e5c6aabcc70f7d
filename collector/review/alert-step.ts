// From a case to who is told next: one step at a time, until somebody has looked. Pure: the store keeps the state.
import { isClosedDay, isInHours, nextHoursMs } from "./alert-hours.ts";
import {
  covers,
  mustReach,
  onCallPlaces,
  urgencyOf,
  type AlertCase,
  type AlertContact,
  type AlertSettings,
  type SchoolDays,
} from "./alert-rules.ts";
import { isUnread, type CaseHead } from "./case.ts";
import { triageRank } from "./triage.ts";

const minuteMs = 60_000;

/** The whole on-call order is gone through this often, one place after another; then once each school morning. */
const roundsMost = 3;

/** How soon a case that nobody can be told of is looked at again; a change of contacts or settings does so at once. */
const nobodyAgainMs = 60 * minuteMs;

/** How far one case's alert has come. A graver turn of the case begins a new one. */
export interface AlertState {
  readonly caseId: string;
  /** The case's place in the queue (`triageRank`) when this began. */
  readonly rank: number;
  readonly sinceMs: number;
  /** Times through the on-call order, from 0. */
  readonly round: number;
  /** The place that was told last; 0: none yet in this round. */
  readonly place: number;
  readonly toldAtMs: number | null;
  /** When somebody looked, or said that they will; nothing follows then. */
  readonly endedAtMs: number | null;
  readonly endedBy: string;
  /** Not to be looked at again before. */
  readonly nextAtMs: number;
}

export type AlertMove =
  | { readonly kind: "none" }
  /** Nothing goes out now; `state` says when to look again, or that it is over. */
  | { readonly kind: "wait" | "end" | "nobody"; readonly state: AlertState }
  | {
      readonly kind: "tell";
      readonly state: AlertState;
      readonly contacts: readonly AlertContact[];
    };

export interface AlertWorld {
  readonly settings: AlertSettings;
  /** All of them; those that are not confirmed are passed over here. */
  readonly contacts: readonly AlertContact[];
  /** Ids of contacts to whom a message could not be delivered and is still being tried. */
  readonly failing: ReadonlySet<string>;
  readonly atMs: number;
}

/**
 * What follows for one case. Applying the same move twice is for the store to refuse: each step of a case has one name,
 * `stepName`.
 */
export function nextMove(
  known: AlertCase,
  before: AlertState | undefined,
  world: AlertWorld,
): AlertMove {
  const { settings, atMs } = world;
  const rank = triageRank(known);
  const urgency = urgencyOf(known, settings);
  const isNew = before === undefined || rank > before.rank;
  if (!isNew && before.endedAtMs !== null) return { kind: "none" };
  if (isNew && (urgency === "none" || known.state === "closed")) return { kind: "none" };
  const state: AlertState = isNew ? begin(known.id, rank, atMs) : before;
  if (known.state === "closed") return end(state, atMs);
  const { lastOpenedAtMs } = known;
  // Somebody has read all there is: before this began, or since.
  const isSeen = isNew
    ? !isUnread(known as CaseHead)
    : lastOpenedAtMs !== null && lastOpenedAtMs >= state.sinceMs;
  if (isSeen) return end(state, atMs);
  const days = daysFor(known, settings);
  const waiting: AlertMove = {
    kind: "wait",
    state: { ...state, nextAtMs: nextHoursMs(days, atMs) },
  };
  if (urgency === "none" || (urgency === "in-hours" && !isInHours(days, atMs))) return waiting;
  const all = reachable(known, world);
  if (all.length === 0) {
    return mustReach(known)
      ? { kind: "nobody", state: { ...state, nextAtMs: atMs + nobodyAgainMs } }
      : waiting;
  }
  const awake = all.filter(({ when }) => isThere(when, settings, atMs));
  if (awake.length === 0 && !mustReach(known)) return waiting;
  // Better a message in the night for somebody who asked for none than a child whom nobody hears.
  const present = awake.length === 0 ? all : awake;
  const well = present.filter(({ id }) => !world.failing.has(id));
  const chosen = well.length === 0 ? present : well;
  const dueMs = dueAt(state, present, chosen, { ...world, days });
  if (atMs < dueMs) return { kind: "wait", state: { ...state, nextAtMs: dueMs } };
  const places = [...new Set(chosen.map(placeOf))].sort((left, right) => left - right);
  const later = places.find((place) => place > state.place);
  const place = later ?? places[0] ?? 1;
  return {
    kind: "tell",
    state: {
      ...state,
      round: later === undefined ? state.round + 1 : state.round,
      place,
      toldAtMs: atMs,
      nextAtMs: atMs + settings.escalateMinutes * minuteMs,
    },
    contacts: chosen.filter((contact) => placeOf(contact) === place),
  };
}

/** One name for each step of each case: two alerts under one name never exist. */
export function stepName({ caseId, rank, round, place }: AlertState): string {
  return `${caseId} ${rank} ${round} ${place}`;
}

function begin(caseId: string, rank: number, atMs: number): AlertState {
  return {
    caseId,
    rank,
    sinceMs: atMs,
    round: 0,
    place: 0,
    toldAtMs: null,
    endedAtMs: null,
    endedBy: "",
    nextAtMs: atMs,
  };
}

function end(state: AlertState, atMs: number): AlertMove {
  return { kind: "end", state: { ...state, endedAtMs: atMs } };
}

/** What must reach somebody knows no holidays: where it waits for school hours, it waits for those of the next weekday. */
function daysFor(known: AlertCase, { hours, terms, closures }: AlertSettings): SchoolDays {
  return mustReach(known) ? { hours, terms: [], closures: [] } : { hours, terms, closures };
}

function isThere(when: AlertContact["when"], settings: AlertSettings, atMs: number): boolean {
  switch (when) {
    case "hours":
      return isInHours(settings, atMs);
    case "term":
      return !isClosedDay(settings, atMs);
    case "closed":
      return isClosedDay(settings, atMs);
    case "always":
    default:
      return true;
  }
}

/** Somebody who is not on call stands behind everybody who is. */
function placeOf({ place }: AlertContact): number {
  return place ?? onCallPlaces + 1;
}

/** Who is told of such a case at all; for what must reach somebody, in the end everybody who is confirmed. */
function reachable(known: AlertCase, { contacts }: AlertWorld): readonly AlertContact[] {
  const confirmed = contacts.filter(({ confirmedAtMs }) => confirmedAtMs !== null);
  const onCall = confirmed.filter(({ place }) => place !== null);
  const covering = onCall.filter(({ cover }) => covers(cover, known));
  if (covering.length > 0 || !mustReach(known)) return covering;
  return onCall.length > 0 ? onCall : confirmed;
}

/** When the next step may be taken; a moment in the past where it is due. */
function dueAt(
  { place, round, toldAtMs }: AlertState,
  present: readonly AlertContact[],
  chosen: readonly AlertContact[],
  { settings, failing, days }: AlertWorld & { readonly days: SchoolDays },
): number {
  if (toldAtMs === null) return 0;
  const told = present.filter((contact) => placeOf(contact) === place);
  const isLost = told.every(({ id }) => failing.has(id));
  // Nobody of this place heard it, or is there any more, and somebody else is.
  if (isLost && chosen.some(({ id }) => !failing.has(id))) return 0;
  const usualMs = toldAtMs + settings.escalateMinutes * minuteMs;
  const isRoundOver = !chosen.some((contact) => placeOf(contact) > place);
  return isRoundOver && round + 1 >= roundsMost
    ? Math.max(usualMs, nextHoursMs(days, toldAtMs))
    : usualMs;
}
