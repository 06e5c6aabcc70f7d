// From the queue on the disk to the collector. Whatever line the worker dies at, the next wake-up sends again:
// the collector knows each event by its id.
import { batchBytesMost, batchEventsMost, type Batch } from "../../contract/batch.ts";
import type { SchoolgateEvent } from "../../contract/event.ts";
import {
  deadlineMs,
  longestRetryAfterMs,
  longestUrgentRetryAfterMs,
  readRetryAfter,
  retryAtMs,
  urgentDeadlineMs,
} from "../../core/queue/backoff.ts";
import { chooseBatch, nextSendAtMs } from "../../core/queue/choose-batch.ts";
import { afterFault, afterStored, passSuspects } from "../../core/queue/narrow.ts";
import type { World } from "../ports.ts";
import { createDeliver } from "./deliver.ts";
import type { EnforcementService } from "./enforcement-service.ts";
import { calmSender } from "./memory.ts";
import type { Memory, SenderState } from "./memory.ts";
import { runOnce } from "./run-once.ts";

export const sendAlarm = "send";

/** More are not looked at in one go; the order makes sure that the gravest are among them. */
const mostEntries = 2000;
/** A run that goes on for longer than this gives the rest to the next alarm. */
const mostRounds = 40;
/** After a death in the middle. The browser fires no alarm of a store package sooner. */
const goOnMs = 30_000;
/** Waiting events with nowhere to go are looked at again now and then; a new configuration wakes us anyway. */
const nowhereMs = 15 * 60_000;
/** What is urgent does not wait for half a megabyte to go through a school's network beside it. */
const urgentBatchBytes = 64 * 1024;
/** The collector is there and fails at what it is given: after so many in a row it may be what it is given. */
const faultsInARow = 3;
const faultStatuses: readonly number[] = [500, 501];
/** It says so of the batch itself. */
const batchStatuses: readonly number[] = [400, 422];
/** What was set apart is tried again each day: the collector may be of another version by then. */
const bringBackMs = 24 * 60 * 60_000;
/** The popup asks every few seconds while it is open; the collector need not hear each. */
const seenPauseMs = 20_000;

export interface Sender {
  /** Sends what is due, and sets the alarm for what is not. Never rejects. */
  send(): Promise<void>;
  /** As `send`, but a wait after a failure counts for nothing, unless the collector asked for it. */
  sendAtOnce(): Promise<void>;
  /**
   * Asks whether a person has opened this device's worries, by a batch without events: a quiet Chromebook would
   * never hear of it otherwise. At most once in `seenPauseMs`, and never while the collector asked for rest.
   */
  askWhatWasSeen(): Promise<void>;
  /**
   * Sends one event that the disk would not take. True where the collector has named it as stored; false where not, or
   * where that is not known. Never rejects.
   */
  sendUnstored(event: SchoolgateEvent): Promise<boolean>;
}

export function createSender(
  world: Pick<
    World,
    "clock" | "chance" | "events" | "network" | "alarms" | "crypt" | "pack" | "deviceKey" | "self"
  >,
  memory: Memory,
  enforcement: EnforcementService,
  time: {
    /** Told the moment at which an answer was made. */
    readonly learn: (atMs: number | undefined) => Promise<void>;
    /** What is added to the device's clock, ms. */
    readonly offsetMs: () => number;
    /** Told what the collector says of its keys (`keys` of its answer). */
    readonly onKeys?: (stamp: number) => Promise<void>;
  } = { learn: () => Promise.resolve(), offsetMs: () => 0 },
): Sender {
  const { clock, chance, events, alarms } = world;
  const deliver = createDeliver(world, memory, enforcement);
  let isPressing = false;
  let seenAskedAtMs = Number.NEGATIVE_INFINITY;

  async function fail(
    why: string,
    given: { readonly isUrgent: boolean; readonly retryAfter?: string | null },
    changes: Partial<SenderState> = {},
  ): Promise<void> {
    const before = await memory.sender.read();
    const nowMs = clock.nowMs();
    const askedMs = readRetryAfter(given.retryAfter ?? null, nowMs, (text) => Date.parse(text));
    const failures = before.failures + 1;
    const notBeforeMs = retryAtMs({
      nowMs,
      failures,
      fraction: chance.fraction(),
      isUrgent: given.isUrgent,
      retryAfterMs: askedMs,
    });
    await memory.sender.write({
      ...before,
      ...changes,
      failures,
      notBeforeMs,
      failedAtMs: nowMs,
      wasAsked: askedMs !== undefined,
      trouble: why,
    });
    await alarms.at(sendAlarm, notBeforeMs);
  }

  /** Until when a failure holds us back, Unix ms; 0: not at all. */
  function heldUntilMs(state: SenderState, nowMs: number, isUrgent: boolean): number {
    // A longer wait than any was set by a clock that was wrong.
    if (state.notBeforeMs - nowMs > 2 * longestRetryAfterMs) return 0;
    if (!isUrgent || state.failedAtMs === undefined) return state.notBeforeMs;
    // What is urgent may have come after the wait was asked for.
    return Math.min(state.notBeforeMs, state.failedAtMs + 2 * longestUrgentRetryAfterMs);
  }

  /** The batch is too much for the collector, or holds something that is. */
  async function narrow(
    ids: readonly string[],
    why: string,
    how: { readonly isSure: boolean; readonly isUrgent: boolean; readonly isAtOnce: boolean },
  ): Promise<"more" | "done"> {
    const state = await memory.sender.read();
    const { narrowing, apart } = afterFault(state.narrowing ?? {}, ids, how.isSure);
    if (apart !== undefined) {
      const refused = [{ id: apart, why }];
      await events.settle({ stored: [], refused, seen: [] }, clock.nowMs());
    }
    const isStuck = apart === undefined && ids.length === 1;
    if (how.isAtOnce && !isStuck) {
      await memory.sender.write({ ...state, narrowing });
      return "more";
    }
    await fail(why, how, { narrowing });
    return "done";
  }

  async function sendOne(pressing: boolean): Promise<"more" | "done"> {
    const all = await events.entries(mostEntries);
    if (all.length === 0) {
      await alarms.clear(sendAlarm);
      return "done";
    }
    const nowMs = clock.nowMs();
    const to = await deliver.target();
    if (to === undefined) {
      await alarms.at(sendAlarm, nowMs + nowhereMs);
      return "done";
    }
    const { reporting } = await enforcement.known();
    const state = await memory.sender.read();
    const narrowing = state.narrowing ?? {};
    const entries = passSuspects(narrowing, all);
    const isUrgent = entries.some((entry) => entry.urgent);
    const waitMs = pressing && !state.wasAsked ? 0 : heldUntilMs(state, nowMs, isUrgent);
    const pace = { batchMs: reporting.batchSeconds * 1000, batchEvents: reporting.batchEvents };
    const dueAtMs = Math.max(nextSendAtMs(entries, pace, nowMs) ?? nowMs, waitMs);
    if (dueAtMs > nowMs) {
      await alarms.at(sendAlarm, dueAtMs);
      return "done";
    }
    const limits = {
      mostEvents: Math.min(
        batchEventsMost,
        reporting.batchEvents,
        narrowing.most ?? batchEventsMost,
      ),
      mostBytes: isUrgent ? urgentBatchBytes : batchBytesMost,
    };
    const ids = chooseBatch(entries, limits, nowMs);
    const batch: Batch = {
      format: 1,
      sentAtMs: nowMs,
      events: [...(await events.claim(ids, time.offsetMs()))],
    };
    if (batch.events.length === 0) return "done";

    const posted = await deliver.post(to, batch, isUrgent ? urgentDeadlineMs : deadlineMs);
    if (posted.kind === "too-large") {
      const why = "larger than the collector takes";
      return narrow(ids, why, { isSure: true, isUrgent, isAtOnce: true });
    }
    if (posted.kind === "failed") {
      const { why, status = 0, retryAfter } = posted;
      if (batchStatuses.includes(status)) {
        return narrow(ids, why, { isSure: false, isUrgent, isAtOnce: true });
      }
      if (faultStatuses.includes(status) && state.failures + 1 >= faultsInARow) {
        return narrow(ids, why, { isSure: false, isUrgent, isAtOnce: false });
      }
      await fail(why, { isUrgent, retryAfter });
      return "done";
    }
    await time.learn(posted.dateMs);
    const { answer } = posted;
    const sent = new Set<string>(ids);
    const stored = answer.stored.filter((id) => sent.has(id));
    const refused = answer.refused.filter(({ id }) => sent.has(id));
    await events.settle({ stored, refused, seen: answer.seen }, clock.nowMs());
    void time.onKeys?.(answer.keys);
    if (stored.length + refused.length === 0) {
      await fail("the collector named none of the events", { isUrgent });
      return "done";
    }
    const after = afterStored(narrowing, [...stored, ...refused.map(({ id }) => id)]);
    await memory.sender.write({ ...calmSender, narrowing: after, lastSentAtMs: clock.nowMs() });
    return "more";
  }

  const run = runOnce(async () => {
    const pressing = isPressing;
    isPressing = false;
    // Set before anything else: a worker that dies under way is woken to go on. Every good end below replaces it.
    await alarms.at(sendAlarm, clock.nowMs() + goOnMs);
    await events.bringBack(clock.nowMs() - bringBackMs);
    for (let round = 0; round < mostRounds; round += 1) {
      if ((await sendOne(pressing)) === "done") return;
    }
    await alarms.at(sendAlarm, clock.nowMs());
  });

  async function send(): Promise<void> {
    try {
      await run();
    } catch {
      // The store or the state would not be read: the alarm is our way back.
      await alarms.at(sendAlarm, clock.nowMs() + 60_000).catch(() => {});
    }
  }

  async function askWhatWasSeen(): Promise<void> {
    const nowMs = clock.nowMs();
    const sinceMs = nowMs - seenAskedAtMs;
    if (sinceMs >= 0 && sinceMs < seenPauseMs) return;
    seenAskedAtMs = nowMs;
    const [to, state] = await Promise.all([deliver.target(), memory.sender.read()]);
    if (to === undefined || (state.wasAsked && state.notBeforeMs > nowMs)) return;
    const device = await memory.device();
    const batch: Batch = { format: 1, sentAtMs: nowMs, device, events: [] };
    const posted = await deliver.post(to, batch, deadlineMs);
    if (posted.kind !== "taken") return;
    await events.settle({ stored: [], refused: [], seen: posted.answer.seen }, clock.nowMs());
  }

  async function sendUnstored(event: SchoolgateEvent): Promise<boolean> {
    const to = await deliver.target();
    if (to === undefined) return false;
    const batch: Batch = { format: 1, sentAtMs: clock.nowMs(), events: [event] };
    const posted = await deliver.post(to, batch, urgentDeadlineMs);
    return posted.kind === "taken" && posted.answer.stored.includes(event.id);
  }

  return {
    send,
    sendAtOnce() {
      isPressing = true;
      return send();
    },
    sendUnstored: (event) => sendUnstored(event).catch(() => false),
    async askWhatWasSeen() {
      // A question nobody needs answered today: what fails is asked again when somebody looks again.
      await askWhatWasSeen().catch(() => {});
    },
  };
}
