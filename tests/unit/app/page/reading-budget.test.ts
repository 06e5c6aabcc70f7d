import { expect, test } from "vitest";
import { createReadingBudget } from "../../../../lib/app/page/reading-budget.ts";

function make() {
  const clock = { nowMs: 1000 };
  return { clock, budget: createReadingBudget(() => clock.nowMs) };
}

test("2 MB of text in 100,000 elements and their texts are read whole", () => {
  const { budget } = make();
  expect(budget.spend(2_000_000, 200_000)).toBe(true);
});

test("50 MB are not, nor a million nodes without a word", () => {
  expect(make().budget.spend(50_000_000, 1)).toBe(false);
  const { budget } = make();
  let nodes = 0;
  while (budget.spend(0, 64)) nodes += 64;
  expect(nodes).toBeLessThan(1_000_000);
  expect(budget.isSpent).toBe(true);
});

test("a page that stays open is heard again", () => {
  const { clock, budget } = make();
  while (budget.spend(24_000, 500));
  expect(budget.isSpent).toBe(true);
  clock.nowMs += 60_000;
  expect(budget.isSpent).toBe(false);
  expect(budget.spend(400, 10)).toBe(true);
});

test("work on changes is under 1 % of the time, whatever comes", () => {
  const { clock, budget } = make();
  let ownMs = 0;
  const beganMs = clock.nowMs;
  for (let round = 0; round < 500; round += 1) {
    const workMs = 1 + (round % 7) * 20;
    clock.nowMs += workMs;
    ownMs += workMs;
    budget.work(workMs);
    clock.nowMs += budget.restMs();
  }
  expect(ownMs / (clock.nowMs - beganMs)).toBeLessThan(0.01);
});

test("a rest has an end", () => {
  const { budget } = make();
  budget.work(1_000_000);
  expect(budget.restMs()).toBeLessThanOrEqual(60_000);
});
