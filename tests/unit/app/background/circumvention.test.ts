// Proxies that show themselves, and tries at closed sites that do not stop: what is closed, and what is told once.
import { beforeEach, describe, expect, test } from "vitest";
import { begin, begun, helpHost, id, origin } from "../../../support/fakes/begin-background.ts";
import { createFakeWorld, fakeConfig, fakePolicy } from "../../../support/fakes/fake-world.ts";
import { untilQuiet } from "../../../support/fakes/until-quiet.ts";

type School = Awaited<ReturnType<typeof begun>>;

const minuteMs = 60_000;
const proxy = "https://lessons.unknown.test/play";
/** Two things of Ultraviolet's, in the words of the page's script. */
const signs = "__uv$config /uv/bundle.js bare-mux/";
const disguise = "My Drive - Google Drive | ssl.gstatic.com/docs/favicon.ico | x.unknown.test/a | ";

let school: School;
beforeEach(async () => {
  school = await begun(
    fakeConfig(
      fakePolicy({
        school: { ...(fakePolicy()["school"] as object), hosts: ["example-academy.test"] },
        profiles: {
          pupil: {
            categories: { gambling: "block", shopping: "warn", "ai-services": "monitor" },
            allow: ["named.test"],
            monitoring: { page: true, typed: true, search: true, blockedVisits: true },
          },
        },
      }),
    ),
  );
});
let turn = 0;
const claim = async (
  address: string,
  given: { sign?: "proxy-framework" | "cloaked-tab"; detail?: string; top?: string } = {},
) => {
  turn += 1;
  const { sign = "proxy-framework", detail = signs, top = address } = given;
  return school.background.onMessage(
    {
      schoolgate: "page/circumvention",
      body: { claim: `claim${String(turn).padStart(16, "0")}`, sign, detail },
    },
    school.fromPage(address, top),
  );
};
const gate = (address: string, given: Pick<School, "background"> = school) =>
  given.background.onRequest({ kind: "main_frame", address, tabId: 1, parentFrameId: -1 });
const told = () =>
  [...school.world.events.records.values()].flatMap(({ event }) =>
    event.kind === "circumvention" ? [event] : [],
  );
const closed = { ok: true, value: { isClosed: true } };
const open = { ok: true, value: { isClosed: false } };
const blocked = (address: string) => `${origin}/blocked.html#u=${address}`;

describe("a page that shows itself to be a proxy", () => {
  test("is closed in its tab, then everywhere on this device, and told", async () => {
    expect(await claim(proxy)).toEqual(closed);
    expect(school.world.sent).toEqual([{ tabId: 1, address: blocked(proxy) }]);
    expect(await gate("https://lessons.unknown.test/other")).toEqual({
      redirectUrl: blocked("https://lessons.unknown.test/other"),
    });
    expect(await gate("https://unknown.test/")).toEqual({});
    expect(told()).toMatchObject([
      { sign: "proxy-framework", address: proxy, category: "proxies-vpn", count: 1 },
    ]);
    const explained = await school.ask("blocked/explain", { address: proxy });
    expect(explained).toMatchObject({ action: "block", category: { id: "proxies-vpn" } });
  });

  test("stays closed in the next life, and opens by itself after a school day", async () => {
    await claim(proxy);
    const world = createFakeWorld(school.world.disk);
    world.managedValues = school.world.managedValues;
    const next = begin(world);
    expect(await gate(proxy, next)).toEqual({ redirectUrl: blocked(proxy) });
    world.nowMs += 8 * 60 * minuteMs;
    expect(await gate(proxy, next)).toEqual({});
  });

  test("in a frame: the frame's host is closed, and the tab leaves", async () => {
    school.world.framePaths.set("1/3", [proxy, "https://wrapper.test/"]);
    expect(await claim(proxy, { top: "https://wrapper.test/" })).toEqual(closed);
    expect(school.world.sent).toEqual([{ tabId: 1, address: blocked(proxy) }]);
    expect(await gate("https://wrapper.test/")).toEqual({});
  });

  test.each<[name: string, address: string, top?: string]>([
    ["a help site", `https://${helpHost}/`],
    ["a frame in a help site", proxy, `https://${helpHost}/`],
    ["the school's own", "https://www.example-academy.test/"],
    ["a site that the policy opens by name", "https://named.test/"],
  ])("%s stays open, and nothing is told", async (_, address, top) => {
    school.world.framePaths.set("1/3", [address, top ?? address]);
    expect(await claim(address, top === undefined ? {} : { top })).toEqual(open);
    expect(school.world.sent).toEqual([]);
    expect(told()).toEqual([]);
  });

  test.each(["", "an article about proxies", "/wp-content/bundle.js"])(
    "words that are no signs (%j) do nothing",
    async (detail) => {
      expect(await claim(proxy, { detail })).toEqual(open);
      expect(await gate(proxy)).toEqual({});
      expect(told()).toEqual([]);
    },
  );

  test("a disguise is told, and closes nothing by itself", async () => {
    expect(await claim(proxy, { sign: "cloaked-tab", detail: disguise })).toEqual(open);
    expect(told()).toMatchObject([{ sign: "cloaked-tab" }]);
    expect(await gate(proxy)).toEqual({});
  });

  test("only a page can say it, never one of our own, nor a page in another's name", async () => {
    const body = { claim: "claim00000000000000x", sign: "proxy-framework", detail: signs };
    const message = { schoolgate: "page/circumvention", body };
    const ownPage = { id, url: `${origin}/status.html`, origin };
    expect(await school.background.onMessage(message, ownPage)).toMatchObject({ ok: false });
    const forged = { ...message, body: { ...body, address: "https://bbc.test/" } };
    expect(await school.background.onMessage(forged, school.fromPage(proxy))).toMatchObject({
      ok: false,
    });
  });

  test("who may use proxies is left alone", async () => {
    const pupil = {
      categories: { gambling: "block", "proxies-vpn": "allow" },
      monitoring: { blockedVisits: true },
    };
    const categories = [{ id: "proxies-vpn", title: "Proxies", why: "Why.", pupil: "Pupil." }];
    school = await begun(fakeConfig(fakePolicy({ categories, profiles: { pupil } })));
    expect(await claim(proxy)).toEqual(open);
    expect(told()).toEqual([]);
  });
});

describe("tries at closed sites", () => {
  const visits = async (addresses: readonly string[], everyMs = 20_000) => {
    for (const address of addresses) {
      await school.visit(address);
      school.world.nowMs += everyMs;
    }
  };
  const names = (count: number) =>
    Array.from({ length: count }, (_, turnOf) => `https://a${turnOf}.bets.test/`);
  const same = (count: number) => Array.from({ length: count }, () => "https://bets.test/");

  test.each<[name: string, addresses: readonly string[], count: number]>([
    ["four places", names(4), 0],
    ["five places", names(5), 5],
    ["seven places", names(7), 7],
    ["one place seven times", same(7), 0],
    ["one place eight times", same(8), 8],
    ["thirty tries", same(30), 30],
    ["warned sites", Array.from({ length: 9 }, () => "https://shop.test/"), 0],
    ["open sites", Array.from({ length: 9 }, () => "https://open.test/"), 0],
  ])("%s: each counted once, in one event and at most one more", async (_, addresses, count) => {
    await visits(addresses);
    const counted = told().reduce((sum, event) => sum + event.count, 0);
    expect(counted).toBe(count);
    // One that has been on its way is never changed again: what follows in that sitting is the second.
    expect(told().length).toBeLessThanOrEqual(2);
    expect(told().every(({ sign }) => sign === "repeated-attempts")).toBe(true);
  });

  test("where they were stands on no disk readable, nor where a proxy was or a warning was passed", async () => {
    await visits(names(4));
    await claim(proxy);
    await school.ask("blocked/proceed", { address: "https://shop.test/a", reason: "A project" });
    const { state } = school.world.disk;
    for (const name of ["attempts-2", "found-proxies-2", "proceeded-2"]) {
      expect(state.get(name), name).toMatch(/^[\w+/]+=*$/);
    }
    const kept = JSON.stringify([...state].filter(([name]) => !name.startsWith("policy")));
    for (const host of ["a0.bets.test", "lessons.unknown.test"]) expect(kept).not.toContain(host);
    expect(kept).not.toContain("shop.test/a");
    // What counts for nothing any more is forgotten, without anybody having to be there.
    school.world.nowMs += 9 * 60 * minuteMs;
    await school.background.wake();
    expect(state.has("attempts-2")).toBe(false);
    expect(state.has("found-proxies-2")).toBe(false);
    expect(state.has("proceeded-2")).toBe(false);
  });

  test("spread over an hour are none", async () => {
    await visits(names(10), 6 * minuteMs);
    expect(told()).toEqual([]);
  });

  test("a page that loads anew a hundred times in a moment is one try", async () => {
    await visits(same(100), 10);
    expect(told()).toEqual([]);
  });

  test("go on being counted by the worker's next life", async () => {
    await visits(names(3));
    const world = createFakeWorld(school.world.disk);
    world.nowMs = school.world.nowMs;
    world.managedValues = school.world.managedValues;
    world.collector.weather = ["down"];
    school = { ...begin(world), world };
    await visits(["https://x.casino.test/", "https://y.casino.test/"]);
    expect(told().map(({ count }) => count)).toEqual([5]);
  });

  test("sent already, the rest of the sitting is a second event, held back", async () => {
    school.world.collector.weather = ["fine"];
    await visits(names(5));
    school.background.onAlarm("send");
    school.world.nowMs += 2 * minuteMs;
    school.background.onAlarm("send");
    await untilQuiet();
    const sent = () =>
      [...school.world.collector.stored.values()].filter(({ kind }) => kind === "circumvention");
    expect(sent()).toHaveLength(1);
    await visits(same(6));
    expect(sent()).toHaveLength(1);
    expect(told().map(({ count }) => count)).toEqual([6]);
  });

  test("nothing is counted where the policy records no visits", async () => {
    const pupil = { categories: { gambling: "block" }, monitoring: { blockedVisits: false } };
    school = await begun(fakeConfig(fakePolicy({ profiles: { pupil } })));
    await visits(names(9));
    expect(school.kinds()).toEqual([]);
  });
});
