// The rules of one-time codes on this device, as steps from one state of the desk to the next: how long a request
// stands, how often it may be answered, when the device takes no more, and that a code opens one thing once.
import { emptyDesk } from "./opened-record.ts";
import type { OpenedRecord, RequestRecord, UnlockDesk } from "./opened-record.ts";

const minuteMs = 60_000;
export const requestMs = 15 * minuteMs;
export const mostAttempts = 5;
const mostRequests = 3;
/** So many wrong codes on one device, whatever the request, and no code is taken for a while. */
const mostWrong = mostAttempts * mostRequests;
const pauseMs = 10 * minuteMs;
const wrongCountsForMs = 60 * minuteMs;
const mostOpened = 100;

/** Whether codes are still taken for it. One made by a clock that was wrong is over. */
export function isAlive(request: RequestRecord, nowMs: number): boolean {
  const leftMs = request.expiresAtMs - nowMs;
  return request.attempts < mostAttempts && leftMs > 0 && leftMs <= requestMs;
}

/** Whether this device takes no codes just now. A longer pause than any was noted by a clock that was wrong. */
export function isPaused({ pauseUntilMs }: UnlockDesk, nowMs: number): boolean {
  return nowMs < pauseUntilMs && pauseUntilMs - nowMs <= pauseMs;
}

/** Asked again for the same thing, the same request stands: loading the page anew gives no new tries. */
export function addRequest(
  desk: UnlockDesk,
  fresh: RequestRecord,
  nowMs: number,
): { readonly desk: UnlockDesk; readonly shown: RequestRecord } {
  const same = desk.requests.find(
    (one) =>
      one.what.kind === fresh.what.kind &&
      one.place === fresh.place &&
      one.user === fresh.user &&
      isAlive(one, nowMs),
  );
  if (same !== undefined) return { desk, shown: same };
  const requests = [...desk.requests, fresh].slice(-mostRequests);
  return { desk: { ...desk, requests }, shown: fresh };
}

/** Counts a try before its code is looked at, so that a worker that dies has not given one away. */
export function beginTry(
  desk: UnlockDesk,
  given: { readonly request: string; readonly user: string },
  nowMs: number,
): { readonly desk: UnlockDesk; readonly tried: RequestRecord | "over" | "paused" } {
  if (isPaused(desk, nowMs)) return { desk, tried: "paused" };
  const found = desk.requests.find((one) => one.request === given.request);
  if (found === undefined || found.user !== given.user || !isAlive(found, nowMs)) {
    return { desk, tried: "over" };
  }
  const tried = { ...found, attempts: found.attempts + 1 };
  const requests = desk.requests.map((one) => (one === found ? tried : one));
  return { desk: { ...desk, requests }, tried };
}

export function noteWrong(desk: UnlockDesk, nowMs: number): UnlockDesk {
  const sinceMs = nowMs - desk.lastWrongAtMs;
  const before = sinceMs >= 0 && sinceMs < wrongCountsForMs ? desk.wrong : emptyDesk.wrong;
  const wrong = before + 1;
  return wrong < mostWrong
    ? { ...desk, wrong, lastWrongAtMs: nowMs }
    : { ...desk, wrong: 0, lastWrongAtMs: nowMs, pauseUntilMs: nowMs + pauseMs };
}

/** The code is used up in the step in which the place opens. False: somebody was quicker with it. */
export function openOnce(
  desk: UnlockDesk,
  record: OpenedRecord,
): { readonly desk: UnlockDesk; readonly hasOpened: boolean } {
  const requests = desk.requests.filter((one) => one.request !== record.id);
  if (requests.length === desk.requests.length) return { desk, hasOpened: false };
  const opened = [...desk.opened, record].slice(-mostOpened);
  return { desk: { ...desk, requests, opened }, hasOpened: true };
}
