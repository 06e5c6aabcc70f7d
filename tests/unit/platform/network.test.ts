// What a list's or a policy's address may answer, and what is not taken from it.
import { afterEach, expect, test, vi } from "vitest";
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
