// A wrong clock: what the collector's tells, and that what has its time begins and ends by it.
import { describe, expect, test } from "vitest";
import { createMemory } from "../../../../lib/app/background/memory.ts";
import { createTrueTime } from "../../../../lib/app/background/true-time.ts";
import { begin, begun, origin } from "../../../support/fakes/begin-background.ts";
import {
  createFakeWorld,
  fakeConfig,
  fakePolicy,
  startAtMs,
} from "../../../support/fakes/fake-world.ts";
import { untilQuiet } from "../../../support/fakes/until-quiet.ts";

const hourMs = 60 * 60_000;

function timeOf(world = createFakeWorld()) {
  const told: number[] = [];
  const time = createTrueTime(world, createMemory(world), () => told.push(time.offsetMs()));
  return { time, ports: world, told };
}

describe("what is learnt", () => {
  test.each<[name: string, differenceMs: number, offsetMs: number]>([
    ["the same", 0, 0],
    ["a minute's difference is the network's", 60_000, 0],
    ["ninety seconds still are", -90_000, 0],
    ["two minutes ahead", -120_000, -120_000],
    ["an hour behind", hourMs, hourMs],
    ["a flat battery: years behind", 5 * 365 * 24 * hourMs, 5 * 365 * 24 * hourMs],
  ])("%s", async (_, differenceMs, offsetMs) => {
    const { time, ports } = timeOf();
    await time.learn(ports.nowMs + differenceMs);
    expect(time.offsetMs()).toBe(offsetMs);
    expect(time.world.clock.nowMs()).toBe(ports.nowMs + offsetMs);
  });

  test("a clock that was set right counts again", async () => {
    const { time, ports } = timeOf();
    await time.learn(ports.nowMs + hourMs);
    ports.nowMs += hourMs;
    await time.learn(ports.nowMs);
    expect(time.world.clock.nowMs()).toBe(ports.nowMs);
  });

  test("a second more or less does not move it", async () => {
    const { time, ports, told } = timeOf();
    await time.learn(ports.nowMs + hourMs);
    await time.learn(ports.nowMs + hourMs + 1000);
    expect(time.world.clock.nowMs()).toBe(ports.nowMs + hourMs);
    expect(told).toEqual([hourMs]);
  });

  test("the next life knows it", async () => {
    const first = timeOf();
    await first.time.learn(first.ports.nowMs + hourMs);
    const next = timeOf(createFakeWorld(first.ports.disk));
    await next.time.ready();
    expect(next.time.world.clock.nowMs()).toBe(next.ports.nowMs + hourMs);
  });

  test("alarms are set by the device's own clock", async () => {
    const { time, ports } = timeOf();
    await time.learn(ports.nowMs + hourMs);
    await time.world.alarms.at("later", time.world.clock.nowMs() + 1000);
    expect(ports.alarmsAt.get("later")).toBe(ports.nowMs + 1000);
  });
});

describe("the whole worker", () => {
  // 2026-11-22 is a Sunday; the wrong clock says 09:00.
  const policy = fakePolicy({
    day: {
      timeZone: "Europe/London",
      periods: [{ time: "lessons", days: ["sun"], from: "09:30", to: "12:00" }],
      otherwise: "home",
    },
    profiles: {
      pupil: {
        categories: { gambling: "allow", shopping: "warn", "ai-services": "monitor" },
        at: { lessons: { categories: { gambling: "block" } } },
        monitoring: { page: true, typed: true, search: true, blockedVisits: true },
      },
    },
  });
  const bets = "https://bets.test/";
  const gate = (school: Pick<ReturnType<typeof begin>, "background">) =>
    school.background.onRequest({
      kind: "main_frame",
      address: bets,
      tabId: 1,
      parentFrameId: -1,
    });
  const blocked = { redirectUrl: `${origin}/blocked.html#u=${bets}` };

  test("a boundary is kept to the moment, however late its alarm", async () => {
    const school = await begun(fakeConfig(policy));
    expect(await gate(school)).toEqual({});
    expect(school.world.alarmsAt.get("change")).toBe(startAtMs + hourMs / 2);
    school.world.nowMs = startAtMs + hourMs / 2 - 1;
    expect(await gate(school)).toEqual({});
    school.world.nowMs += 1;
    expect(await gate(school)).toEqual(blocked);
    await untilQuiet();
    const status = await school.ask("status/read", {});
    expect(status).toMatchObject({ time: "lessons", changesAtMs: startAtMs + 3 * hourMs });
    school.world.nowMs = startAtMs + 3 * hourMs;
    expect(await gate(school)).toEqual({});
  });

  test("after a sleep through several boundaries the time that it is holds", async () => {
    const school = await begun(fakeConfig(policy));
    school.world.nowMs = startAtMs + 30 * hourMs;
    expect(await gate(school)).toEqual({});
    school.world.nowMs = startAtMs + 7 * 24 * hourMs + hourMs;
    expect(await gate(school)).toEqual(blocked);
  });

  test("a tab that was open before the boundary is closed at it", async () => {
    const school = await begun(fakeConfig(policy));
    school.world.openTabs = [{ id: 4, address: bets }];
    school.world.nowMs = startAtMs + hourMs / 2;
    school.background.onAlarm("change");
    await untilQuiet();
    expect(school.world.sent).toEqual([{ tabId: 4, address: blocked.redirectUrl }]);
  });

  test("a clock an hour behind: lessons are on as soon as the collector has answered", async () => {
    const school = await begun(fakeConfig(policy));
    expect(await gate(school)).toEqual({});
    school.world.collector.dateMs = startAtMs + hourMs + 5000;
    school.world.collector.orders = [];
    school.world.nowMs += 5000;
    await school.ask("unlock/list", {});
    expect(await gate(school)).toEqual(blocked);
    const { checks, time } = await school.ask("status/read", {});
    expect(time).toBe("lessons");
    expect(checks.find(({ name }) => name === "Clock")?.detail).toContain("60 min behind");
    const next = begin(createFakeWorld(school.world.disk));
    expect(await gate(next)).toEqual(blocked);
  });

  test("events say the true time", async () => {
    const school = await begun(fakeConfig(policy));
    school.world.collector.dateMs = startAtMs + hourMs + 5000;
    school.world.collector.orders = [];
    school.world.nowMs += 5000;
    await school.ask("unlock/list", {});
    await school.visit(bets);
    const [event] = [...school.world.events.records.values()].map((record) => record.event);
    expect(event?.atMs).toBe(startAtMs + hourMs + 5000);
  });
});
