// The worker as a whole, on a world of fakes: what each wake-up leads to.
import { describe, expect, test } from "vitest";
import type { MessageAnswers } from "../../../../lib/contract/message.ts";
import { begin, begun, helpHost, id, origin } from "../../../support/fakes/begin-background.ts";
import {
  createDisk,
  createFakeWorld,
  fakeConfig,
  fakePolicy,
} from "../../../support/fakes/fake-world.ts";
import { untilQuiet } from "../../../support/fakes/until-quiet.ts";
import { makeClaim } from "../../../support/make-claim.ts";

const errorsOf = (status: MessageAnswers["status/read"]) =>
  status.policyProblems.filter((problem) => problem.level === "error");
const decideOf = async (
  school: Awaited<ReturnType<typeof begun>>,
  address: string,
  kind: "main_frame" | "sub_frame" = "main_frame",
) => school.background.onRequest({ kind, address, tabId: 1, parentFrameId: 0 });

describe("from configuration to rules", () => {
  test("no configuration yet: the baseline stands, and the gate decides by it", async () => {
    const school = await begun({});
    expect(school.world.disk.isBaselineOn).toBe(true);
    expect(school.world.disk.dynamic).toEqual([]);
    expect(await decideOf(school, "https://bets.test/")).toEqual({
      redirectUrl: `${origin}/blocked.html#u=https://bets.test/`,
    });
    expect(await decideOf(school, "https://open.test/")).toEqual({});
  });

  test("a policy arrives: its rules, then the baseline goes", async () => {
    const school = await begun();
    expect(school.world.disk.isBaselineOn).toBe(false);
    expect(school.world.disk.dynamic.length).toBeGreaterThan(0);
    const status = await school.ask("status/read", {});
    expect(status).toMatchObject({ policyVersion: "1", profile: "pupil" });
    expect(errorsOf(status)).toEqual([]);
    expect(status.checks.filter((check) => !check.ok && check.name !== "Phrase tables")).toEqual(
      [],
    );
  });

  test("the next life acts on what is kept, before managed storage has answered", async () => {
    const first = await begun();
    const world = createFakeWorld(first.world.disk);
    world.managed.read = () => new Promise(() => {});
    const { background } = begin(world);
    void background.wake();
    expect(
      await background.onRequest({
        kind: "main_frame",
        address: "https://bets.test/x",
        tabId: 1,
        parentFrameId: 0,
      }),
    ).toEqual({
      redirectUrl: `${origin}/blocked.html#u=https://bets.test/x`,
    });
  });

  test("an empty answer of managed storage changes nothing", async () => {
    const { world, background, ask } = await begun();
    world.managedValues = {};
    background.onManagedChanged();
    await untilQuiet();
    expect(await ask("status/read", {})).toMatchObject({ policyVersion: "1" });
  });

  test.each<[string, string]>([
    ["no JSON", "{"],
    ["a wrong shape", JSON.stringify({ ...fakePolicy(), version: 7 })],
    [
      "an unknown category",
      JSON.stringify(fakePolicy({ profiles: { pupil: { categories: { gamblign: "block" } } } })),
    ],
    ["an unknown strictest profile", JSON.stringify(fakePolicy({ strictest: "nobody" }))],
  ])(
    "a bad policy (%s): the last good one stays, and the school is told once",
    async (_, policy) => {
      const { world, background, ask, kinds } = await begun();
      world.managedValues = { ...fakeConfig(), policy };
      for (let times = 0; times < 3; times += 1) {
        background.onManagedChanged();
        await untilQuiet();
      }
      const status = await ask("status/read", {});
      expect(status.policyVersion).toBe("1");
      expect(status.policyProblems.length).toBeGreaterThan(0);
      expect(kinds()).toEqual(["policy-problem"]);
      world.managedValues = fakeConfig(fakePolicy({ version: "2" }));
      background.onManagedChanged();
      await untilQuiet();
      const mended = await ask("status/read", {});
      expect(mended.policyVersion).toBe("2");
      expect(errorsOf(mended)).toEqual([]);
    },
  );

  test("a bad policy at the very first: the baseline stays", async () => {
    const { world, kinds } = await begun({ ...fakeConfig(), policy: "{" });
    expect(world.disk.isBaselineOn).toBe(true);
    expect(kinds()).toEqual(["policy-problem"]);
  });

  test("rules that the browser refuses: said in the status, and tried again", async () => {
    const world = createFakeWorld();
    world.managedValues = fakeConfig();
    world.ruleRefusal = "too many";
    const { background, ask } = begin(world);
    await background.wake();
    expect(world.disk.isBaselineOn).toBe(true);
    const failing = (await ask("status/read", {})).checks.filter((check) => !check.ok);
    expect(failing.map((check) => check.detail).join()).toContain("too many");
    world.ruleRefusal = undefined;
    await background.wake();
    expect(world.disk.isBaselineOn).toBe(false);
    expect(world.disk.dynamic.length).toBeGreaterThan(0);
  });

  test("death at any write while a policy arrives: the next life ends in the same place", async () => {
    const whole = await begun();
    const wanted = whole.world.disk.dynamic;
    let writes = 0;
    const counting = createFakeWorld();
    counting.managedValues = fakeConfig();
    counting.beforeWrite = () => (writes += 1);
    await begin(counting).background.wake();
    expect(writes).toBeGreaterThan(5);
    for (let fatal = 1; fatal <= writes; fatal += 1) {
      const disk = createDisk();
      const dying = createFakeWorld(disk);
      dying.managedValues = fakeConfig();
      let at = 0;
      dying.beforeWrite = () => {
        at += 1;
        if (at >= fatal) throw new Error("the worker died");
      };
      await begin(dying).background.wake();
      const next = createFakeWorld(disk);
      next.managedValues = fakeConfig();
      await begin(next).background.wake();
      expect(disk.dynamic, `died at write ${fatal}`).toEqual(wanted);
      expect(disk.isBaselineOn, `died at write ${fatal}`).toBe(false);
    }
  });

  test("from an address: with the device's credential to its own collector only, by ETag, with its lists", async () => {
    const at = "https://collector.example-academy.test/policy/policy.json";
    const world = createFakeWorld();
    world.managedValues = { ...fakeConfig(), policy: undefined, policyAddress: at };
    const lists = [
      { id: "own", title: "Own", category: "gambling", address: "lists/own.txt" },
      { id: "else", title: "Else", category: "gambling", address: "https://lists.test/all.txt" },
    ];
    world.texts.set(at, { kind: "text", text: JSON.stringify(fakePolicy({ lists })), etag: '"1"' });
    world.texts.set("https://collector.example-academy.test/policy/lists/own.txt", {
      kind: "text",
      text: "own-bets.test\n",
      etag: '"a"',
    });
    world.collector.weather = ["down"];
    const { background, ask } = begin(world);
    await background.wake();
    expect(
      await background.onRequest({
        kind: "main_frame",
        address: "https://www.own-bets.test/",
        tabId: 1,
        parentFrameId: 0,
      }),
    ).toHaveProperty("redirectUrl");
    expect(world.fetched).toEqual([
      { address: at, token: "a-token", etag: undefined },
      {
        address: "https://collector.example-academy.test/policy/lists/own.txt",
        token: "a-token",
        etag: undefined,
      },
      { address: "https://lists.test/all.txt", token: undefined, etag: undefined },
    ]);
    world.fetched.length = 0;
    await background.wake();
    expect(world.fetched, "a mere wake-up asks nobody").toEqual([]);
    world.texts.set(at, { kind: "same" });
    world.texts.delete("https://collector.example-academy.test/policy/lists/own.txt");
    background.onAlarm("policy");
    await untilQuiet();
    expect(world.fetched[0]).toEqual({ address: at, token: "a-token", etag: '"1"' });
    expect(
      await background.onRequest({
        kind: "main_frame",
        address: "https://own-bets.test/",
        tabId: 1,
        parentFrameId: 0,
      }),
      "a lost list stays",
    ).toHaveProperty("redirectUrl");
    // The school is told which lists could not be had, once each, and the status page shows all of them.
    const told = [...world.events.records.values()].flatMap(({ event }) =>
      event.kind === "list-problem" ? [event.list] : [],
    );
    expect(told.toSorted()).toEqual(["else", "own"]);
    const { lists: shown } = await ask("status/read", {});
    expect(shown).toMatchObject([
      { id: "own", title: "Own", category: "gambling", hosts: 1 },
      { id: "else", hosts: 0 },
    ]);
    expect(shown.every(({ problem }) => problem !== "")).toBe(true);
  });
});

describe("the gate", () => {
  test("frames are cancelled, warnings and open sites are not", async () => {
    const school = await begun();
    expect(await decideOf(school, "https://bets.test/", "sub_frame")).toEqual({ cancel: true });
    expect(await decideOf(school, "https://shop.test/", "sub_frame")).toEqual({});
    expect(await decideOf(school, `https://${helpHost}/`)).toEqual({});
  });

  test("a store that fails: to the safe side", async () => {
    const world = createFakeWorld();
    world.state.get = () => Promise.reject(new Error("closed"));
    const { background } = begin(world);
    expect(
      await background.onRequest({
        kind: "main_frame",
        address: "https://open.test/",
        tabId: 1,
        parentFrameId: 0,
      }),
    ).toEqual({ redirectUrl: `${origin}/blocked.html#u=https://open.test/` });
    expect(
      await background.onRequest({
        kind: "sub_frame",
        address: "https://open.test/",
        tabId: 1,
        parentFrameId: 0,
      }),
    ).toEqual({ cancel: true });
  });

  test("once the rules have stood in this run of the browser, they stand without it", async () => {
    const world = createFakeWorld();
    world.haveRulesStood = true;
    world.state.get = () => Promise.reject(new Error("closed"));
    const { background } = begin(world);
    await background.wake();
    expect(
      await background.onRequest({
        kind: "main_frame",
        address: "https://open.test/",
        tabId: 1,
        parentFrameId: 0,
      }),
    ).toEqual({});
  });

  test("rules that were lost and refused do not count as standing", async () => {
    const first = await begun();
    first.world.disk.dynamic = [];
    const world = createFakeWorld(first.world.disk);
    world.managedValues = fakeConfig();
    world.ruleRefusal = "too many";
    const { background } = begin(world);
    background.onStartup();
    await untilQuiet();
    expect(world.haveRulesStood).toBe(false);
    world.ruleRefusal = undefined;
    await background.wake();
    expect(world.haveRulesStood).toBe(true);
    expect(world.disk.dynamic.length).toBeGreaterThan(0);
  });

  test("a store that is silent: to the safe side when the deadline comes", async () => {
    const world = createFakeWorld();
    world.state.get = () => new Promise(() => {});
    world.clock.after = () => Promise.resolve(undefined);
    const { background } = begin(world);
    expect(
      await background.onRequest({
        kind: "main_frame",
        address: "https://open.test/",
        tabId: 1,
        parentFrameId: 0,
      }),
    ).toHaveProperty("redirectUrl");
  });
});

test("a gate that is late goes on holding safe search, by what was decided by last", async () => {
  const { world, background } = await begun();
  const search = "https://www.google.com/search?q=owl&s%61fe=images&safe=active&ssui=on";
  const ask = () =>
    background.onRequest({ kind: "main_frame", address: search, tabId: 1, parentFrameId: -1 });
  const inTime = await ask();
  expect(inTime.redirectUrl).toMatch(/^https:\/\/www\.google\.com\/search\?q=owl/);
  world.clock.after = () => Promise.resolve(undefined);
  expect(await ask()).toEqual(inTime);
  // Another page is left to the rules, which have had their say.
  const other = { kind: "main_frame", tabId: 1, parentFrameId: -1 } as const;
  expect(await background.onRequest({ ...other, address: "https://open.test/" })).toEqual({});
});

test("a life that has decided nothing yet and is late holds searches safe", async () => {
  const first = await begun();
  const world = createFakeWorld(first.world.disk);
  world.haveRulesStood = true;
  const { background } = begin(world);
  await background.wake();
  const silent = createFakeWorld(first.world.disk);
  silent.haveRulesStood = true;
  const next = begin(silent).background;
  silent.clock.after = async () => {
    // The session is heard, the store is not.
    await Promise.resolve();
    return undefined;
  };
  silent.state.get = () => new Promise(() => {});
  void next.wake();
  await Promise.resolve();
  const answer = await next.onRequest({
    kind: "main_frame",
    address: "https://www.google.com/search?q=owl&SAFE=off&safe=active&ssui=on",
    tabId: 1,
    parentFrameId: -1,
  });
  expect(answer).toEqual({
    redirectUrl: "https://www.google.com/search?q=owl&safe=active&ssui=on",
  });
});

describe("headers that hold films safe", () => {
  const film = "https://www.youtube-nocookie.com/embed/abc";

  test("as the policy says", async () => {
    const { background } = await begun();
    expect(background.headerHosts).toContain("youtube-nocookie.com");
    // The reading level's own: key stage 3.
    expect(await background.onHeaders(film)).toEqual([
      { name: "YouTube-Restrict", value: "Moderate" },
    ]);
    expect(await background.onHeaders("https://open.test/")).toEqual([]);
  });

  test("the strictest where nothing can be read in time, and where the store throws", async () => {
    for (const get of [() => new Promise<never>(() => {}), () => Promise.reject(new Error("x"))]) {
      const world = createFakeWorld();
      world.state.get = get;
      world.clock.after = () => Promise.resolve(undefined);
      const { background } = begin(world);
      expect(await background.onHeaders(film)).toEqual([
        { name: "YouTube-Restrict", value: "Strict" },
      ]);
    }
  });
});

describe("the second gate and visits", () => {
  test("a blocked site is left for the block page, and noted once however often it is seen at once", async () => {
    const { world, visit } = await begun();
    world.openTabs = [{ id: 1, address: "https://bets.test/a" }];
    await visit("https://bets.test/a?secret#x");
    await visit("https://bets.test/a?secret#x", "committed");
    expect(world.sent[0]).toEqual({
      tabId: 1,
      address: `${origin}/blocked.html#u=https://bets.test/a?secret#x`,
    });
    const [record] = [...world.events.records.values()];
    expect(world.events.records.size).toBe(1);
    expect(record?.event).toMatchObject({
      kind: "blocked-visit",
      action: "block",
      count: 1,
      address: "https://bets.test/a",
    });
  });

  test("where the rules have sent the tab to our page already, it is left alone", async () => {
    const { world, visit } = await begun();
    world.openTabs = [{ id: 1, address: `${origin}/blocked.html#u=https://bets.test/` }];
    await visit("https://bets.test/");
    expect(world.sent).toEqual([]);
  });

  test("three attempts in a sitting: one event, counted", async () => {
    const { world, visit } = await begun();
    for (let times = 0; times < 3; times += 1) {
      await visit("https://bets.test/");
      world.nowMs += 20_000;
    }
    expect([...world.events.records.values()].map((one) => one.event)).toMatchObject([
      { count: 3 },
    ]);
  });

  test("monitor: open, and noted; allow: open, and not noted", async () => {
    const { world, visit, kinds } = await begun();
    await visit("https://robot.test/");
    await visit("https://open.test/");
    expect(world.sent).toEqual([]);
    expect(kinds()).toEqual(["blocked-visit"]);
  });

  test("a help site is never noted, whatever the policy says of it", async () => {
    const { world, visit } = await begun(
      fakeConfig(fakePolicy({ profiles: { pupil: { unknownSites: "block", block: [helpHost] } } })),
    );
    await visit(`https://${helpHost}/`);
    await visit(`https://www.${helpHost}/talk`, "within");
    expect(world.sent).toEqual([]);
    expect(world.events.records.size).toBe(0);
  });

  test("after new rules every open tab is looked at", async () => {
    const world = createFakeWorld();
    world.managedValues = fakeConfig();
    world.openTabs = [
      { id: 1, address: "https://bets.test/" },
      { id: 2, address: "https://open.test/" },
    ];
    await begin(world).background.wake();
    expect(new Set(world.sent.map((one) => one.tabId))).toEqual(new Set([1]));
  });
});

describe("the block page", () => {
  test("explains, takes a review request and an accident", async () => {
    const { world, ask, kinds } = await begun();
    expect(await ask("blocked/explain", { address: "https://bets.test/" })).toMatchObject({
      action: "block",
      host: "bets.test",
      category: { id: "gambling", title: "Gambling" },
      pupilWhy: "This site is about betting.",
      ask: { name: "Ms Ode Example" },
    });
    const { reference } = await ask("blocked/ask-review", {
      address: "https://bets.test/?q",
      wanted: "open",
      words: "for maths",
      claim: "asked00000000001",
    });
    expect(reference).toMatch(/^...-...$/);
    expect(await ask("blocked/accident", { address: "https://bets.test/" })).toEqual({
      recorded: true,
    });
    expect(kinds()).toEqual(["blocked-visit", "review-request", "blocked-visit"]);
    expect(world.events.records.size).toBe(3);
  });

  test("a warning read and passed opens the site for a time; a block cannot be passed", async () => {
    const { world, ask, send, ...school } = await begun();
    const gate = { world, ask, send, ...school };
    expect(
      await send("blocked/proceed", { address: "https://bets.test/", reason: "for homework" }),
    ).toMatchObject({
      ok: false,
    });
    const { untilMs } = await ask("blocked/proceed", {
      address: "https://shop.test/a",
      reason: "for homework",
    });
    expect(untilMs).toBe(world.nowMs + 15 * 60_000);
    expect(await decideOf(gate, "https://shop.test/a")).toEqual({});
    expect(world.disk.session).toHaveLength(1);
    world.nowMs = untilMs;
    expect(
      await decideOf(gate, "https://shop.test/a"),
      "by the clock, even if the alarm is late",
    ).toHaveProperty("redirectUrl");
    school.background.onAlarm("change");
    await untilQuiet();
    expect(world.disk.session).toEqual([]);
  });
});

describe("a warning about a site that another one shows", () => {
  const shopBy = (carrier: string, shop = "www.shop.test") =>
    `https://${carrier}/?url=${encodeURIComponent(`https://${shop}/a`)}`;
  const config = fakeConfig(
    fakePolicy({
      lists: [
        { id: "own", title: "Own", category: "shopping", hosts: ["mall.test", "stall.test"] },
      ],
    }),
  );
  const isOpen = async (given: Awaited<ReturnType<typeof begun>>, address: string) =>
    Object.keys(await decideOf(given, address)).length === 0;

  test("is passed for the site that is shown, not for the one that shows it", async () => {
    const given = await begun(config);
    const { send } = given;
    const reason = "for homework";
    expect(await isOpen(given, shopBy("mall.test"))).toBe(false);
    expect(await send("blocked/proceed", { address: shopBy("mall.test"), reason })).toMatchObject({
      ok: true,
    });
    expect(await isOpen(given, "https://www.shop.test/"), "the shop itself").toBe(true);
    expect(await isOpen(given, shopBy("carrier.test")), "the shop, shown by another").toBe(true);
    expect(await isOpen(given, "https://mall.test/"), "the carrier, itself warned of").toBe(false);
    expect(await isOpen(given, shopBy("carrier.test", "stall.test")), "another shop").toBe(false);
    expect(await send("blocked/proceed", { address: shopBy("mall.test"), reason })).toMatchObject({
      ok: true,
    });
    expect(await isOpen(given, shopBy("mall.test")), "both warnings passed").toBe(true);
  });
});

const agreements = {
  aup: { version: "1", title: "Our rules", rules: ["Be kind."], promise: "I will." },
};
const withAgreement = () =>
  fakeConfig(
    fakePolicy({
      agreements,
      profiles: { pupil: { categories: { gambling: "block" }, agreement: "aup" } },
    }),
  );

describe("the agreement", () => {
  test("comes before the first page, then never again this school year", async () => {
    const school = await begun(withAgreement());
    const { world, ask, kinds } = school;
    expect(await decideOf(school, "https://open.test/")).toEqual({
      redirectUrl: `${origin}/agreement.html#u=https://open.test/`,
    });
    expect(await decideOf(school, `https://${helpHost}/`), "help never waits").toEqual({});
    expect(world.disk.session).toHaveLength(1);
    const view = await ask("agreement/read", {});
    expect(view).toMatchObject({ agreement: { id: "aup", version: "1" } });
    await ask("agreement/agree", { agreement: "aup", version: "1" });
    await ask("agreement/agree", { agreement: "aup", version: "1" });
    expect(kinds()).toEqual(["agreement"]);
    expect(world.disk.session).toEqual([]);
    expect(await decideOf(school, "https://open.test/")).toEqual({});
    world.nowMs = Date.UTC(2027, 7, 31, 23, 30);
    expect(
      await decideOf(school, "https://open.test/"),
      "1 September begins at midnight, summer time",
    ).toHaveProperty("redirectUrl");
  });

  test("another version, another person: asked again", async () => {
    const school = await begun(withAgreement());
    await school.ask("agreement/agree", { agreement: "aup", version: "1" });
    school.world.signedIn = "b@pupils.example-academy.test";
    school.background.onSignInChanged();
    await untilQuiet();
    expect(await decideOf(school, "https://open.test/")).toHaveProperty("redirectUrl");
    expect(await school.send("agreement/agree", { agreement: "aup", version: "0" })).toMatchObject({
      ok: false,
    });
  });
});

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

describe("a worry", () => {
  test("with the network: stored, sent, and its receipt says so", async () => {
    const { world, ask } = await begun();
    world.collector.weather = ["fine"];
    expect(await ask("worry/send", worry)).toMatchObject({
      state: "sent",
      tellName: "Ms Ode Example",
    });
    expect([...world.collector.stored.values()]).toMatchObject([
      { kind: "worry", words: worry.words, tell: "dsl" },
    ]);
  });

  test("without: kept, and sent when the network is back; then seen", async () => {
    const { world, ask, background } = await begun();
    const receipt = await ask("worry/send", worry);
    expect(receipt.state).toBe("kept");
    world.collector.weather = ["fine"];
    world.collector.seen = [{ id: receipt.id, atMs: 5 }];
    background.onOnline();
    await untilQuiet();
    expect((await ask("worry/receipts", {})).receipts).toMatchObject([
      { id: receipt.id, state: "seen", seenAtMs: 5 },
    ]);
    expect(await ask("worry/forget", { id: receipt.id })).toEqual({ forgotten: true });
  });

  test("a quiet Chromebook hears that its worry was opened, without asking all the time", async () => {
    const { world, ask } = await begun();
    world.collector.weather = ["fine"];
    const { id } = await ask("worry/send", worry);
    await ask("worry/receipts", {});
    await untilQuiet();
    world.collector.seen = [{ id, atMs: 7 }];
    const asked = world.collector.batches.length;
    await ask("worry/receipts", {});
    await untilQuiet();
    expect(world.collector.batches.length).toBe(asked);
    world.nowMs += 30_000;
    await ask("worry/receipts", {});
    await untilQuiet();
    expect((await ask("worry/receipts", {})).receipts).toMatchObject([
      { state: "seen", seenAtMs: 7 },
    ]);
  });

  test("the head or governor the policy names is offered for a worry about an adult", async () => {
    const { ask } = await begun();
    const { people } = await ask("worry/options", {});
    expect(people.some((person) => person.for.includes("adult"))).toBe(true);
  });

  test("with no policy, no configuration, no network: taken", async () => {
    const { ask } = await begun({});
    expect(await ask("worry/send", { ...worry, tell: "" })).toMatchObject({ state: "kept" });
    expect(await ask("worry/options", {})).toMatchObject({ people: [] });
  });

  test("forgetting a receipt never forgets a worry on its way", async () => {
    const { world, ask } = await begun();
    const { id: worryId } = await ask("worry/send", worry);
    await ask("worry/forget", { id: worryId });
    expect([...world.events.records.keys()]).toEqual([worryId]);
  });

  test("the same claim twice is one worry; the same words twice are two", async () => {
    const { world, ask } = await begun();
    const claim = "abcdefghij0123456789";
    const first = await ask("worry/send", { ...worry, claim });
    expect((await ask("worry/send", { ...worry, claim })).id).toBe(first.id);
    await ask("worry/send", worry);
    expect(world.events.records.size).toBe(2);
  });

  test("without a name: no address of the person leaves; and never a help site's address", async () => {
    const { world, ask, background } = await begun();
    world.signedIn = "a@pupils.example-academy.test";
    background.onSignInChanged();
    await untilQuiet();
    await ask("worry/send", { ...worry, named: false, address: `https://${helpHost}/talk` });
    const [record] = [...world.events.records.values()];
    expect(JSON.stringify(record?.event)).not.toContain("pupils.example-academy");
    expect(record?.event).toMatchObject({ user: "", named: false, address: "" });
  });
});

const finding = {
  claim: "abcdefghij0123456789",
  source: "page",
  theme: "bullying",
  severity: "high",
  score: 100,
  excerpt: "a purple elephant",
  matches: [],
  excuses: [],
  title: "A page",
} as const;

describe("what is watched here", () => {
  const profile = (changes: Record<string, unknown>) =>
    fakeConfig(
      fakePolicy({
        profiles: {
          pupil: {
            reading: "ks3",
            categories: { gambling: "block", shopping: "allow", "ai-services": "monitor" },
            monitoring: { page: true, typed: true, search: true, blockedVisits: true },
            unknownSites: "allow",
            ...changes,
          },
        },
      }),
    );
  test.each([
    ["a kind that is monitored is named by its title", {}, ["AI services"], false],
    [
      "unknown sites too",
      { unknownSites: "monitor", categories: { "ai-services": "allow", shopping: "allow" } },
      [],
      true,
    ],
    [
      "where visits are not recorded, none is",
      { unknownSites: "monitor", monitoring: { blockedVisits: false } },
      [],
      false,
    ],
  ])("%s", async (_, changes, notedKinds, notesUnknownSites) => {
    const { ask } = await begun(profile(changes));
    expect(await ask("notice/read", {})).toMatchObject({ notedKinds, notesUnknownSites });
  });
});

describe("a page's content script", () => {
  const collector = fakeConfig().collectorAddress ?? "";
  const message = { schoolgate: "page/finding", body: finding };
  test("is told what to look for, and believed in nothing but its text", async () => {
    const { world, background, fromPage } = await begun();
    const hello = await background.onMessage(
      { schoolgate: "page/hello", body: {} },
      fromPage("https://open.test/"),
    );
    expect(hello).toMatchObject({ ok: true, value: { scan: { sources: ["page", "typed"] } } });
    expect(
      await background.onMessage(message, fromPage("https://open.test/a?token=1#x")),
    ).toMatchObject({ ok: true });
    expect([...world.events.records.values()][0]?.event).toMatchObject({
      address: "https://open.test/a",
      kind: "finding",
    });
  });

  test("is told which fields the policy leaves out", async () => {
    const monitoring = { withoutFields: ["candidate number"] };
    const { background, fromPage } = await begun(
      fakeConfig(fakePolicy({ profiles: { pupil: { reading: "ks3", monitoring } } })),
    );
    expect(
      await background.onMessage(
        { schoolgate: "page/hello", body: {} },
        fromPage("https://open.test/"),
      ),
    ).toMatchObject({ ok: true, value: { scan: monitoring } });
  });

  test.each([
    ["a help site", `https://${helpHost}/`, `https://${helpHost}/`],
    ["a frame of a help site's page", "https://widget.test/", `https://${helpHost}/`],
    ["a help site in a frame", `https://${helpHost}/`, "https://open.test/"],
    ["a nameless frame of a help site's page", "about:blank", `https://${helpHost}/`],
    ["the school's own desk", `${collector}/desk/`, `${collector}/desk/`],
    ["the desk in a frame", `${collector}/desk/`, "https://open.test/"],
  ])("%s: nothing is looked for and nothing is taken", async (_, url, top) => {
    const { world, background, fromPage } = await begun();
    expect(
      await background.onMessage({ schoolgate: "page/hello", body: {} }, fromPage(url, top)),
    ).toEqual({ ok: true, value: {} });
    expect(await background.onMessage(message, fromPage(url, top))).toMatchObject({ ok: false });
    expect(world.events.records.size).toBe(0);
  });

  test.each([
    ["its own address", "https://inner.test/a", "https://inner.test", "https://inner.test/a"],
    ["a nameless frame: its page's", "about:srcdoc", "https://open.test", "https://open.test/page"],
    [
      "a nameless frame of another's making: that one's",
      "about:blank",
      "https://inner.test",
      "https://inner.test/",
    ],
    ["a sandboxed frame: its page's", "about:srcdoc", "null", "https://open.test/page"],
  ])("a frame is told of by %s, and by its page's title", async (_, url, from, address) => {
    const { world, background } = await begun();
    const tab = { id: 1, url: "https://open.test/page", title: "The page" };
    await background.onMessage(
      { ...message, body: { ...finding, title: "" } },
      { id, url, origin: from, tab },
    );
    expect([...world.events.records.values()][0]?.event).toMatchObject({
      address,
      title: "The page",
    });
  });

  test("a claim below the threshold is not taken", async () => {
    const { background, fromPage } = await begun();
    const low = { ...message, body: { ...finding, score: 1 } };
    expect(await background.onMessage(low, fromPage("https://open.test/"))).toMatchObject({
      ok: false,
    });
  });
});

describe("waking", () => {
  test("installation reaches the tabs that were open", async () => {
    const { world, background } = await begun();
    world.openTabs = [{ id: 7, address: "https://open.test/" }];
    background.onInstalled();
    await untilQuiet();
    expect(world.injected).toEqual([7]);
  });

  test("where the gate could not be had, the status says so", async () => {
    const { world, ask } = await begun();
    world.refusal = "no permission";
    const failing = (await ask("status/read", {})).checks.filter((check) => !check.ok);
    expect(failing.map((check) => check.detail).join()).toContain("Not fully protected");
  });
});
