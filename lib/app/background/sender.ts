// From the queue on the disk to the collector. Whatever line the worker dies at, the next wake-up sends again:
// the collector knows each event by its id.
import { batchAnswerSchema, batchBytesMost, batchEventsMost } from "../../contract/batch.ts";
import type { Batch } from "../../contract/batch.ts";
import type { SchoolgateEvent } from "../../contract/event.ts";
import { longestRetryAfterMs, readRetryAfter, retryAtMs } from "../../core/queue/backoff.ts";
import { chooseBatch, nextSendAtMs } from "../../core/queue/choose-batch.ts";
import type { World } from "../ports.ts";
import type { EnforcementService } from "./enforcement-service.ts";
import { calmSender } from "./memory.ts";
import type { Memory } from "./memory.ts";
import { runOnce } from "./run-once.ts";
import { belowAddress } from "./safe-address.ts";

export const sendAlarm = "send";

/** More are not looked at in one go; the order makes sure that the gravest are among them. */
const mostEntries = 2000;
/** A run that goes on for longer than this gives the rest to the next alarm. */
const mostRounds = 40;
/** After a death in the middle. The browser fires no alarm of a store package sooner. */
const goOnMs = 30_000;
/** Waiting events with nowhere to go are looked at again now and then; a new configuration wakes us anyway. */
const nowhereMs = 15 * 60_000;
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
  world: Pick<World, "clock" | "chance" | "events" | "network" | "alarms">,
  memory: Memory,
  enforcement: EnforcementService,
  learnTime: (atMs: number | undefined) => Promise<void> = () => Promise.resolve(),
): Sender {
  const { clock, chance, events, network, alarms } = world;
  let isPressing = false;
  let seenAskedAtMs = Number.NEGATIVE_INFINITY;

  async function target(): Promise<{ address: string; token: string } | undefined> {
    const [managed, effective] = await Promise.all([memory.managed.read(), enforcement.known()]);
    const collector = managed.collectorAddress ?? effective.reporting.endpoint;
    if (collector === undefined || collector === "") return undefined;
    const address = belowAddress(collector, "api/v1/batches");
    return address === undefined ? undefined : { address, token: managed.deviceToken ?? "" };
  }

  async function fail(
    why: string,
    given: { readonly isUrgent: boolean; readonly retryAfter?: string | null },
  ): Promise<void> {
    const before = await memory.sender.read();
    const nowMs = clock.nowMs();
    const askedMs = readRetryAfter(given.retryAfter ?? null, nowMs, (text) => Date.parse(text));
    const notBeforeMs = retryAtMs({
      nowMs,
      failures: before.failures + 1,
      fraction: chance.fraction(),
      isUrgent: given.isUrgent,
      retryAfterMs: askedMs,
    });
    await memory.sender.write({
      ...before,
      failures: before.failures + 1,
      notBeforeMs,
      wasAsked: askedMs !== undefined,
      trouble: why,
    });
    await alarms.at(sendAlarm, notBeforeMs);
  }

  /** One batch. A number: the collector found it too large, so many events at most in the next. */
  async function sendOne(pressing: boolean, mostEvents: number): Promise<"more" | "done" | number> {
    const entries = await events.entries(mostEntries);
    if (entries.length === 0) {
      await alarms.clear(sendAlarm);
      return "done";
    }
    const isUrgent = entries.some((entry) => entry.urgent);
    const nowMs = clock.nowMs();
    const to = await target();
    if (to === undefined) {
      await alarms.at(sendAlarm, nowMs + nowhereMs);
      return "done";
    }
    const { reporting } = await enforcement.known();
    const state = await memory.sender.read();
    // A longer wait than any was set by a clock that was wrong.
    const isBelieved = state.notBeforeMs - nowMs <= longestRetryAfterMs;
    const waitMs = !isBelieved || (pressing && !state.wasAsked) ? 0 : state.notBeforeMs;
    const pace = { batchMs: reporting.batchSeconds * 1000, batchEvents: reporting.batchEvents };
    const dueAtMs = Math.max(nextSendAtMs(entries, pace, nowMs) ?? nowMs, waitMs);
    if (dueAtMs > nowMs) {
      await alarms.at(sendAlarm, dueAtMs);
      return "done";
    }
    const limits = {
      mostEvents: Math.min(batchEventsMost, reporting.batchEvents, mostEvents),
      mostBytes: batchBytesMost,
    };
    const ids = chooseBatch(entries, limits, nowMs);
    const batch: Batch = { format: 1, sentAtMs: nowMs, events: [...(await events.claim(ids))] };
    if (batch.events.length === 0) return "done";

    const posted = await network.postBatch({ ...to, body: JSON.stringify(batch) });
    if (posted.kind === "too-large") {
      const [only] = ids;
      if (ids.length > 1 || only === undefined) return Math.floor(ids.length / 2);
      const refused = [{ id: only, why: "larger than the collector takes" }];
      await events.settle({ stored: [], refused, seen: [] }, clock.nowMs());
      return "more";
    }
    if (posted.kind === "failed") {
      await fail(posted.why, { isUrgent, retryAfter: posted.retryAfter });
      return "done";
    }
    // A captive portal answers 200 with a page of its own: what is not our JSON is no answer.
    const answer = batchAnswerSchema.safeParse(posted.body);
    if (!answer.success) {
      await fail("something else than a collector answered", { isUrgent });
      return "done";
    }
    await learnTime(posted.dateMs);
    const sent = new Set<string>(ids);
    const stored = answer.data.stored.filter((id) => sent.has(id));
    const refused = answer.data.refused.filter(({ id }) => sent.has(id));
    await events.settle({ stored, refused, seen: answer.data.seen }, clock.nowMs());
    if (stored.length + refused.length === 0) {
      await fail("the collector named none of the events", { isUrgent });
      return "done";
    }
    await memory.sender.write({ ...calmSender, lastSentAtMs: clock.nowMs() });
    return "more";
  }

  const run = runOnce(async () => {
    const pressing = isPressing;
    isPressing = false;
    let mostEvents = batchEventsMost;
    // Set before anything else: a worker that dies under way is woken to go on. Every good end below replaces it.
    await alarms.at(sendAlarm, clock.nowMs() + goOnMs);
    for (let round = 0; round < mostRounds; round += 1) {
      const next = await sendOne(pressing, mostEvents);
      if (next === "done") return;
      if (next !== "more") mostEvents = Math.max(1, next);
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
    const [to, state] = await Promise.all([target(), memory.sender.read()]);
    if (to === undefined || (state.wasAsked && state.notBeforeMs > nowMs)) return;
    const batch: Batch = {
      format: 1,
      sentAtMs: nowMs,
      device: await memory.device(),
      events: [],
    };
    const posted = await network.postBatch({ ...to, body: JSON.stringify(batch) });
    const answer = batchAnswerSchema.safeParse(
      posted.kind === "answered" ? posted.body : undefined,
    );
    if (!answer.success) return;
    await events.settle({ stored: [], refused: [], seen: answer.data.seen }, clock.nowMs());
  }

  async function sendUnstored(event: SchoolgateEvent): Promise<boolean> {
    const to = await target();
    if (to === undefined) return false;
    const batch: Batch = { format: 1, sentAtMs: clock.nowMs(), events: [event] };
    const posted = await network.postBatch({ ...to, body: JSON.stringify(batch) });
    const answer = batchAnswerSchema.safeParse(
      posted.kind === "answered" ? posted.body : undefined,
    );
    return answer.success && answer.data.stored.includes(event.id);
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
