// The first question of a page: it ends with instructions and an engine, or with none.
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { PageInstructions } from "../../../lib/contract/message.ts";
import { engineHere, provideEngine } from "../../../lib/platform/page-engine.ts";
import { createPageWorld } from "../../../lib/platform/page-world.ts";

const scan: NonNullable<PageInstructions["scan"]> = {
  sources: ["page"],
  thresholds: {},
  excerptChars: 200,
};

/** How often the worker was asked; `answers` are its replies in order, the last one again and again. */
function worker(answers: readonly (() => unknown)[]): { asked: number } {
  const seen = { asked: 0 };
  vi.stubGlobal("chrome", {
    runtime: {
      id: "own",
      sendMessage: async () => {
        const answer = answers[Math.min(seen.asked, answers.length - 1)];
        seen.asked += 1;
        return answer?.();
      },
    },
  });
  return seen;
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  delete (globalThis as { schoolgateEngine?: unknown }).schoolgateEngine;
});

async function hello(): Promise<PageInstructions | undefined> {
  const answer = createPageWorld().hello();
  await vi.runAllTimersAsync();
  return answer;
}

const told = (value: PageInstructions) => () => ({ ok: true, value });
const brought = () => {
  provideEngine(() => ({ open: async () => undefined }));
  return { ok: true, value: { scan } };
};

test.each<readonly [string, readonly (() => unknown)[], number, PageInstructions | undefined]>([
  ["the engine comes with the answer", [brought], 1, { scan }],
  [
    "a worker that died before it brought it is asked again",
    [told({ scan }), brought],
    2,
    { scan },
  ],
  ["so is one that died before it answered", [() => undefined, brought], 2, { scan }],
  ["where nothing is looked for none is needed", [told({})], 1, {}],
  ["what is refused is not asked again", [() => ({ ok: false, error: "no" })], 1, undefined],
  // Asked five times, and then it is told that the page stays unread.
  ["a frame that gets no engine looks for nothing", [told({ scan })], 6, undefined],
])("%s", async (_name, answers, asked, answer) => {
  const seen = worker(answers);
  expect(await hello()).toEqual(answer);
  expect(seen.asked).toBe(asked);
  if (answer?.scan !== undefined) expect(engineHere()).toBeDefined();
});
