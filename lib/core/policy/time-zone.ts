// Clock time of a place from true time and back, by the browser's own table of time zones.
const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;

/** The school's zone where a policy names none. */
export const defaultTimeZone = "Europe/London";

/** The moments that are looked at: the years 1970 to 9999. Beyond them zones mean nothing. */
const lastMomentMs = 253_402_300_799_999;

/** Formatters are dear to make; one for each zone is kept. A cache: it may vanish with the worker. */
const formatters = new Map<string, Intl.DateTimeFormat>();

function formatterOf(timeZone: string): Intl.DateTimeFormat {
  const kept = formatters.get(timeZone);
  if (kept !== undefined) return kept;
  const made = new Intl.DateTimeFormat("en-GB", {
    timeZone,
    hourCycle: "h23",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
  });
  formatters.set(timeZone, made);
  return made;
}

/** Whether the browser knows a zone by this name ("Europe/London"). */
export function isTimeZone(name: string): boolean {
  try {
    formatterOf(name);
    return true;
  } catch {
    return false;
  }
}

export function isMoment(atMs: number): boolean {
  return atMs >= 0 && atMs <= lastMomentMs;
}

/**
 * How far a place's clocks are ahead of UTC at a moment, in ms. A zone that nobody knows counts as Europe/London, and a
 * moment outside 1970 to 9999 as UTC: never throws.
 */
export function zoneOffsetMs(timeZone: string, atMs: number): number {
  if (!isMoment(atMs)) return 0;
  const zone = isTimeZone(timeZone) ? timeZone : defaultTimeZone;
  const read: Partial<Record<Intl.DateTimeFormatPartTypes, number>> = {};
  for (const { type, value } of formatterOf(zone).formatToParts(atMs)) read[type] = Number(value);
  const clockMs = Date.UTC(
    read.year ?? 1970,
    (read.month ?? 1) - 1,
    read.day ?? 1,
    read.hour ?? 0,
    read.minute ?? 0,
    read.second ?? 0,
  );
  return clockMs - (atMs - (atMs % 1000));
}

/**
 * The first moment at which a place's clocks show a clock time (both in ms since 1970; the clock time as if it were
 * UTC) or, where they leap over it, the moment of the leap.
 */
export function momentOfClock(timeZone: string, clockMs: number): number {
  const early = clockMs - zoneOffsetMs(timeZone, clockMs - dayMs);
  const late = clockMs - zoneOffsetMs(timeZone, clockMs + dayMs);
  const shows = (atMs: number) => atMs + zoneOffsetMs(timeZone, atMs) === clockMs;
  const found = [Math.min(early, late), Math.max(early, late)].find(shows);
  return found ?? clockChangeBetween(timeZone, Math.min(early, late), Math.max(early, late));
}

/** The first moment after `fromMs`, up to `toMs`, at which the clocks stand otherwise: one change at most between. */
export function clockChangeBetween(timeZone: string, fromMs: number, toMs: number): number {
  const before = zoneOffsetMs(timeZone, fromMs);
  let low = fromMs;
  let high = toMs;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (zoneOffsetMs(timeZone, middle) === before) low = middle;
    else high = middle;
  }
  return high;
}
