// The laws of what is kept: order and repetition change nothing, forgetting happens, interest alone is never told.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  sequenceKinds,
  signSources,
  type SequenceKind,
  type SequenceStage,
} from "../../../../lib/contract/vocabulary.ts";
import { assess } from "../../../../lib/core/sequence/assess.ts";
import { addSigns, dayMs, emptyBook, forget } from "../../../../lib/core/sequence/book.ts";
import { kindPlans } from "../../../../lib/core/sequence/stage-table.ts";
import { dueOf, noteDue, noteTold } from "../../../../lib/core/sequence/tell-due.ts";
import type { PlacedSign, SequenceBook } from "../../../../lib/core/sequence/types.ts";
import { startMs } from "./walk.ts";

const all = () => true;
const thresholds = Object.fromEntries(Object.values(kindPlans).map(({ theme }) => [theme, 50]));

const placedSign: fc.Arbitrary<PlacedSign> = fc
  .constantFrom(...sequenceKinds)
  .chain((kind: SequenceKind) =>
    fc.record({
      kind: fc.constant(kind),
      place: kindPlans[kind].isOnePlace ? fc.constantFrom("a", "b") : fc.constant(""),
      stage: fc.constantFrom(...kindPlans[kind].stages),
      by: fc.constantFrom(...signSources),
      mark: fc.constantFrom("1", "2", "3", "4"),
      text: fc.constantFrom("x", "y", "z"),
      points: fc.integer({ min: 12, max: 70 }),
      atMs: fc.integer({ min: 0, max: 10 * 24 }).map((hour) => startMs + hour * 3_600_000),
    }),
  );
const messages = fc.array(fc.array(placedSign, { minLength: 1, maxLength: 4 }), { maxLength: 25 });

function bookOf(given: readonly (readonly PlacedSign[])[]): SequenceBook {
  return given.reduce<SequenceBook>(
    (book, signs, at) => addSigns(book, signs, `claim ${at}`),
    emptyBook,
  );
}

const judged = (book: SequenceBook) =>
  book.sequences.map((one) => [one.kind, one.place, assess(one)]);

describe("adding", () => {
  test("the order of arrival does not matter", () => {
    fc.assert(
      fc.property(messages, fc.infiniteStream(fc.nat()), (given, chance) => {
        const shuffled = given
          .map((signs) => ({ signs, at: chance.next().value }))
          .sort((a, b) => a.at - b.at)
          .map(({ signs }) => signs);
        expect(bookOf(shuffled).sequences).toEqual(bookOf(given).sequences);
        expect(judged(bookOf(shuffled))).toEqual(judged(bookOf(given)));
      }),
    );
  });

  test("the same message again, and the same signs in another message, change nothing", () => {
    fc.assert(
      fc.property(messages, (given) => {
        const book = bookOf(given);
        const again = given.reduce<SequenceBook>(
          (known, signs, at) =>
            addSigns(addSigns(known, signs, `claim ${at}`), signs, `more ${at}`),
          book,
        );
        expect(again.sequences).toEqual(book.sequences);
      }),
    );
  });

  test("what is kept of one place and kind does not grow without end", () => {
    let book = emptyBook;
    for (let at = 0; at < 500; at += 1) {
      book = addSigns(book, [sign("secrecy", at % 9, { mark: String(at) })], `claim ${at}`);
    }
    expect(book.sequences[0]?.signs.length).toBeLessThanOrEqual(24);
    expect(book.claims.length).toBeLessThanOrEqual(64);
  });
});

function sign(stage: SequenceStage, day: number, more: Partial<PlacedSign> = {}): PlacedSign {
  const kind = sequenceKinds.find((one) => kindPlans[one].stages.includes(stage)) ?? "grooming";
  return {
    kind,
    place: kindPlans[kind].isOnePlace ? "a" : "",
    stage,
    by: "page",
    mark: `${stage} ${day}`,
    text: `${stage} ${day}`,
    points: 45,
    atMs: startMs + day * dayMs,
    ...more,
  };
}

const assessed = (...signs: readonly PlacedSign[]) =>
  bookOf(signs.map((one) => [one])).sequences.flatMap((one) => assess(one) ?? []);

describe("when signs are more than each of them", () => {
  test.each<[string, PlacedSign[], number]>([
    [
      "three stages in one place",
      [sign("secrecy", 0), sign("moving-platform", 2), sign("pictures", 4)],
      1,
    ],
    ["two stages", [sign("secrecy", 0), sign("moving-platform", 2), sign("secrecy", 4)], 0],
    [
      "three stages in two places",
      [sign("secrecy", 0), sign("moving-platform", 2, { place: "b" }), sign("pictures", 4)],
      0,
    ],
    [
      "three stages too far apart",
      [sign("secrecy", 0), sign("moving-platform", 2), sign("pictures", 16)],
      0,
    ],
    [
      "three stages of friendliness",
      [sign("flattery-and-gifts", 0), sign("moving-platform", 2), sign("meeting", 4)],
      0,
    ],
    [
      "three faint stages",
      [
        sign("secrecy", 0, { points: 20 }),
        sign("moving-platform", 2, { points: 20 }),
        sign("pictures", 4, { points: 20 }),
      ],
      0,
    ],
    [
      "three stages in one text",
      [
        sign("secrecy", 0, { text: "x" }),
        sign("moving-platform", 0, { text: "x" }),
        sign("pictures", 0, { text: "x" }),
      ],
      0,
    ],
    [
      "three stages in one sitting",
      [sign("secrecy", 0), sign("moving-platform", 0.001), sign("pictures", 0.002)],
      1,
    ],
    [
      "insults on three days, from one side",
      [sign("insults", 0), sign("insults", 1), sign("insults", 2)],
      1,
    ],
    [
      "insults on two days",
      [sign("insults", 0), sign("insults", 1), sign("insults", 1, { mark: "x" })],
      0,
    ],
    [
      "an argument: two against one insult",
      [sign("insults", 0), sign("insults", 1), sign("insults", 2, { by: "typed" })],
      0,
    ],
    [
      "the same insult read again on three days",
      [0, 1, 2].map((day) => sign("insults", day, { mark: "x" })),
      0,
    ],
    [
      "the same insult written on three days",
      [0, 1, 2].map((day) => sign("insults", day, { mark: "x", by: "typed" })),
      1,
    ],
    [
      "debt and carrying on two days",
      [sign("debt-and-threat", 0), sign("carrying", 1), sign("carrying", 2)],
      1,
    ],
    ["belonging and a gift", [sign("drawn-in", 0), sign("drawn-in", 1), sign("drawn-in", 2)], 0],
    [
      "leaving home, in one's own words",
      [
        sign("wish-to-leave", 0, { by: "typed" }),
        sign("leaving-planned", 1, { by: "typed" }),
        sign("money-and-travel", 2, { by: "typed" }),
      ],
      1,
    ],
    [
      "leaving home, read in a story",
      [sign("wish-to-leave", 0), sign("leaving-planned", 1), sign("money-and-travel", 2)],
      0,
    ],
  ])("%s", (_name, signs, count) => {
    expect(assessed(...signs)).toHaveLength(count);
  });

  test("interest alone never is, however much of it, nor anything that was only read", () => {
    const stages = kindPlans.radicalisation.stages;
    const looked = fc.record({
      stage: fc.constantFrom(...stages),
      by: fc.constantFrom(...signSources),
      day: fc.integer({ min: 0, max: 13 }),
      mark: fc.string({ maxLength: 3 }),
    });
    fc.assert(
      fc.property(fc.array(looked, { maxLength: 60 }), (given) => {
        const signs = given.map(({ stage, by, day, mark }) =>
          sign(by === "typed" ? "interest" : stage, day, { by, mark, points: 70 }),
        );
        expect(assessed(...signs)).toEqual([]);
      }),
    );
  });

  test("hostility and interest, but no step towards anything: never", () => {
    expect(
      assessed(
        sign("interest", 0, { by: "typed" }),
        sign("hostility", 1, { by: "typed" }),
        sign("praise", 3, { by: "typed" }),
      ),
    ).toEqual([]);
  });

  test("the graver the stage, the graver it is told", () => {
    const [calm] = assessed(sign("secrecy", 0), sign("moving-platform", 1), sign("isolation", 2));
    const [grave] = assessed(sign("secrecy", 0), sign("moving-platform", 1), sign("meeting", 2));
    expect([calm?.severity, grave?.severity]).toEqual(["medium", "high"]);
  });
});

describe("forgetting", () => {
  const book = bookOf([[sign("secrecy", 0)], [sign("pictures", 10)]]);
  const daysLater = (days: number, known = book) =>
    forget(known, startMs + days * dayMs, all).sequences.flatMap(({ signs }) => signs).length;

  test.each([
    ["ten days: both are there", 10, 2],
    ["a day before it has been quiet for 14 days", 23, 2],
    ["quiet for 14 days", 24, 0],
    ["an age later", 400, 0],
  ])("%s", (_name, days, count) => {
    expect(daysLater(days)).toBe(count);
  });

  test("no sign is kept for 30 days, however often another comes", () => {
    const busy = bookOf([0, 8, 16, 24, 32].map((day) => [sign("secrecy", day)]));
    expect(daysLater(32, busy)).toBe(4);
    expect(daysLater(29, bookOf([0, 8, 16, 24].map((day) => [sign("secrecy", day)])))).toBe(4);
  });

  test("a kind that is not looked for goes at once, what waits to be told with it", () => {
    const due = noteDue(
      bookOf([[sign("secrecy", 0)], [sign("pictures", 1)], [sign("isolation", 2)]]),
      { nowMs: startMs + 2 * dayMs, thresholds, newClaim: () => "c" },
    );
    expect(dueOf(due)).toHaveLength(1);
    expect(forget(due, startMs + 2 * dayMs, (kind) => kind !== "grooming").sequences).toEqual([]);
  });

  test("signs of days that are still to come were made by a wrong clock", () => {
    expect(forget(book, startMs - 3 * dayMs, all).sequences).toEqual([]);
  });

  test("a full book keeps what has most to say", () => {
    const grave = [sign("secrecy", 0), sign("pictures", 0), sign("meeting", 0)];
    const flood = Array.from({ length: 300 }, (_, at) => [
      sign("flattery-and-gifts", 1, { place: `place ${at}` }),
    ]);
    const kept = forget(bookOf([grave, ...flood]), startMs + dayMs, all).sequences;
    expect(kept).toHaveLength(60);
    expect(kept.filter(({ place }) => place === "a")).toHaveLength(1);
  });
});

describe("telling", () => {
  const ask = (day: number) => ({
    nowMs: startMs + day * dayMs,
    thresholds,
    newClaim: () => `claim of day ${day}`,
  });

  test("noted once, repeated until it is stored, and then never again for the same", () => {
    const first = noteDue(
      bookOf([[sign("secrecy", 0)], [sign("pictures", 1)], [sign("isolation", 2)]]),
      ask(2),
    );
    expect(dueOf(first).map(({ claim }) => claim)).toEqual(["claim of day 2"]);
    expect(noteDue(first, ask(3))).toBe(first);
    const told = noteTold(first, "claim of day 2");
    expect(dueOf(told)).toEqual([]);
    expect(dueOf(noteDue(told, ask(5)))).toEqual([]);
  });

  test("a new stage on the day of telling waits for the next day", () => {
    const told = noteTold(
      noteDue(
        bookOf([[sign("secrecy", 0)], [sign("pictures", 1)], [sign("isolation", 2)]]),
        ask(2),
      ),
      "claim of day 2",
    );
    const more = addSigns(told, [sign("meeting", 2)], "another");
    expect(dueOf(noteDue(more, ask(2)))).toEqual([]);
    expect(dueOf(noteDue(more, ask(3)))).toHaveLength(1);
  });

  test("under the school's threshold: not told", () => {
    const book = bookOf([[sign("secrecy", 0)], [sign("pictures", 1)], [sign("isolation", 2)]]);
    const strict = { ...ask(2), thresholds: { grooming: 90 } };
    expect(dueOf(noteDue(book, strict))).toEqual([]);
    expect(dueOf(noteDue(book, { ...ask(2), thresholds: {} }))).toEqual([]);
  });

  test("an address is told only of the place where the sign stood", () => {
    const book = bookOf([[sign("secrecy", 0)], [sign("pictures", 1)], [sign("isolation", 2)]]);
    const at = (place: string) => ({
      ...ask(2),
      where: { place, address: "https://chat.test/room", title: "Room", source: "page" as const },
    });
    expect(dueOf(noteDue(book, at("a")))[0]?.address).toBe("https://chat.test/room");
    expect(dueOf(noteDue(book, at("b")))[0]?.address).toBe("");
  });
});
