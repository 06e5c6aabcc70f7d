// A day's use of the web: told only where the policy asks, by host, once, and of nothing that is nobody's business.
import { describe, expect, test } from "vitest";
import type { EventOf } from "../../../../lib/contract/event.ts";
import { begin, begun, helpHost } from "../../../support/fakes/begin-background.ts";
import { createFakeWorld, fakeConfig, fakePolicy } from "../../../support/fakes/fake-world.ts";
import type { FakeWorld } from "../../../support/fakes/fake-world.ts";
import { untilQuiet } from "../../../support/fakes/until-quiet.ts";

type School = Awaited<ReturnType<typeof begun>>;

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;

const asking = (monitoring: Record<string, unknown> = { visitReports: true }, more = {}) =>
  fakeConfig(
    fakePolicy({
      profiles: {
        pupil: {
          categories: { gambling: "block", shopping: "warn", "ai-services": "monitor" },
          monitoring,
          ...more,
        },
      },
    }),
  );

const reports = (world: FakeWorld): EventOf<"visit-report">[] =>
  [...world.events.records.values()].flatMap(({ event }) =>
    event.kind === "visit-report" ? [event] : [],
  );

async function open(school: School, address: string, minutes = 0): Promise<void> {
  school.world.openTabs = [{ id: 1, address }];
  await school.visit(address, "committed");
  for (let turn = 0; turn < minutes; turn += 1) {
    school.world.nowMs += minuteMs;
    school.background.onAlarm("orders");
    await untilQuiet();
  }
}

async function nextDay({ world, background }: Pick<School, "world" | "background">): Promise<void> {
  world.openTabs = [];
  world.nowMs += dayMs;
  await background.wake();
  await untilQuiet();
}

describe("where the policy asks", () => {
  test("pages and minutes by host, the most minutes first, once the day is over", async () => {
    const school = await begun(asking());
    await open(school, "https://read.test/a?q=1#b", 3);
    await open(school, "https://read.test/c");
    await open(school, "https://long.test/", 5);
    await school.background.wake();
    expect(reports(school.world)).toEqual([]);
    await nextDay(school);
    await nextDay(school);
    expect(reports(school.world)).toMatchObject([
      {
        day: "2026-11-22",
        hosts: [
          { host: "long.test", visits: 1, minutes: 5 },
          { host: "read.test", visits: 2, minutes: 3 },
        ],
        others: { visits: 0, minutes: 0 },
      },
    ]);
    expect(JSON.stringify(reports(school.world))).not.toMatch(/\/a|q=1|\/c/);
  });

  test.each([
    ["a help site", `https://${helpHost}/`],
    ["a closed site", "https://bets.test/"],
    ["a site that is warned of", "https://shop.test/"],
    ["a page of our own", "chrome-extension://abcdefghijklmnopabcdefghijklmnop/report.html"],
  ])("%s is never counted", async (_name, address) => {
    const school = await begun(asking());
    await open(school, address, 2);
    expect(school.world.disk.state.has("day-use-1")).toBe(false);
    await nextDay(school);
    expect(reports(school.world)).toEqual([]);
  });

  test("it stands on no disk readable", async () => {
    const school = await begun(asking());
    await open(school, "https://quillmark.test/", 1);
    expect(school.world.disk.state.has("day-use-1")).toBe(true);
    expect(JSON.stringify([...school.world.disk.state])).not.toContain("quillmark");
  });

  test("goes on in the worker's next life, and a death at any write tells it once", async () => {
    for (let fatal = 0; fatal < 6; fatal += 1) {
      const school = await begun(asking());
      await open(school, "https://read.test/", 2);
      const world = createFakeWorld(school.world.disk);
      Object.assign(world, { nowMs: school.world.nowMs, managedValues: asking() });
      world.collector.weather = ["down"];
      let writes = 0;
      world.beforeWrite = (name) => {
        if (name === "day-use-1" && writes++ === fatal) throw new Error("the worker died");
      };
      const next = { ...begin(world), world };
      await open(next, "https://read.test/", 1);
      await nextDay(next);
      world.beforeWrite = () => {};
      const last = begin(world);
      await nextDay({ ...last, world });
      const visits = reports(world).flatMap(({ hosts }) => hosts.map((one) => one.visits));
      expect(visits, `died at write ${fatal}`).toHaveLength(1);
      expect(visits[0]).toBeGreaterThanOrEqual(1);
    }
  });

  test("somebody else signs in: the first one's day is told under the first one's name", async () => {
    const school = await begun(asking());
    const { world, background } = school;
    world.signedIn = "a@pupils.example-academy.test";
    background.onSignInChanged();
    await untilQuiet();
    await open(school, "https://mine.test/", 1);
    world.signedIn = "b@pupils.example-academy.test";
    background.onSignInChanged();
    await untilQuiet();
    await open(school, "https://yours.test/", 1);
    await nextDay(school);
    expect(reports(world).map(({ user, hosts }) => [user, hosts.map(({ host }) => host)])).toEqual([
      ["a@pupils.example-academy.test", ["mine.test"]],
      ["b@pupils.example-academy.test", ["yours.test"]],
    ]);
  });

  test("hosts without end: the report stays small, and the rest is counted together", async () => {
    const school = await begun(asking());
    for (let turn = 0; turn < 320; turn += 1) {
      await open(school, `https://${"x".repeat(60)}.${"y".repeat(60)}.h${turn}.test/`);
    }
    await nextDay(school);
    const [report] = reports(school.world);
    const told = report?.hosts.length ?? 0;
    expect(told).toBeLessThan(300);
    expect(told + (report?.others.visits ?? 0)).toBe(320);
    expect(JSON.stringify(report).length).toBeLessThan(25_000);
  });
});

test("where it does not ask, nothing is counted", async () => {
  const school = await begun(asking({ visitReports: false }));
  await open(school, "https://read.test/", 3);
  expect(school.world.disk.state.has("day-use-1")).toBe(false);
  await nextDay(school);
  expect(reports(school.world)).toEqual([]);
});

test("a policy that stops asking: what was counted is forgotten, untold", async () => {
  const school = await begun(asking());
  await open(school, "https://read.test/", 1);
  school.world.managedValues = asking({ visitReports: false });
  school.background.onManagedChanged();
  await untilQuiet();
  expect(school.world.disk.state.has("day-use-1")).toBe(false);
  await nextDay(school);
  expect(reports(school.world)).toEqual([]);
});
