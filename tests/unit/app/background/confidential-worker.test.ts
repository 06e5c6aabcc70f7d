// A confidential list in the whole worker: what the gates answer, what is told, and what nobody can lift.
import { createHmac } from "node:crypto";
import { beforeEach, describe, expect, test } from "vitest";
import { gateDeadlineMs } from "../../../../lib/app/background/navigation-gate.ts";
import type { PostedBatch } from "../../../../lib/app/ports.ts";
import {
  packConfidentialList,
  readConfidentialLines,
} from "../../../../lib/core/policy/confidential-list.ts";
import { begin, origin } from "../../../support/fakes/begin-background.ts";
import { createFakeWorld, fakeConfig, fakePolicy } from "../../../support/fakes/fake-world.ts";
import type { FakeWorld } from "../../../support/fakes/fake-world.ts";
import { untilQuiet } from "../../../support/fakes/until-quiet.ts";

const key = new Uint8Array(32).fill(5);
const secretWord = "zanzibarian";
const listed = `https://forum.test/${secretWord}/page`;
const closedPage = `${origin}/closed.html`;

/** The confirming step; batches go their own way. */
let word: PostedBatch;
let school: ReturnType<typeof begin>;
let world: FakeWorld;

async function start(changes: Record<string, unknown> = {}): Promise<void> {
  world = createFakeWorld();
  world.managedValues = {
    ...fakeConfig({ ...fakePolicy(), ...changes }),
    confidential: "required",
  };
  const { forms } = readConfidentialLines(listed);
  const hashes = forms.map(
    (form) => new Uint8Array(createHmac("sha256", key).update(form).digest()),
  );
  const { buffer } = packConfidentialList({ key, madeAtMs: 0, hashes });
  world.files.set("https://collector.example-academy.test/confidential/list.bin", {
    kind: "bytes",
    bytes: buffer,
    etag: '"1"',
  });
  word = { kind: "answered", body: { listed: true } };
  const { network } = world;
  const postBatch = network.postBatch.bind(network);
  Object.assign(network, {
    postBatch: (request: Parameters<typeof postBatch>[0]) =>
      request.address.endsWith("/confirm") ? Promise.resolve(word) : postBatch(request),
  });
  world.collector.weather = ["down"];
  school = begin(world);
  await school.background.wake();
}
beforeEach(() => start());

const ask = (kind: "main_frame" | "sub_frame", address = listed) =>
  school.background.onRequest({
    kind,
    address,
    tabId: 1,
    parentFrameId: kind === "main_frame" ? -1 : 0,
  });
const visits = () =>
  [...world.events.records.values()]
    .map(({ event }) => event)
    .filter((event) => event.kind === "blocked-visit");
const everythingKept = () =>
  JSON.stringify([[...world.disk.state], [...world.disk.blobs], [...world.events.records]]) +
  JSON.stringify(world.sent);

describe("a listed page", () => {
  test("as a page: the plain page, told no address", async () => {
    expect(await ask("main_frame")).toEqual({ redirectUrl: closedPage });
  });

  test("as a frame: not loaded", async () => {
    expect(await ask("sub_frame")).toEqual({ cancel: true });
  });

  test("its neighbour is an ordinary page", async () => {
    expect(await ask("main_frame", "https://forum.test/other")).toEqual({});
  });

  test("the attempt is told once, as illegal, without an address; nothing kept names the page", async () => {
    await ask("main_frame");
    await school.visit(listed, "before");
    await school.visit(listed, "committed");
    await untilQuiet();
    expect(visits()).toMatchObject([
      { address: "", title: "", category: "illegal", action: "block", count: 1, reason: "" },
    ]);
    expect(everythingKept()).not.toContain(secretWord);
    expect(everythingKept()).not.toContain("forum.test");
  });

  test("behind a redirect, where only the first gate sees it: told too", async () => {
    await ask("main_frame");
    await untilQuiet();
    expect(visits()).toMatchObject([{ address: "", category: "illegal" }]);
  });

  test("already open when the list arrives: the tab goes to the plain page", async () => {
    world.openTabs = [{ id: 7, address: listed }];
    world.files.set("https://collector.example-academy.test/confidential/list.bin", {
      kind: "bytes",
      bytes: packConfidentialList({
        key,
        madeAtMs: 1,
        hashes: readConfidentialLines(`${listed}\nother.test`).forms.map(
          (form) => new Uint8Array(createHmac("sha256", key).update(form).digest()),
        ),
      }).buffer,
      etag: '"2"',
    });
    world.nowMs += 2 * 60 * 60_000;
    await school.background.wake();
    expect(world.sent).toContainEqual({ tabId: 7, address: closedPage });
  });

  test("no word of the collector: closed, and nobody is written down", async () => {
    word = { kind: "failed", why: "no connection", retryAfter: null };
    expect(await ask("main_frame")).toEqual({ redirectUrl: closedPage });
    await school.visit(listed);
    await untilQuiet();
    expect(visits()).toEqual([]);
  });

  test("the gate's deadline passes while the collector is asked: closed, not opened", async () => {
    const asked = Promise.withResolvers<undefined>();
    const postBatch = () => {
      asked.resolve(undefined);
      return new Promise<PostedBatch>(() => {});
    };
    Object.assign(world.network, { postBatch });
    const after = (delayMs: number) =>
      delayMs === gateDeadlineMs ? asked.promise : new Promise(() => {});
    Object.assign(world.clock, { after });
    const answers = Promise.all([ask("main_frame"), ask("sub_frame")]);
    expect(await answers).toEqual([{ redirectUrl: closedPage }, { cancel: true }]);
  });
});

describe("nobody at school lifts it", () => {
  test.each<readonly [string, Record<string, unknown>]>([
    ["an allow entry", { profiles: { pupil: { title: "Pupils", allow: ["forum.test"] } } }],
    [
      "the school's own host",
      { school: { ...(fakePolicy()["school"] as object), hosts: ["forum.test"] } },
    ],
    ["a help site of the school's own", { protectedSites: ["forum.test"] }],
  ])("%s", async (_name, changes) => {
    await start(changes);
    expect(await ask("main_frame")).toEqual({ redirectUrl: closedPage });
  });

  test.each([
    ["going on", () => school.send("blocked/proceed", { address: listed, reason: "homework" })],
    [
      "asking for it",
      () =>
        school.send("blocked/ask-review", {
          address: listed,
          wanted: "open",
          words: "",
          claim: "asked00000000001",
        }),
    ],
    ["a code of staff", () => school.send("unlock/request", { address: listed, what: "site" })],
    [
      "a code for its kind",
      () => school.send("unlock/request", { address: listed, what: "category" }),
    ],
  ])("%s is refused, and leaves nothing behind", async (_name, attempt) => {
    expect(await attempt()).toMatchObject({ ok: false });
    await untilQuiet();
    expect(everythingKept()).not.toContain(secretWord);
    expect(everythingKept()).not.toContain("forum.test");
  });
});

test("the status page says that it is in force", async () => {
  const { checks } = await school.ask("status/read", {});
  expect(checks.find((check) => check.name === "Confidential list")).toMatchObject({ ok: true });
});
