// What a page asks of the worker: again where it died before it answered, and not where it has said no.
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { PageInstructions } from "../../../lib/contract/message.ts";
import { createPageWorld } from "../../../lib/platform/page-world.ts";

const scan: NonNullable<PageInstructions["scan"]> = { sources: ["page"] };

/** What the worker was sent; `answers` are its replies in order, the last one again and again. */
function worker(answers: readonly (() => unknown)[]): { readonly asked: unknown[] } {
  const asked: unknown[] = [];
  vi.stubGlobal("chrome", {
    runtime: {
      id: "own",
      sendMessage: async (message: unknown) => {
        const answer = answers[Math.min(asked.length, answers.length - 1)];
        asked.push(message);
        return answer?.();
      },
    },
  });
  return { asked };
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

async function settled<T>(answer: Promise<T>): Promise<T> {
  await vi.runAllTimersAsync();
  return answer;
}

const told = (value: unknown) => () => ({ ok: true, value });
const dead = () => {
  throw new Error("Could not establish connection.");
};

test.each<readonly [string, readonly (() => unknown)[], number, PageInstructions | undefined]>([
  ["answered at once", [told({ scan })], 1, { scan }],
  ["a worker that died before it answered is asked again", [dead, told({ scan })], 2, { scan }],
  ["so is one that says nothing", [() => undefined, told({ scan })], 2, { scan }],
  ["nothing is looked for", [told({})], 1, {}],
  ["what is refused is not asked again", [() => ({ ok: false, error: "no" })], 1, undefined],
  ["a worker that never comes back", [dead], 5, undefined],
])("instructions: %s", async (_name, answers, times, answer) => {
  const seen = worker(answers);
  expect(await settled(createPageWorld().hello())).toEqual(answer);
  expect(seen.asked).toHaveLength(times);
});

describe("a text to be looked through", () => {
  const read = { findings: [], signs: [] };
  const busy = () => ({ ok: false, error: "too much at once" });

  test.each<readonly [string, readonly (() => unknown)[], number, unknown]>([
    ["is answered", [told(read)], 1, read],
    ["is sent again where the worker died over it", [dead, told(read)], 2, read],
    ["is sent again where there was too much at once", [busy, busy, told(read)], 3, read],
    ["is given up where nobody looks", [busy], 5, undefined],
  ])("%s", async (_name, answers, times, answer) => {
    const seen = worker(answers);
    expect(await settled(createPageWorld().read("a line"))).toEqual(answer);
    expect(seen.asked).toEqual(
      Array.from({ length: times }, () => ({ schoolgate: "page/read", body: { text: "a line" } })),
    );
  });

  test("typed text has left before anything is waited for, and keeps its claim when it is sent again", async () => {
    const seen = worker([dead, told({ said: [], marks: [] })]);
    const text = { claim: "a".repeat(24), text: "a line", around: "", title: "", known: [] };
    const answer = createPageWorld().typed(text);
    expect(seen.asked).toHaveLength(1);
    expect(await settled(answer)).toEqual({ said: [], marks: [] });
    const message = { schoolgate: "page/typed", body: text };
    expect(seen.asked).toEqual([message, message]);
  });
});
