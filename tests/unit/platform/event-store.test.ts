// The real queue and its model, held to the same tests; then to the same answers under the same random steps.
import "fake-indexeddb/auto";
import fc from "fast-check";
import { openDB } from "idb";
import { describe, expect, test } from "vitest";
import type { AddEvent, EventStore } from "../../../lib/app/ports.ts";
import type { SchoolgateEvent } from "../../../lib/contract/event.ts";
import type { EventId } from "../../../lib/contract/ids.ts";
import { recordOf, stepFor } from "../../../lib/app/background/event-record.ts";
import { severities } from "../../../lib/contract/vocabulary.ts";
import { sittingMs } from "../../../lib/core/queue/dedupe.ts";
import type { QueueEntry } from "../../../lib/core/queue/types.ts";
import { createEventStore } from "../../../lib/platform/event-store.ts";
import { findingEvent, visitEvent, worryEvent } from "../../support/fakes/events.ts";
import { createFakeEventStore } from "../../support/fakes/fake-event-store.ts";

let databases = 0;
const stores: [string, () => EventStore][] = [
  ["IndexedDB", () => createEventStore(`test-${(databases += 1)}`)],
  ["the model", createFakeEventStore],
];

function addOf(given: SchoolgateEvent, atMs = given.atMs, claim?: string): AddEvent {
  const record = recordOf({ ...given, atMs });
  return { record, claim, decide: stepFor(record) };
}

const idsOf = async (store: EventStore): Promise<string[]> =>
  (await store.entries(99)).map((entry) => entry.id);
const nothing = { stored: [], refused: [], seen: [] };
const minuteMs = 60_000;

describe.each(stores)("%s", (_, open) => {
  test("keeps, in order of gravity, hands out, and deletes only what is named", async () => {
    const store = open();
    const [visit, worry] = [visitEvent(), worryEvent()];
    await store.add(addOf(visit));
    await store.add(addOf(worry));
    expect(await idsOf(store)).toEqual([worry.id, visit.id]);
    expect(await store.claim([worry.id, "gone"])).toEqual([worry]);
    await store.settle({ ...nothing, stored: [worry.id] }, 1);
    expect(await idsOf(store)).toEqual([visit.id]);
    expect(await store.counts()).toEqual({ waiting: 1, setApart: 0 });
  });

  test("what is claimed and not settled is still there", async () => {
    const store = open();
    const worry = worryEvent();
    await store.add(addOf(worry));
    await store.claim([worry.id]);
    expect(await idsOf(store)).toEqual([worry.id]);
    expect(await store.claim([worry.id])).toEqual([worry]);
  });

  test("sets apart what is refused: kept, and never in the way again", async () => {
    const store = open();
    const visit = visitEvent();
    await store.add(addOf(visit));
    await store.settle({ ...nothing, refused: [{ id: visit.id, why: "odd" }] }, 1);
    expect(await idsOf(store)).toEqual([]);
    expect(await store.claim([visit.id])).toEqual([]);
    expect(await store.counts()).toEqual({ waiting: 0, setApart: 1 });
  });

  test("a claim that comes again is answered as before and stores nothing", async () => {
    const store = open();
    const first = worryEvent();
    const again = worryEvent();
    expect(await store.add(addOf(first, 1, "claim-0123456789"))).toEqual({
      id: first.id,
      isNew: true,
    });
    expect(await store.add(addOf(again, 2, "claim-0123456789"))).toEqual({
      id: first.id,
      isNew: false,
    });
    await store.settle({ ...nothing, stored: [first.id] }, 3);
    // Even after the first has long been sent.
    expect(await store.add(addOf(again, 4, "claim-0123456789"))).toEqual({
      id: first.id,
      isNew: false,
    });
    expect(await idsOf(store)).toEqual([]);
  });

  test("the same in one sitting is counted until it has been on its way, and never changed after", async () => {
    const store = open();
    const first = findingEvent();
    await store.add(addOf(first, 0));
    expect(await store.add(addOf(findingEvent(), minuteMs))).toEqual({
      id: first.id,
      isNew: false,
      isGraver: false,
    });
    expect(await store.claim([first.id])).toMatchObject([{ count: 2 }]);
    const later = findingEvent();
    expect(await store.add(addOf(later, 2 * minuteMs))).toEqual({ id: later.id, isNew: true });
    expect(await store.claim([first.id])).toMatchObject([{ count: 2 }]);
    const held = (await store.entries(9)).find((entry) => entry.id === later.id);
    expect(held?.notBeforeMs).toBe(sittingMs);
    await store.add(addOf(findingEvent(), 3 * minuteMs));
    expect(await store.claim([later.id])).toMatchObject([{ count: 2 }]);
  });

  test("two worries in the same words are two worries", async () => {
    const store = open();
    await store.add(addOf(worryEvent(), 1));
    await store.add(addOf(worryEvent(), 1));
    expect(await idsOf(store)).toHaveLength(2);
  });

  test("a receipt goes from kept to sent to seen, never back, and is the pupil's to forget", async () => {
    const store = open();
    const worry = worryEvent();
    const receipt = {
      id: worry.id,
      reference: "ABC-DEF",
      atMs: 1,
      what: "unkind",
      tellName: "",
      state: "kept",
    } as const;
    await store.add({ ...addOf(worry), receipt });
    expect(await store.receipts()).toEqual([receipt]);
    await store.settle({ ...nothing, stored: [worry.id] }, 5);
    expect(await store.receipts()).toEqual([{ ...receipt, state: "sent", sentAtMs: 5 }]);
    const seen = [{ id: worry.id, atMs: 9 }];
    await store.settle({ ...nothing, seen }, 10);
    await store.settle({ ...nothing, stored: [worry.id], seen }, 11);
    expect(await store.receipts()).toEqual([
      { ...receipt, state: "seen", sentAtMs: 5, seenAtMs: 9 },
    ]);
    expect(await store.forgetReceipt(worry.id)).toBe(true);
    expect(await store.forgetReceipt(worry.id)).toBe(false);
  });

  test("tidying takes claims and sittings, never an event", async () => {
    const store = open();
    const finding = findingEvent();
    await store.add(addOf(finding, 1, "claim-0123456789"));
    await store.tidy(1e12);
    expect(await idsOf(store)).toEqual([finding.id]);
    const again = findingEvent();
    expect((await store.add(addOf(again, 2, "claim-0123456789"))).id).not.toBe(again.id);
  });
});

describe.each(stores)("%s, when it is full", (_, open) => {
  const bounded = (event: SchoolgateEvent, bytesMost: number): AddEvent => ({
    ...addOf(event),
    bytesMost,
  });
  const bytesOf = (event: SchoolgateEvent) => recordOf(event).bytes;

  test("the least grave gives way, is counted by kind, and worries stay whatever the bound", async () => {
    const store = open();
    const worries = [worryEvent(), worryEvent(), worryEvent()];
    const visit = visitEvent();
    const finding = findingEvent();
    const most = bytesOf(visit) + bytesOf(finding) + 10;
    await store.add(bounded(visit, most));
    await store.add(bounded(finding, most));
    expect(await idsOf(store)).toEqual([finding.id, visit.id]);
    for (const worry of worries) await store.add(bounded(worry, most));
    expect(await idsOf(store)).toEqual(worries.map(({ id }) => id));
    const sum = worries.reduce((bytes, worry) => bytes + bytesOf(worry), 0);
    expect(await store.tally()).toEqual({
      bytes: sum,
      gaveWay: { "blocked-visit": 1, finding: 1 },
      setApart: {},
      lastWhy: "",
    });
  });

  test("what was refused goes before all that waits", async () => {
    const store = open();
    const [refused, visit] = [findingEvent({ severity: "high" }), visitEvent()];
    await store.add(addOf(refused));
    await store.add(addOf(visit));
    await store.settle({ ...nothing, refused: [{ id: refused.id, why: "odd" }] }, 1);
    expect(await store.makeRoom(1)).toBe(bytesOf(refused));
    expect(await store.counts()).toEqual({ waiting: 1, setApart: 0 });
    expect(await store.tally()).toMatchObject({
      gaveWay: { finding: 1 },
      setApart: { finding: 1 },
      lastWhy: "odd",
    });
    expect(await store.makeRoom(0)).toBe(0);
  });

  test("set apart, brought back a day later, and refused again: one trouble, told once", async () => {
    const store = open();
    const visit = visitEvent();
    await store.add(addOf(visit));
    await store.settle({ ...nothing, refused: [{ id: visit.id, why: "odd" }] }, 100);
    await store.bringBack(100);
    expect(await idsOf(store)).toEqual([]);
    await store.bringBack(101);
    expect(await idsOf(store)).toEqual([visit.id]);
    await store.settle({ ...nothing, refused: [{ id: visit.id, why: "still odd" }] }, 200);
    expect((await store.tally()).setApart).toEqual({ "blocked-visit": 1 });
    await store.bringBack(201);
    expect(await store.claim([visit.id])).toEqual([visit]);
    await store.settle({ ...nothing, stored: [visit.id] }, 300);
    expect(await store.counts()).toEqual({ waiting: 0, setApart: 0 });
    expect((await store.tally()).bytes).toBe(0);
  });

  test("the moment of an event is told by the clock that is known better by now", async () => {
    const store = open();
    const [early, late] = [worryEvent({ atMs: 5000 }), worryEvent({ atMs: 9000 })];
    await store.add({ record: recordOf(early) });
    await store.add({ record: recordOf(late, 3_600_000) });
    const told = await store.claim([early.id, late.id], 3_600_000);
    expect(told.map(({ atMs }) => atMs)).toEqual([3_605_000, 9000]);
    expect((await store.claim([early.id], -9000)).map(({ atMs }) => atMs)).toEqual([0]);
  });
});

test("a queue of the version before: everything is there, counted, and what was apart may come back", async () => {
  const name = `test-${(databases += 1)}`;
  const [worry, visit] = [worryEvent(), visitEvent()];
  const before = await openDB(name, 1, {
    upgrade(db) {
      const events = db.createObjectStore("events", { keyPath: "id" });
      events.createIndex("order", "order");
      events.createIndex("openKey", "openKey");
      db.createObjectStore("claims", { keyPath: "claim" }).createIndex("atMs", "atMs");
      const sittings = db.createObjectStore("sittings", { keyPath: "key" });
      sittings.createIndex("lastMadeAtMs", "lastMadeAtMs");
      db.createObjectStore("receipts", { keyPath: "id" });
    },
  });
  const order = (event: SchoolgateEvent) => [99 - recordOf(event).rank, event.atMs, event.id];
  await before.put("events", { ...recordOf(worry), order: order(worry), state: "claimed" });
  await before.put("events", { ...recordOf(visit), state: "apart", why: "odd" });
  before.close();
  const store = createEventStore(name);
  expect(await store.counts()).toEqual({ waiting: 1, setApart: 1 });
  expect((await store.tally()).bytes).toBe(recordOf(worry).bytes + recordOf(visit).bytes);
  await store.bringBack(1);
  expect(await idsOf(store)).toEqual([worry.id, visit.id]);
});

describe("receipts on the disk", () => {
  const worry = worryEvent();
  const receipt = {
    id: worry.id,
    reference: "QRS-TUV",
    atMs: 1_700_000_000_123,
    what: "family",
    tellName: "Ms Quillmark",
    state: "kept",
  } as const;
  const rows = async (name: string) => {
    const db = await openDB(name);
    const all: unknown[] = await db.getAll("receipts");
    db.close();
    // Bytes as letters, as who searches a disk would.
    return all.map((row) =>
      JSON.stringify(row, (_key, value: unknown) =>
        value instanceof Uint8Array ? Buffer.from(value).toString("latin1") : value,
      ),
    );
  };
  const secrets = ["QRS-TUV", "1700000000123", "family", "Quillmark", "kept", "sent"];

  test("tell neither what, nor whom, nor when, at any state; a later life reads them", async () => {
    const name = `test-${(databases += 1)}`;
    await createEventStore(name).add({ ...addOf(worry), receipt });
    await createEventStore(name).settle({ ...nothing, stored: [worry.id] }, 1_700_000_001_000);
    const found = await rows(name);
    expect(found).toHaveLength(1);
    for (const word of secrets) expect(found.join()).not.toContain(word);
    expect(await createEventStore(name).receipts()).toMatchObject([
      { ...receipt, state: "sent", sentAtMs: 1_700_000_001_000 },
    ]);
  });

  test("an earlier version's are read, and closed at the next tidying", async () => {
    const name = `test-${(databases += 1)}`;
    const store = createEventStore(name);
    await store.tally();
    const db = await openDB(name);
    await db.put("receipts", receipt);
    db.close();
    expect(await store.receipts()).toEqual([receipt]);
    await store.tidy(0);
    for (const word of secrets) expect((await rows(name)).join()).not.toContain(word);
    expect(await store.receipts()).toEqual([receipt]);
  });

  test("a key that cannot be had keeps no worry from the disk", async () => {
    const broken = {
      close: () => Promise.reject(new Error("no key")),
      open: () => Promise.reject(new Error("no key")),
    };
    const store = createEventStore(`test-${(databases += 1)}`, broken);
    expect(await store.add({ ...addOf(worry), receipt })).toMatchObject({ isNew: true });
    await store.settle({ ...nothing, stored: [worry.id] }, 5);
    expect(await store.counts()).toEqual({ waiting: 0, setApart: 0 });
  });

  test("two answers at once leave the later state", async () => {
    const store = createEventStore(`test-${(databases += 1)}`);
    await store.add({ ...addOf(worry), receipt });
    await Promise.all([
      store.settle({ ...nothing, seen: [{ id: worry.id, atMs: 7 }] }, 8),
      store.settle({ ...nothing, stored: [worry.id] }, 9),
    ]);
    expect(await store.receipts()).toMatchObject([{ state: "seen", seenAtMs: 7 }]);
  });
});

type Step =
  | { readonly do: "add"; readonly what: number; readonly atMs: number }
  | { readonly do: "claim" | "store" | "refuse" | "bring-back"; readonly nth: number }
  | { readonly do: "room"; readonly bytes: number };

const anyStep: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    do: fc.constant("add" as const),
    what: fc.integer({ min: 0, max: 7 }),
    atMs: fc.integer({ min: 0, max: 3 * sittingMs }),
  }),
  fc.record({
    do: fc.constantFrom("claim", "store", "refuse", "bring-back"),
    nth: fc.integer({ min: 0, max: 5 }),
  }),
  fc.record({ do: fc.constant("room" as const), bytes: fc.integer({ min: 0, max: 1500 }) }),
);

function eventOf(what: number): SchoolgateEvent {
  if (what === 0) return worryEvent();
  if (what === 1) return visitEvent();
  return findingEvent({
    address: `https://site-${what % 3}.test/`,
    severity: severities[what % severities.length] ?? "low",
  });
}

async function take(store: EventStore, step: Step, made: AddEvent | undefined): Promise<unknown> {
  if (step.do === "add") return made === undefined ? undefined : store.add(made);
  if (step.do === "room") return store.makeRoom(step.bytes);
  if (step.do === "bring-back") return store.bringBack(step.nth);
  const id = (await store.entries(99))[step.nth]?.id;
  if (id === undefined) return undefined;
  if (step.do === "claim") return store.claim([id]);
  const answer =
    step.do === "store" ? { stored: [id as EventId] } : { refused: [{ id, why: "odd" }] };
  return store.settle({ ...nothing, ...answer }, step.nth);
}

test("law: under any steps the real store answers as its model", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(anyStep, { maxLength: 25 }), async (steps) => {
      const [real, model] = [createEventStore(`test-${(databases += 1)}`), createFakeEventStore()];
      for (const step of steps) {
        const made =
          step.do === "add"
            ? { ...addOf(eventOf(step.what), step.atMs), bytesMost: 4000 }
            : undefined;
        expect(await take(real, step, made)).toEqual(await take(model, step, made));
        const entries = (await model.entries(99)).map(
          ({ id, rank, urgent, atMs, bytes, notBeforeMs }): QueueEntry => {
            return { id, rank, urgent, atMs, bytes, notBeforeMs };
          },
        );
        expect(await real.entries(99)).toEqual(entries);
        expect(await real.tally()).toEqual(await model.tally());
      }
      expect(await real.counts()).toEqual(await model.counts());
    }),
    { numRuns: 40 },
  );
});

describe("on the last bytes of a disk", () => {
  const kB = 1024;
  /** A store that already keeps a visit and a worry, on a disk of which so much is free. */
  async function kept() {
    const disk = { free: Number.POSITIVE_INFINITY };
    const name = `test-${(databases += 1)}`;
    const store = createEventStore(name, undefined, () => Promise.resolve(disk.free));
    const [visit, worry] = [visitEvent(), worryEvent()];
    await store.add(addOf(visit));
    await store.add(addOf(worry));
    return { disk, store, visit, worry };
  }
  const full = { name: "QuotaExceededError" };

  test("nothing new is written, and what is kept is kept", async () => {
    const { disk, store, visit, worry } = await kept();
    disk.free = 1023 * kB;
    await expect(store.add(addOf(worryEvent()))).rejects.toMatchObject(full);
    expect(await idsOf(store)).toEqual([worry.id, visit.id]);
    // There is room to note what was taken and what has arrived.
    await store.claim([worry.id]);
    await store.settle({ ...nothing, stored: [worry.id] }, 1);
    expect(await idsOf(store)).toEqual([visit.id]);
  });

  test("what gives way makes room for one that is graver, once", async () => {
    const { disk, store, visit, worry } = await kept();
    disk.free = 500 * kB;
    const graver = worryEvent();
    expect(await store.makeRoom(recordOf(graver).bytes)).toBeGreaterThan(0);
    expect((await idsOf(store)).includes(visit.id)).toBe(false);
    await store.add(addOf(graver));
    expect((await idsOf(store)).sort()).toEqual([worry.id, graver.id].sort());
    await expect(store.add(addOf(worryEvent()))).rejects.toMatchObject(full);
  });

  test("at the very last nothing is written, not even a deletion; what is kept still goes out", async () => {
    const { disk, store, visit, worry } = await kept();
    disk.free = 255 * kB;
    await expect(store.makeRoom(1)).rejects.toMatchObject(full);
    await expect(store.settle({ ...nothing, stored: [worry.id] }, 1)).rejects.toMatchObject(full);
    expect(await store.claim([worry.id, visit.id, "gone"])).toEqual([worry, visit]);
    await store.tidy(Number.MAX_SAFE_INTEGER);
    disk.free = Number.POSITIVE_INFINITY;
    expect(await idsOf(store)).toEqual([worry.id, visit.id]);
    await store.settle({ ...nothing, stored: [worry.id] }, 1);
    expect(await idsOf(store)).toEqual([visit.id]);
  });
});
