// School hours, days without school, and the digest's hour, by the clocks of London in summer and in winter. Pure.
import { weekdays } from "../../lib/contract/vocabulary.ts";
import { minutesOf } from "../../lib/core/policy/school-time.ts";
import { defaultTimeZone, momentOfClock, zoneOffsetMs } from "../../lib/core/policy/time-zone.ts";
import type { DaySpan, SchoolDays, Weekday } from "./alert-rules.ts";

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;

/** What the clocks show, as ms since 1970. */
const clockOf = (atMs: number) => atMs + zoneOffsetMs(defaultTimeZone, atMs);

/** The first of January 1970 was a Thursday. */
const weekdayOf = (day: number): Weekday => weekdays[(((day + 3) % 7) + 7) % 7] ?? "mon";

/** "2026-09-01": what the calendar on the wall says. */
const dateOf = (day: number): string => new Date(day * dayMs).toISOString().slice(0, 10);

function isClosed({ terms, closures }: SchoolDays, day: number): boolean {
  const date = dateOf(day);
  const has = ({ from, to }: DaySpan) => from <= date && date <= to;
  return (terms.length > 0 && !terms.some(has)) || closures.some(has);
}

/** Whether there is no school that day: out of term, or closed in term. Saturdays in term are not meant. */
export function isClosedDay(days: SchoolDays, atMs: number): boolean {
  return isClosed(days, Math.floor(clockOf(atMs) / dayMs));
}

export function isInHours(days: SchoolDays, atMs: number): boolean {
  const clockMs = clockOf(atMs);
  const day = Math.floor(clockMs / dayMs);
  const minute = (clockMs - day * dayMs) / minuteMs;
  const { from, to } = days.hours;
  return isSchoolDay(days, day) && minute >= minutesOf(from) && minute < minutesOf(to);
}

function isSchoolDay(days: SchoolDays, day: number): boolean {
  return days.hours.days.includes(weekdayOf(day)) && !isClosed(days, day);
}

/** No holiday is longer. */
const lookDays = 200;

const momentOf = (day: number, clock: string): number =>
  momentOfClock(defaultTimeZone, day * dayMs + minutesOf(clock) * minuteMs);

/** The first beginning of school hours after a moment, Unix ms. Where none is known: a week later, to look again. */
export function nextHoursMs(days: SchoolDays, atMs: number): number {
  const today = Math.floor(clockOf(atMs) / dayMs);
  for (let day = today; day <= today + lookDays; day += 1) {
    if (!isSchoolDay(days, day)) continue;
    const beginsMs = momentOf(day, days.hours.from);
    if (beginsMs > atMs) return beginsMs;
  }
  return atMs + 7 * dayMs;
}

/** When the school day began that was `count` school days before this one, Unix ms: whoever was heard before is silent. */
export function schoolDaysAgoMs(days: SchoolDays, count: number, atMs: number): number {
  const today = Math.floor(clockOf(atMs) / dayMs);
  let left = count;
  for (let day = today; day > today - lookDays - count * 7; day -= 1) {
    if (!isSchoolDay(days, day)) continue;
    if (left === 0) return momentOf(day, "00:00");
    left -= 1;
  }
  return momentOf(today - lookDays - count * 7, "00:00");
}

export interface Digest {
  /** What it tells of: from the one before until it is due. Unix ms. */
  readonly fromMs: number;
  readonly dueMs: number;
  /** Its day was one without school: it comes on the next with. */
  readonly isLater: boolean;
}

const weeksMost = 60;

/** The latest digest that was due at a moment. Weeks without school make one with the next that has some. */
export function lastDigest(settings: SchoolDays & WeeklyDigest, atMs: number): Digest | undefined {
  const { day: weekday, at } = settings.digest;
  const today = Math.floor(clockOf(atMs) / dayMs);
  let slot = today;
  while (weekdayOf(slot) !== weekday) slot -= 1;
  let due: Omit<Digest, "fromMs"> | undefined;
  for (let week = 0; week < weeksMost; week += 1, slot -= 7) {
    const day = isClosed(settings, slot) ? nextSchoolDay(settings, slot) : slot;
    if (day === undefined) continue;
    const dueMs = momentOf(day, at);
    if (due === undefined) {
      if (dueMs <= atMs) due = { dueMs, isLater: day !== slot };
    } else if (dueMs < due.dueMs) return { ...due, fromMs: dueMs };
  }
  return due === undefined ? undefined : { ...due, fromMs: due.dueMs - 7 * dayMs };
}

interface WeeklyDigest {
  readonly digest: { readonly day: Weekday; readonly at: string };
}

function nextSchoolDay(days: SchoolDays, from: number): number | undefined {
  for (let day = from; day <= from + lookDays; day += 1) if (isSchoolDay(days, day)) return day;
  return undefined;
}

/** The Monday in London of the week in which a moment falls. */
export function londonWeek(atMs: number): string {
  const day = Math.floor(clockOf(atMs) / dayMs);
  return new Date((day - ((((day + 3) % 7) + 7) % 7)) * dayMs).toISOString().slice(0, 10);
}
