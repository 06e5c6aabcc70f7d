// One-time codes at the pupil's screen, from the request to the end of what they opened.
import { beforeEach, describe, expect, test } from "vitest";
import type { UnlockRequestView } from "../../../../lib/contract/message.ts";
import { begin, begun, origin } from "../../../support/fakes/begin-background.ts";
import { createFakeWorld, fakeConfig, fakePolicy } from "../../../support/fakes/fake-world.ts";
import type { FakeWorld } from "../../../support/fakes/fake-world.ts";
import { untilQuiet } from "../../../support/fakes/until-quiet.ts";
import { codeFor, staffName, unlockKey } from "../../../support/unlock-desk.ts";

type School = Awaited<ReturnType<typeof begun>>;

const minuteMs = 60_000;
const bets = "https://www.bets.test/play";
const policy = fakePolicy({
  unlocks: { longestMinutes: 60, never: [] },
  lessons: {
    romans: { title: "The Romans", sites: ["museum.test"], minutes: 90 },
  },
  profiles: {
    pupil: {
      reading: "ks3",
      categories: { gambling: "block", shopping: "warn", "ai-services": "block" },
      block: ["closed.test"],
      locked: ["categories.ai-services"],
      monitoring: { page: true, typed: true, search: true, blockedVisits: true },
    },
  },
});
const config = { ...fakeConfig(policy), unlockKey };

const wrongFor = (view: UnlockRequestView): string =>
  String((Number(codeFor(view, 30)) + 1) % 100_000_000).padStart(8, "0");
const entered = (view: UnlockRequestView, code = codeFor(view, 30)) => ({
  request: view.request,
  code,
  minutes: 30,
  by: staffName,
  why: "The history lesson",
});
const gate = (school: Pick<School, "background">, address: string) =>
  school.background.onRequest({ kind: "main_frame", address, tabId: 1, parentFrameId: -1 });
const blockedAt = (address: string) => ({ redirectUrl: `${origin}/blocked.html#u=${address}` });
const unlockEvents = ({ world }: { world: FakeWorld }) =>
  [...world.events.records.values()].flatMap(({ event }) =>
    event.kind === "unlock" ? [[event.stage, event.what, event.place, event.minutes]] : [],
  );

let school: School;
beforeEach(async () => {
  school = await begun(config);
});
const ask = (address = bets, what: "site" | "category" = "site") =>
  school.ask("unlock/request", { address, what });

describe("what may be asked for", () => {
  test("the site that the list names, at the device's own request", async () => {
    const view = await ask();
    expect(view).toMatchObject({
      what: "site",
      place: "bets.test",
      longestMinutes: 60,
      attemptsLeft: 5,
      expiresAtMs: school.world.nowMs + 15 * minuteMs,
    });
    const device = school.world.disk.state.get("device-1") as string;
    expect(view.request).toMatch(new RegExp(`^${device.slice(-4)}-[0-9A-HJKMNP-TV-Z]{6}$`));
  });

  test("the kind of site, by its title", async () => {
    expect(await ask(bets, "category")).toMatchObject({ place: "gambling", title: "Gambling" });
  });

  test("a lesson list of the policy, for as long as it says", async () => {
    const view = await school.ask("unlock/request", {
      address: "",
      what: "lesson",
      lesson: "romans",
    });
    expect(view).toMatchObject({ place: "romans", title: "The Romans", longestMinutes: 90 });
  });

  test.each<[name: string, address: string, what: "site" | "category"]>([
    ["an open site", "https://open.test/", "site"],
    ["a locked category", "https://robot.test/", "category"],
    ["a site of a locked category", "https://robot.test/", "site"],
    ["the kind of a site that is closed by name", "https://closed.test/", "category"],
    ["what is no address", "chrome://settings", "site"],
  ])("not %s", async (_, address, what) => {
    expect(await school.send("unlock/request", { address, what })).toMatchObject({ ok: false });
  });

  test("nothing where no key is configured, or the policy uses no codes", async () => {
    for (const other of [
      fakeConfig(policy),
      { ...config, unlockKey: "no base64!" },
      { ...config, policy: JSON.stringify({ ...policy, unlocks: { codes: false } }) },
    ]) {
      const place = await begun(other);
      const reply = await place.send("unlock/request", { address: bets, what: "site" });
      expect(reply).toMatchObject({ ok: false });
      const explained = await place.ask("blocked/explain", { address: bets });
      expect(explained.unlockable).toEqual([]);
    }
  });

  test("the block page offers exactly this", async () => {
    const offers = async (address: string) =>
      (await school.ask("blocked/explain", { address })).unlockable;
    expect(await offers(bets)).toEqual(["site", "category", "lesson"]);
    expect(await offers("https://closed.test/")).toEqual(["site", "lesson"]);
    expect(await offers("https://robot.test/")).toEqual(["lesson"]);
  });

  test("asked again, the same request stands; a fourth thing takes the first one's place", async () => {
    const first = await ask();
    expect((await ask()).request).toBe(first.request);
    await ask(bets, "category");
    await ask("https://closed.test/");
    expect((await ask()).request).toBe(first.request);
    await ask("https://casino.test/");
    expect((await school.send("unlock/enter", entered(first))).ok).toBe(false);
  });
});

describe("a code that fits", () => {
  test("opens the site for its time, with a beginning and an end that are told once", async () => {
    const view = await ask();
    const { untilMs } = await school.ask("unlock/enter", entered(view));
    expect(untilMs).toBe(school.world.nowMs + 30 * minuteMs);
    expect(await gate(school, bets)).toEqual({});
    expect(await gate(school, "https://casino.test/")).toEqual(blockedAt("https://casino.test/"));
    expect(await school.ask("unlock/list", {})).toMatchObject({
      unlocks: [{ place: "bets.test", by: "Mr Tam Sample", why: "The history lesson" }],
    });
    school.world.openTabs = [{ id: 4, address: bets }];
    // The gate looks at the clock itself, however late the alarm is.
    school.world.nowMs = untilMs;
    expect(await gate(school, bets)).toEqual(blockedAt(bets));
    for (let times = 0; times < 3; times += 1) {
      school.background.onAlarm("opened");
      await untilQuiet();
    }
    expect(school.world.sent).toContainEqual({ tabId: 4, address: blockedAt(bets).redirectUrl });
    expect(unlockEvents(school)).toEqual([
      ["begun", "site", "bets.test", 30],
      ["ended", "site", "bets.test", 30],
    ]);
  });

  test("sets an alarm for its end", async () => {
    const { untilMs } = await school.ask("unlock/enter", entered(await ask()));
    expect(school.world.alarmsAt.get("opened")).toBe(untilMs);
  });

  test("opens a kind of site", async () => {
    await school.ask("unlock/enter", entered(await ask(bets, "category")));
    expect(await gate(school, "https://casino.test/")).toEqual({});
    expect(await gate(school, "https://closed.test/")).toEqual(blockedAt("https://closed.test/"));
  });

  test("starts a lesson: nothing else opens, in open tabs too, and no pupil ends it", async () => {
    school.world.openTabs = [
      { id: 4, address: "https://open.test/" },
      { id: 5, address: "https://museum.test/rome" },
    ];
    const view = await school.ask("unlock/request", {
      address: "",
      what: "lesson",
      lesson: "romans",
    });
    await school.ask("unlock/enter", entered(view));
    expect(await gate(school, "https://open.test/")).toEqual(blockedAt("https://open.test/"));
    expect(await gate(school, "https://museum.test/rome")).toEqual({});
    expect(school.world.sent).toEqual([
      { tabId: 4, address: blockedAt("https://open.test/").redirectUrl },
    ]);
    const explained = await school.ask("blocked/explain", { address: "https://open.test/" });
    expect(explained).toMatchObject({ step: "lesson", lesson: { title: "The Romans" } });
    expect(await school.ask("unlock/end", { id: view.request })).toEqual({ ended: false });
  });

  test("is good once", async () => {
    const view = await ask();
    await school.ask("unlock/enter", entered(view));
    expect((await school.send("unlock/enter", entered(view))).ok).toBe(false);
  });

  test("entered twice at once, opens once", async () => {
    const view = await ask();
    const replies = await Promise.all([
      school.send("unlock/enter", entered(view)),
      school.send("unlock/enter", entered(view)),
    ]);
    expect(replies.filter((reply) => reply.ok)).toHaveLength(1);
    expect(unlockEvents(school)).toHaveLength(1);
  });

  test("is good on no other device", async () => {
    const view = await ask();
    const world = createFakeWorld();
    world.managedValues = config;
    // Another device has other chance.
    for (let times = 0; times < 7; times += 1) world.chance.bytes(1);
    const other = begin(world);
    await other.background.wake();
    const theirs = await other.ask("unlock/request", { address: bets, what: "site" });
    expect(theirs.request).not.toBe(view.request);
    expect((await other.send("unlock/enter", entered(view))).ok).toBe(false);
    expect(await gate(other, bets)).toEqual(blockedAt(bets));
  });

  test.each([
    ["other minutes", { minutes: 31 }],
    ["another name", { by: "Somebody Else" }],
  ])("does not fit %s than the desk was told", async (_, change) => {
    expect((await school.send("unlock/enter", { ...entered(await ask()), ...change })).ok).toBe(
      false,
    );
  });

  test("no longer than the policy allows", async () => {
    const view = await ask();
    const body = { ...entered(view, codeFor(view, 61)), minutes: 61 };
    expect(await school.send("unlock/enter", body)).toMatchObject({ ok: false });
    expect(await ask()).toMatchObject({ attemptsLeft: 5 });
  });

  test("a quarter of an hour later the request is over", async () => {
    const view = await ask();
    school.world.nowMs += 15 * minuteMs;
    expect((await school.send("unlock/enter", entered(view))).ok).toBe(false);
  });

  test("given back, it closes at once", async () => {
    const view = await ask();
    await school.ask("unlock/enter", entered(view));
    school.world.nowMs += 10 * minuteMs;
    expect(await school.ask("unlock/end", { id: view.request })).toEqual({ ended: true });
    expect(await gate(school, bets)).toEqual(blockedAt(bets));
    expect(unlockEvents(school).at(-1)).toEqual(["ended", "site", "bets.test", 10]);
    expect(await school.ask("unlock/end", { id: view.request })).toEqual({ ended: false });
  });

  test("for the person who sits here, not for the next", async () => {
    await school.ask("unlock/enter", entered(await ask()));
    school.world.signedIn = "b@pupils.example-academy.test";
    school.background.onSignInChanged();
    await untilQuiet();
    expect(await gate(school, bets)).toEqual(blockedAt(bets));
  });

  test("outlives the worker and the browser, and ends in the next life", async () => {
    const { untilMs } = await school.ask("unlock/enter", entered(await ask()));
    const world = createFakeWorld(school.world.disk);
    world.managedValues = config;
    world.collector.weather = ["down"];
    const next = { ...begin(world), world };
    await next.background.wake();
    expect(await gate(next, bets)).toEqual({});
    world.nowMs = untilMs + 1;
    const last = createFakeWorld(world.disk);
    last.nowMs = world.nowMs;
    last.managedValues = config;
    last.collector.weather = ["down"];
    const end = { ...begin(last), world: last };
    expect(await gate(end, bets)).toEqual(blockedAt(bets));
    await end.background.wake();
    expect(unlockEvents(end).map(([stage]) => stage)).toEqual(["begun", "ended"]);
  });

  test("death at any write while a code is entered: opened or not, never told twice, never used twice", async () => {
    for (let dieAt = 1; dieAt < 12; dieAt += 1) {
      const first = await begun(config);
      const view = await first.ask("unlock/request", { address: bets, what: "site" });
      let writes = 0;
      first.world.beforeWrite = () => {
        writes += 1;
        if (writes >= dieAt) throw new Error("died");
      };
      const reply = await first.send("unlock/enter", entered(view));
      const world = createFakeWorld(first.world.disk);
      world.managedValues = config;
      world.collector.weather = ["down"];
      const next = { ...begin(world), world };
      await next.background.wake();
      const isOpen = Object.keys(await gate(next, bets)).length === 0;
      if (reply.ok) expect(isOpen, `died at write ${dieAt}`).toBe(true);
      const again = await next.send("unlock/enter", entered(view));
      expect(again.ok && isOpen, `died at write ${dieAt}`).toBe(false);
      const stages = unlockEvents(next).map(([stage]) => stage);
      expect(stages, `died at write ${dieAt}`).toEqual(isOpen || again.ok ? ["begun"] : []);
    }
  });
});

describe("a code that does not fit", () => {
  test("five, and the request is over; both are told once", async () => {
    const view = await ask();
    for (let left = 4; left >= 0; left -= 1) {
      const reply = await school.send("unlock/enter", entered(view, wrongFor(view)));
      expect(reply).toMatchObject({ ok: false });
      if (left > 0) expect(await ask()).toMatchObject({ attemptsLeft: left });
    }
    expect((await school.send("unlock/enter", entered(view))).ok).toBe(false);
    expect(await gate(school, bets)).toEqual(blockedAt(bets));
    await school.background.wake();
    expect(unlockEvents(school)).toEqual([["refused", "site", "bets.test", 0]]);
    const tries = [...school.world.events.records.values()].flatMap(({ event }) =>
      event.kind === "circumvention" ? [[event.sign, event.count]] : [],
    );
    expect(tries).toEqual([["wrong-code", 5]]);
  });

  test("a try is counted before it is looked at: a worker that dies gives none away", async () => {
    const view = await ask();
    for (let times = 0; times < 5; times += 1) {
      const world = createFakeWorld(school.world.disk);
      world.managedValues = config;
      world.crypt.hmacSha256 = () => Promise.reject(new Error("died"));
      await begin(world).send("unlock/enter", entered(view));
    }
    expect(
      (await begin(createFakeWorld(school.world.disk)).send("unlock/enter", entered(view))).ok,
    ).toBe(false);
  });

  test("fifteen on one device, whatever the requests: no code is taken for ten minutes", async () => {
    for (const address of [bets, "https://casino.test/", "https://closed.test/"]) {
      const view = await ask(address);
      for (let times = 0; times < 5; times += 1) {
        await school.send("unlock/enter", entered(view, wrongFor(view)));
      }
    }
    expect(await school.send("unlock/request", { address: bets, what: "site" })).toMatchObject({
      ok: false,
    });
    school.world.nowMs += 10 * minuteMs;
    const view = await ask();
    expect((await school.send("unlock/enter", entered(view))).ok).toBe(true);
  });

  test("what is no code at all costs no try", async () => {
    const view = await ask();
    for (const code of ["", "1234", "abcdefgh", "123456789"]) {
      expect((await school.send("unlock/enter", entered(view, code))).ok).toBe(false);
    }
    expect(await ask()).toMatchObject({ attemptsLeft: 5 });
  });
});
