// The timetable: periods that never come or meet, terms the wrong way round, closures in the holidays.
import type { PolicyDay } from "../../contract/policy.ts";
import { nearestName } from "../../contract/nearest-name.ts";
import { weekdays } from "../../contract/vocabulary.ts";
import { addError, addWarning } from "./check-context.ts";
import type { CheckContext } from "./check-context.ts";
import { endOfDayMs } from "./site-entry.ts";
import { dayNumber, minutesOf } from "./school-time.ts";
import { isTimeZone } from "./time-zone.ts";

export function checkDay(context: CheckContext): void {
  const { day, profiles } = context.policy;
  if (day === undefined) return;
  if (!isTimeZone(day.timeZone)) {
    const near = nearestName(day.timeZone, Intl.supportedValuesOf("timeZone"));
    addError(
      context,
      "day.timeZone",
      `"${day.timeZone}"`,
      `a time zone such as "Europe/London"${near === undefined ? "" : ` (did you mean "${near}"?)`}`,
    );
  }
  checkPeriods(context, day);
  checkSpans(context, "day.terms", day.terms, "term");
  checkSpans(context, "day.closures", day.closures, "closure");
  checkTerms(context, day);
  const isUsed = Object.values(profiles).some(({ at }) => Object.keys(at ?? {}).length > 0);
  if (!isUsed) {
    addWarning(
      context,
      "day",
      "a timetable by which no profile goes",
      'a profile with "at", which says what is different then',
    );
  }
}

function checkPeriods(context: CheckContext, { periods }: PolicyDay): void {
  /** Per weekday, what earlier periods hold: [from, to, place]. */
  const held = new Map<string, { from: number; to: number; place: number }[]>();
  for (const [place, { days, from, to }] of periods.entries()) {
    const path = `day.periods.${place}`;
    const [begins, ends] = [minutesOf(from), minutesOf(to)];
    if (new Set(days).size < days.length) {
      addWarning(context, `${path}.days`, "a day twice", "each day once");
    }
    if (begins >= ends) {
      addError(
        context,
        `${path}.to`,
        `"${to}", which is not after "${from}"`,
        begins === ends
          ? "a later end"
          : 'a later end; what goes over midnight is two periods, one to "24:00" and one from "00:00"',
      );
      continue;
    }
    const isWithinOne = (day: string) =>
      (held.get(day) ?? []).find((one) => one.from <= begins && one.to >= ends);
    const meets = days
      .flatMap((day) => held.get(day) ?? [])
      .find((one) => one.from < ends && one.to > begins);
    const hider = days.map(isWithinOne);
    if (hider.every((one) => one !== undefined)) {
      addWarning(
        context,
        path,
        `a period that never comes: day.periods.${hider[0]?.place ?? 0} holds it whole`,
        "the shorter period first: the first that fits names the time",
      );
    } else if (meets !== undefined) {
      addWarning(
        context,
        path,
        `a period that meets day.periods.${meets.place}, which holds where they do`,
        "periods that do not meet",
      );
    }
    for (const day of new Set(days)) {
      held.set(day, [...(held.get(day) ?? []), { from: begins, to: ends, place }]);
    }
  }
}

type Spans = readonly { readonly from: string; readonly to: string }[];

function checkSpans(context: CheckContext, path: string, spans: Spans, kind: string): void {
  for (const [place, { from, to }] of spans.entries()) {
    if (from > to) {
      addError(
        context,
        `${path}.${place}.to`,
        `"${to}", which is before "${from}"`,
        `the last day of the ${kind}`,
      );
      continue;
    }
    const before = spans
      .slice(0, place)
      .findIndex((one) => one.from <= one.to && one.from <= to && one.to >= from);
    if (before >= 0) {
      addWarning(
        context,
        `${path}.${place}`,
        `a ${kind} that meets ${path}.${before}`,
        `${kind}s that do not meet`,
      );
    }
  }
}

function checkTerms(
  context: CheckContext,
  { terms, closures, timeZone, periods }: PolicyDay,
): void {
  if (terms.length === 0) return;
  if (terms.every(({ to }) => context.atMs >= endOfDayMs(to, timeZone))) {
    addWarning(
      context,
      "day.terms",
      `terms that are over, the last on ${
        terms
          .map(({ to }) => to)
          .toSorted()
          .at(-1) ?? ""
      }`,
      'the terms to come: until then it is always the time of "otherwise"',
    );
  }
  for (const [place, closure] of closures.entries()) {
    if (closure.from > closure.to) continue;
    const inTerm = terms.some(({ from, to }) => closure.from <= to && closure.to >= from);
    if (!inTerm) {
      addWarning(
        context,
        `day.closures.${place}`,
        `days from ${closure.from} to ${closure.to}, which no term has`,
        "days in term: outside of it the school is closed anyway",
      );
    }
  }
  for (const [place, { from, to }] of terms.entries()) {
    if (from > to || dayNumber(to) - dayNumber(from) >= weekdays.length - 1) continue;
    const names = Array.from(
      { length: dayNumber(to) - dayNumber(from) + 1 },
      (_, past) => weekdays[(dayNumber(from) + past + 3) % weekdays.length],
    );
    if (periods.some(({ days }) => days.some((day) => names.includes(day)))) continue;
    addWarning(
      context,
      `day.terms.${place}`,
      `days from ${from} to ${to}, on which no period falls`,
      "days on which there is school",
    );
  }
}
