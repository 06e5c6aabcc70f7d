// The queue as plain maps: the model that the real store is held to, by the same tests.
import type { AddEvent, EventRecord, EventStore } from "../../../lib/app/ports.ts";
import type { WorryReceipt } from "../../../lib/contract/message.ts";
import { compareEntries } from "../../../lib/core/queue/choose-batch.ts";
import type { Sitting } from "../../../lib/core/queue/types.ts";

export interface FakeEventStore extends EventStore {
  readonly records: Map<string, EventRecord>;
}

export function createFakeEventStore(): FakeEventStore {
  const records = new Map<string, EventRecord>();
  const claims = new Map<string, { id: string; atMs: number }>();
  const sittings = new Map<string, Sitting>();
  const receipts = new Map<string, WorryReceipt>();

  return {
    records,
    add({ record, claim, receipt, decide }: AddEvent) {
      const earlier = claim === undefined ? undefined : claims.get(claim);
      if (earlier !== undefined) return Promise.resolve({ id: earlier.id, isNew: false });
      let added = { id: record.id, isNew: true };
      const key = record.dedupeKey;
      if (key === undefined || decide === undefined) {
        records.set(record.id, record);
      } else {
        const same = [...records.values()].find(
          (one) => one.dedupeKey === key && one.state === "waiting",
        );
        const sitting = sittings.get(key);
        const todo = decide(sitting, same !== undefined);
        if (todo.step === "new") {
          records.set(record.id, { ...record, notBeforeMs: todo.notBeforeMs });
        } else {
          added = { id: same?.id ?? record.id, isNew: false };
        }
        if (todo.step === "count" && same !== undefined && "count" in same.event) {
          records.set(same.id, { ...same, event: { ...same.event, count: same.event.count + 1 } });
        }
        if (todo.step !== "same-moment") {
          sittings.set(key, {
            lastMetAtMs: record.atMs,
            lastMadeAtMs:
              todo.step === "new" ? record.atMs : (sitting?.lastMadeAtMs ?? record.atMs),
          });
        }
      }
      if (claim !== undefined) claims.set(claim, { id: added.id, atMs: record.atMs });
      if (receipt !== undefined) receipts.set(receipt.id, receipt);
      return Promise.resolve(added);
    },
    entries(most) {
      const waiting = [...records.values()].filter((one) => one.state !== "apart");
      return Promise.resolve(waiting.sort(compareEntries).slice(0, most));
    },
    claim(ids) {
      const found = ids
        .flatMap((id) => records.get(id) ?? [])
        .filter((one) => one.state !== "apart");
      for (const one of found) records.set(one.id, { ...one, state: "claimed" });
      return Promise.resolve(found.map((one) => one.event));
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
        if (found !== undefined) records.set(id, { ...found, state: "apart", why });
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
    counts() {
      const setApart = [...records.values()].filter((one) => one.state === "apart").length;
      return Promise.resolve({ waiting: records.size - setApart, setApart });
    },
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
