// A device's batch: each event checked alone, all good ones kept in one transaction, and only then named.
import { batchSchema, type BatchAnswer } from "../lib/contract/batch.ts";
import { eventSchema, type SchoolgateEvent } from "../lib/contract/event.ts";
import { err, ok, problem, type Result } from "../lib/contract/result.ts";
import { note, type UnsignedRule } from "./auth/device-check.ts";
import { isNameless, withoutName } from "./review/case.ts";
import type { SignedCount } from "./store/device-store.ts";
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

export interface IngestFrom {
  /** Signed by this device: its events alone are taken, and the count of it once. */
  readonly signed?: SignedCount | undefined;
  /** Unsigned batches name whom they like but who is shut out ("allow"), or nobody who has enrolled. */
  readonly unsigned?: UnsignedRule | undefined;
  /** The address that the batch came from. */
  readonly sentFrom?: string;
}

/** Nothing was kept: the signed request has come before. */
export const replay = "replay";
/** Nothing was kept: whoever is named signs, and this was not signed. Whole, so that the device itself tries again. */
export const notSigned = "not-signed";

/**
 * Takes one parsed body. The error says what is wrong with the batch as a whole; a bad event refuses only itself.
 * Throws where the store does (a full disk): then nothing is acknowledged and the device keeps all of it.
 */
export async function ingest(
  store: Store,
  body: unknown,
  receivedAtMs: number,
  from: IngestFrom = {},
): Promise<Result<Ingested | typeof replay | typeof notSigned>> {
  const batch = batchSchema.safeParse(body);
  if (!batch.success) {
    const first = batch.error.issues[0];
    return err([
      problem(first?.path.join(".") ?? "", first?.message ?? "not a batch", "a batch of format 1"),
    ]);
  }
  const { signed } = from;
  const checked: SchoolgateEvent[] = [];
  const refused: { id: string; why: string }[] = [];
  for (const given of batch.data.events) {
    const one = eventSchema.safeParse(given);
    if (one.success) checked.push(withoutName(one.data));
    else refused.push({ id: idOf(given), why: whyOf(one.error.issues) });
  }
  const named = batch.data.device === undefined ? [] : [batch.data.device];
  const isOthers = await othersNames(
    store,
    [...named, ...checked.map(({ device }) => device)],
    from,
  );
  const events: SchoolgateEvent[] = [];
  const noted = new Map<string, number>();
  for (const event of checked) {
    if (!isOthers(event.device)) {
      events.push(event);
      continue;
    }
    // The one whose name was used, or the one who used it: the desk shows it at a device that it knows.
    const at = signed?.device ?? event.device;
    noted.set(at, (noted.get(at) ?? 0) + 1);
    refused.push({ id: event.id, why: "device: another device's name" });
  }
  const why = signed === undefined ? "unsigned" : "another-name";
  for (const [device, times] of noted) await note(store, device, why, receivedAtMs, times);
  if (signed === undefined && noted.size > 0 && events.length === 0) return ok(notSigned);
  const skewMs = receivedAtMs - batch.data.sentAtMs;
  const nothing: KeptEvents = { stored: [], fresh: [], cases: [] };
  let kept = nothing;
  if (events.length > 0) {
    const incoming = events.map((event) => ({
      event,
      receivedAtMs,
      skewMs,
      // Who gives no name is not to be found by where they sat, either.
      sentFrom: isNameless(event) ? "" : (from.sentFrom ?? ""),
    }));
    kept = await store.keepEvents(incoming, signed);
  } else if (signed !== undefined && !(await store.takeCount(signed))) {
    kept = { ...nothing, isReplay: true };
  }
  if (kept.isReplay === true) return ok(replay);
  const devices = new Set([...named, ...events.map((event) => event.device)]);
  const asking = [...devices].filter((device) => !isOthers(device));
  const [seen, keys] = await Promise.all([
    store.seenWorries(asking, receivedAtMs - seenForMs, seenMost),
    store.keysVersion(),
  ]);
  const fresh = new Set(kept.fresh);
  return ok({
    answer: {
      schoolgate: "batch-answer",
      stored: [...kept.stored],
      refused,
      seen: [...seen],
      keys,
    },
    kept,
    freshEvents: events.filter((event) => fresh.has(event.id)),
  });
}

/** Whether a name is another's than the sender's. */
async function othersNames(
  store: Store,
  names: readonly string[],
  { signed, unsigned = "until-enrolled" }: IngestFrom,
): Promise<(name: string) => boolean> {
  if (signed !== undefined) return (name) => name !== signed.device;
  const known = [...new Set(names)];
  if (unsigned === "allow") {
    const out = await store.shutOutAmong(known);
    return (name) => out.has(name);
  }
  const enrolled = await store.enrolledAmong(known);
  return (name) => enrolled.has(name);
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
