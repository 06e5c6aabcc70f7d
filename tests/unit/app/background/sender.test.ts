import "fake-indexeddb/auto";
import fc from "fast-check";
import { beforeEach, describe, expect, test } from "vitest";
import type { EventStore } from "../../../../lib/app/ports.ts";
import type { SchoolgateEvent } from "../../../../lib/contract/event.ts";
import { recordOf } from "../../../../lib/app/background/event-record.ts";
import { createCategoryService } from "../../../../lib/app/background/category-service.ts";
import { createEnforcementService } from "../../../../lib/app/background/enforcement-service.ts";
import { createMemory } from "../../../../lib/app/background/memory.ts";
import { createSender, sendAlarm } from "../../../../lib/app/background/sender.ts";
import { createEventStore } from "../../../../lib/platform/event-store.ts";
import { findingEvent, visitEvent, worryEvent } from "../../../support/fakes/events.ts";
import { FakeCollector } from "../../../support/fakes/fake-collector.ts";
import type { Weather } from "../../../support/fakes/fake-collector.ts";
import { createFakeEventStore } from "../../../support/fakes/fake-event-store.ts";
import { createDisk, createFakeWorld, fakeConfig } from "../../../support/fakes/fake-world.ts";
import type { FakeWorld } from "../../../support/fakes/fake-world.ts";

function keep(store: EventStore, event: SchoolgateEvent, atMs: number) {
  return store.add({ record: { ...recordOf(event), atMs } });
}

function senderOn(world: FakeWorld, events: EventStore = world.events) {
  const memory = createMemory(world);
  const enforcement = createEnforcementService(world, memory, createCategoryService(world.assets));
  return { memory, sender: createSender({ ...world, events }, memory, enforcement) };
}

let world: FakeWorld;
beforeEach(() => {
  world = createFakeWorld();
  world.disk.state.set("managed-1", fakeConfig());
});

describe("when it sends", () => {
  test("a worry at once, and everything that waits goes along", async () => {
    const [visit, worry] = [visitEvent(), worryEvent()];
    await keep(world.events, visit, world.nowMs);
    await senderOn(world).sender.send();
    expect(world.collector.batches).toEqual([]);
    expect(world.alarmsAt.get(sendAlarm)).toBe(world.nowMs + 60_000);
    await keep(world.events, worry, world.nowMs);
    await senderOn(world).sender.sendAtOnce();
    expect(world.collector.batches).toEqual([[worry, visit]]);
    expect(await world.events.counts()).toEqual({ waiting: 0, setApart: 0 });
    expect(world.alarmsAt.has(sendAlarm)).toBe(false);
  });

  test("with no collector nothing is lost, and the alarm looks again", async () => {
    world.disk.state.set("managed-1", {});
    await keep(world.events, worryEvent(), world.nowMs);
    await senderOn(world).sender.sendAtOnce();
    expect(await world.events.counts()).toMatchObject({ waiting: 1 });
    expect(world.alarmsAt.get(sendAlarm)).toBeGreaterThan(world.nowMs);
  });

  test("never in the clear", async () => {
    world.disk.state.set("managed-1", {
      ...fakeConfig(),
      collectorAddress: "http://collector.test",
    });
    await keep(world.events, worryEvent(), world.nowMs);
    await senderOn(world).sender.sendAtOnce();
    expect(world.collector.batches).toEqual([]);
  });
});

describe("when it fails", () => {
  test.each<[string, Weather]>([
    ["no connection", "down"],
    ["stored, but the answer is lost", "lost-answer"],
    ["a page of somebody else's", "portal"],
    ["an answer that names nothing", "names-none"],
  ])(
    "%s: everything stays, and the alarm is set; then it goes through once",
    async (_, weather) => {
      const worry = worryEvent();
      await keep(world.events, worry, world.nowMs);
      world.collector.weather = [weather, "fine"];
      const { sender, memory } = senderOn(world);
      await sender.sendAtOnce();
      expect(await world.events.counts()).toMatchObject({ waiting: 1 });
      const { notBeforeMs, failures } = await memory.sender.read();
      expect(failures).toBe(1);
      expect(world.alarmsAt.get(sendAlarm)).toBe(notBeforeMs);
      await sender.send();
      expect(await world.events.counts(), "not before its time").toMatchObject({ waiting: 1 });
      world.nowMs = notBeforeMs;
      await sender.send();
      expect(await world.events.counts()).toMatchObject({ waiting: 0 });
      expect([...world.collector.stored.keys()]).toEqual([worry.id]);
      expect(await memory.sender.read()).toMatchObject({ failures: 0 });
    },
  );

  test("a new worry does not wait for an old failure, unless the collector asked for the wait", async () => {
    const { sender } = senderOn(world);
    await keep(world.events, worryEvent(), world.nowMs);
    world.collector.weather = ["down", "fine"];
    await sender.sendAtOnce();
    await sender.sendAtOnce();
    expect(world.collector.stored.size).toBe(1);

    await keep(world.events, worryEvent(), world.nowMs);
    world.collector.weather = ["down", "fine"];
    world.collector.retryAfter = "120";
    await sender.sendAtOnce();
    await sender.sendAtOnce();
    expect(world.collector.stored.size).toBe(1);
    // What was asked for, and this device's own part of the spread.
    world.nowMs += 120_000;
    await sender.send();
    expect(world.collector.stored.size).toBe(1);
    world.nowMs += 15_000;
    await sender.send();
    expect(world.collector.stored.size).toBe(2);
  });

  test("too large: halves, and one that alone is too large is set apart", async () => {
    for (let count = 0; count < 4; count += 1) await keep(world.events, worryEvent(), world.nowMs);
    world.collector.weather = ["too-large", "too-large", "too-large", "fine"];
    await senderOn(world).sender.sendAtOnce();
    expect(world.collector.stored.size).toBe(3);
    expect(await world.events.counts()).toEqual({ waiting: 0, setApart: 1 });
  });

  test("what the collector refuses is set apart and the rest goes on", async () => {
    const [bad, good] = [visitEvent(), worryEvent()];
    await keep(world.events, bad, 0);
    await keep(world.events, good, 0);
    world.collector.refuses = (event) => event.id === bad.id;
    await senderOn(world).sender.sendAtOnce();
    expect([...world.collector.stored.keys()]).toEqual([good.id]);
    expect(await world.events.counts()).toEqual({ waiting: 0, setApart: 1 });
  });

  test("a store that fails ends in an alarm, not in a throw", async () => {
    const broken = { ...world.events, entries: () => Promise.reject(new Error("closed")) };
    await expect(senderOn(world, broken).sender.send()).resolves.toBeUndefined();
    expect(world.alarmsAt.get(sendAlarm)).toBeGreaterThan(world.nowMs);
  });
});

describe("a collector that fails at what it is given", () => {
  /** Sends until nothing more happens, letting every wait pass. */
  async function sendAll(rounds = 200) {
    const { sender, memory } = senderOn(world);
    for (let round = 0; round < rounds; round += 1) {
      await sender.send();
      if ((await world.events.counts()).waiting === 0) break;
      world.nowMs = Math.max(world.nowMs + 1000, (await memory.sender.read()).notBeforeMs);
    }
    return memory;
  }

  test("one bad event: the rest arrives, and it alone is set apart, and tried again a day later", async () => {
    const events = Array.from({ length: 20 }, () => worryEvent());
    for (const event of events) await keep(world.events, event, world.nowMs);
    const bad = events[7];
    world.collector.failsAt = (event) => event.id === bad?.id;
    await sendAll();
    expect(world.collector.stored.size).toBe(19);
    expect(await world.events.counts()).toEqual({ waiting: 0, setApart: 1 });
    expect(await world.events.tally()).toMatchObject({
      setApart: { worry: 1 },
      lastWhy: "answered 500",
    });
    world.collector.failsAt = () => false;
    world.nowMs += 24 * 3_600_000 + 1;
    await sendAll();
    expect(world.collector.stored.size).toBe(20);
    expect(await world.events.counts()).toEqual({ waiting: 0, setApart: 0 });
  });

  test("at everything, for hours: nothing is set apart, and all arrives once it is mended", async () => {
    for (let count = 0; count < 20; count += 1) await keep(world.events, worryEvent(), world.nowMs);
    world.collector.weather = ["fault"];
    await sendAll(100);
    expect(await world.events.counts()).toEqual({ waiting: 20, setApart: 0 });
    world.collector.weather = ["fine"];
    await sendAll();
    expect(world.collector.stored.size).toBe(20);
    expect(await world.events.counts()).toEqual({ waiting: 0, setApart: 0 });
  });

  test("too large is remembered: the next run begins with what went through", async () => {
    for (let count = 0; count < 8; count += 1) await keep(world.events, visitEvent(), 0);
    world.collector.weather = ["too-large", "down", "fine"];
    const { memory } = senderOn(world);
    await senderOn(world).sender.sendAtOnce();
    expect((await memory.sender.read()).narrowing).toEqual({ most: 4 });
    world.nowMs += 3_600_000;
    await senderOn(world).sender.send();
    expect(world.collector.batches.map((batch) => batch.length)).toEqual([4, 4]);
  });
});

describe("what may not wait", () => {
  test("does not share the line with half a megabyte", async () => {
    const worry = worryEvent();
    await keep(world.events, worry, world.nowMs);
    for (let count = 0; count < 100; count += 1) {
      const address = `https://a.test/${"p".repeat(1900)}`;
      await keep(world.events, visitEvent({ address, reason: "y".repeat(290) }), 0);
    }
    await senderOn(world).sender.sendAtOnce();
    const [first] = world.collector.batches;
    expect(first?.[0]?.id).toBe(worry.id);
    expect(JSON.stringify(first).length).toBeLessThan(64 * 1024);
    expect(world.collector.batches[1]?.length ?? 0).toBeGreaterThan(0);
  });

  test("a worry made while the collector's own long wait runs is tried within half an hour", async () => {
    await keep(world.events, visitEvent(), 0);
    world.collector.weather = ["down", "fine"];
    world.collector.retryAfter = "20000";
    await senderOn(world).sender.send();
    await keep(world.events, worryEvent(), world.nowMs);
    await senderOn(world).sender.sendAtOnce();
    expect(world.collector.stored.size).toBe(0);
    expect(world.alarmsAt.get(sendAlarm)).toBeLessThanOrEqual(world.nowMs + 30 * 60_000);
  });
});

test("a batch is timed by the clock that is known by now", async () => {
  const worry = worryEvent({ atMs: world.nowMs - 5000 });
  await keep(world.events, worry, world.nowMs);
  const memory = createMemory(world);
  const enforcement = createEnforcementService(world, memory, createCategoryService(world.assets));
  const time = { learn: () => Promise.resolve(), offsetMs: () => 3_600_000 };
  await createSender(world, memory, enforcement, time).sendAtOnce();
  expect(world.collector.stored.get(worry.id)?.atMs).toBe(worry.atMs + 3_600_000);
});

class Death extends Error {}

/** A store in which the worker dies just before or just after its n-th step from now. */
function mortal(store: EventStore, steps: number, isAfter: boolean): EventStore {
  let left = steps;
  const wrap =
    <Args extends unknown[], Answer>(call: (...args: Args) => Promise<Answer>) =>
    async (...args: Args): Promise<Answer> => {
      left -= 1;
      if (left < 0 && !isAfter) throw new Death();
      const answer = await call(...args);
      if (left < 0) throw new Death();
      return answer;
    };
  return {
    ...store,
    entries: wrap((most: Parameters<EventStore["entries"]>[0]) => store.entries(most)),
    claim: wrap((ids: Parameters<EventStore["claim"]>[0]) => store.claim(ids)),
    settle: wrap((...given: Parameters<EventStore["settle"]>) => store.settle(...given)),
  };
}

const life = fc.record({
  /** Events made in this life, and how the worker of it ends: after so many steps of the store. */
  makes: fc.integer({ min: 0, max: 4 }),
  steps: fc.integer({ min: 0, max: 9 }),
  isAfter: fc.boolean(),
  weather: fc.array(
    fc.constantFrom<Weather>("fine", "down", "lost-answer", "portal", "names-none", "fault"),
    { minLength: 1, maxLength: 4 },
  ),
});

let databases = 0;
describe.each<[string, () => EventStore]>([
  ["the model", createFakeEventStore],
  ["IndexedDB", () => createEventStore(`sender-${(databases += 1)}`)],
])("law, on %s", (_, open) => {
  test("under any deaths and any weather nothing is lost and nothing arrives twice", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(life, { minLength: 1, maxLength: 6 }), async (lives) => {
        const disk = createDisk();
        disk.state.set("managed-1", fakeConfig());
        const store = open();
        const collector = new FakeCollector();
        const made: string[] = [];
        let nowMs = 1_000_000;
        for (const { makes, steps, isAfter, weather } of lives) {
          const now = Object.assign(createFakeWorld(disk), { collector, nowMs });
          collector.weather = [...weather, "fine"];
          for (let count = 0; count < makes; count += 1) {
            const event = count % 2 === 0 ? worryEvent() : findingEvent();
            await keep(store, event, nowMs);
            made.push(event.id);
          }
          await senderOn(now, mortal(store, steps, isAfter)).sender.sendAtOnce();
          nowMs += 3_600_000;
          // What the disk has lost, the collector has; at every moment.
          const waiting = new Set((await store.entries(999)).map((entry) => entry.id));
          for (const id of made) expect(waiting.has(id) || collector.stored.has(id)).toBe(true);
        }
        collector.weather = ["fine"];
        await senderOn(
          Object.assign(createFakeWorld(disk), { collector, nowMs }),
          store,
        ).sender.sendAtOnce();
        expect([...collector.stored.keys()].sort()).toEqual([...made].sort());
        expect(await store.counts()).toEqual({ waiting: 0, setApart: 0 });
      }),
      { numRuns: 40 },
    );
  });
});
