// How much is searched at one go follows what it takes, on a clock that the tests hold.
import { expect, test } from "vitest";
import { createPageTurns } from "../../../lib/app/page/page-turns.ts";

/** Searches `pieces` pieces of which each takes `msAPiece(units)`; the answer tells how it went. */
async function run(pieces: number, msAPiece: (units: number) => number) {
  let now = 0;
  let slices = 0;
  let turnFromMs = 0;
  let longestTurnMs = 0;
  const turns = createPageTurns({
    nowMs: () => now,
    nextSlice: async () => {
      longestTurnMs = Math.max(longestTurnMs, now - turnFromMs);
      slices += 1;
      now += 5;
      turnFromMs = now;
    },
  });
  const pace = turns.pace();
  const units: number[] = [];
  for (let piece = 0; piece < pieces; piece += 1) {
    const given = (await pace()) ?? 0;
    units.push(given);
    now += msAPiece(given);
  }
  return { units, slices, longestTurnMs, awayMs: turns.takeAwayMs(), turns };
}

test("pieces grow while they are cheap, and come many to a turn", async () => {
  const { units, slices, longestTurnMs } = await run(60, (given) => given / 10_000);
  expect(units[0]).toBe(400);
  expect(units.at(-1)).toBe(12_000);
  expect(slices).toBeLessThan(30);
  expect(longestTurnMs).toBeLessThanOrEqual(6);
});

test("where the machine is slow they stay small, and the page has its turn after each", async () => {
  const { units, slices, longestTurnMs } = await run(40, (given) => given / 100);
  expect(Math.max(...units)).toBe(400);
  expect(units.at(-1)).toBe(300);
  expect(slices).toBeGreaterThanOrEqual(20);
  expect(longestTurnMs).toBeLessThanOrEqual(8);
});

test("one dear piece makes the next ones smaller, and they grow again", async () => {
  let piece = 0;
  const { units } = await run(40, (given) => ((piece += 1) === 20 ? 30 : given / 10_000));
  expect(units[20]).toBe((units[19] ?? 0) / 2);
  expect(units.at(-1)).toBe(12_000);
});

test("what lies between two texts says nothing of the pieces, and the page's time is told apart", async () => {
  const { turns, awayMs, slices } = await run(10, () => 1);
  expect(awayMs).toBe(5 * slices);
  expect(turns.takeAwayMs()).toBe(0);
  const before = await turns.pace()();
  expect(await turns.pace()()).toBe(before);
});
