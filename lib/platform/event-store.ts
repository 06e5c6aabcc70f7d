// The queue on disk: IndexedDB, one transaction a step, strict durability (an answer means that it is on the disk).
import { openDB } from "idb";
import type { DBSchema, IDBPDatabase } from "idb";
import type { AddedEvent, AddEvent, EventRecord, EventStore } from "../app/ports.ts";
import type { SchoolgateEvent } from "../contract/event.ts";
import type { WorryReceipt } from "../contract/message.ts";
import type { QueueEntry, Sitting } from "../core/queue/types.ts";

interface StoredEvent extends EventRecord {
  /** Sorts as they are sent: gravest first, then oldest. Absent once set apart, so that the index passes it over. */
  readonly order?: [number, number, string];
  /** The key while a count may still grow; gone once it may have left. */
  readonly openKey?: string;
}

interface Layout extends DBSchema {
  events: {
    key: string;
    value: StoredEvent;
    indexes: { order: [number, number, string]; openKey: string };
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
  receipts: { key: string; value: WorryReceipt };
}

export const eventDatabaseName = "schoolgate-events";
const layoutVersion = 1;
const strict = { durability: "strict" } as const;
const highestRank = 99;

async function open(name: string): Promise<IDBPDatabase<Layout>> {
  return openDB<Layout>(name, layoutVersion, {
    upgrade(db) {
      const events = db.createObjectStore("events", { keyPath: "id" });
      events.createIndex("order", "order");
      events.createIndex("openKey", "openKey");
      db.createObjectStore("claims", { keyPath: "claim" }).createIndex("atMs", "atMs");
      db.createObjectStore("sittings", { keyPath: "key" }).createIndex(
        "lastMadeAtMs",
        "lastMadeAtMs",
      );
      db.createObjectStore("receipts", { keyPath: "id" });
    },
  });
}

function toStored(record: EventRecord): StoredEvent {
  const key = record.dedupeKey;
  return {
    ...record,
    order: [highestRank - record.rank, record.atMs, record.id],
    ...(key === undefined ? {} : { openKey: key }),
  };
}

function countedOnce(event: SchoolgateEvent): SchoolgateEvent {
  return "count" in event ? { ...event, count: event.count + 1 } : event;
}

/** Opens lazily, and again after the browser has closed the database under us. */
export function createEventStore(name = eventDatabaseName): EventStore {
  let opened: Promise<IDBPDatabase<Layout>> | undefined;

  function database(): Promise<IDBPDatabase<Layout>> {
    if (opened !== undefined) return opened;
    const opening = open(name).then((db) => {
      db.addEventListener("close", () => (opened = undefined));
      return db;
    });
    opened = opening;
    opening.catch(() => (opened = undefined));
    return opening;
  }

  return {
    async add(given: AddEvent): Promise<AddedEvent> {
      const { record, claim, receipt, decide } = given;
      const db = await database();
      const step = db.transaction(
        ["events", "claims", "sittings", "receipts"],
        "readwrite",
        strict,
      );
      const events = step.objectStore("events");
      const sittings = step.objectStore("sittings");
      const claims = step.objectStore("claims");

      const earlier = claim === undefined ? undefined : await claims.get(claim);
      if (earlier !== undefined) {
        await step.done;
        return { id: earlier.id, isNew: false };
      }

      let added: AddedEvent = { id: record.id, isNew: true };
      const key = record.dedupeKey;
      if (key === undefined || decide === undefined) {
        await events.put(toStored(record));
      } else {
        const sitting = await sittings.get(key);
        const same = await events.index("openKey").get(key);
        const todo = decide(sitting, same !== undefined);
        if (todo.step === "new") {
          await events.put(toStored({ ...record, notBeforeMs: todo.notBeforeMs }));
        } else {
          added = { id: same?.id ?? record.id, isNew: false };
          if (todo.step === "count" && same !== undefined) {
            await events.put({ ...same, event: countedOnce(same.event) });
          }
        }
        if (todo.step !== "same-moment") {
          await sittings.put({
            key,
            lastMetAtMs: record.atMs,
            lastMadeAtMs:
              todo.step === "new" ? record.atMs : (sitting?.lastMadeAtMs ?? record.atMs),
          });
        }
      }
      if (claim !== undefined) await claims.put({ claim, id: added.id, atMs: record.atMs });
      if (receipt !== undefined) await step.objectStore("receipts").put(receipt);
      await step.done;
      return added;
    },

    async entries(most): Promise<readonly QueueEntry[]> {
      const db = await database();
      const found = await db.getAllFromIndex("events", "order", undefined, most);
      return found.map(({ id, rank, urgent, atMs, bytes, notBeforeMs }) => ({
        id,
        rank,
        urgent,
        atMs,
        bytes,
        notBeforeMs,
      }));
    },

    async claim(ids): Promise<readonly SchoolgateEvent[]> {
      const db = await database();
      const step = db.transaction("events", "readwrite", strict);
      const claimed: SchoolgateEvent[] = [];
      for (const id of ids) {
        const stored = await step.store.get(id);
        if (stored === undefined || stored.state === "apart") continue;
        claimed.push(stored.event);
        if (stored.state === "claimed") continue;
        const { openKey: _, ...frozen } = stored;
        await step.store.put({ ...frozen, state: "claimed" });
      }
      await step.done;
      return claimed;
    },

    async settle({ stored, refused, seen }, atMs): Promise<void> {
      const db = await database();
      const step = db.transaction(["events", "receipts"], "readwrite", strict);
      const events = step.objectStore("events");
      const receipts = step.objectStore("receipts");
      for (const id of stored) {
        await events.delete(id);
        const receipt = await receipts.get(id);
        if (receipt?.state === "kept")
          await receipts.put({ ...receipt, state: "sent", sentAtMs: atMs });
      }
      for (const { id, why } of refused) {
        const found = await events.get(id);
        if (found === undefined) continue;
        const { order: _, openKey: __, ...rest } = found;
        await events.put({ ...rest, state: "apart", why });
      }
      for (const { id, atMs: seenAtMs } of seen) {
        const receipt = await receipts.get(id);
        if (receipt === undefined || receipt.state === "seen") continue;
        await receipts.put({
          ...receipt,
          sentAtMs: receipt.sentAtMs ?? atMs,
          state: "seen",
          seenAtMs,
        });
      }
      await step.done;
    },

    async counts() {
      const db = await database();
      const step = db.transaction("events");
      const [all, waiting] = await Promise.all([
        step.store.count(),
        step.store.index("order").count(),
      ]);
      return { waiting, setApart: all - waiting };
    },

    async receipts(): Promise<readonly WorryReceipt[]> {
      return (await database()).getAll("receipts");
    },

    async forgetReceipt(id): Promise<boolean> {
      const db = await database();
      const step = db.transaction("receipts", "readwrite", strict);
      const was = (await step.store.getKey(id)) !== undefined;
      await step.store.delete(id);
      await step.done;
      return was;
    },

    async tidy(beforeMs): Promise<void> {
      const db = await database();
      const step = db.transaction(["claims", "sittings"], "readwrite");
      const before = IDBKeyRange.upperBound(beforeMs, true);
      for (const key of await step.objectStore("claims").index("atMs").getAllKeys(before)) {
        await step.objectStore("claims").delete(key);
      }
      for (const key of await step
        .objectStore("sittings")
        .index("lastMadeAtMs")
        .getAllKeys(before)) {
        await step.objectStore("sittings").delete(key);
      }
      await step.done;
    },
  };
}
