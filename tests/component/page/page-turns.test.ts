// Our turns and the page's, on a clock that the tests hold.
import { expect, test } from "vitest";
import { createPageTurns } from "../../../lib/app/page/page-turns.ts";

function open() {
  const seen = { now: 100, slices: 0 };
  const turns = createPageTurns({
    nowMs: () => seen.now,
    nextSlice: async () => {
      seen.slices += 1;
      seen.now += 5;
    },
  });
  return { seen, turns };
}

test("work goes on until the turn is over; then the page has its own", async () => {
  const { seen, turns } = open();
  let longestMs = 0;
  for (let step = 0, fromMs = 0; step < 40; step += 1) {
    const { slices } = seen;
    await turns.pause();
    if (seen.slices > slices) fromMs = seen.now;
    seen.now += 1;
    longestMs = Math.max(longestMs, seen.now - fromMs);
  }
  expect(seen.slices).toBe(10);
  expect(longestMs).toBe(4);
});

test("what is waited for is the page's time, and a turn begins after it", async () => {
  const { seen, turns } = open();
  const answer = await turns.waitFor(
    (async () => {
      await Promise.resolve();
      seen.now += 300;
      return "an answer";
    })(),
  );
  expect(answer).toBe("an answer");
  expect(turns.endsMs).toBe(seen.now + 4);
  await turns.pause();
  expect(seen.slices).toBe(0);
  expect(turns.takeAwayMs()).toBe(300);
  expect(turns.takeAwayMs()).toBe(0);
});

test("a wait that fails is the page's time all the same", async () => {
  const { seen, turns } = open();
  const failing = (async () => {
    await Promise.resolve();
    seen.now += 20;
    throw new Error("gone");
  })();
  await expect(turns.waitFor(failing)).rejects.toThrow("gone");
  expect(turns.takeAwayMs()).toBe(20);
});
