// What became of what I asked for, on a device that asks now and then and often hears nothing.
import { beforeEach, describe, expect, test } from "vitest";
import { begin, begun } from "../../../support/fakes/begin-background.ts";
import { createFakeWorld } from "../../../support/fakes/fake-world.ts";
import { untilQuiet } from "../../../support/fakes/until-quiet.ts";

type School = Awaited<ReturnType<typeof begun>>;
type Decided = { decision: "opened" | "left-closed" | "talk"; atMs: number };

const bets = "https://bets.test/play";
const hourMs = 60 * 60_000;
let school: School;
let id: string;
beforeEach(async () => {
  school = await begun();
  await school.ask("blocked/ask-review", {
    address: bets,
    wanted: "open",
    words: "for maths",
    claim: "asked00000000001",
  });
  id = [...school.world.events.records.values()].find(
    ({ event }) => event.kind === "review-request",
  )!.event.id;
});

/** Asked at once again, the collector is left in peace. */
const pass = (ms = 5000) => {
  school.world.nowMs += ms;
};
const says = (decided: Decided | undefined, about = id) => {
  school.world.collector.requestAnswers = new Map([[about, decided]]);
  pass();
};
const mine = async () => (await school.ask("mine/read", {})).asked[0];
const explained = async () => (await school.ask("blocked/explain", { address: bets })).asked;
const questions = () => school.world.collector.answersAsked;

test("asked, received, decided, decided otherwise, taken back: each as the school says it", async () => {
  expect(await mine()).toMatchObject({ state: "asked", isOpen: false });
  expect(await mine()).not.toHaveProperty("decision");
  const told: readonly (Decided | undefined)[] = [
    undefined,
    { decision: "left-closed", atMs: 7 },
    { decision: "talk", atMs: 8 },
    { decision: "opened", atMs: 9 },
    undefined,
  ];
  for (const decided of told) {
    says(decided);
    const { state, decision, decidedAtMs } = (await mine())!;
    expect({ state, decision, decidedAtMs }).toEqual(
      decided === undefined
        ? { state: "received", decision: undefined, decidedAtMs: undefined }
        : { state: "decided", decision: decided.decision, decidedAtMs: decided.atMs },
    );
  }
});

test("what was heard stays: without an answer, without its name in one, in the worker's next life", async () => {
  says({ decision: "left-closed", atMs: 7 });
  await mine();
  says(undefined, "01J000000000000000000000ZZ");
  expect(await mine()).toMatchObject({ state: "decided" });
  school.world.collector.requestAnswers = undefined;
  pass();
  expect(await mine()).toMatchObject({ state: "decided", decision: "left-closed" });
  const world = createFakeWorld(school.world.disk);
  world.managedValues = school.world.managedValues;
  world.nowMs = school.world.nowMs;
  world.signedIn = school.world.signedIn;
  const next = begin(world);
  await next.background.wake();
  expect((await next.ask("mine/read", {})).asked[0]).toMatchObject({ decision: "left-closed" });
});

test("the block page says what is known at once, and asks behind it", async () => {
  says({ decision: "left-closed", atMs: 7 });
  expect(await explained()).toMatchObject({ state: "asked", wanted: "open" });
  await untilQuiet();
  const known = await explained();
  expect(known).toMatchObject({ state: "decided", decision: "left-closed", decidedAtMs: 7 });
  expect(Object.keys(known!).toSorted()).toEqual([
    "atMs",
    "decidedAtMs",
    "decision",
    "reference",
    "state",
    "wanted",
  ]);
});

test("nobody else who signs in is told of it, and nobody asks for them", async () => {
  says({ decision: "left-closed", atMs: 7 });
  school.world.signedIn = "b@pupils.example-academy.test";
  school.background.onSignInChanged();
  await untilQuiet();
  const before = questions().length;
  expect(await mine()).toBeUndefined();
  expect(await explained()).toBeUndefined();
  expect(questions()).toHaveLength(before);
});

test("who never asked for anything is not asked about", async () => {
  const quiet = await begun();
  await quiet.ask("mine/read", {});
  await quiet.ask("blocked/explain", { address: bets });
  expect(quiet.world.collector.answersAsked).toEqual([]);
});

describe("the question", () => {
  test("names the device and the requests, and nothing of who or where", async () => {
    says(undefined);
    await mine();
    expect(questions()).toEqual([
      {
        format: 1,
        device: school.world.disk.state.get("device-1"),
        ask: expect.stringMatching(/^[0-9a-f]{32}$/) as string,
        requests: [id],
      },
    ]);
  });

  test("put again and again in a moment, is put once", async () => {
    says(undefined);
    for (let times = 0; times < 20; times += 1) await mine();
    expect(questions()).toHaveLength(1);
  });

  test("is put once an hour by itself until it is decided, while a page of the web is open", async () => {
    school.world.openTabs = [{ id: 1, address: "https://open.test/" }];
    const minutes = async (count: number) => {
      for (let minute = 0; minute < count; minute += 1) {
        pass(60_000);
        school.background.onAlarm("orders");
        await untilQuiet();
      }
    };
    says(undefined);
    await minutes(125);
    expect(questions()).toHaveLength(3);
    says({ decision: "opened", atMs: 7 });
    await minutes(65);
    const heard = questions().length;
    expect(heard).toBe(4);
    await minutes(65);
    expect(questions()).toHaveLength(heard);
  });

  test("a moment that a wrong clock has set holds nothing up", async () => {
    school.world.openTabs = [{ id: 1, address: "https://open.test/" }];
    says(undefined);
    school.world.disk.state.set("next-answers-1", school.world.nowMs + 100 * hourMs);
    school.background.onAlarm("orders");
    await untilQuiet();
    expect(questions()).toHaveLength(1);
  });
});

test.each<[name: string, wrap: (answer: unknown) => unknown]>([
  ["for another device", (answer) => ({ ...(answer as object), device: "another" })],
  ["to another question", (answer) => ({ ...(answer as object), ask: "another" })],
  ["of a portal", () => ({ welcome: "to our Wi-Fi" })],
  [
    "with a word that is none",
    (answer) => ({
      ...(answer as object),
      requests: [{ id, decided: { decision: "x", atMs: 1 } }],
    }),
  ],
])("an answer %s is none", async (_name, wrap) => {
  school.world.collector.wrap = wrap;
  says({ decision: "opened", atMs: 7 });
  expect(await mine()).toMatchObject({ state: "asked" });
});

test("where a key is pinned, an answer that it did not sign is none", async () => {
  const { managedValues } = school.world;
  school.world.managedValues = {
    ...(managedValues as object),
    policyKey: Buffer.alloc(32).toString("base64"),
  };
  school.background.onManagedChanged();
  await untilQuiet();
  says({ decision: "opened", atMs: 7 });
  expect(await mine()).toMatchObject({ state: "asked" });
  expect(questions().length).toBeGreaterThan(0);
});

test("a network that says nothing keeps nobody waiting for good", async () => {
  school.world.network.postBatch = () => new Promise(() => {});
  school.world.clock.after = () => Promise.resolve(undefined);
  expect(await mine()).toMatchObject({ state: "asked" });
});

test("on the disk nobody reads what was decided", async () => {
  says({ decision: "left-closed", atMs: 7 });
  await mine();
  expect(JSON.stringify([...school.world.disk.state])).not.toMatch(/left-closed|bets\.test/);
});
