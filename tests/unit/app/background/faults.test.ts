// What goes wrong under the worker: deaths between writes, stores that fail or are lost, clocks that jump.
import { describe, expect, test } from "vitest";
import { begin, begun } from "../../../support/fakes/begin-background.ts";
import {
  createFakeWorld,
  fakeConfig,
  fakePolicy,
  startAtMs,
} from "../../../support/fakes/fake-world.ts";
import type { Disk } from "../../../support/fakes/fake-world.ts";
import { untilQuiet } from "../../../support/fakes/until-quiet.ts";
import { makeClaim } from "../../../support/make-claim.ts";

const page = (address: string) =>
  ({ kind: "main_frame", address, tabId: 1, parentFrameId: -1 }) as const;
const failing = () => Promise.reject(new Error("the disk says no"));
const minuteMs = 60_000;

/** The next life on a disk, some time later. */
function nextLife(disk: Disk, config: unknown, laterMs = 0) {
  const world = createFakeWorld(disk);
  world.managedValues = config;
  world.collector.weather = ["down"];
  world.nowMs += laterMs;
  return { ...begin(world), world };
}

const worry = {
  what: "unkind",
  tell: "dsl",
  words: "Somebody is unkind.",
  reach: "",
  address: "https://open.test/page",
  named: true,
  get claim() {
    return makeClaim();
  },
} as const;

describe("a policy that changes, and a worker that dies", () => {
  const second = fakeConfig(fakePolicy({ version: "2" }));

  test("at any write: woken a minute later, it is in force", async () => {
    let writes = 0;
    const whole = await begun();
    whole.world.managedValues = second;
    whole.world.beforeWrite = () => (writes += 1);
    whole.background.onManagedChanged();
    await untilQuiet();
    expect(writes).toBeGreaterThan(5);
    // The first write notes that a look is due; before it nobody can know.
    for (let fatal = 2; fatal <= writes; fatal += 1) {
      const { world, background } = await begun();
      world.managedValues = second;
      let at = 0;
      world.beforeWrite = () => {
        at += 1;
        if (at >= fatal) throw new Error("the worker died");
      };
      background.onManagedChanged();
      await untilQuiet();
      expect(world.alarmsAt.get("policy"), `died at write ${fatal}`).toBeLessThanOrEqual(
        world.nowMs + 62 * minuteMs,
      );
      const next = nextLife(world.disk, second, minuteMs);
      await next.background.wake();
      expect(await next.ask("status/read", {}), `died at write ${fatal}`).toMatchObject({
        policyVersion: "2",
      });
      expect(world.disk.dynamic).toEqual(whole.world.disk.dynamic);
    }
  });

  test("between a list that is kept and the note of it: the list is in force after the next look", async () => {
    const config = { ...fakeConfig(fakePolicy({ lists: [ownList] })) };
    const { world, background } = await begun(config);
    world.texts.set(listAddress, { kind: "text", text: "own-bets.test\n", etag: '"a"' });
    world.beforeWrite = (name) => {
      if (name === "list-stamp-1") throw new Error("the worker died");
    };
    background.onAlarm("policy");
    await untilQuiet();
    const next = nextLife(world.disk, config, 2 * minuteMs);
    next.world.texts.set(listAddress, { kind: "same" });
    await next.background.wake();
    expect(JSON.stringify(world.disk.dynamic)).toContain("own-bets.test");
  });

  test("between telling the school of a bad policy and noting it: told all the same", async () => {
    const { world, background, kinds } = await begun();
    world.managedValues = { ...fakeConfig(), policy: "{" };
    world.beforeWrite = (name) => {
      if (name === "policy-trouble-1") throw new Error("the worker died");
    };
    background.onManagedChanged();
    await untilQuiet();
    expect(kinds()).toEqual(["policy-problem"]);
  });

  test("a policy put right is right in the next life, too", async () => {
    const { world, background } = await begun({ ...fakeConfig(), policy: "{" });
    world.managedValues = fakeConfig();
    background.onManagedChanged();
    await untilQuiet();
    const next = nextLife(world.disk, fakeConfig());
    const { policyProblems } = await next.ask("status/read", {});
    expect(policyProblems.filter((one) => one.level === "error")).toEqual([]);
  });
});

const listAddress = "https://collector.example-academy.test/policy/lists/own.txt";
const ownList = { id: "own", title: "Own", category: "gambling", address: "lists/own.txt" };

describe("IndexedDB that fails or is lost", () => {
  test("nothing can be kept there: the rules and the gate follow the policy all the same", async () => {
    const world = createFakeWorld();
    world.managedValues = fakeConfig();
    world.collector.weather = ["down"];
    world.blobs.set = failing;
    world.blobs.get = failing;
    world.blobs.names = failing;
    const { background } = begin(world);
    await background.wake();
    expect(world.disk.isBaselineOn).toBe(false);
    expect(await background.onRequest(page("https://bets.test/"))).toHaveProperty("redirectUrl");
    expect(await background.onRequest(page("https://open.test/"))).toEqual({});
  });

  test("the table of hosts is lost: made again from the policy", async () => {
    const config = fakeConfig(
      fakePolicy({
        lists: [{ id: "own", title: "Own", category: "gambling", hosts: ["own-bets.test"] }],
      }),
    );
    const { world } = await begun(config);
    world.disk.blobs.clear();
    const next = nextLife(world.disk, config);
    await next.background.wake();
    expect(await next.background.onRequest(page("https://own-bets.test/"))).toHaveProperty(
      "redirectUrl",
    );
  });

  test("a fetched list is lost and cannot be had: its rules stand, until it can", async () => {
    const config = fakeConfig(fakePolicy({ lists: [ownList] }));
    const world = createFakeWorld();
    world.managedValues = config;
    const text = { kind: "text", text: "own-bets.test\n", etag: '"a"' } as const;
    world.texts.set(listAddress, text);
    await begin(world).background.wake();
    expect(JSON.stringify(world.disk.dynamic)).toContain("own-bets.test");
    world.disk.blobs.clear();
    const next = nextLife(world.disk, config);
    await next.background.wake();
    expect(JSON.stringify(world.disk.dynamic), "the rules stand").toContain("own-bets.test");
    const third = nextLife(world.disk, config, 6 * minuteMs);
    third.world.texts.set(listAddress, text);
    third.background.onAlarm("policy");
    await untilQuiet();
    expect(await third.background.onRequest(page("https://own-bets.test/"))).toHaveProperty(
      "redirectUrl",
    );
    expect(JSON.stringify(world.disk.dynamic)).toContain("own-bets.test");
  });
});

describe("a worry on a device in trouble", () => {
  test("the school's people are offered, though the lists cannot be read", async () => {
    const { world } = await begun();
    const next = nextLife(world.disk, fakeConfig());
    next.world.blobs.get = failing;
    const { people, school } = await next.ask("worry/options", {});
    expect(people.map((one) => one.name)).toContain("Ms Ode Example");
    expect(school.name).toBe("Example Academy");
  });

  test("storage.local cannot be read: kept", async () => {
    const world = createFakeWorld();
    world.state.get = failing;
    world.state.set = failing;
    const { send, kinds } = begin(world);
    expect(await send("worry/send", worry)).toMatchObject({ ok: true, value: { state: "kept" } });
    expect(kinds()).toEqual(["worry"]);
  });

  test("the disk is full: sent past it, and the receipt says so", async () => {
    const { world, ask } = await begun();
    world.collector.weather = ["fine"];
    world.events.add = failing;
    expect(await ask("worry/send", worry)).toMatchObject({
      state: "sent",
      tellName: "Ms Ode Example",
    });
    expect([...world.collector.stored.values()]).toMatchObject([
      { kind: "worry", words: worry.words },
    ]);
  });

  test("the disk is full and nobody answers: it is not called kept", async () => {
    const { world, send } = await begun();
    world.events.add = failing;
    const reply = await send("worry/send", worry);
    expect(reply).toMatchObject({ ok: false });
    expect(JSON.stringify(reply)).not.toContain(worry.words);
  });

  test("the disk says nothing at all: the pupil is not left waiting", async () => {
    const { world, send } = await begun();
    world.events.add = () => new Promise(() => {});
    world.clock.after = () => Promise.resolve(undefined);
    expect(await send("worry/send", worry)).toMatchObject({ ok: false });
  });
});

describe("a clock that was years ahead and is put right", () => {
  const aheadMs = 3 * 365 * 24 * 60 * minuteMs;

  test("what failed to be sent is tried again", async () => {
    const { world, ask } = await begun();
    world.nowMs += aheadMs;
    await ask("worry/send", worry);
    world.nowMs = startAtMs;
    world.collector.weather = ["fine"];
    const next = nextLife(world.disk, fakeConfig());
    next.world.collector.weather = ["fine"];
    await next.background.wake();
    expect(next.world.collector.stored.size).toBe(1);
  });

  test("a warning passed then counts no more", async () => {
    const { world, ask, background } = await begun();
    world.nowMs += aheadMs;
    await ask("blocked/proceed", { address: "https://shop.test/", reason: "for homework" });
    world.nowMs = startAtMs;
    expect(await background.onRequest(page("https://shop.test/"))).toHaveProperty("redirectUrl");
  });

  test("the policy's address is asked again within the hour", async () => {
    const at = "https://collector.example-academy.test/policy/policy.json";
    const config = { ...fakeConfig(), policy: undefined, policyAddress: at };
    const world = createFakeWorld();
    world.managedValues = config;
    world.nowMs += aheadMs;
    await begin(world).background.wake();
    const next = nextLife(world.disk, config);
    await next.background.wake();
    expect(next.world.fetched.map((one) => one.address)).toContain(at);
  });

  test("an entry that had run out by it holds again", async () => {
    const config = fakeConfig(
      fakePolicy({ profiles: { pupil: { block: [{ host: "day.test", until: "2026-12-24" }] } } }),
    );
    const world = createFakeWorld();
    world.managedValues = config;
    world.nowMs += aheadMs;
    await begin(world).background.wake();
    expect(JSON.stringify(world.disk.dynamic)).not.toContain("day.test");
    const next = nextLife(world.disk, config);
    await next.background.wake();
    expect(JSON.stringify(world.disk.dynamic)).toContain("day.test");
    const third = nextLife(world.disk, config);
    await third.background.wake();
    expect(third.world.readRules, "and that is that").not.toContain("all");
  });
});

test("two warnings passed at the same moment: both are open", async () => {
  const config = fakeConfig();
  const { background, send } = await begun(config);
  await Promise.all([
    send("blocked/proceed", { address: "https://shop.test/", reason: "for homework" }),
    send("blocked/proceed", { address: "https://www.shop.test/", reason: "for homework" }),
  ]);
  expect(await background.onRequest(page("https://shop.test/"))).toEqual({});
  expect(await background.onRequest(page("https://www.shop.test/"))).toEqual({});
});

describe("a browser start", () => {
  test("rules that stand are made sure of without reading all of them back", async () => {
    const { world } = await begun();
    const next = nextLife(world.disk, fakeConfig());
    next.background.onStartup();
    await untilQuiet();
    expect(next.world.readRules.length).toBeGreaterThan(0);
    expect(next.world.readRules).not.toContain("all");
    expect(next.world.haveRulesStood).toBe(true);
  });

  test.each([
    ["all are gone", (disk: Disk) => (disk.dynamic = [])],
    ["one is gone", (disk: Disk) => (disk.dynamic = disk.dynamic.slice(1))],
    [
      "one is another",
      (disk: Disk) =>
        (disk.dynamic = disk.dynamic.map((rule, place) =>
          place > 0 ? rule : { ...rule, priority: 1 },
        )),
    ],
    ["the baseline is on again", (disk: Disk) => (disk.isBaselineOn = true)],
  ])("%s: made again", async (_, harm) => {
    const { world } = await begun();
    const wanted = structuredClone(world.disk.dynamic);
    harm(world.disk);
    const next = nextLife(world.disk, fakeConfig());
    next.background.onStartup();
    await untilQuiet();
    const byId = (disk: Disk) => [...disk.dynamic].sort((a, b) => a.id - b.id);
    expect(byId(world.disk)).toEqual([...wanted].sort((a, b) => a.id - b.id));
    expect(world.disk.isBaselineOn).toBe(false);
  });
});

test("the device's credential goes to its collector only, wherever the policy came from", async () => {
  const at = "https://policies.test/policy.json";
  const lists = [{ ...ownList, address: "lists/own.txt" }];
  const world = createFakeWorld();
  world.managedValues = { ...fakeConfig(), policy: undefined, policyAddress: at };
  world.texts.set(at, { kind: "text", text: JSON.stringify(fakePolicy({ lists })), etag: "" });
  await begin(world).background.wake();
  expect(world.fetched.map(({ address, token }) => ({ address, token }))).toEqual([
    { address: at, token: undefined },
    { address: "https://policies.test/lists/own.txt", token: undefined },
  ]);
});
