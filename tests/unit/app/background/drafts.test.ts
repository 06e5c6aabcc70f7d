// A half-written worry: kept closed for whoever wrote it, as long as they chose, and no longer.
import { describe, expect, test } from "vitest";
import type { MessageInput } from "../../../../lib/contract/message.ts";
import { draftAlarm } from "../../../../lib/app/background/draft-service.ts";
import type { Pressed } from "../../../../lib/app/ports.ts";
import { begin, begun, helpHost } from "../../../support/fakes/begin-background.ts";
import { createFakeWorld } from "../../../support/fakes/fake-world.ts";
import type { FakeWorld } from "../../../support/fakes/fake-world.ts";
import { untilQuiet } from "../../../support/fakes/until-quiet.ts";
import { makeClaim } from "../../../support/make-claim.ts";

const dayMs = 24 * 60 * 60_000;
const half = {
  what: "contact",
  words: "He said not to tell. Heron-marker",
  reach: "at lunch",
  named: true,
  keep: "day",
} as const satisfies MessageInput<"worry/draft-keep">;

/** Another life of the worker on the same disk, at another moment, perhaps with another person or run of the browser. */
async function nextLife(before: FakeWorld, change: (world: FakeWorld) => void = () => {}) {
  const world = createFakeWorld(before.disk);
  world.managedValues = before.managedValues;
  world.nowMs = before.nowMs;
  world.signedIn = before.signedIn;
  world.runName = before.runName;
  world.collector.weather = ["down"];
  change(world);
  const life = begin(world);
  await life.background.wake();
  return { ...life, world };
}

const diskOf = (world: FakeWorld) => JSON.stringify([...world.disk.state]);

describe("a half-written worry", () => {
  test("is found again, whole, with the moment it goes", async () => {
    const { ask, world } = await begun();
    expect(await ask("worry/draft-keep", half)).toEqual({ untilMs: world.nowMs + dayMs });
    expect(await ask("worry/draft-read", {})).toEqual({
      draft: { ...half, untilMs: world.nowMs + dayMs },
    });
  });

  test("stands closed on the disk: none of it can be read there", async () => {
    const { ask, world } = await begun();
    const before = diskOf(world).length;
    await ask("worry/draft-keep", half);
    expect(diskOf(world).length).toBeGreaterThan(before);
    for (const word of ["Heron", "lunch", 'contact\\"']) expect(diskOf(world)).not.toContain(word);
  });

  test("outlives the worker, and for a day the browser", async () => {
    const { ask, world } = await begun();
    await ask("worry/draft-keep", half);
    const next = await nextLife(world, (other) => {
      other.runName = "another run";
      other.nowMs += dayMs - 60_000;
    });
    expect((await next.ask("worry/draft-read", {})).draft?.words).toBe(half.words);
  });

  const gone: readonly [name: string, keep: "run" | "day", change: (world: FakeWorld) => void][] = [
    ["after a day", "day", (world) => (world.nowMs += dayMs)],
    ["after a day, also in one run of the browser", "run", (world) => (world.nowMs += dayMs)],
    ["in another run, where nothing was chosen", "run", (world) => (world.runName = "another")],
    ["for somebody else", "day", (world) => (world.signedIn = "b@example-academy.test")],
    ["when a clock was put back by more than a day", "day", (world) => (world.nowMs -= dayMs + 1)],
  ];
  test.each(gone)("is gone %s, from the disk too, before anybody asks", async (_, keep, change) => {
    const { ask, world } = await begun();
    await ask("worry/draft-keep", { ...half, keep });
    const name = "worry-draft-1";
    expect(world.disk.state.has(name)).toBe(true);
    const next = await nextLife(world, change);
    await untilQuiet();
    expect(next.world.disk.state.get(name)).toBeUndefined();
    expect(await next.ask("worry/draft-read", {})).toEqual({});
  });

  test("is forgotten by the alarm, though no form is opened again", async () => {
    const { ask, world, background } = await begun();
    await ask("worry/draft-keep", half);
    const atMs = world.alarmsAt.get(draftAlarm);
    expect(atMs).toBe(world.nowMs + dayMs);
    world.nowMs += dayMs;
    background.onAlarm(draftAlarm);
    await untilQuiet();
    expect(world.disk.state.get("worry-draft-1")).toBeUndefined();
  });

  test("an alarm that the browser lost is set again", async () => {
    const { ask, world } = await begun();
    await ask("worry/draft-keep", half);
    const next = await nextLife(world, (other) => (other.nowMs += 1000));
    expect(next.world.alarmsAt.get(draftAlarm)).toBe(world.nowMs + dayMs);
  });

  test("somebody else who signs in meanwhile is not shown it", async () => {
    const { ask, world, background } = await begun();
    await ask("worry/draft-keep", half);
    world.signedIn = "b@example-academy.test";
    background.onSignInChanged();
    await untilQuiet();
    expect(await ask("worry/draft-read", {})).toEqual({});
    expect(world.disk.state.get("worry-draft-1")).toBeUndefined();
  });

  test("is thrown away when the pupil says so", async () => {
    const { ask, world } = await begun();
    await ask("worry/draft-keep", half);
    expect(await ask("worry/draft-forget", {})).toEqual({ forgotten: true });
    expect(world.disk.state.get("worry-draft-1")).toBeUndefined();
    expect(world.alarmsAt.has(draftAlarm)).toBe(false);
    expect(await ask("worry/draft-read", {})).toEqual({});
  });

  test.each([
    ["the worry that it became is kept", ["down"] as const, half.words, true],
    ["the worry that it became is sent", ["fine"] as const, half.words, true],
    ["another worry is sent", ["fine"] as const, "Something else", false],
  ])("when %s: wiped %#", async (_, weather, words, isWiped) => {
    const { ask, world } = await begun();
    world.collector.weather = [...weather];
    await ask("worry/draft-keep", half);
    await ask("worry/send", {
      what: "contact",
      tell: "dsl",
      words,
      reach: half.reach,
      address: "",
      named: true,
      claim: makeClaim(),
    });
    await untilQuiet();
    expect(world.disk.state.get("worry-draft-1") === undefined).toBe(isWiped);
  });

  test("what no disk takes is said not to be kept", async () => {
    const { send, world } = await begun();
    world.beforeWrite = (name) => {
      if (name === "worry-draft-1") throw new Error("full");
    };
    expect((await send("worry/draft-keep", half)).ok).toBe(false);
  });

  test("works with no policy and nobody signed in", async () => {
    const { ask } = await begun({});
    await ask("worry/draft-keep", { ...half, keep: "run" });
    expect((await ask("worry/draft-read", {})).draft?.words).toBe(half.words);
  });

  test("a web page can neither read nor write it", async () => {
    const { background, fromPage } = await begun();
    for (const name of ["worry/draft-read", "worry/draft-keep", "worry/draft-forget"]) {
      const reply = await background.onMessage(
        { schoolgate: name, body: {} },
        fromPage("https://a.test/"),
      );
      expect(reply).toMatchObject({ ok: false });
    }
  });
});

describe("receipts", () => {
  const worry = {
    what: "unkind",
    tell: "dsl",
    words: "x",
    reach: "",
    address: "",
    named: true,
    get claim() {
      return makeClaim();
    },
  } as const;

  test("are shown to, and forgotten by, the one who told it only, and say nothing of who that is", async () => {
    const { ask, world, background } = await begun();
    const signIn = async (email: string) => {
      world.signedIn = email;
      background.onSignInChanged();
      await untilQuiet();
    };
    await signIn("a@example-academy.test");
    const { id } = await ask("worry/send", worry);
    const own = await ask("worry/receipts", {});
    expect(own.receipts.map((one) => one.id)).toEqual([id]);
    expect(JSON.stringify(own)).not.toContain("a@example");
    await signIn("b@example-academy.test");
    expect(await ask("worry/receipts", {})).toEqual({ receipts: [] });
    expect(await ask("worry/forget", { id })).toEqual({ forgotten: false });
    await signIn("a@example-academy.test");
    expect(await ask("worry/forget", { id })).toEqual({ forgotten: true });
  });
});

describe("the menu of a page", () => {
  const page = "https://chat.test/room";
  const link = "https://clips.test/7";
  const help = `https://${helpHost}/talk`;
  const rows: readonly [name: string, pressed: Partial<Pressed>, offered: object][] = [
    ["a page", {}, { pageAddress: page }],
    ["a link", { linkAddress: link }, { pageAddress: link, isLink: true }],
    ["marked words", { words: "said this" }, { pageAddress: page, marked: "said this" }],
    [
      "a marked link",
      { linkAddress: link, words: "clips" },
      { pageAddress: link, isLink: true, marked: "clips" },
    ],
    ["a link to a help site", { linkAddress: help }, { pageAddress: page }],
    [
      "words and a link on a help site",
      { pageAddress: help, linkAddress: link, words: "secret" },
      { pageAddress: link, isLink: true },
    ],
    ["a help site", { pageAddress: help, words: "secret" }, { pageAddress: "" }],
    ["a page of the browser's own", { pageAddress: "chrome://version" }, { pageAddress: "" }],
  ];
  test.each(rows)("%s", async (_, pressed, offered) => {
    const { ask, background, world } = await begun();
    world.openTabs = [{ id: 1, address: "https://front.test/" }];
    background.onMenu({ pageAddress: page, linkAddress: "", words: "", ...pressed });
    const { pageAddress, isLink, marked } = await ask("worry/options", {});
    expect({ pageAddress, isLink, marked }).toEqual({
      isLink: undefined,
      marked: undefined,
      ...offered,
    });
    // Once: the next form is about the page in front again.
    expect(await ask("worry/options", {})).toMatchObject({ pageAddress: "https://front.test/" });
    expect(diskOf(world)).not.toContain("clips.test");
  });

  test("a form that opens long after is not about it; words are cut to what can be looked over", async () => {
    const { ask, background, world } = await begun();
    background.onMenu({ pageAddress: page, linkAddress: "", words: "said this" });
    world.nowMs += 31_000;
    expect((await ask("worry/options", {})).marked).toBeUndefined();
    background.onMenu({ pageAddress: page, linkAddress: "", words: "x".repeat(5000) });
    expect((await ask("worry/options", {})).marked).toHaveLength(1000);
  });
});
