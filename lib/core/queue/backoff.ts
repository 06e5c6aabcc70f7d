// How long to wait after a send that failed. Chance is an argument.

const firstMs = 5_000;
const longestMs = 15 * 60_000;
const shortestMs = 1_000;
/** While a worry or a critical finding waits: with the deadline of a try (`urgentDeadlineMs`), within the minute. */
const longestUrgentMs = 40_000;
/** A collector that asks for more than this is not believed. */
export const longestRetryAfterMs = 6 * 3_600_000;
/** What a pupil asks for waits for nobody's maintenance longer than this. */
export const longestUrgentRetryAfterMs = 15 * 60_000;
/** A try with something urgent in it is given up after this; one without after `deadlineMs`. */
export const urgentDeadlineMs = 15_000;
export const deadlineMs = 30_000;
/** All devices are told the same wait: each adds up to a quarter, and no more than this, of its own. */
const longestSpreadMs = 30_000;

/**
 * Full jitter: anywhere between a second and a ceiling that doubles with each failure, so that a whole school's
 * Chromebooks do not come back at the same moment. `failures` counts from 1; `fraction` is chance in [0, 1). The
 * ceiling rises no further than 40 s where `isUrgent`, else a quarter of an hour.
 * Source: "Exponential Backoff and Jitter", AWS Architecture Blog, 2015.
 */
export function backoffMs(failures: number, fraction: number, isUrgent = false): number {
  const mostMs = isUrgent ? longestUrgentMs : longestMs;
  const ceilingMs = Math.min(mostMs, firstMs * 2 ** Math.max(0, Math.min(failures, 30) - 1));
  return Math.round(shortestMs + fraction * (ceilingMs - shortestMs));
}

/** Unix ms of the next try: the backoff, or what the collector asked for (and a spread) where that is later. */
export function retryAtMs(given: {
  readonly nowMs: number;
  readonly failures: number;
  readonly fraction: number;
  readonly isUrgent?: boolean;
  readonly retryAfterMs?: number | undefined;
}): number {
  const mostMs = given.isUrgent === true ? longestUrgentRetryAfterMs : longestRetryAfterMs;
  const askedMs = Math.min(Math.max(0, given.retryAfterMs ?? 0), mostMs);
  const spreadMs = Math.round(given.fraction * Math.min(askedMs / 4, longestSpreadMs));
  const ownMs = backoffMs(given.failures, given.fraction, given.isUrgent);
  return given.nowMs + Math.max(ownMs, askedMs + spreadMs);
}

/** `Retry-After` in ms: seconds or an HTTP date; undefined where it says neither. `dateMs` reads a date. */
export function readRetryAfter(
  header: string | null,
  nowMs: number,
  dateMs: (text: string) => number,
): number | undefined {
  if (header === null || header.trim() === "") return undefined;
  if (/^\s*\d{1,9}\s*$/.test(header)) return Number(header) * 1000;
  const atMs = dateMs(header);
  return Number.isFinite(atMs) ? Math.max(0, atMs - nowMs) : undefined;
}
