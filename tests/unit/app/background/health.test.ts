// What is wrong with a device's own keeping and sending is told once, and never makes more of itself.
import { describe, expect, test } from "vitest";
import type { EventOf } from "../../../../lib/contract/event.ts";
import { begin, begun } from "../../../support/fakes/begin-background.ts";
import { createFakeWorld, fakeConfig } from "../../../support/fakes/fake-world.ts";
import type { FakeWorld } from "../../../support/fakes/fake-world.ts";
import { untilQuiet } from "../../../support/fakes/until-quiet.ts";
import { makeClaim } from "../../../support/make-claim.ts";

const told = (world: FakeWorld): EventOf<"health">[] =>
  [
    ...[...world.events.records.values()].map(({ event }) => event),
    ...world.collector.stored.values(),
  ].flatMap((event) => (event.kind === "health" ? [event] : []));

class QuotaExceededError extends Error {
  override readonly name = "QuotaExceededError";
}

const worry = {
  what: "unkind",
  tell: "dsl",
  words: "Somebody is unkind.",
  reach: "",
  address: "",
  named: true,
  get claim() {
    return makeClaim();
  },
} as const;

function nextLife(from: FakeWorld) {
  const world = Object.assign(createFakeWorld(from.disk), { collector: from.collector });
  world.managedValues = fakeConfig();
  world.nowMs = from.nowMs;
  return { ...begin(world), world };
}

const statusOf = async (school: ReturnType<typeof begin>) =>
  (await school.ask("status/read", {})).checks.find(({ name }) => name === "Keeping of events");

describe("events that the collector does not take", () => {
  test("are told once, by kind and reason, and stand on the status page", async () => {
    const school = await begun();
    school.world.collector.weather = ["fine"];
    expect(await statusOf(school)).toBeUndefined();
    school.world.collector.refuses = (event) => event.kind === "worry";
    await school.send("worry/send", worry);
    await school.background.wake();
    const next = nextLife(school.world);
    await next.background.wake();
    await next.background.wake();
    expect(told(next.world)).toMatchObject([
      { what: "set-apart", count: 1, detail: "In all: worry 1. The last: not wanted here" },
    ]);
    expect(await statusOf(next)).toMatchObject({
      ok: false,
      detail: expect.stringContaining("1 set apart"),
    });
    expect(JSON.stringify(told(next.world))).not.toContain(worry.words);
  });

  test("a collector that does not know the telling either gets it once, not for ever", async () => {
    const school = await begun();
    school.world.collector.weather = ["fine"];
    school.world.collector.refuses = () => true;
    await school.send("worry/send", worry);
    for (let wake = 0; wake < 5; wake += 1) await nextLife(school.world).background.wake();
    expect(told(school.world)).toHaveLength(1);
  });

  test("a death between telling and noting it: told once all the same", async () => {
    const school = await begun();
    school.world.collector.weather = ["fine"];
    school.world.collector.refuses = (event) => event.kind === "worry";
    await school.send("worry/send", worry);
    const dying = nextLife(school.world);
    dying.world.beforeWrite = (name) => {
      if (name === "health-told-1") throw new Error("the worker died");
    };
    await dying.background.wake();
    await nextLife(school.world).background.wake();
    expect(told(school.world)).toHaveLength(1);
  });
});

describe("a disk that is full", () => {
  test("what is less grave gives way, the worry is kept, and both are told", async () => {
    const school = await begun();
    const { world } = school;
    await school.visit("https://bets.test/");
    expect(school.kinds()).toEqual(["blocked-visit"]);
    const add = world.events.add.bind(world.events);
    let refusals = 1;
    world.events.add = (given) =>
      refusals-- > 0 ? Promise.reject(new QuotaExceededError()) : add(given);
    expect(await school.ask("worry/send", worry)).toMatchObject({ state: "kept" });
    expect(school.kinds()).toEqual(["worry"]);
    await school.background.wake();
    expect(told(world)).toMatchObject([{ what: "gave-way", count: 1 }]);
  });

  test("nothing left to give way: a critical finding goes past the disk, a visit is counted as not kept", async () => {
    const school = await begun();
    const { world } = school;
    world.collector.weather = ["fine"];
    const add = world.events.add.bind(world.events);
    world.events.add = () => Promise.reject(new QuotaExceededError());
    const reply = await school.background.onMessage(
      {
        schoolgate: "page/finding",
        body: {
          claim: "aClaimOfAPage000001",
          source: "typed",
          theme: "self-harm",
          severity: "critical",
          score: 90,
          excerpt: "a purple elephant",
          matches: [{ start: 2, end: 8, phrase: "purple" }],
          excuses: [],
          title: "",
        },
      },
      school.fromPage("https://chat.test/room"),
    );
    expect(reply).toEqual({ ok: true, value: expect.anything() as unknown });
    expect([...world.collector.stored.values()]).toMatchObject([
      { kind: "finding", severity: "critical" },
    ]);
    await school.visit("https://bets.test/");
    expect(await statusOf(school)).toMatchObject({
      detail: expect.stringContaining("storage is full: 1 could not be kept"),
    });
    world.events.add = add;
    await school.background.wake();
    await untilQuiet();
    expect(told(world)).toMatchObject([{ what: "not-kept", count: 1 }]);
  });

  test("the block page explains all the same", async () => {
    const school = await begun();
    school.world.events.add = () => Promise.reject(new QuotaExceededError());
    expect(await school.ask("blocked/explain", { address: "https://bets.test/" })).toMatchObject({
      action: "block",
      host: "bets.test",
    });
    expect(await statusOf(school)).toMatchObject({
      detail: expect.stringContaining("storage is full: 1 could not be kept"),
    });
  });
});

test("a concern that becomes critical while it waits goes at once", async () => {
  const school = await begun();
  const { world } = school;
  world.collector.weather = ["fine"];
  const find = (severity: "medium" | "critical", claim: string) =>
    school.background.onMessage(
      {
        schoolgate: "page/finding",
        body: {
          claim,
          source: "typed",
          theme: "self-harm",
          severity,
          score: 90,
          excerpt: severity,
          matches: [],
          excuses: [],
          title: "",
        },
      },
      school.fromPage("https://chat.test/room"),
    );
  await find("medium", "aClaimOfAPage000001");
  await untilQuiet();
  expect(world.collector.stored.size).toBe(0);
  world.nowMs += 60_000 - 1;
  await find("critical", "aClaimOfAPage000002");
  await untilQuiet();
  expect([...world.collector.stored.values()]).toMatchObject([
    { kind: "finding", severity: "critical", excerpt: "critical", count: 2 },
  ]);
});
