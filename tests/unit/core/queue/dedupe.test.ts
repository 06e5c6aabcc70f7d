import { describe, expect, test } from "vitest";
import {
  dedupeKeyOf,
  sameMomentMs,
  sittingMs,
  stepInSitting,
} from "../../../../lib/core/queue/dedupe.ts";
import { isUrgent, rankOf } from "../../../../lib/core/queue/urgency.ts";
import {
  agreementEvent,
  circumventionEvent,
  findingEvent,
  unlockEvent,
  visitEvent,
  worryEvent,
} from "../../../support/fakes/events.ts";

describe("one sitting", () => {
  const t = 1_000_000;
  const sitting = { lastMadeAtMs: t, lastMetAtMs: t };
  test.each([
    ["never met: an event", undefined, false, t, { step: "new", notBeforeMs: 0 }],
    ["two listeners at once: one moment", sitting, true, t + 10, { step: "same-moment" }],
    ["later, not sent yet: counted", sitting, true, t + sameMomentMs, { step: "count" }],
    [
      "later, sent already: one of its own, held to the sitting's end",
      sitting,
      false,
      t + 60_000,
      { step: "new", notBeforeMs: t + sittingMs },
    ],
    [
      "the next sitting: a new event at once",
      sitting,
      false,
      t + sittingMs,
      { step: "new", notBeforeMs: 0 },
    ],
    [
      "a clock set back: a new event at once",
      sitting,
      false,
      t - 5_000_000,
      { step: "new", notBeforeMs: 0 },
    ],
  ])("%s", (_, known, hasOpen, atMs, wanted) => {
    expect(stepInSitting(known, hasOpen, atMs)).toEqual(wanted);
  });
});

describe("what is the same", () => {
  const key = dedupeKeyOf(findingEvent());
  test.each([
    ["another page of the site", findingEvent({ address: "https://chat.test/other" }), true],
    ["another score", findingEvent({ score: 99 }), true],
    ["another site", findingEvent({ address: "https://else.test/" }), false],
    ["another person", findingEvent({ user: "b@pupils.example-academy.test" }), false],
    ["another source", findingEvent({ source: "page" }), false],
    ["graver", findingEvent({ severity: "critical" }), false],
    ["other words", findingEvent({ matches: [{ start: 0, end: 1, phrase: "other" }] }), false],
  ])("%s", (_, event, isSame) => {
    expect(dedupeKeyOf(event) === key).toBe(isSame);
  });

  test.each([
    ["a worry", worryEvent()],
    ["an agreement", agreementEvent()],
    ["a visit the pupil spoke about", visitEvent({ accident: true })],
    ["a warning that was passed", visitEvent({ action: "warn", proceeded: true })],
  ])("%s always stands alone", (_, event) => {
    expect(dedupeKeyOf(event)).toBeUndefined();
  });
});

describe("what goes first", () => {
  test("worries, then findings by gravity, then the rest", () => {
    const events = [
      worryEvent(),
      findingEvent({ severity: "critical" }),
      findingEvent({ severity: "high" }),
      findingEvent({ severity: "low" }),
      visitEvent(),
    ];
    const ranks = events.map(rankOf);
    expect(ranks).toEqual([...ranks].sort((a, b) => b - a));
    expect(new Set(ranks).size).toBe(ranks.length);
    expect(events.map(isUrgent)).toEqual([true, true, false, false, false]);
  });
});

describe("ways round the filter", () => {
  const key = dedupeKeyOf(circumventionEvent());
  test.each<[name: string, event: ReturnType<typeof circumventionEvent>, isSame: boolean]>([
    [
      "another page of the same host",
      circumventionEvent({ address: "https://mirror.test/b" }),
      true,
    ],
    ["other words of the same sign", circumventionEvent({ detail: "scramjet" }), true],
    ["another host", circumventionEvent({ address: "https://other.test/" }), false],
    ["another sign", circumventionEvent({ sign: "cloaked-tab" }), false],
    ["another person", circumventionEvent({ user: "b@pupils.example-academy.test" }), false],
  ])("%s", (_, event, isSame) => expect(dedupeKeyOf(event) === key).toBe(isSame));

  test("tries that do not stop are one thing, wherever they go", () => {
    const one = circumventionEvent({ sign: "repeated-attempts", address: "https://a.test/" });
    const other = circumventionEvent({ sign: "repeated-attempts", address: "https://b.test/" });
    expect(dedupeKeyOf(one)).toBe(dedupeKeyOf(other));
  });

  test("a request for a code that was guessed at, and each unlock, stand alone", () => {
    expect(dedupeKeyOf(circumventionEvent({ sign: "wrong-code" }))).toBeUndefined();
    expect(dedupeKeyOf(unlockEvent())).toBeUndefined();
  });

  test("none of them is urgent, and all go before an ordinary visit", () => {
    for (const event of [circumventionEvent(), unlockEvent()]) {
      expect(isUrgent(event)).toBe(false);
      expect(rankOf(event)).toBeGreaterThan(rankOf(visitEvent()));
      expect(rankOf(event)).toBeLessThan(rankOf(findingEvent({ severity: "low" })));
    }
  });
});
