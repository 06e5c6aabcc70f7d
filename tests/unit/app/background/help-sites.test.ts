// A help site's page is its own: what it loads is not stopped, what stands in it is not read, and nothing tells of it.
import { expect, test } from "vitest";
import { begun, helpHost, id } from "../../../support/fakes/begin-background.ts";
import { fakeConfig, fakePolicy } from "../../../support/fakes/fake-world.ts";

const help = `https://${helpHost}/`;
const message = {
  schoolgate: "page/finding",
  body: {
    claim: "abcdefghij0123456789",
    source: "typed",
    theme: "bullying",
    severity: "high",
    score: 100,
    excerpt: "a purple elephant",
    matches: [],
    excuses: [],
    title: "",
  },
} as const;

test.each([
  ["the page's own frame", [help], {}],
  ["a frame in a frame of the page", ["https://chat.test/", help], {}],
  ["a frame in the help site's frame", [help, "https://open.test/"], {}],
  ["a frame of another page", ["https://open.test/"], { cancel: true }],
  ["a frame of nobody knows which page", [], { cancel: true }],
] as const)("a blocked host in %s", async (_, path, answer) => {
  const { world, background } = await begun();
  world.framePaths.set("1/7", path);
  expect(
    await background.onRequest({
      kind: "sub_frame",
      address: "https://bets.test/",
      tabId: 1,
      parentFrameId: 7,
    }),
  ).toEqual(answer);
});

test("a page itself is never freed by where it was opened from", async () => {
  const { world, background } = await begun();
  world.framePaths.set("1/-1", [help]);
  expect(
    await background.onRequest({
      kind: "main_frame",
      address: "https://bets.test/",
      tabId: 1,
      parentFrameId: -1,
    }),
  ).toHaveProperty("redirectUrl");
});

test("a frame within a help site's frame of an ordinary page is not read", async () => {
  const { world, background } = await begun();
  world.framePaths.set("1/9", ["https://chat.test/", help, "https://open.test/"]);
  const from = {
    id,
    url: "https://chat.test/",
    origin: "https://chat.test",
    frameId: 9,
    tab: { id: 1, url: "https://open.test/", title: "School" },
  };
  expect(await background.onMessage({ schoolgate: "page/hello", body: {} }, from)).toEqual({
    ok: true,
    value: {},
  });
  expect(await background.onMessage(message, from)).toMatchObject({ ok: false });
  expect(world.events.records.size).toBe(0);
});

test("what was typed on a page that has gone to a help site since: told, without a word of that", async () => {
  const { world, background } = await begun();
  const tab = { id: 1, url: `${help}chat`, title: "Helpline" };
  const from = { id, url: "https://open.test/a", origin: "https://open.test", frameId: 0, tab };
  expect(await background.onMessage(message, from)).toMatchObject({ ok: true });
  const kept = JSON.stringify([...world.events.records.values()]);
  expect(kept).toContain("https://open.test/a");
  expect(kept).not.toMatch(new RegExp(`${helpHost}|Helpline`));
});

test("a last word from a help site's page that has gone elsewhere since is not taken", async () => {
  const { world, background } = await begun();
  const tab = { id: 1, url: "https://open.test/", title: "Open" };
  const from = { id, url: `${help}chat`, origin: help.slice(0, -1), frameId: 0, tab };
  expect(await background.onMessage(message, from)).toMatchObject({ ok: false });
  expect(world.events.records.size).toBe(0);
});

test("searches, explanations, reviews and worries on it leave nothing on the disk", async () => {
  const { world, ask, send, visit } = await begun(
    fakeConfig(fakePolicy({ profiles: { pupil: { unknownSites: "block", block: [helpHost] } } })),
  );
  const address = `${help}search?q=nobody+must+know`;
  const before = JSON.stringify([...world.disk.state]);
  await visit(address);
  await visit(address, "within");
  expect(await ask("blocked/explain", { address })).toMatchObject({ action: "allow" });
  expect(
    await send("blocked/ask-review", {
      address,
      wanted: "blocked",
      words: "",
      claim: "asked00000000001",
    }),
  ).toMatchObject({
    ok: false,
  });
  expect(await ask("blocked/accident", { address })).toEqual({ recorded: false });
  expect(await send("blocked/proceed", { address, reason: "for homework" })).toMatchObject({
    ok: false,
  });
  world.openTabs = [{ id: 1, address }];
  expect(await ask("worry/options", {})).toMatchObject({ pageAddress: "" });
  expect(JSON.stringify([...world.disk.state])).toBe(before);
  expect(world.events.records.size).toBe(0);
});
