// The queue's database: its shape, and how it came to it.
import { openDB } from "idb";
import type { DBSchema, IDBPDatabase, IDBPTransaction } from "idb";
import type { EventRecord, QueueTally } from "../app/ports.ts";
import type { SchoolgateEvent } from "../contract/event.ts";
import type { Sitting } from "../core/queue/types.ts";
import type { StoredReceipt } from "./receipt-box.ts";

export interface StoredEvent extends EventRecord {
  /** Sorts as they are sent: gravest first, then oldest. Absent once set apart, so that the index passes it over. */
  readonly order?: [number, number, string];
  /** The key while it may still grow; gone once it may have left. */
  readonly openKey?: string;
  /** When it was set apart, Unix ms; only while it is. */
  readonly apartAtMs?: number;
}

export interface Layout extends DBSchema {
  events: {
    key: string;
    value: StoredEvent;
    indexes: { order: [number, number, string]; openKey: string; apartAtMs: number };
  };
  claims: {
    key: string;
    value: { claim: string; id: string; atMs: number };
    indexes: { atMs: number };
  };
  sittings: {
    key: string;
    value: Sitting & { key: string };
    indexes: { lastMadeAtMs: number };
  };
  receipts: { key: string; value: StoredReceipt };
  /** One row: "queue". */
  tallies: { key: string; value: QueueTally & { name: string } };
}

export type Stores = ("events" | "claims" | "sittings" | "receipts" | "tallies")[];
export type Writing = IDBPTransaction<Layout, Stores, "readwrite">;

const layoutVersion = 2;
const highestRank = 99;
export const tallyName = "queue";
export const noTally: QueueTally = { bytes: 0, gaveWay: {}, setApart: {}, lastWhy: "" };

export async function openEvents(name: string): Promise<IDBPDatabase<Layout>> {
  return openDB<Layout>(name, layoutVersion, {
    async upgrade(db, before, _now, step) {
      if (before < 1) {
        const events = db.createObjectStore("events", { keyPath: "id" });
        events.createIndex("order", "order");
        events.createIndex("openKey", "openKey");
        db.createObjectStore("claims", { keyPath: "claim" }).createIndex("atMs", "atMs");
        const sittings = db.createObjectStore("sittings", { keyPath: "key" });
        sittings.createIndex("lastMadeAtMs", "lastMadeAtMs");
        db.createObjectStore("receipts", { keyPath: "id" });
      }
      if (before < 2) {
        db.createObjectStore("tallies", { keyPath: "name" });
        const events = step.objectStore("events");
        events.createIndex("apartAtMs", "apartAtMs");
        let bytes = 0;
        for (let at = await events.openCursor(); at !== null; at = await at.continue()) {
          bytes += at.value.bytes;
          if (at.value.state === "apart") await at.update({ ...at.value, apartAtMs: 0 });
        }
        await step.objectStore("tallies").put({ ...noTally, bytes, name: tallyName });
      }
    },
  });
}

export const orderOf = ({ rank, atMs, id }: EventRecord): [number, number, string] => [
  highestRank - rank,
  atMs,
  id,
];

export function toStored(record: EventRecord): StoredEvent {
  const key = record.dedupeKey;
  return {
    ...record,
    order: orderOf(record),
    ...(key === undefined ? {} : { openKey: key }),
  };
}

export function oneMore(
  counts: Readonly<Record<string, number>>,
  { kind }: SchoolgateEvent,
): Readonly<Record<string, number>> {
  // What tells of the queue's trouble makes no more of it to tell.
  return kind === "health" ? counts : { ...counts, [kind]: (counts[kind] ?? 0) + 1 };
}

export async function readTally(step: Writing): Promise<QueueTally> {
  return (await step.objectStore("tallies").get(tallyName)) ?? noTally;
}

export async function writeTally(step: Writing, tally: QueueTally): Promise<void> {
  await step.objectStore("tallies").put({ ...tally, name: tallyName });
}
