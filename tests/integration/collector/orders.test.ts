// What staff open for a time: from the desk to the device's answer, and one-time codes.
import { createPublicKey, verify } from "node:crypto";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type {
  CodeAnswer,
  OrderAnswer,
  OrderChoices,
  OrderInput,
  OrdersPage,
  SitesAnswer,
} from "../../../collector/desk-types.ts";
import { ordersAnswerSchema, type OrdersAnswer } from "../../../lib/contract/orders.ts";
import { signedSchema } from "../../../lib/contract/signed.ts";
import { makeVisit, sendBatch, someDevice } from "../../support/collector-seed.ts";
import { smallPolicy } from "../../support/collector-policy.ts";
import { deviceToken, runApp, type RunningApp } from "./run-app.ts";

const minuteMs = 60_000;
let app: RunningApp;
let cookie: string;
beforeEach(async () => {
  app = await runApp((folder) => ({ policyPath: join(folder, "policy.json") }));
  writeFileSync(join(app.folder, "policy.json"), JSON.stringify(smallPolicy));
  app.freeze();
  cookie = await app.signIn();
});
afterEach(() => app.close());

const post = (path: string, body: object, as = cookie) => app.desk(path, { cookie: as, body });
async function get<T>(path: string, as = cookie): Promise<T> {
  const response = await app.desk(path, { cookie: as });
  expect([path, response.status]).toEqual([path, 200]);
  return (await response.json()) as T;
}

const puzzles: OrderInput = {
  what: { kind: "site", address: "https://Puzzles.example.test/Sudoku/" },
  for: { kind: "everyone", value: "" },
  minutes: 30,
  why: "Maths club",
};
async function open(input: Partial<OrderInput> = {}): Promise<OrderAnswer> {
  const response = await post("/orders", { ...puzzles, ...input });
  expect(response.status).toBe(200);
  return (await response.json()) as OrderAnswer;
}

interface Asker {
  readonly device?: string;
  readonly deviceLabel?: string;
  readonly user?: string;
  readonly profile?: string;
  readonly groups?: readonly string[];
}
const someone = { device: someDevice(), user: "", profile: "ks3", ask: "a question", groups: [] };
async function ask(asker: Asker = {}): Promise<OrdersAnswer> {
  const response = await fetch(`${app.address}/api/v1/orders`, {
    method: "POST",
    headers: { authorization: `Bearer ${deviceToken}`, "content-type": "application/json" },
    body: JSON.stringify({ format: 1, ...someone, ...asker }),
  });
  expect(response.status).toBe(200);
  const { payload } = signedSchema.parse(await response.json());
  return ordersAnswerSchema.parse(JSON.parse(payload));
}

test("an opening reaches the device signed, in the contract's form, and ends by its time", async () => {
  const { order } = await open();
  const answer = await ask();
  expect(answer).toMatchObject({ device: someone.device, ask: "a question", nowMs: order.fromMs });
  expect(answer.orders).toEqual([
    {
      kind: "site",
      id: order.id,
      host: "puzzles.example.test",
      path: "/sudoku",
      fromMs: order.fromMs,
      untilMs: order.fromMs + 30 * minuteMs,
      by: "Ms Maple",
      why: "Maths club",
    },
  ]);
  app.pass(30 * minuteMs - 1);
  expect((await ask()).orders).toHaveLength(1);
  app.pass(1);
  expect((await ask()).orders).toEqual([]);
  const listed = await get<OrdersPage>("/orders");
  expect([listed.open.length, listed.past.map(({ id }) => id)]).toEqual([0, [order.id]]);
});

test("the answer carries the collector's own signature, and a changed one does not fit", async () => {
  await open();
  const policy = await get<{ publicKey: string }>("/policy");
  const response = await fetch(`${app.address}/api/v1/orders`, {
    method: "POST",
    headers: { authorization: `Bearer ${deviceToken}`, "content-type": "application/json" },
    body: JSON.stringify({ format: 1, ...someone }),
  });
  const { payload, signature } = signedSchema.parse(await response.json());
  const key = createPublicKey({
    key: Buffer.concat([
      Buffer.from("302a300506032b6570032100", "hex"),
      Buffer.from(policy.publicKey, "base64"),
    ]),
    format: "der",
    type: "spki",
  });
  const fits = (text: string) =>
    verify(null, Buffer.from(text), key, Buffer.from(signature, "base64"));
  expect(fits(payload)).toBe(true);
  expect(fits(payload.replace("puzzles", "casinos"))).toBe(false);
});

describe("for whom it holds", () => {
  const robin = "robin.sample@pupils.example-academy.test";
  const labelled = someDevice();
  test.each<[name: string, to: OrderInput["for"], asker: Asker, opens: boolean]>([
    ["everyone", { kind: "everyone", value: "" }, {}, true],
    [
      "the pupil, however spelled",
      { kind: "user", value: robin.toUpperCase() },
      { user: robin },
      true,
    ],
    ["another pupil", { kind: "user", value: robin }, { user: `x${robin}` }, false],
    ["nobody signed in", { kind: "user", value: robin }, { user: "" }, false],
    ["a group among several", { kind: "group", value: "maths" }, { groups: ["x", "maths"] }, true],
    ["another group", { kind: "group", value: "maths" }, { groups: ["math"] }, false],
    ["the profile", { kind: "profile", value: "ks3" }, { profile: "ks3" }, true],
    ["another profile", { kind: "profile", value: "ks3" }, { profile: "ks4" }, false],
    ["the label", { kind: "device", value: "cb-0142" }, { device: labelled }, true],
    [
      "the label it gives itself",
      { kind: "device", value: "cb-0143" },
      { deviceLabel: "CB-0143" },
      true,
    ],
    ["a device without a label", { kind: "device", value: "CB-0142" }, {}, false],
  ])("%s", async (_name, to, asker, opens) => {
    const events = [makeVisit({ device: labelled, deviceLabel: "CB-0142" })];
    await sendBatch(app.address, deviceToken, events);
    const { order } = await open({ for: to });
    expect((await ask(asker)).orders.map(({ id }) => id)).toEqual(opens ? [order.id] : []);
  });
});

test("a label that no Chromebook has reported is taken and pointed out", async () => {
  expect((await open({ for: { kind: "device", value: "CB-9999" } })).isDeviceUnknown).toBe(true);
});

test("ending early holds at the device's next question; taking that back opens the same again", async () => {
  const { order } = await open();
  app.pass(10 * minuteMs);
  expect((await post(`/orders/${order.id}/end`, {})).status).toBe(200);
  expect((await ask()).orders).toEqual([]);
  expect((await post(`/orders/${order.id}/end`, {})).status).toBe(409);
  const again = await post(`/orders/${order.id}/again`, {});
  const { order: second } = (await again.json()) as OrderAnswer;
  const [opened] = (await ask()).orders;
  // A new id: a device has ended the old one for good.
  expect(opened).toMatchObject({ id: second.id, kind: "site", untilMs: order.untilMs });
  expect(second.id).not.toBe(order.id);
  expect((await post(`/orders/${order.id}/again`, {})).status).toBe(409);
  expect((await ask()).orders).toHaveLength(1);
  app.pass(20 * minuteMs);
  expect((await post(`/orders/${second.id}/again`, {})).status).toBe(409);
});

test("a lesson list: from the policy, or from pasted sites", async () => {
  await open({ what: { kind: "lesson", lesson: "maps" } });
  await open({
    what: {
      kind: "sites",
      title: "Year 7 reading",
      text: "# the books\nhttps://library.example.test/\n\n- poems.example.test/two\nlibrary.example.test/x",
      search: true,
    },
    minutes: 200,
  });
  const { orders } = await ask();
  expect(orders).toMatchObject([
    {
      kind: "lesson",
      title: "Year 7 reading",
      search: true,
      sites: [{ host: "library.example.test" }, { host: "poems.example.test", path: "/two" }],
    },
    { kind: "lesson", title: "Maps", search: false, sites: [{ host: "maps.example.test" }] },
  ]);
});

test("pasted sites come back cleaned, with the lines that are none", async () => {
  const text = "WWW.Example.test/a/../b\nexample .test\nexample.test\n\ncom\nwww.example.test/b\n";
  const response = await post("/orders/sites", { text });
  expect(await response.json()).toEqual({
    sites: ["www.example.test/b", "example.test"],
    wrong: [
      { line: 2, text: "example .test" },
      { line: 5, text: "com" },
    ],
  } satisfies SitesAnswer);
});

test.each<[name: string, input: Partial<OrderInput>]>([
  ["the illegal class", { what: { kind: "category", category: "illegal" } }],
  ["what the policy never opens", { what: { kind: "category", category: "pornography" } }],
  ["a category that there is not", { what: { kind: "category", category: "gamblng" } }],
  ["longer than the policy allows", { minutes: 61 }],
  ["no time at all", { minutes: 0 }],
  ["without a reason", { why: "  " }],
  ["a whole top-level domain", { what: { kind: "site", address: "com" } }],
  ["what is no site", { what: { kind: "site", address: "the maths site" } }],
  ["a profile that there is not", { for: { kind: "profile", value: "ks9" } }],
  ["a group that there is not", { for: { kind: "group", value: "constructor" } }],
  ["a pupil without an address", { for: { kind: "user", value: "Robin" } }],
  ["a lesson that there is not", { what: { kind: "lesson", lesson: "constructor" } }],
  ["an empty lesson", { what: { kind: "sites", title: "x", text: "# none", search: false } }],
  [
    "a lesson with a bad line",
    { what: { kind: "sites", title: "x", text: "no site", search: false } },
  ],
])("refused at the desk: %s", async (_name, input) => {
  expect((await post("/orders", { ...puzzles, ...input })).status).toBe(400);
  expect((await ask()).orders).toEqual([]);
});

test("the choices leave out what can never be opened", async () => {
  const choices = await get<OrderChoices>("/orders/choices");
  const ids = choices.categories.map(({ id }) => id);
  expect(ids).toContain("games");
  expect(ids).not.toContain("illegal");
  expect(ids).not.toContain("pornography");
  expect(choices).toMatchObject({
    longestMinutes: 60,
    codes: true,
    groups: [{ id: "maths", title: "Maths club" }],
    lessons: [{ id: "maps", title: "Maps", sites: ["maps.example.test"] }],
  });
});

describe("one-time codes", () => {
  const asked = {
    request: "k7q4 9mzptr",
    what: "site",
    place: "puzzles.example.test",
    minutes: 30,
    why: "Maths club",
  };
  const code = async (more: object = {}, as = cookie) => {
    const response = await post("/orders/code", { ...asked, ...more }, as);
    expect(response.status).toBe(200);
    return (await response.json()) as CodeAnswer;
  };

  test("eight digits, the same for the same question, others for any other", async () => {
    const first = await code();
    expect(first).toMatchObject({ request: "K7Q4-9MZPTR", by: "Ms Maple", minutes: 30 });
    expect(first.code).toMatch(/^\d{8}$/);
    expect((await code()).code).toBe(first.code);
    const staff = await app.signInAs("staff");
    const others = [
      await code({ request: "K7Q4-9MZPTS" }),
      await code({ minutes: 31 }),
      await code({ place: "puzzles.example.test/sudoku" }),
      await code({ what: "category", place: "games" }),
      await code({ what: "lesson", place: "maps" }),
      await code({}, staff),
    ];
    expect(new Set([first, ...others].map((one) => one.code)).size).toBe(7);
  });

  test("is a record and no order; who and why stand in the audit, the digits nowhere", async () => {
    const made = await code();
    expect((await ask()).orders).toEqual([]);
    const { past } = await get<OrdersPage>("/orders");
    expect(past).toMatchObject([{ how: "code", by: "Ms Maple", why: "Maths club" }]);
    const { entries } = await app.store.listAudit({ offset: 0, most: 1 });
    expect(entries[0]).toMatchObject({
      who: "dsl",
      act: "code-made",
      detail: "puzzles.example.test, for one Chromebook, 30 minutes: Maths club",
    });
    expect(JSON.stringify([past, entries])).not.toContain(made.code);
  });

  test.each<[name: string, more: object]>([
    ["the illegal class", { what: "category", place: "illegal" }],
    ["what the policy never opens", { what: "category", place: "pornography" }],
    ["longer than the policy allows", { minutes: 61 }],
    ["a request with a letter too few", { request: "K7Q4-9MZPT" }],
    ["a request with a letter that there is not", { request: "K7Q4-9MZPTU" }],
    ["without a reason", { why: "" }],
    ["a lesson that there is not", { what: "lesson", place: "nothing" }],
  ])("refused: %s", async (_name, more) => {
    expect((await post("/orders/code", { ...asked, ...more })).status).toBe(400);
  });

  test("refused where the policy uses none", async () => {
    const unlocks = { ...smallPolicy.unlocks, codes: false };
    writeFileSync(join(app.folder, "policy.json"), JSON.stringify({ ...smallPolicy, unlocks }));
    expect((await post("/orders/code", asked)).status).toBe(400);
  });
});

const question = JSON.stringify({ format: 1, ...someone });
test.each<[name: string, status: number, body: string, token: string]>([
  ["no known credential", 401, question, "another-token"],
  ["no JSON", 400, "{", deviceToken],
  ["another format", 400, JSON.stringify({ ...someone, format: 2 }), deviceToken],
  ["no device", 400, JSON.stringify({ format: 1, ...someone, device: "x" }), deviceToken],
  ["too much", 413, question.replace('"user":""', `"user":"${"x".repeat(40_000)}"`), deviceToken],
])("a device's question with %s is refused", async (_name, status, body, token) => {
  const response = await fetch(`${app.address}/api/v1/orders`, {
    method: "POST",
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    body,
  });
  expect(response.status).toBe(status);
});

test("what was opened goes in its time; what is open stays", async () => {
  const { order } = await open({ minutes: 30 });
  await app.store.eraseDue(order.untilMs - 1, order.untilMs, 100);
  expect(await app.store.readOrder(order.id)).toBeDefined();
  const erased = await app.store.eraseDue(order.untilMs, order.untilMs, 100);
  expect(erased.orders).toBe(1);
  expect(await app.store.readOrder(order.id)).toBeUndefined();
});
