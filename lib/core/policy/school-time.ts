// Which time of the school's day it is, and when that changes (requirement F9). The clock on the wall decides:
// a period from 08:50 begins when the clocks at school show 08:50, in summer and in winter.
import type { PolicyDay } from "../../contract/policy.ts";
import { weekdays } from "../../contract/vocabulary.ts";
import { clockChangeBetween, isMoment, zoneOffsetMs } from "./time-zone.ts";

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;

/** How far ahead the next change is looked for; where there is none, the answer holds until then. */
const longestLookMs = 400 * dayMs;

/** No place changes its clocks twice within this. */
const stepMs = 7 * dayMs;

export interface SchoolTime {
  /** The name of the time: a period's, or `otherwise`. */
  readonly time: string;
  /** Unix ms at which another time begins, or up to which none does (400 days); absent outside the years 1970 to 9999. */
  readonly nextChangeMs?: number;
}

/** Minutes after midnight of "08:50"; "24:00" is the end of the day. */
export function minutesOf(text: string): number {
  const [hours, minutes] = text.split(":").map(Number);
  return (hours ?? 0) * 60 + (minutes ?? 0);
}

/** A day as the number of days since 1970-01-01. */
export function dayNumber(day: string): number {
  return Date.parse(`${day}T00:00:00Z`) / dayMs;
}

interface ReadDay {
  readonly zone: string;
  readonly otherwise: string;
  readonly periods: readonly { time: string; days: readonly number[]; from: number; to: number }[];
  readonly terms: readonly (readonly [first: number, last: number])[];
  readonly closures: readonly (readonly [first: number, last: number])[];
}

function readDay(day: PolicyDay): ReadDay {
  const span = ({ from, to }: { from: string; to: string }) =>
    [dayNumber(from), dayNumber(to)] as const;
  return {
    zone: day.timeZone,
    otherwise: day.otherwise,
    periods: day.periods.map(({ time, days, from, to }) => ({
      time,
      days: days.map((name) => weekdays.indexOf(name)),
      from: minutesOf(from),
      to: minutesOf(to),
    })),
    terms: day.terms.map(span),
    closures: day.closures.map(span),
  };
}

/** The periods of a day, in the order in which they are asked; none where the school is closed. */
function periodsOn(day: ReadDay, number: number): ReadDay["periods"] {
  const within = ([first, last]: readonly [number, number]) => number >= first && number <= last;
  if (day.terms.length > 0 && !day.terms.some(within)) return [];
  if (day.closures.some(within)) return [];
  // The first of January 1970 was a Thursday.
  const weekday = (number + 3) % 7;
  return day.periods.filter(({ days }) => days.includes(weekday));
}

/** `clockMs`: what the clocks on the wall show, as ms since 1970. */
function timeOnWall(day: ReadDay, clockMs: number): string {
  const number = Math.floor(clockMs / dayMs);
  const minute = Math.floor((clockMs - number * dayMs) / minuteMs);
  const found = periodsOn(day, number).find(({ from, to }) => minute >= from && minute < to);
  return found?.time ?? day.otherwise;
}

/**
 * The time at a moment (true Unix ms). Without a timetable it is "", for ever. Constant from `atMs` up to
 * `nextChangeMs`. Never throws: a zone that nobody knows counts as Europe/London (`checkPolicy` reports it).
 */
export function timeAt(policyDay: PolicyDay | undefined, atMs: number): SchoolTime {
  if (policyDay === undefined) return { time: "" };
  if (!isMoment(atMs)) return { time: policyDay.otherwise };
  const day = readDay(policyDay);
  let offset = zoneOffsetMs(day.zone, atMs);
  const time = timeOnWall(day, atMs + offset);
  const endMs = atMs + longestLookMs;
  const today = Math.floor((atMs + offset) / dayMs);
  if (day.terms.length > 0 && day.terms.every(([, last]) => last < today)) {
    return { time, nextChangeMs: endMs };
  }
  // A week at a time, and where the clocks change within it, up to that moment: between, wall and true time go together.
  let fromMs = atMs;
  while (fromMs < endMs) {
    let toMs = fromMs + stepMs;
    let next = zoneOffsetMs(day.zone, toMs);
    if (next !== offset) {
      toMs = clockChangeBetween(day.zone, fromMs, toMs);
      next = zoneOffsetMs(day.zone, toMs);
    }
    for (const clockMs of boundaries(day, fromMs + offset, toMs + offset)) {
      if (timeOnWall(day, clockMs) !== time) return { time, nextChangeMs: clockMs - offset };
    }
    fromMs = toMs;
    offset = next;
    if (timeOnWall(day, fromMs + offset) !== time) return { time, nextChangeMs: fromMs };
  }
  return { time, nextChangeMs: endMs };
}

/** Where something can change on the wall after `fromMs` and before `toMs`, in order: midnights, ends of periods. */
function boundaries(day: ReadDay, fromMs: number, toMs: number): number[] {
  const found = new Set<number>();
  for (let number = Math.floor(fromMs / dayMs); number * dayMs < toMs; number += 1) {
    found.add(number * dayMs);
    for (const { from, to } of periodsOn(day, number)) {
      found.add(number * dayMs + from * minuteMs);
      found.add(number * dayMs + to * minuteMs);
    }
  }
  return [...found].filter((clockMs) => clockMs > fromMs && clockMs < toMs).sort((a, b) => a - b);
}
