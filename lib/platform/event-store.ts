// The queue on disk: IndexedDB, one transaction a step, strict durability (an answer means that it is on the disk).
import type { IDBPDatabase } from "idb";
import type { AddedEvent, AddEvent, EventStore, QueueTally } from "../app/ports.ts";
import type { SchoolgateEvent } from "../contract/event.ts";
import type { WorryReceipt } from "../contract/message.ts";
import type { QueueEntry } from "../core/queue/types.ts";
import {
  noTally,
  oneMore,
  openEvents,
  orderOf,
  readTally,
  tallyName,
  toStored,
  writeTally,
} from "./event-layout.ts";
import type { Layout, Stores, Writing } from "./event-layout.ts";
import { giveWay } from "./event-room.ts";

export const eventDatabaseName = "schoolgate-events";
const strict = { durability: "strict" } as const;

/** Opens lazily, and again after the browser has closed the database under us. */
export function createEventStore(name = eventDatabaseName): EventStore {
  let opened: Promise<IDBPDatabase<Layout>> | undefined;

  function database(): Promise<IDBPDatabase<Layout>> {
    if (opened !== undefined) return opened;
    const opening = openEvents(name).then((db) => {
      db.addEventListener("close", () => (opened = undefined));
      // A newer version of ours wants in: it shall not wait for us.
      db.addEventListener("versionchange", () => {
        db.close();
        opened = undefined;
      });
      return db;
    });
    opened = opening;
    opening.catch(() => (opened = undefined));
    return opening;
  }

  /** All of a step's writes or none. An answer means that it is on the disk. */
  async function write<T>(stores: Stores, work: (step: Writing) => Promise<T>): Promise<T> {
    const step = (await database()).transaction(stores, "readwrite", strict);
    try {
      const value = await work(step);
      await step.done;
      return value;
    } catch (error) {
      try {
        step.abort();
      } catch {
        // It is over already: by the very error.
      }
      throw error;
    }
  }

  async function place(step: Writing, given: AddEvent): Promise<[AddedEvent, bytes: number]> {
    const { record, decide } = given;
    const events = step.objectStore("events");
    const sittings = step.objectStore("sittings");
    const key = record.dedupeKey;
    if (key === undefined || decide === undefined) {
      await events.put(toStored(record));
      return [{ id: record.id, isNew: true }, record.bytes];
    }
    const sitting = await sittings.get(key);
    const same = await events.index("openKey").get(key);
    const todo = decide(sitting, same);
    if (todo.step === "same-moment") return [{ id: same?.id ?? record.id, isNew: false }, 0];
    await sittings.put({ ...todo.sitting, key });
    if (todo.step === "new") {
      await events.put(toStored({ ...record, notBeforeMs: todo.notBeforeMs }));
      return [{ id: record.id, isNew: true }, record.bytes];
    }
    await events.put(toStored(todo.record));
    const { isGraver } = todo;
    return [{ id: todo.record.id, isNew: false, isGraver }, todo.record.bytes - (same?.bytes ?? 0)];
  }

  return {
    add: (given) =>
      write(["events", "claims", "sittings", "receipts", "tallies"], async (step) => {
        const { record, claim, receipt, bytesMost } = given;
        const claims = step.objectStore("claims");
        const earlier = claim === undefined ? undefined : await claims.get(claim);
        if (earlier !== undefined) return { id: earlier.id, isNew: false };
        const [added, moreBytes] = await place(step, given);
        if (claim !== undefined) await claims.put({ claim, id: added.id, atMs: record.atMs });
        if (receipt !== undefined) await step.objectStore("receipts").put(receipt);
        if (moreBytes !== 0) {
          let tally = await readTally(step);
          tally = { ...tally, bytes: tally.bytes + moreBytes };
          const tooMany = tally.bytes - (bytesMost ?? Number.POSITIVE_INFINITY);
          await writeTally(step, tooMany > 0 ? await giveWay(step, tally, tooMany) : tally);
        }
        return added;
      }),

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

    claim: (ids, clockOffsetMs = 0) =>
      write(["events"], async (step) => {
        const events = step.objectStore("events");
        const claimed: SchoolgateEvent[] = [];
        for (const id of ids) {
          const stored = await events.get(id);
          if (stored === undefined || stored.state === "apart") continue;
          const lateMs = clockOffsetMs - (stored.clockOffsetMs ?? 0);
          const atMs = Math.max(0, stored.event.atMs + lateMs);
          claimed.push(lateMs === 0 ? stored.event : { ...stored.event, atMs });
          if (stored.state === "claimed") continue;
          const { openKey: _, ...frozen } = stored;
          await events.put({ ...frozen, state: "claimed" });
        }
        return claimed;
      }),

    settle: ({ stored, refused, seen }, atMs) =>
      write(["events", "receipts", "tallies"], async (step) => {
        const events = step.objectStore("events");
        const receipts = step.objectStore("receipts");
        let tally = await readTally(step);
        for (const id of stored) {
          const found = await events.get(id);
          if (found !== undefined) {
            await events.delete(id);
            tally = { ...tally, bytes: tally.bytes - found.bytes };
          }
          const receipt = await receipts.get(id);
          if (receipt?.state === "kept")
            await receipts.put({ ...receipt, state: "sent", sentAtMs: atMs });
        }
        for (const { id, why } of refused) {
          const found = await events.get(id);
          if (found === undefined) continue;
          const { order: _, openKey: __, ...rest } = found;
          await events.put({ ...rest, state: "apart", why, apartAtMs: atMs });
          // Brought back and refused again, it is the same trouble.
          if (found.why !== undefined) continue;
          tally = { ...tally, setApart: oneMore(tally.setApart, found.event), lastWhy: why };
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
        await writeTally(step, tally);
      }),

    bringBack: (apartBeforeMs) =>
      write(["events"], async (step) => {
        const events = step.objectStore("events");
        const before = IDBKeyRange.upperBound(apartBeforeMs, true);
        for (const found of await events.index("apartAtMs").getAll(before)) {
          const { apartAtMs: _, ...rest } = found;
          await events.put({ ...rest, state: "claimed", order: orderOf(found) });
        }
      }),

    makeRoom: (bytes) =>
      write(["events", "tallies"], async (step) => {
        const before = await readTally(step);
        const after = await giveWay(step, before, bytes);
        await writeTally(step, after);
        return before.bytes - after.bytes;
      }),

    async counts() {
      const db = await database();
      const step = db.transaction("events");
      const [all, waiting] = await Promise.all([
        step.store.count(),
        step.store.index("order").count(),
      ]);
      return { waiting, setApart: all - waiting };
    },

    async tally(): Promise<QueueTally> {
      const found = await (await database()).get("tallies", tallyName);
      if (found === undefined) return noTally;
      const { name: _, ...tally } = found;
      return tally;
    },

    async receipts(): Promise<readonly WorryReceipt[]> {
      return (await database()).getAll("receipts");
    },

    forgetReceipt: (id) =>
      write(["receipts"], async (step) => {
        const receipts = step.objectStore("receipts");
        const was = (await receipts.getKey(id)) !== undefined;
        await receipts.delete(id);
        return was;
      }),

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
