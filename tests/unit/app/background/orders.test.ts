// What staff open from the desk, on a device that asks now and then and often hears nothing.
import { generateKeyPairSync, sign } from "node:crypto";
import { beforeEach, describe, expect, test } from "vitest";
import type { Order } from "../../../../lib/contract/orders.ts";
import { begin, begun, origin } from "../../../support/fakes/begin-background.ts";
import { createFakeWorld, fakeConfig, fakePolicy } from "../../../support/fakes/fake-world.ts";
import { untilQuiet } from "../../../support/fakes/until-quiet.ts";

type School = Awaited<ReturnType<typeof begun>>;

const minuteMs = 60_000;
const bets = "https://bets.test/play";
const policy = fakePolicy({
  unlocks: { never: ["ai-services"] },
  groups: { "9b": { title: "9B", members: ["a@pupils.example-academy.test"] } },
  profiles: {
    pupil: {
      categories: { gambling: "block", shopping: "warn", "ai-services": "block" },
      monitoring: { page: true, typed: true, search: true, blockedVisits: true },
    },
  },
});

let school: School;
beforeEach(async () => {
  school = await begun(fakeConfig(policy));
});

const order = (changes: Record<string, unknown> = {}): Order =>
  ({
    id: "order-1",
    kind: "site",
    ...("kind" in changes ? {} : { host: "bets.test" }),
    fromMs: school.world.nowMs,
    untilMs: school.world.nowMs + 30 * minuteMs,
    by: "Mr Tam Sample",
    why: "A lesson on chance",
    ...changes,
  }) as Order;
const hear = async (orders: readonly Order[] | undefined) => {
  school.world.collector.orders = orders;
  // Asked at once again, the collector is left in peace.
  school.world.nowMs += 5000;
  await school.ask("unlock/list", {});
};
const gate = (given: Pick<School, "background">, address: string) =>
  given.background.onRequest({ kind: "main_frame", address, tabId: 1, parentFrameId: -1 });
const isOpen = async (address: string) => Object.keys(await gate(school, address)).length === 0;
const stages = () =>
  [...school.world.events.records.values()].flatMap(({ event }) =>
    event.kind === "unlock" ? [[event.stage, event.how, event.place, event.minutes]] : [],
  );

describe("an order", () => {
  test("opens a site until it is over", async () => {
    await hear([order()]);
    expect(await isOpen(bets)).toBe(true);
    school.world.nowMs += 30 * minuteMs;
    expect(await isOpen(bets)).toBe(false);
    await hear(undefined);
    school.background.onAlarm("opened");
    await untilQuiet();
    expect(stages()).toEqual([
      ["begun", "collector", "bets.test", 30],
      ["ended", "collector", "bets.test", 30],
    ]);
  });

  test("that is named again is told once", async () => {
    for (let times = 0; times < 4; times += 1) await hear([order()]);
    expect(stages()).toHaveLength(1);
  });

  test("that is no longer named has ended, in open tabs too", async () => {
    await hear([order()]);
    school.world.openTabs = [{ id: 4, address: bets }];
    school.world.nowMs += 5 * minuteMs;
    await hear([]);
    expect(await isOpen(bets)).toBe(false);
    expect(school.world.sent).toEqual([{ tabId: 4, address: `${origin}/blocked.html#u=${bets}` }]);
    expect(stages().at(-1)).toEqual(["ended", "collector", "bets.test", 5]);
  });

  test("stays where nothing is heard", async () => {
    await hear([order()]);
    await hear(undefined);
    expect(await isOpen(bets)).toBe(true);
  });

  test("given back by the pupil is not opened again while it is named", async () => {
    await hear([order()]);
    await school.ask("unlock/end", { id: "order-1" });
    await hear([order()]);
    expect(await isOpen(bets)).toBe(false);
    expect(stages().map(([stage]) => stage)).toEqual(["begun", "ended"]);
  });

  test("made longer goes on", async () => {
    await hear([order()]);
    await hear([order({ untilMs: school.world.nowMs + 60 * minuteMs })]);
    school.world.nowMs += 45 * minuteMs;
    expect(await isOpen(bets)).toBe(true);
  });

  test("opens a kind of site", async () => {
    await hear([order({ kind: "category", category: "gambling" })]);
    expect(await isOpen("https://casino.test/")).toBe(true);
  });

  test.each<[name: string, change: Record<string, unknown>]>([
    ["an illegal kind", { kind: "category", category: "illegal" }],
    ["a kind that nobody may open", { kind: "category", category: "ai-services" }],
    ["a kind that is not known", { kind: "category", category: "nonsense" }],
    ["no host", { host: "not a host" }],
    [
      "a lesson without a site",
      { kind: "lesson", title: "", sites: [{ host: "*" }], search: false },
    ],
  ])("of %s is refused, and told once", async (_, change) => {
    for (let times = 0; times < 3; times += 1) await hear([order(change)]);
    expect(stages().map(([stage]) => stage)).toEqual(["refused"]);
    expect(await school.ask("unlock/list", {})).toEqual({ unlocks: [] });
  });

  test("starts a lesson in open tabs, with its own searches closed or open", async () => {
    school.world.openTabs = [{ id: 4, address: "https://open.test/" }];
    const lesson = {
      kind: "lesson",
      title: "The Romans",
      sites: [{ host: "www.google.com" }],
    };
    await hear([order({ ...lesson, search: false })]);
    expect(school.world.sent.map(({ tabId }) => tabId)).toEqual([4]);
    const search = "https://www.google.com/search?q=rome&safe=active&ssui=on";
    expect(await isOpen(search)).toBe(false);
    expect(await isOpen("https://www.google.com/maps")).toBe(true);
    await hear([order({ ...lesson, id: "order-2", search: true })]);
    expect(await isOpen(search)).toBe(true);
    await hear([]);
    expect(await isOpen("https://open.test/")).toBe(true);
  });
});

describe("the question", () => {
  test("says who, and of which groups, and nothing of where", async () => {
    school.world.signedIn = "a@pupils.example-academy.test";
    school.background.onSignInChanged();
    await untilQuiet();
    await hear([]);
    const device = school.world.disk.state.get("device-1");
    expect(school.world.collector.ordersAsked.at(-1)).toEqual({
      format: 1,
      device,
      deviceLabel: "Trolley 2, number 7",
      user: "a@pupils.example-academy.test",
      profile: "pupil",
      ask: expect.stringMatching(/^[0-9a-f]{32}$/) as string,
      groups: ["9b"],
    });
    const asks = school.world.collector.ordersAsked.map(({ ask }) => ask);
    expect(new Set(asks).size).toBe(asks.length);
  });

  test("is put each minute while a page of the web is open, and not when none is", async () => {
    const { world, background } = school;
    const asked = () => world.collector.ordersAsked.length;
    const before = asked();
    const minute = async (address: string) => {
      world.openTabs = [{ id: 1, address }];
      expect(world.alarmsAt.get("orders")).toBe(world.nowMs + minuteMs);
      world.nowMs += minuteMs;
      background.onAlarm("orders");
      await untilQuiet();
    };
    for (let times = 0; times < 3; times += 1) await minute("https://open.test/");
    expect(asked() - before).toBe(3);
    for (let times = 0; times < 3; times += 1) await minute("chrome://newtab");
    expect(asked() - before).toBe(3);
  });

  test("asked for again and again in a moment, it is put once", async () => {
    await hear([]);
    const before = school.world.collector.ordersAsked.length;
    for (let times = 0; times < 20; times += 1) await school.ask("unlock/list", {});
    expect(school.world.collector.ordersAsked).toHaveLength(before);
  });

  test("a worker that is woken each half minute still asks each minute", async () => {
    const dueMs = school.world.alarmsAt.get("orders");
    const world = createFakeWorld(school.world.disk);
    world.managedValues = school.world.managedValues;
    world.nowMs = school.world.nowMs + minuteMs / 2;
    await begin(world).background.wake();
    expect(world.alarmsAt.get("orders")).toBe(dueMs);
  });

  test("an answer for another device is none", async () => {
    school.world.collector.wrap = (answer) => ({ ...(answer as object), device: "another" });
    await hear([order()]);
    expect(await isOpen(bets)).toBe(false);
  });

  test.each<[string, unknown]>([
    ["a page of a captive portal", "<html>"],
    ["nothing", null],
    ["another document", { schoolgate: "batch-answer" }],
  ])("%s is no answer", async (_, body) => {
    await hear([order()]);
    school.world.collector.wrap = () => body;
    await hear([]);
    expect(await isOpen(bets)).toBe(true);
  });
});

describe("with a pinned key", () => {
  const { privateKey, publicKey } = generateKeyPairSync("ed25519");
  const raw = publicKey.export({ type: "spki", format: "der" }).subarray(12).toString("base64");
  const signed = (answer: unknown, key = privateKey) => {
    const payload = JSON.stringify(answer);
    const signature = sign(null, Buffer.from(payload), key).toString("base64");
    return { schoolgate: "signed", payload, signature };
  };
  const other = generateKeyPairSync("ed25519").privateKey;

  test.each<[name: string, wrap: (answer: unknown) => unknown, counts: boolean]>([
    ["signed by it", (answer) => signed(answer), true],
    ["not signed", (answer) => answer, false],
    ["signed by another", (answer) => signed(answer, other), false],
    [
      "changed after it was signed",
      (answer) => ({ ...signed(answer), payload: JSON.stringify({ ...(answer as object), x: 1 }) }),
      false,
    ],
  ])("an answer that is %s", async (_, wrap, counts) => {
    const world = createFakeWorld();
    world.managedValues = { ...fakeConfig(policy), policyKey: raw };
    world.collector.weather = ["down"];
    world.collector.wrap = wrap;
    school = { ...begin(world), world };
    await school.background.wake();
    await hear([order()]);
    expect(await isOpen(bets)).toBe(counts);
  });

  test("an old answer, signed and all, opens nothing again and turns no clock back", async () => {
    const world = createFakeWorld();
    world.managedValues = { ...fakeConfig(policy), policyKey: raw };
    world.collector.weather = ["down"];
    let taken: unknown;
    world.collector.wrap = (answer) => (taken = signed(answer));
    school = { ...begin(world), world };
    await school.background.wake();
    await hear([order()]);
    expect(await isOpen(bets)).toBe(true);
    const old = taken;
    world.nowMs += 60 * minuteMs;
    await hear([]);
    expect(await isOpen(bets)).toBe(false);
    world.collector.wrap = () => old;
    await hear([]);
    expect(await isOpen(bets)).toBe(false);
    expect(world.disk.state.get("clock-offset-1") ?? 0).toBe(0);
  });

  test("without one, a signed answer is taken as it is", async () => {
    school.world.collector.wrap = (answer) => signed(answer);
    await hear([order()]);
    expect(await isOpen(bets)).toBe(true);
  });
});
