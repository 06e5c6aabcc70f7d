// What a list's or a policy's address may answer, and what is not taken from it.
import { afterEach, describe, expect, test, vi } from "vitest";
import { createNetwork } from "../../../lib/platform/network.ts";

afterEach(() => vi.unstubAllGlobals());

function answerWith(
  answer: Response,
  from?: { readonly url: string; readonly redirected: boolean },
) {
  if (from !== undefined) {
    Object.defineProperty(answer, "url", { value: from.url });
    Object.defineProperty(answer, "redirected", { value: from.redirected });
  }
  vi.stubGlobal("fetch", () => Promise.resolve(answer));
}
const address = "https://lists.example-academy.test/all.txt";

test("a text, cut anywhere, is put together", async () => {
  const bytes = new TextEncoder().encode("münchen.test\n");
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      for (const byte of bytes) controller.enqueue(Uint8Array.of(byte));
      controller.close();
    },
  });
  answerWith(new Response(body, { headers: { etag: '"1"' } }));
  expect(await createNetwork().fetchText({ address })).toEqual({
    kind: "text",
    text: "münchen.test\n",
    etag: '"1"',
  });
});

test("a body without end is not read to its end", async () => {
  const chunk = new Uint8Array(1024 * 1024).fill(97);
  let sent = 0;
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      sent += 1;
      controller.enqueue(chunk);
    },
  });
  answerWith(new Response(body));
  expect(await createNetwork().fetchText({ address })).toMatchObject({ kind: "failed" });
  expect(sent).toBeLessThan(70);
});

test.each([
  ["another https address", "https://else.test/all.txt", "text"],
  ["an address in the clear", "http://else.test/all.txt", "failed"],
])("sent on to %s", async (_, url, kind) => {
  answerWith(new Response("bets.test\n"), { url, redirected: true });
  expect(await createNetwork().fetchText({ address })).toMatchObject({ kind });
});

test.each([
  ["nothing new", new Response(null, { status: 304 }), "same"],
  ["an error", new Response("no", { status: 500 }), "failed"],
])("%s", async (_, answer, kind) => {
  answerWith(answer);
  expect(await createNetwork().fetchText({ address })).toMatchObject({ kind });
});

test.each<[name: string, headers: Record<string, string>, dateMs: number | undefined]>([
  ["by its Date", { date: "Sun, 22 Nov 2026 09:00:00 GMT" }, Date.UTC(2026, 10, 22, 9)],
  ["without one", {}, undefined],
  ["with one that is none", { date: "yesterday" }, undefined],
])("the moment of an answer, %s", async (_, headers, dateMs) => {
  answerWith(new Response("{}", { headers }));
  const wanted = dateMs === undefined ? {} : { dateMs };
  expect(await createNetwork().fetchText({ address })).toEqual({
    kind: "text",
    text: "{}",
    etag: "",
    ...wanted,
  });
  answerWith(new Response("{}", { headers }));
  expect(await createNetwork().postBatch({ address, token: "", body: "" })).toEqual({
    kind: "answered",
    body: {},
    ...wanted,
  });
});

describe("bytes", () => {
  test("come whole, however they are cut", async () => {
    const bytes = Uint8Array.of(0, 255, 128, 10, 13);
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        for (const byte of bytes) controller.enqueue(Uint8Array.of(byte));
        controller.close();
      },
    });
    answerWith(new Response(body, { headers: { etag: '"b"' } }));
    const got = await createNetwork().fetchBytes({ address });
    expect(got).toMatchObject({ kind: "bytes", etag: '"b"' });
    expect(got.kind === "bytes" && [...new Uint8Array(got.bytes)]).toEqual([...bytes]);
  });

  test.each<[number, object]>([
    [304, { kind: "same" }],
    [404, { kind: "failed", why: "answered 404" }],
  ])("answered with %i", async (status, wanted) => {
    answerWith(new Response(null, { status }));
    expect(await createNetwork().fetchBytes({ address })).toEqual(wanted);
  });
});

describe("a batch", () => {
  const post = (more: object = {}) =>
    createNetwork().postBatch({ address, token: "t", body: "{}", ...more });

  test.each<[name: string, answer: () => Response, wanted: object]>([
    [
      "a captive portal's page",
      () => new Response("<html>Welcome to our Wi-Fi</html>", { status: 200 }),
      { kind: "failed", why: expect.stringContaining("sign-in page") },
    ],
    [
      "a captive portal that sends on: not followed",
      () => new Response(null, { status: 302, headers: { location: "https://portal.test/" } }),
      { kind: "failed", why: expect.stringContaining("sign-in page") },
    ],
    [
      "an answer without end",
      () => new Response(new Uint8Array(2 * 1024 * 1024)),
      { kind: "failed", retryAfter: null },
    ],
    ["too large", () => new Response("no", { status: 413 }), { kind: "too-large" }],
    [
      "busy, with a time to come again",
      () => new Response("no", { status: 429, headers: { "retry-after": "7" } }),
      { kind: "failed", status: 429, retryAfter: "7", why: "answered 429" },
    ],
    ["a fault", () => new Response("no", { status: 500 }), { kind: "failed", status: 500 }],
  ])("answered with %s", async (_, answer, wanted) => {
    answerWith(answer());
    expect(await post()).toMatchObject(wanted);
  });

  test("goes with its token and the headers given, follows nothing, brings no cookie", async () => {
    let seen: RequestInit | undefined;
    vi.stubGlobal("fetch", (_address: string, init: RequestInit) => {
      seen = init;
      return Promise.resolve(new Response("{}"));
    });
    const body = Uint8Array.of(1, 2, 3);
    await post({ body, headers: { "content-encoding": "gzip" } });
    expect(seen).toMatchObject({
      method: "POST",
      redirect: "manual",
      credentials: "omit",
      referrerPolicy: "no-referrer",
      headers: {
        authorization: "Bearer t",
        "content-type": "application/json",
        "content-encoding": "gzip",
      },
    });
    expect(seen?.body).toEqual(body);
  });

  test.each([
    ["no network", new TypeError("Failed to fetch"), "no connection"],
    ["no answer in time", new DOMException("", "TimeoutError"), "no answer in time"],
  ])("%s", async (_, error, why) => {
    vi.stubGlobal("fetch", () => Promise.reject(error));
    expect(await post()).toEqual({ kind: "failed", why, retryAfter: null });
  });
});
