// A device's side of the collector, over real HTTP.
import { gzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { batchAnswerSchema, batchBytesMost, batchEventsMost } from "../../../lib/contract/batch.ts";
import { makeFinding, makeWorry, sendBatch, someDevice } from "../../support/collector-seed.ts";
import { deviceToken, runApp, type RunningApp } from "./run-app.ts";

let app: RunningApp;
beforeEach(async () => {
  app = await runApp();
});
afterEach(() => app.close());

const json = "application/json";
const batch = (events: readonly unknown[], more: object = {}) =>
  JSON.stringify({ format: 1, sentAtMs: Date.now(), events, ...more });

const packed = (body: string | Uint8Array) => new Uint8Array(gzipSync(body));

function post(
  body: string | Uint8Array<ArrayBuffer>,
  headers: Record<string, string>,
): Promise<Response> {
  return fetch(`${app.address}/api/v1/batches`, { method: "POST", headers, body });
}

test("a finding of small signs that added up is kept as it came; one with a stage nobody knows is refused", async () => {
  const stage = { stage: "secrecy" as const, days: 2, times: 3, by: ["page" as const] };
  const sequence = {
    kind: "grooming" as const,
    isOnePlace: true,
    firstAtMs: 1,
    lastAtMs: 2,
    days: 2,
    stages: [stage],
  };
  const good = makeFinding({ theme: "grooming", excerpt: "", matches: [], sequence });
  const bad = { ...makeFinding(), sequence: { ...sequence, stages: [{ ...stage, stage: "x" }] } };
  const answer = await post(batch([good, bad]), {
    authorization: `Bearer ${deviceToken}`,
    "content-type": json,
  });
  const { stored, refused } = batchAnswerSchema.parse(await answer.json());
  expect([stored, refused.map(({ id }) => id)]).toEqual([[good.id], [bad.id]]);
});

describe("refused as a whole", () => {
  const good = { authorization: `Bearer ${deviceToken}`, "content-type": json };
  const rows: readonly [
    name: string,
    status: number,
    headers: Record<string, string>,
    body: string | Uint8Array<ArrayBuffer>,
  ][] = [
    ["no credential", 401, { "content-type": json }, batch([makeWorry()])],
    ["a wrong credential", 401, { ...good, authorization: "Bearer wrong" }, batch([makeWorry()])],
    [
      "a credential of another kind",
      401,
      { ...good, authorization: `Basic ${deviceToken}` },
      batch([makeWorry()]),
    ],
    ["an empty credential", 401, { ...good, authorization: "Bearer " }, batch([makeWorry()])],
    [
      "no content type",
      415,
      { authorization: good.authorization, "content-type": "" },
      batch([makeWorry()]),
    ],
    ["a form's content type", 415, { ...good, "content-type": "text/plain" }, batch([makeWorry()])],
    ["squeezed in a way that is not read", 415, { ...good, "content-encoding": "br" }, "x"],
    [
      "called packed and not so",
      400,
      { ...good, "content-encoding": "gzip" },
      batch([makeWorry()]),
    ],
    [
      "packed and cut off",
      400,
      { ...good, "content-encoding": "gzip" },
      packed(batch([])).subarray(0, 30),
    ],
    [
      "packed, and a thousand times as large",
      413,
      { ...good, "content-encoding": "gzip" },
      packed(batch([], { filler: "x".repeat(100 * batchBytesMost) })),
    ],
    [
      "packed twice",
      400,
      { ...good, "content-encoding": "gzip" },
      packed(packed(batch([makeWorry()]))),
    ],
    [
      "many packed pieces, small each",
      413,
      { ...good, "content-encoding": "gzip" },
      new Uint8Array(
        Buffer.concat(Array<Uint8Array>(9).fill(packed("x".repeat(batchBytesMost / 8)))),
      ),
    ],
    ["a body too large", 413, good, batch([makeWorry()], { filler: "x".repeat(batchBytesMost) })],
    ["no JSON", 400, good, "{"],
    ["not UTF-8", 400, good, new Uint8Array([0x22, 0xff, 0x22])],
    ["nothing", 400, good, ""],
    ["a list", 400, good, "[]"],
    ["null", 400, good, "null"],
    ["another format", 400, good, batch([makeWorry()], { format: 2 })],
    ["an unknown field", 400, good, batch([makeWorry()], { extra: 1 })],
    ["a device that is none", 400, good, batch([], { device: "CB-0142" })],
    ["too many events", 400, good, batch(Array.from({ length: batchEventsMost + 1 }, () => 1))],
    ["deep nesting", 400, good, "[".repeat(200_000)],
  ];
  test.each(rows)("%s: %i", async (_name, status, headers, body) => {
    const response = await post(body, headers);
    expect(response.status).toBe(status);
    const answer = (await response.json()) as { error: { what: string; expected: string } };
    expect(answer.error.what).not.toBe("");
    expect(answer.error.expected).not.toBe("");
    expect(await app.store.countEvents()).toBe(0);
    expect(app.logged).toEqual([]);
  });

  test("a body that says no length is cut off at the limit", async () => {
    const chunk = new TextEncoder().encode(" ".repeat(64 * 1024));
    let sent = 0;
    const stream = new ReadableStream<Uint8Array>({
      pull(controller) {
        sent += 1;
        if (sent > 400) controller.close();
        else controller.enqueue(chunk);
      },
    });
    const response = await fetch(`${app.address}/api/v1/batches`, {
      method: "POST",
      headers: good,
      body: stream,
      duplex: "half",
    } as RequestInit).catch(() => undefined);
    // The collector may hang up before all is sent: either way nothing is taken.
    expect([413, undefined]).toContain(response?.status);
    expect(await app.store.countEvents()).toBe(0);
    expect((await sendBatch(app.address, deviceToken, [makeWorry()])).status).toBe(200);
  });
});

test("bad events are refused alone, each with its id and a reason; the good ones are kept", async () => {
  const good = makeFinding();
  const bad = [
    { ...makeFinding(), severity: "apocalyptic" },
    { ...makeWorry(), words: "x".repeat(4001) },
    { ...makeWorry(), surprise: true },
    { ...makeFinding(), id: "short" },
    { kind: "finding" },
    "text",
    null,
  ];
  const { status, answer } = await sendBatch(app.address, deviceToken, [
    ...bad.slice(0, 3),
    good,
    ...bad.slice(3),
  ]);
  expect(status).toBe(200);
  expect(answer.stored).toEqual([good.id]);
  expect(answer.refused.map(({ id }) => id)).toEqual(
    bad.map((event) =>
      typeof event === "object" && event !== null && "id" in event ? event.id : "",
    ),
  );
  expect(answer.refused.map(({ why }) => why.split(":")[0])).toEqual(
    ["severity", "words", "event", "id", "format", "event", "event"].map((place) =>
      expect.stringMatching(new RegExp(`^(${place}|id|kind|event)$`)),
    ),
  );
  for (const { why } of answer.refused) expect(why).not.toContain("apocalyptic");
  expect(await app.store.countEvents()).toBe(1);
});

test("the answer is exactly the contract's", async () => {
  const { answer } = await sendBatch(app.address, deviceToken, [makeWorry()]);
  expect(batchAnswerSchema.safeParse(answer).success).toBe(true);
});

test("500 events in one batch, then again with others: each id named each time, one row each", async () => {
  const device = someDevice();
  const first = Array.from({ length: batchEventsMost }, () => makeFinding({ device }));
  const one = await sendBatch(app.address, deviceToken, first);
  expect(new Set(one.answer.stored)).toEqual(new Set(first.map(({ id }) => id)));
  const second = [
    ...first.slice(0, 250),
    ...Array.from({ length: 250 }, () => makeWorry({ device })),
  ];
  const two = await sendBatch(app.address, deviceToken, second);
  expect(new Set(two.answer.stored)).toEqual(new Set(second.map(({ id }) => id)));
  expect(await app.store.countEvents()).toBe(750);
  const { counts } = await app.store.listCases({ state: "all" }, { offset: 0, most: 1 });
  // One sitting of findings, and every worry its own.
  expect(counts.new).toBe(251);
});

test("one batch sent many times at once is kept once", async () => {
  const events = Array.from({ length: 20 }, () => makeWorry());
  const answers = await Promise.all(
    Array.from({ length: 10 }, () => sendBatch(app.address, deviceToken, events)),
  );
  for (const { answer } of answers) expect(answer.stored).toHaveLength(20);
  expect(await app.store.countEvents()).toBe(20);
});

test("a worry without a name leaves neither name nor device label anywhere in the store", async () => {
  const worry = makeWorry({
    named: false,
    user: "robin.sample@example-academy.test",
    deviceLabel: "CB-1",
  });
  await sendBatch(app.address, deviceToken, [worry]);
  const file = await app.store.openCase(worry.id, "dsl", Date.now(), false);
  expect(JSON.stringify(file)).not.toMatch(/robin\.sample|CB-1"/);
});

describe("where an event came from", () => {
  const forwarded = { "x-forwarded-for": "192.0.2.1, 192.0.2.7" };
  async function sentFrom(at: RunningApp): Promise<readonly string[]> {
    const [named, nameless] = [makeWorry(), makeWorry({ named: false })];
    const answer = await fetch(`${at.address}/api/v1/batches`, {
      method: "POST",
      headers: { authorization: `Bearer ${deviceToken}`, "content-type": json, ...forwarded },
      body: batch([named, nameless]),
    });
    expect(batchAnswerSchema.parse(await answer.json()).stored).toHaveLength(2);
    const found: string[] = [];
    for (const { id } of [named, nameless]) {
      const file = await at.store.openCase(id, "dsl", Date.now(), false);
      found.push(file?.events[0]?.sentFrom ?? "no such case");
    }
    return found;
  }

  test("is kept, as the network says it; of a worry without a name it is not", async () => {
    expect(await sentFrom(app)).toEqual(["127.0.0.1", ""]);
  });

  test("behind a proxy the last address that it names", async () => {
    const behind = await runApp({ behindProxy: true });
    try {
      expect(await sentFrom(behind)).toEqual(["192.0.2.7", ""]);
    } finally {
      await behind.close();
    }
  });
});

test("a device is told which of its worries were seen, and of nobody else's", async () => {
  const [mine, other] = [makeWorry(), makeWorry()];
  await sendBatch(app.address, deviceToken, [mine, other]);
  await app.store.openCase(mine.id, "dsl", Date.now(), false);
  const later = await sendBatch(app.address, deviceToken, [makeFinding({ device: mine.device })]);
  expect(later.answer.seen.map(({ id }) => id)).toEqual([mine.id]);
  const stranger = await sendBatch(app.address, deviceToken, [
    makeFinding({ device: other.device }),
  ]);
  expect(stranger.answer.seen).toEqual([]);
});

test("a quiet device asks with an empty batch, and hears of its own worries alone", async () => {
  const [mine, other] = [makeWorry(), makeWorry()];
  await sendBatch(app.address, deviceToken, [mine, other]);
  await app.store.openCase(mine.id, "dsl", Date.now(), false);
  await app.store.openCase(other.id, "dsl", Date.now(), false);
  const ask = async (more: object) => {
    const response = await post(batch([], more), {
      authorization: `Bearer ${deviceToken}`,
      "content-type": json,
    });
    expect(response.status).toBe(200);
    return batchAnswerSchema.parse(await response.json());
  };
  expect(await ask({ device: mine.device })).toMatchObject({
    stored: [],
    refused: [],
    seen: [{ id: mine.id }],
  });
  expect((await ask({ device: someDevice() })).seen).toEqual([]);
  // Who does not say which device it is hears nothing: ids carry the time at which a pupil asked for help.
  expect((await ask({})).seen).toEqual([]);
  expect(await app.store.countEvents()).toBe(2);
});

test("empty batches count towards the rate like any other", async () => {
  await app.close();
  app = await runApp({ rate: { burst: 2, perSecond: 1 } });
  app.freeze();
  const statuses = [];
  for (let count = 0; count < 3; count += 1) {
    statuses.push((await sendBatch(app.address, deviceToken, [])).status);
  }
  expect(statuses).toEqual([200, 200, 429]);
});

test("past the rate a device is told when to come again, and nothing is lost by asking", async () => {
  await app.close();
  app = await runApp({ rate: { burst: 2, perSecond: 1 } });
  app.freeze();
  const events = [makeWorry()];
  const statuses = [];
  for (let count = 0; count < 3; count += 1) {
    statuses.push((await sendBatch(app.address, deviceToken, events)).status);
  }
  expect(statuses).toEqual([200, 200, 429]);
  const response = await post(batch(events), {
    authorization: `Bearer ${deviceToken}`,
    "content-type": json,
  });
  expect(Number(response.headers.get("retry-after"))).toBeGreaterThanOrEqual(1);
  app.pass(1000);
  expect((await sendBatch(app.address, deviceToken, events)).status).toBe(200);
});

test("a store that fails acknowledges nothing, and the log holds no content", async () => {
  const failing = await runApp();
  const broken = await runApp({
    store: {
      ...failing.store,
      keepEvents: () => Promise.reject(new Error("disk full while keeping the secret words")),
    },
  });
  const { status, answer } = await sendBatch(broken.address, deviceToken, [
    makeWorry({ words: "the secret words" }),
  ]);
  expect(status).toBe(500);
  expect(answer.stored).toBeUndefined();
  expect(broken.logged.join()).toContain("fault: Error POST");
  expect(broken.logged.join()).not.toContain("secret");
  await broken.close();
  await failing.close();
});

test("a packed batch is kept like any other", async () => {
  const events = Array.from({ length: 50 }, () => makeFinding());
  const response = await post(packed(batch(events)), {
    authorization: `Bearer ${deviceToken}`,
    "content-type": json,
    "content-encoding": "gzip",
  });
  const { stored } = batchAnswerSchema.parse(await response.json());
  expect(stored).toHaveLength(50);
  expect(await app.store.countEvents()).toBe(50);
});
