// The queue as plain maps: the model that the real store is held to, by the same tests.
import type { AddedEvent, AddEvent, EventRecord, EventStore } from "../../../lib/app/ports.ts";
import type { QueueTally } from "../../../lib/app/ports.ts";
import type { WorryReceipt } from "../../../lib/contract/message.ts";
import { compareEntries } from "../../../lib/core/queue/choose-batch.ts";
import { chooseToGo } from "../../../lib/core/queue/give-way.ts";
import type { Sitting } from "../../../lib/core/queue/types.ts";

export interface FakeEventStore extends EventStore {
  readonly records: Map<string, EventRecord>;
}

export function createFakeEventStore(): FakeEventStore {
  const records = new Map<string, EventRecord>();
  const claims = new Map<string, { id: string; atMs: number }>();
  const sittings = new Map<string, Sitting>();
  const receipts = new Map<string, WorryReceipt>();
  const apartAtMs = new Map<string, number>();
  let gaveWay: Record<string, number> = {};
  let setApart: Record<string, number> = {};
  let lastWhy = "";

  const oneMore = (counts: Record<string, number>, { event: { kind } }: EventRecord) =>
    kind === "health" ? counts : { ...counts, [kind]: (counts[kind] ?? 0) + 1 };
  const bytesNow = () => [...records.values()].reduce((sum, one) => sum + one.bytes, 0);

  function makeRoom(bytes: number): void {
    const standing = [...records.values()].map((one) => ({
      ...one,
      isApart: one.state === "apart",
    }));
    for (const id of chooseToGo(standing, bytes)) {
      const gone = records.get(id);
      if (gone !== undefined) gaveWay = oneMore(gaveWay, gone);
      records.delete(id);
      apartAtMs.delete(id);
    }
  }

  function place({ record, decide }: AddEvent): AddedEvent {
    const key = record.dedupeKey;
    if (key === undefined || decide === undefined) {
      records.set(record.id, record);
      return { id: record.id, isNew: true };
    }
    const same = [...records.values()].find(
      (one) => one.dedupeKey === key && one.state === "waiting",
    );
    const todo = decide(sittings.get(key), same);
    if (todo.step === "same-moment") return { id: same?.id ?? record.id, isNew: false };
    sittings.set(key, todo.sitting);
    if (todo.step === "grow") {
      records.set(todo.record.id, todo.record);
      return { id: todo.record.id, isNew: false, isGraver: todo.isGraver };
    }
    records.set(record.id, { ...record, notBeforeMs: todo.notBeforeMs });
    return { id: record.id, isNew: true };
  }

  return {
    records,
    add(given) {
      const { record, claim, receipt, bytesMost } = given;
      const earlier = claim === undefined ? undefined : claims.get(claim);
      if (earlier !== undefined) return Promise.resolve({ id: earlier.id, isNew: false });
      const before = bytesNow();
      const added = place(given);
      if (claim !== undefined) claims.set(claim, { id: added.id, atMs: record.atMs });
      if (receipt !== undefined) receipts.set(receipt.id, receipt);
      if (bytesMost !== undefined && bytesNow() !== before) makeRoom(bytesNow() - bytesMost);
      return Promise.resolve(added);
    },
    entries(most) {
      const waiting = [...records.values()].filter((one) => one.state !== "apart");
      return Promise.resolve(waiting.sort(compareEntries).slice(0, most));
    },
    claim(ids, clockOffsetMs = 0) {
      const found = ids
        .flatMap((id) => records.get(id) ?? [])
        .filter((one) => one.state !== "apart");
      for (const one of found) records.set(one.id, { ...one, state: "claimed" });
      return Promise.resolve(
        found.map(({ event, clockOffsetMs: then = 0 }) => ({
          ...event,
          atMs: Math.max(0, event.atMs + clockOffsetMs - then),
        })),
      );
    },
    settle({ stored, refused, seen }, atMs) {
      for (const id of stored) {
        records.delete(id);
        const receipt = receipts.get(id);
        if (receipt?.state === "kept") {
          receipts.set(id, { ...receipt, state: "sent", sentAtMs: atMs });
        }
      }
      for (const { id, why } of refused) {
        const found = records.get(id);
        if (found === undefined) continue;
        if (found.why === undefined) {
          setApart = oneMore(setApart, found);
          lastWhy = why;
        }
        records.set(id, { ...found, state: "apart", why });
        apartAtMs.set(id, atMs);
      }
      for (const { id, atMs: seenAtMs } of seen) {
        const receipt = receipts.get(id);
        if (receipt === undefined || receipt.state === "seen") continue;
        receipts.set(id, {
          ...receipt,
          sentAtMs: receipt.sentAtMs ?? atMs,
          state: "seen",
          seenAtMs,
        });
      }
      return Promise.resolve();
    },
    bringBack(beforeMs) {
      for (const [id, atMs] of apartAtMs) {
        if (atMs >= beforeMs) continue;
        apartAtMs.delete(id);
        const found = records.get(id);
        if (found !== undefined) records.set(id, { ...found, state: "claimed" });
      }
      return Promise.resolve();
    },
    makeRoom(bytes) {
      const before = bytesNow();
      makeRoom(bytes);
      return Promise.resolve(before - bytesNow());
    },
    counts() {
      const setApart = [...records.values()].filter((one) => one.state === "apart").length;
      return Promise.resolve({ waiting: records.size - setApart, setApart });
    },
    tally: (): Promise<QueueTally> =>
      Promise.resolve({ bytes: bytesNow(), gaveWay, setApart, lastWhy }),
    receipts: () => Promise.resolve([...receipts.values()]),
    forgetReceipt: (id) => Promise.resolve(receipts.delete(id)),
    tidy(beforeMs) {
      for (const [claim, { atMs }] of claims) if (atMs < beforeMs) claims.delete(claim);
      for (const [key, { lastMadeAtMs }] of sittings) {
        if (lastMadeAtMs < beforeMs) sittings.delete(key);
      }
      return Promise.resolve();
    },
  };
}
