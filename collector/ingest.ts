// A device's batch: each event checked alone, all good ones kept in one transaction, and only then named.
import { batchSchema, type BatchAnswer } from "../lib/contract/batch.ts";
import { eventSchema, type SchoolgateEvent } from "../lib/contract/event.ts";
import { err, ok, problem, type Result } from "../lib/contract/result.ts";
import { withoutName } from "./review/case.ts";
import type { KeptEvents, Store } from "./store/store.ts";

/** How long a device is told that a worry was seen: long enough for a Chromebook that stayed shut over a holiday. */
const seenForMs = 60 * 24 * 60 * 60_000;
const seenMost = 200;

export interface Ingested {
  readonly answer: BatchAnswer;
  readonly kept: KeptEvents;
  /** What came new, for whoever listens at the desk. */
  readonly freshEvents: readonly SchoolgateEvent[];
}

/**
 * Takes one parsed body. The error says what is wrong with the batch as a whole; a bad event refuses only itself.
 * Throws where the store does (a full disk): then nothing is acknowledged and the device keeps all of it.
 */
export async function ingest(
  store: Store,
  body: unknown,
  receivedAtMs: number,
): Promise<Result<Ingested>> {
  const batch = batchSchema.safeParse(body);
  if (!batch.success) {
    const first = batch.error.issues[0];
    return err([
      problem(first?.path.join(".") ?? "", first?.message ?? "not a batch", "a batch of format 1"),
    ]);
  }
  const events: SchoolgateEvent[] = [];
  const refused: { id: string; why: string }[] = [];
  for (const given of batch.data.events) {
    const checked = eventSchema.safeParse(given);
    if (checked.success) events.push(withoutName(checked.data));
    else refused.push({ id: idOf(given), why: whyOf(checked.error.issues) });
  }
  const skewMs = receivedAtMs - batch.data.sentAtMs;
  const nothing: KeptEvents = { stored: [], fresh: [], cases: [] };
  const kept =
    events.length === 0
      ? nothing
      : await store.keepEvents(events.map((event) => ({ event, receivedAtMs, skewMs })));
  const named = batch.data.device === undefined ? [] : [batch.data.device];
  const devices = new Set([...named, ...events.map((event) => event.device)]);
  const seen = await store.seenWorries([...devices], receivedAtMs - seenForMs, seenMost);
  const fresh = new Set(kept.fresh);
  return ok({
    answer: { schoolgate: "batch-answer", stored: [...kept.stored], refused, seen: [...seen] },
    kept,
    freshEvents: events.filter((event) => fresh.has(event.id)),
  });
}

function idOf(given: unknown): string {
  const id = typeof given === "object" && given !== null && "id" in given ? given.id : undefined;
  return typeof id === "string" ? id.slice(0, 60) : "";
}

interface Issue {
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

/** Place and reason in one line; zod's messages name shapes, never the values. */
function whyOf(issues: readonly Issue[]): string {
  const first = issues[0];
  if (first === undefined) return "not an event";
  const place = first.path.map(String).join(".");
  return `${place === "" ? "event" : place}: ${first.message}`.slice(0, 300);
}
