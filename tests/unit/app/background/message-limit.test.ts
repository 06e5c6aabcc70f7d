import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createMessageLimit } from "../../../../lib/app/background/message-limit.ts";
import { routeMessage } from "../../../../lib/app/background/message-router.ts";
import type { MessageHandlers } from "../../../../lib/app/background/message-router.ts";
import type { MessageName } from "../../../../lib/contract/message.ts";

const from = (tabId: number) => ({ id: "ours", tab: { id: tabId, url: "https://open.test/" } });
const windowMs = 10_000;

function counter(atMs = 0) {
  const clock = { at: atMs, nowMs: () => clock.at };
  const limit = createMessageLimit(clock);
  const heard = (count: number, name: MessageName, source = "", tabId = 1): number =>
    Array.from({ length: count }, () => limit.mayBeHeard(name, from(tabId), source)).filter(Boolean)
      .length;
  return { clock, limit, heard };
}

describe("how much a tab may say in a moment", () => {
  test("findings: 40, then none until the moment is over", () => {
    const { clock, heard } = counter();
    expect(heard(100, "page/finding", "page")).toBe(40);
    clock.at = windowMs - 1;
    expect(heard(1, "page/finding", "page")).toBe(0);
    clock.at = windowMs;
    expect(heard(100, "page/finding", "page")).toBe(40);
  });

  test("what a page shows does not silence what is typed in it", () => {
    const { heard } = counter();
    heard(1000, "page/finding", "page");
    heard(1000, "page/circumvention");
    expect(heard(3, "page/finding", "typed")).toBe(3);
  });

  test("one tab does not silence another", () => {
    const { heard } = counter();
    heard(1000, "page/finding", "page", 1);
    expect(heard(3, "page/finding", "page", 2)).toBe(3);
  });

  test("a page of 300 frames is greeted in each", () => {
    expect(counter().heard(300, "page/hello")).toBe(300);
    expect(counter().heard(1000, "page/hello")).toBe(400);
  });

  test("a clock set back does not silence a tab for longer than a moment", () => {
    const { clock, heard } = counter(1_000_000_000);
    heard(100, "page/finding", "page");
    clock.at = 0;
    expect(heard(3, "page/finding", "page")).toBe(3);
  });

  test("law: our own pages are always heard", () => {
    const { limit } = counter();
    fc.assert(
      fc.property(
        fc.constantFrom("worry/send", "blocked/explain", "status/read"),
        fc.integer(),
        (name, tabId) => limit.mayBeHeard(name as MessageName, from(tabId), ""),
      ),
    );
    expect(limit.mayBeHeard("worry/send", { id: "ours" }, "")).toBe(true);
  });
});

test("the router refuses what is too much, and asks no handler", async () => {
  let asked = 0;
  const handlers = {
    "page/hello": () => {
      asked += 1;
      return Promise.resolve({ ok: true, value: {} });
    },
  } as unknown as MessageHandlers;
  const limit = createMessageLimit({ nowMs: () => 0 });
  const self = { id: "ours", origin: "chrome-extension://ours" };
  const say = () =>
    routeMessage({ schoolgate: "page/hello", body: {} }, from(1), self, handlers, limit);
  const replies = await Promise.all(Array.from({ length: 500 }, say));
  expect(asked).toBe(400);
  expect(replies.at(-1)).toEqual({ ok: false, error: "too much at once" });
});
