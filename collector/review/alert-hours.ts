// School hours and the digest's hour, by the clocks of London in summer and in winter. Pure.
import { weekdays } from "../../lib/contract/vocabulary.ts";
import { minutesOf } from "../../lib/core/policy/school-time.ts";
import { defaultTimeZone, momentOfClock, zoneOffsetMs } from "../../lib/core/policy/time-zone.ts";
import type { AlertHours, Weekday } from "./alert-rules.ts";

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;

/** What the clocks show, as ms since 1970. */
const clockOf = (atMs: number) => atMs + zoneOffsetMs(defaultTimeZone, atMs);

/** The first of January 1970 was a Thursday. */
const weekdayOf = (day: number): Weekday => weekdays[(((day + 3) % 7) + 7) % 7] ?? "mon";

export function isInHours({ days, from, to }: AlertHours, atMs: number): boolean {
  const clockMs = clockOf(atMs);
  const day = Math.floor(clockMs / dayMs);
  const minute = (clockMs - day * dayMs) / minuteMs;
  return days.includes(weekdayOf(day)) && minute >= minutesOf(from) && minute < minutesOf(to);
}

/** The first beginning of school hours after a moment, Unix ms. Hours on no day at all: a week later. */
export function nextHoursMs({ days, from }: AlertHours, atMs: number): number {
  const today = Math.floor(clockOf(atMs) / dayMs);
  for (let day = today; day <= today + 7; day += 1) {
    if (!days.includes(weekdayOf(day))) continue;
    const beginsMs = momentOfClock(defaultTimeZone, day * dayMs + minutesOf(from) * minuteMs);
    if (beginsMs > atMs) return beginsMs;
  }
  return atMs + 7 * dayMs;
}

/** The last time at or before a moment at which the clocks showed this weekday and time, Unix ms. */
export function lastWeeklyMs(weekly: { readonly day: Weekday; readonly at: string }, atMs: number) {
  const today = Math.floor(clockOf(atMs) / dayMs);
  for (let day = today; day >= today - 7; day -= 1) {
    if (weekdayOf(day) !== weekly.day) continue;
    const momentMs = momentOfClock(defaultTimeZone, day * dayMs + minutesOf(weekly.at) * minuteMs);
    if (momentMs <= atMs) return momentMs;
  }
  return atMs - 7 * dayMs;
}

/** The Monday in London of the week in which a moment falls. */
export function londonWeek(atMs: number): string {
  const day = Math.floor(clockOf(atMs) / dayMs);
  return new Date((day - ((((day + 3) % 7) + 7) % 7)) * dayMs).toISOString().slice(0, 10);
}
