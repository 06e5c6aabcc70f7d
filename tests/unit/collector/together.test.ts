// What is asked at the same time is answered together, and each as if it had been alone.
import { setImmediate as breathe } from "node:timers/promises";
import fc from "fast-check";
import { expect, test } from "vitest";
import { askedTogether, together } from "../../../collector/store/together.ts";

interface Item {
  readonly number: number;
  readonly name: string;
  readonly size: number;
  readonly isBad: boolean;
}

const items = fc
  .array(
    fc.record({
      name: fc.constantFrom("a", "b", "c", "d"),
      size: fc.integer({ min: 1, max: 12 }),
      isBad: fc.boolean(),
      /** Turns of the loop before it is asked. */
      after: fc.integer({ min: 0, max: 4 }),
    }),
    { maxLength: 30 },
  )
  .map((drawn) => drawn.map((one, number) => ({ ...one, number })));

test("each is answered once with its own answer, in the order of its name; a fault is its own alone (law)", async () => {
  await fc.assert(
    fc.asyncProperty(items, fc.integer({ min: 1, max: 3 }), async (drawn, lines) => {
      const done: Item[] = [];
      let under = 0;
      const ask = together<Item, string>(
        async (group) => {
          under += 1;
          expect(under).toBeLessThanOrEqual(Math.max(lines, drawn.length));
          expect(new Set(group.map(({ name }) => name)).size).toBe(group.length);
          const size = group.reduce((sum, one) => sum + one.size, 0);
          expect(group.length === 1 || size <= 10).toBe(true);
          await breathe();
          under -= 1;
          if (group.some(({ isBad }) => isBad)) throw new Error("bad");
          done.push(...group);
          return group.map(({ number }) => `answer ${number}`);
        },
        { lines, most: 10, sizeOf: ({ size }) => size, namesOf: ({ name }) => [name] },
      );
      const answers = await Promise.allSettled(
        drawn.map(async (one) => {
          for (let turn = 0; turn < one.after; turn += 1) await breathe();
          return ask(one);
        }),
      );
      expect(answers.map((one) => (one.status === "fulfilled" ? one.value : "fault"))).toEqual(
        drawn.map(({ isBad, number }) => (isBad ? "fault" : `answer ${number}`)),
      );
      expect(done.map(({ number }) => number).toSorted((a, b) => a - b)).toEqual(
        drawn.filter(({ isBad }) => !isBad).map(({ number }) => number),
      );
    }),
  );
});

test.each(["postgres", "sqlite"] as const)(
  "%s: what is asked while a run is under way waits for the next: no answer is older than its question",
  async (dialect) => {
    let value = 1;
    let reads = 0;
    const ask = askedTogether({ dialect }, async (asked: readonly number[]) => {
      reads += 1;
      const read = value;
      await breathe();
      return asked.map(() => read);
    });
    const early = Array.from({ length: 20 }, (_, place) => ask(place));
    await breathe();
    value = 2;
    const late = Array.from({ length: 20 }, (_, place) => ask(place));
    expect(new Set(await Promise.all(late))).toEqual(new Set([2]));
    await Promise.all(early);
    expect(reads).toBeLessThan(10);
  },
);
