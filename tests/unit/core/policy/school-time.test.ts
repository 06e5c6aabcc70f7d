// Which time of the day it is: by the clocks on the school's wall, through both clock changes, terms and closures.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { PolicyDay } from "../../../../lib/contract/policy.ts";
import { weekdays } from "../../../../lib/contract/vocabulary.ts";
import { timeAt } from "../../../../lib/core/policy/school-time.ts";
import { isTimeZone, momentOfClock, zoneOffsetMs } from "../../../../lib/core/policy/time-zone.ts";
import { draws } from "../../../support/draws.ts";

const workdays = weekdays.slice(0, 5);

function dayOf(change: Partial<PolicyDay> = {}): PolicyDay {
  return {
    timeZone: "Europe/London",
    otherwise: "home",
    periods: [
      { time: "lessons", days: workdays, from: "08:50", to: "10:40" },
      { time: "break", days: workdays, from: "10:40", to: "11:00" },
      { time: "lessons", days: workdays, from: "11:00", to: "12:40" },
      { time: "lunch", days: workdays, from: "12:40", to: "13:30" },
      { time: "lessons", days: workdays, from: "13:30", to: "15:20" },
      { time: "after-school", days: workdays, from: "15:20", to: "17:00" },
    ],
    terms: [
      { from: "2026-09-02", to: "2026-12-18" },
      { from: "2027-01-04", to: "2027-03-25" },
    ],
    closures: [{ title: "Half-term", from: "2026-10-26", to: "2026-10-30" }],
    ...change,
  };
}

const always = { terms: [], closures: [] };
const nights = (from: string, to: string) =>
  dayOf({ ...always, periods: [{ time: "night", days: [...weekdays], from, to }] });

describe("timeAt", () => {
  it.each<[name: string, day: PolicyDay, at: string, time: string, next: string]>([
    ["before school", dayOf(), "2026-11-23T08:49:59.999Z", "home", "2026-11-23T08:50:00Z"],
    [
      "the first moment of lessons",
      dayOf(),
      "2026-11-23T08:50:00Z",
      "lessons",
      "2026-11-23T10:40:00Z",
    ],
    [
      "the last moment of lessons",
      dayOf(),
      "2026-11-23T10:39:59.999Z",
      "lessons",
      "2026-11-23T10:40:00Z",
    ],
    ["break", dayOf(), "2026-11-23T10:40:00Z", "break", "2026-11-23T11:00:00Z"],
    ["lunch", dayOf(), "2026-11-23T13:00:00Z", "lunch", "2026-11-23T13:30:00Z"],
    ["after school", dayOf(), "2026-11-23T16:00:00Z", "after-school", "2026-11-23T17:00:00Z"],
    ["the evening", dayOf(), "2026-11-23T20:00:00Z", "home", "2026-11-24T08:50:00Z"],
    [
      "Friday evening: until Monday",
      dayOf(),
      "2026-11-27T20:00:00Z",
      "home",
      "2026-11-30T08:50:00Z",
    ],
    ["a Sunday", dayOf(), "2026-11-22T10:00:00Z", "home", "2026-11-23T08:50:00Z"],
    [
      "summer time: 08:50 is 07:50 in UTC",
      dayOf(),
      "2026-09-02T07:50:00Z",
      "lessons",
      "2026-09-02T09:40:00Z",
    ],
    ["before the first term", dayOf(), "2026-08-01T12:00:00Z", "home", "2026-09-02T07:50:00Z"],
    ["the last day of term", dayOf(), "2026-12-18T09:00:00Z", "lessons", "2026-12-18T10:40:00Z"],
    ["the holidays", dayOf(), "2026-12-21T09:00:00Z", "home", "2027-01-04T08:50:00Z"],
    [
      "half-term, over the clocks' change",
      dayOf(),
      "2026-10-24T12:00:00Z",
      "home",
      "2026-11-02T08:50:00Z",
    ],
    ["the last closed day", dayOf(), "2026-10-30T09:00:00Z", "home", "2026-11-02T08:50:00Z"],
    // The clocks go forward: 01:00 UTC on 2026-03-29 is 02:00 on the wall.
    [
      "Friday before the clocks go forward",
      dayOf(always),
      "2026-03-27T17:00:00Z",
      "home",
      "2026-03-30T07:50:00Z",
    ],
    [
      "a night that is an hour short",
      nights("00:30", "02:30"),
      "2026-03-29T00:30:00Z",
      "night",
      "2026-03-29T01:30:00Z",
    ],
    [
      "a period that the leap cuts off",
      nights("00:30", "01:30"),
      "2026-03-29T00:45:00Z",
      "night",
      "2026-03-29T01:00:00Z",
    ],
    [
      "a period that the leap cuts short",
      nights("01:30", "02:30"),
      "2026-03-29T00:59:59.999Z",
      "home",
      "2026-03-29T01:00:00Z",
    ],
    [
      "a period that the leap leaves out",
      nights("01:10", "01:50"),
      "2026-03-29T00:00:00Z",
      "home",
      "2026-03-30T00:10:00Z",
    ],
    // The clocks go back: 01:00 UTC on 2026-10-25 is 01:00 on the wall a second time.
    [
      "Friday before the clocks go back",
      dayOf(always),
      "2026-10-23T17:00:00Z",
      "home",
      "2026-10-26T08:50:00Z",
    ],
    [
      "a night that is an hour long",
      nights("00:30", "02:30"),
      "2026-10-24T23:30:00Z",
      "night",
      "2026-10-25T02:30:00Z",
    ],
    [
      "a period that comes twice: the first",
      nights("01:10", "01:50"),
      "2026-10-25T00:10:00Z",
      "night",
      "2026-10-25T00:50:00Z",
    ],
    [
      "a period that comes twice: between",
      nights("01:10", "01:50"),
      "2026-10-25T00:50:00Z",
      "home",
      "2026-10-25T01:10:00Z",
    ],
    [
      "a period that comes twice: the second",
      nights("01:10", "01:50"),
      "2026-10-25T01:10:00Z",
      "night",
      "2026-10-25T01:50:00Z",
    ],
    [
      "a period that the return begins anew",
      nights("00:30", "01:50"),
      "2026-10-25T00:50:00Z",
      "home",
      "2026-10-25T01:00:00Z",
    ],
    [
      "2027: the clocks go forward on 28 March",
      dayOf(always),
      "2027-03-29T07:50:00Z",
      "lessons",
      "2027-03-29T09:40:00Z",
    ],
    [
      "2027: the day before they do not",
      dayOf(always),
      "2027-03-26T08:50:00Z",
      "lessons",
      "2027-03-26T10:40:00Z",
    ],
    [
      "2027: the clocks go back on 31 October",
      dayOf(always),
      "2027-11-01T08:50:00Z",
      "lessons",
      "2027-11-01T10:40:00Z",
    ],
    [
      "2027: the day before they do not",
      dayOf(always),
      "2027-10-29T07:50:00Z",
      "lessons",
      "2027-10-29T09:40:00Z",
    ],
    [
      "half an hour from UTC",
      dayOf({ ...always, timeZone: "Asia/Kolkata" }),
      "2026-11-23T03:20:00Z",
      "lessons",
      "2026-11-23T05:10:00Z",
    ],
    [
      "the other side of midnight",
      dayOf({ ...always, timeZone: "Pacific/Auckland" }),
      "2026-11-22T19:50:00Z",
      "lessons",
      "2026-11-22T21:40:00Z",
    ],
    [
      "half an hour of summer time",
      nightsIn("Australia/Lord_Howe"),
      "2026-10-03T15:00:00Z",
      "home",
      "2026-10-03T15:30:00Z",
    ],
    [
      "until the end of the day",
      nights("22:00", "24:00"),
      "2026-11-23T23:59:59.999Z",
      "night",
      "2026-11-24T00:00:00Z",
    ],
    [
      "the whole day, for ever",
      nights("00:00", "24:00"),
      "2026-11-23T12:00:00Z",
      "night",
      "2027-12-28T12:00:00Z",
    ],
    ["after the last term", dayOf(), "2027-04-01T12:00:00Z", "home", "2028-05-05T12:00:00Z"],
    [
      "the first of two periods that meet",
      twice(),
      "2026-11-23T10:30:00Z",
      "assembly",
      "2026-11-23T11:00:00Z",
    ],
    [
      "a zone that nobody knows is London",
      dayOf({ ...always, timeZone: "Europe/Lodnon" }),
      "2026-07-06T07:50:00Z",
      "lessons",
      "2026-07-06T09:40:00Z",
    ],
    [
      "a period that ends before it begins never is",
      nights("22:00", "06:00"),
      "2026-11-23T23:00:00Z",
      "home",
      "2027-12-28T23:00:00Z",
    ],
  ])("%s", (_name, day, at, time, next) => {
    const found = timeAt(day, Date.parse(at));
    expect(found.time).toBe(time);
    expect(new Date(found.nextChangeMs ?? 0)).toEqual(new Date(next));
  });

  it("has no name where there is no timetable, and never changes", () => {
    expect(timeAt(undefined, Date.parse("2026-11-23T09:00:00Z"))).toEqual({ time: "" });
  });

  it.each([Number.NaN, Infinity, -Infinity, -1, 9e15])("answers %s", (atMs) => {
    expect(timeAt(dayOf(), atMs)).toEqual({ time: "home" });
  });
});

function nightsIn(timeZone: string): PolicyDay {
  // On 2026-10-04 the clocks of Lord Howe leap from 02:00 to 02:30.
  return { ...nights("02:00", "03:00"), timeZone };
}

function twice(): PolicyDay {
  const days = [...workdays];
  return dayOf({
    periods: [
      { time: "assembly", days, from: "10:00", to: "11:00" },
      { time: "lessons", days, from: "09:00", to: "12:00" },
    ],
  });
}

const zones = [
  "Europe/London",
  "America/New_York",
  "Asia/Kolkata",
  "Australia/Lord_Howe",
  "Pacific/Auckland",
  "Pacific/Apia",
  "Africa/Casablanca",
  "no/zone",
] as const;
const minuteArb = fc.integer({ min: 0, max: 24 * 12 }).map((step) => {
  const minutes = step * 5;
  const two = (number: number) => String(number).padStart(2, "0");
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
});
const dateArb = fc
  .integer({ min: Date.parse("2026-01-01"), max: Date.parse("2027-12-31") })
  .map((ms) => new Date(ms).toISOString().slice(0, 10));
const spanArb = fc.record({ from: dateArb, to: dateArb });
const dayArb: fc.Arbitrary<PolicyDay> = fc.record({
  timeZone: fc.constantFrom(...zones),
  otherwise: fc.constantFrom("home", "lessons"),
  periods: fc.array(
    fc.record({
      time: fc.constantFrom("lessons", "break", "lunch"),
      days: fc.uniqueArray(fc.constantFrom(...weekdays), { minLength: 1 }),
      from: minuteArb,
      to: minuteArb,
    }),
    { minLength: 1, maxLength: 6 },
  ),
  terms: fc.array(spanArb, { maxLength: 2 }),
  closures: fc.array(spanArb, { maxLength: 2 }),
});
/** Anywhere in two years, and often close to a change of the clocks. */
const momentArb = fc.oneof(
  fc.integer({ min: Date.parse("2026-01-01"), max: Date.parse("2027-12-31") }),
  fc
    .tuple(
      fc.constantFrom(
        "2026-03-29T01:00Z",
        "2026-10-25T01:00Z",
        "2027-03-28T01:00Z",
        "2027-10-31T01:00Z",
      ),
      fc.integer({ min: -7_200_000, max: 7_200_000 }),
    )
    .map(([change, past]) => Date.parse(change) + past),
);

// Chance looks at many cases; on a busy machine that takes its time.
const patient = { timeout: 240_000 };

describe("properties", patient, () => {
  it("the time is the same up to the next change, and not at it", () => {
    fc.assert(
      fc.property(
        dayArb,
        momentArb,
        fc.double({ min: 0, max: 1, noNaN: true }),
        (day, atMs, part) => {
          const { time, nextChangeMs } = timeAt(day, atMs);
          expect(nextChangeMs).toBeGreaterThan(atMs);
          const end = nextChangeMs ?? atMs;
          expect(timeAt(day, Math.min(end - 1, Math.floor(atMs + (end - atMs) * part))).time).toBe(
            time,
          );
          expect(timeAt(day, end - 1).time).toBe(time);
          if (end - atMs < 400 * 86_400_000) expect(timeAt(day, end).time).not.toBe(time);
        },
      ),
      { numRuns: 100 },
    );
  });

  it("what the wall shows at the moment of a clock time is that time, or the leap over it", () => {
    fc.assert(
      fc.property(fc.constantFrom(...zones), momentArb, (zone, clockMs) => {
        const atMs = momentOfClock(zone, clockMs);
        const shown = atMs + zoneOffsetMs(zone, atMs);
        expect(shown).toBeGreaterThanOrEqual(clockMs);
        if (shown > clockMs) expect(atMs - 1 + zoneOffsetMs(zone, atMs - 1)).toBeLessThan(clockMs);
      }),
      { numRuns: draws(300) },
    );
  });

  it("knows a zone from a slip", () => {
    expect([isTimeZone("Europe/London"), isTimeZone("Europe/Lodnon")]).toEqual([true, false]);
  });
});
