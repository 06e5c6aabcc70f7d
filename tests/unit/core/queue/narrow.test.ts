import fc from "fast-check";
import { expect, test } from "vitest";
import {
  afterFault,
  afterStored,
  passSuspects,
  type Narrowing,
} from "../../../../lib/core/queue/narrow.ts";

const entriesOf = (ids: readonly string[]) => ids.map((id) => ({ id }));

test.each<[name: string, before: Narrowing, ids: string[], isSure: boolean, wanted: object]>([
  ["several: half as many next", {}, ["a", "b", "c"], false, { narrowing: { most: 1 } }],
  ["one alone: suspected", {}, ["a"], false, { narrowing: { most: 1, suspects: ["a"] } }],
  ["one alone that is said to be too large: apart", {}, ["a"], true, { narrowing: {}, apart: "a" }],
  [
    "one that fails again after another got through: apart",
    { most: 2, suspects: ["a", "b"], isHearing: true },
    ["a"],
    false,
    { narrowing: { most: 2, suspects: ["b"], isHearing: true }, apart: "a" },
  ],
  [
    "a second suspect while nothing gets through convicts nobody",
    { most: 1, suspects: ["a"] },
    ["b"],
    false,
    { narrowing: { most: 1, suspects: ["a", "b"] } },
  ],
])("%s", (_, before, ids, isSure, wanted) => {
  expect(afterFault(before, ids, isSure)).toEqual(wanted);
});

test("suspects are passed over, heard alone once something got through, and all that waits may be suspect", () => {
  const suspicious = { most: 1, suspects: ["a"] };
  expect(passSuspects(suspicious, entriesOf(["a", "b"]))).toEqual(entriesOf(["b"]));
  expect(passSuspects(suspicious, entriesOf(["a"]))).toEqual(entriesOf(["a"]));
  const hearing = afterStored(suspicious, ["b"]);
  expect(hearing).toEqual({ most: 2, suspects: ["a"], isHearing: true });
  expect(passSuspects(hearing, entriesOf(["a", "c"]))).toEqual(entriesOf(["a"]));
  expect(passSuspects(hearing, entriesOf(["c"]))).toEqual(entriesOf(["c"]));
  expect(afterStored(hearing, ["a"])).toEqual({ most: 4 });
});

/** Plays a queue against a collector that fails at some events always, and at everything for a while. */
function play(count: number, poison: ReadonlySet<string>, outages: readonly boolean[]) {
  let waiting = Array.from({ length: count }, (_, place) => `e${place}`);
  let narrowing: Narrowing = {};
  const stored: string[] = [];
  const apart: string[] = [];
  let rounds = 0;
  for (; waiting.length > 0 && rounds < 3000; rounds += 1) {
    const ids = passSuspects(narrowing, entriesOf(waiting))
      .slice(0, narrowing.most ?? 50)
      .map(({ id }) => id);
    const isOut = outages[rounds] === true;
    if (isOut || ids.some((id) => poison.has(id))) {
      const judged = afterFault(narrowing, ids, false);
      narrowing = judged.narrowing;
      if (judged.apart !== undefined) apart.push(judged.apart);
    } else {
      stored.push(...ids);
      narrowing = afterStored(narrowing, ids);
    }
    const done = new Set([...stored, ...apart]);
    waiting = waiting.filter((id) => !done.has(id));
    // Nothing but what fails: it waits for the collector's mending, and holds nobody up.
    if (waiting.every((id) => poison.has(id)) && apart.length + waiting.length === poison.size)
      break;
  }
  return { stored, apart, waiting, rounds };
}

test("law: whatever the collector fails at, all the rest gets through, and only that is set apart", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 60 }),
      fc.array(fc.nat({ max: 59 }), { maxLength: 6 }),
      (count, places) => {
        const poison = new Set(places.filter((place) => place < count).map((place) => `e${place}`));
        const { stored, apart, rounds } = play(count, poison, []);
        expect(stored.length).toBe(count - poison.size);
        expect(apart.every((id) => poison.has(id))).toBe(true);
        expect(rounds).toBeLessThan(1500);
      },
    ),
  );
});

test("law: a collector that fails at everything and then works again convicts nobody", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 60 }),
      fc.integer({ min: 1, max: 200 }),
      (count, outage) => {
        const { stored, apart } = play(
          count,
          new Set(),
          Array.from({ length: outage }, () => true),
        );
        expect(apart).toEqual([]);
        expect(stored.length).toBe(count);
      },
    ),
  );
});
