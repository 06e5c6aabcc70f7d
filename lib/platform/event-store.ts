// The queue on disk: IndexedDB, one transaction a step, strict durability (an answer means that it is on the disk).
import type { AddedEvent, AddEvent, EventStore, QueueTally, Vault } from "../app/ports.ts";
import type { BatchAnswer } from "../contract/batch.ts";
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
import type { StoredEvent, Stores, Writing } from "./event-layout.ts";
import { anyBytesLeast, freeBytes, newBytesLeast, noRoom } from "./disk-room.ts";
import { giveWay } from "./event-room.ts";
import { keepOpen } from "./keep-open.ts";
import { createReceiptBox, receiptAfter } from "./receipt-box.ts";
import type { StoredReceipt } from "./receipt-box.ts";
import { createVault } from "./seal.ts";

export const eventDatabaseName = "schoolgate-events";
const strict = { durability: "strict" } as const;

/**
 * Receipts are closed with the vault's keys: whom a pupil told of what is read by nobody who holds the disk. On the last
 * bytes of a disk (`room` says how many are free) nothing is written, since that could cost what is kept: steps then
 * reject with a QuotaExceededError, and events are claimed without a note of it.
 */
export function createEventStore(
  name = eventDatabaseName,
  vault: Vault = createVault(),
  room: () => Promise<number> = freeBytes,
): EventStore {
  const database = keepOpen(() => openEvents(name));
  const box = createReceiptBox(vault);

  /** Bytes that gave way to something graver, which may be written in their stead. */
  let owedBytes = 0;

  /** All of a step's writes or none. An answer means that it is on the disk. */
  async function write<T>(
    stores: Stores,
    work: (step: Writing) => Promise<T>,
    bytesLeast = anyBytesLeast,
  ): Promise<T> {
    if ((await room()) < bytesLeast) throw noRoom();
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

  /** Closing takes time that a step does not have: the rows as they shall be, made before it. */
  async function changedReceipts(
    { stored, seen }: Pick<BatchAnswer, "stored" | "seen">,
    atMs: number,
  ): Promise<readonly StoredReceipt[]> {
    const seenAt = new Map<string, number>(seen.map((one) => [one.id, one.atMs]));
    const ids = new Set<string>([...stored, ...seenAt.keys()]);
    if (ids.size === 0) return [];
    const isStored = new Set<string>(stored);
    const changed: StoredReceipt[] = [];
    for (const row of await (await database()).getAll("receipts")) {
      if (!ids.has(row.id)) continue;
      // A key that fails just now keeps no event: the next answer that names the worry brings the receipt up to date.
      const receipt = await box.open(row).catch(() => undefined);
      if (receipt === undefined) continue;
      const news = { isStored: isStored.has(row.id), seenAtMs: seenAt.get(row.id) };
      const next = receiptAfter(receipt, news, atMs);
      const closed = next === receipt ? undefined : await box.close(next).catch(() => undefined);
      if (closed !== undefined) changed.push(closed);
    }
    return changed;
  }

  /** An earlier version kept them open. */
  async function closeOldReceipts(): Promise<void> {
    for (const row of await (await database()).getAll("receipts")) {
      if ("closed" in row) continue;
      const closed = await box.close(row);
      await write(["receipts"], async (step) => {
        const receipts = step.objectStore("receipts");
        if ((await receipts.getKey(row.id)) !== undefined) await receipts.put(closed);
      });
    }
  }

  let lastSettled: Promise<unknown> = Promise.resolve();
  /** Of two answers at once, the second sees the receipts that the first has left. */
  function oneByOne(work: () => Promise<void>): Promise<void> {
    const mine = lastSettled.then(work);
    lastSettled = mine.catch(() => {});
    return mine;
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
    async add(given) {
      const { record, claim, bytesMost } = given;
      // A worry is kept though its receipt cannot be.
      const receipt = await (given.receipt && box.close(given.receipt).catch(() => undefined));
      const isOwed = owedBytes >= record.bytes;
      const bytesLeast = isOwed ? anyBytesLeast : newBytesLeast;
      const keep = async (step: Writing): Promise<AddedEvent> => {
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
      };
      const added = await write(
        ["events", "claims", "sittings", "receipts", "tallies"],
        keep,
        bytesLeast,
      );
      if (isOwed) owedBytes -= record.bytes;
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

    async claim(ids, clockOffsetMs = 0) {
      const asSent = ({ event, clockOffsetMs: then = 0 }: StoredEvent): SchoolgateEvent =>
        then === clockOffsetMs
          ? event
          : { ...event, atMs: Math.max(0, event.atMs + clockOffsetMs - then) };
      if ((await room()) < anyBytesLeast) {
        // Nothing notes that they are under way, and without room none of them grows meanwhile.
        const db = await database();
        const found = await Promise.all(ids.map((id) => db.get("events", id)));
        return found.flatMap((one) =>
          one === undefined || one.state === "apart" ? [] : asSent(one),
        );
      }
      return write(["events"], async (step) => {
        const events = step.objectStore("events");
        const claimed: SchoolgateEvent[] = [];
        for (const id of ids) {
          const stored = await events.get(id);
          if (stored === undefined || stored.state === "apart") continue;
          claimed.push(asSent(stored));
          if (stored.state === "claimed") continue;
          const { openKey: _, ...frozen } = stored;
          await events.put({ ...frozen, state: "claimed" });
        }
        return claimed;
      });
    },

    settle: ({ stored, refused, seen }, atMs) =>
      oneByOne(async () => {
        const changed = await changedReceipts({ stored, seen }, atMs);
        await write(["events", "receipts", "tallies"], async (step) => {
          const events = step.objectStore("events");
          const receipts = step.objectStore("receipts");
          // Forgotten meanwhile, it stays forgotten.
          for (const one of changed) {
            if ((await receipts.getKey(one.id)) !== undefined) await receipts.put(one);
          }
          let tally = await readTally(step);
          for (const id of stored) {
            const found = await events.get(id);
            if (found !== undefined) {
              await events.delete(id);
              tally = { ...tally, bytes: tally.bytes - found.bytes };
            }
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
          await writeTally(step, tally);
        });
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

    async makeRoom(bytes) {
      const freed = await write(["events", "tallies"], async (step) => {
        const before = await readTally(step);
        const after = await giveWay(step, before, bytes);
        await writeTally(step, after);
        return before.bytes - after.bytes;
      });
      owedBytes = freed;
      return freed;
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

    async tally(): Promise<QueueTally> {
      const found = await (await database()).get("tallies", tallyName);
      if (found === undefined) return noTally;
      const { name: _, ...tally } = found;
      return tally;
    },

    async receipts(): Promise<readonly WorryReceipt[]> {
      const rows = await (await database()).getAll("receipts");
      const found = await Promise.all(rows.map((row) => box.open(row)));
      return found.filter((receipt) => receipt !== undefined);
    },

    forgetReceipt: (id) =>
      write(["receipts"], async (step) => {
        const receipts = step.objectStore("receipts");
        const was = (await receipts.getKey(id)) !== undefined;
        await receipts.delete(id);
        return was;
      }),

    async tidy(beforeMs): Promise<void> {
      if ((await room()) < anyBytesLeast) return;
      const db = await database();
      await oneByOne(closeOldReceipts);
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
