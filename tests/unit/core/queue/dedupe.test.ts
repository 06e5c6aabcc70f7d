import { describe, expect, test } from "vitest";
import type { SchoolgateEvent } from "../../../../lib/contract/event.ts";
import {
  dedupeKeyOf,
  grownBy,
  sameMomentMs,
  sittingMs,
  stepInSitting,
  weightOf,
} from "../../../../lib/core/queue/dedupe.ts";
import type { Sitting } from "../../../../lib/core/queue/types.ts";
import { isUrgent, rankOf } from "../../../../lib/core/queue/urgency.ts";
import {
  agreementEvent,
  circumventionEvent,
  findingEvent,
  unlockEvent,
  visitEvent,
  worryEvent,
} from "../../../support/fakes/events.ts";

const weighed = (event: SchoolgateEvent) => ({ event, weight: weightOf(event) });

describe("one sitting", () => {
  const t = 1_000_000;
  const low = findingEvent({ severity: "low", excerpt: "low" });
  const high = findingEvent({ severity: "high", excerpt: "high" });
  const heavy = findingEvent({ severity: "low", score: 60, excerpt: "heavy" });
  const sitting: Sitting = { lastMadeAtMs: t, lastMetAtMs: t, gravest: rankOf(low), weight: 50 };
  type Row = [
    name: string,
    known: Sitting | undefined,
    open: SchoolgateEvent | undefined,
    met: SchoolgateEvent,
    atMs: number,
    wanted: object,
  ];
  const counted = { step: "grow", isGraver: false, event: { excerpt: "low", count: 2 } };
  const risen = { step: "grow", isGraver: true, event: { excerpt: "high", count: 2 } };
  test.each<Row>([
    ["never met: an event", undefined, undefined, low, t, { step: "new", notBeforeMs: 0 }],
    ["two listeners at once: one moment", sitting, low, low, t + 10, { step: "same-moment" }],
    ["graver in the same moment is not left out", sitting, low, high, t + 10, risen],
    [
      "as grave in the same moment, and it weighs more: its words are kept",
      sitting,
      low,
      heavy,
      t + 10,
      {
        step: "grow",
        isGraver: false,
        event: { excerpt: "heavy", count: 2 },
        sitting: { weight: 60 },
      },
    ],
    [
      "the same, the first being on its way: one of its own, held to the sitting's end",
      sitting,
      undefined,
      heavy,
      t + 10,
      { step: "new", notBeforeMs: t + sittingMs, sitting: { weight: 60 } },
    ],
    [
      "as heavy as what the moment has told already: the same moment",
      { ...sitting, weight: 60 },
      low,
      heavy,
      t + 10,
      { step: "same-moment" },
    ],
    [
      "later, as grave and lighter: counted, and the words stay",
      sitting,
      heavy,
      low,
      t + 9e4,
      {
        step: "grow",
        event: { excerpt: "heavy", count: 2 },
      },
    ],
    ["later, not sent yet: counted", sitting, low, low, t + sameMomentMs, counted],
    ["later and graver, not sent yet: one event, the graver", sitting, low, high, t + 9e4, risen],
    [
      "milder than what waits: counted, and it stays as grave",
      { ...sitting, gravest: rankOf(high) },
      high,
      low,
      t + 60_000,
      { step: "grow", isGraver: false, event: { excerpt: "high", severity: "high", count: 2 } },
    ],
    [
      "later, sent already: one of its own, held to the sitting's end",
      sitting,
      undefined,
      low,
      t + 60_000,
      { step: "new", notBeforeMs: t + sittingMs },
    ],
    [
      "sent already, and now graver: one of its own, at once",
      sitting,
      undefined,
      high,
      t + 60_000,
      { step: "new", notBeforeMs: 0, sitting: { gravest: rankOf(high) } },
    ],
    [
      "a held repeat that becomes graver than what was told is held no longer",
      { ...sitting, lastMetAtMs: t + 60_000 },
      low,
      high,
      t + 120_000,
      risen,
    ],
    [
      "the next sitting: a new event at once",
      { ...sitting, gravest: rankOf(high) },
      undefined,
      low,
      t + sittingMs,
      { step: "new", notBeforeMs: 0, sitting: { gravest: rankOf(low) } },
    ],
    [
      "what waits since an earlier sitting still grows",
      sitting,
      low,
      high,
      t + 9 * sittingMs,
      risen,
    ],
    ["what waits and whose sitting was tidied away", undefined, low, high, t, risen],
    [
      "a clock set back: a new event at once",
      sitting,
      undefined,
      low,
      t - 5_000_000,
      { step: "new", notBeforeMs: 0 },
    ],
    [
      "a sitting that an earlier version wrote: as it was then",
      { lastMadeAtMs: t, lastMetAtMs: t },
      undefined,
      low,
      t + 60_000,
      { step: "new", notBeforeMs: t + sittingMs },
    ],
  ])("%s", (_, known, open, met, atMs, wanted) => {
    expect(stepInSitting(known, open && weighed(open), weighed(met), atMs)).toMatchObject(wanted);
  });

  test("one out of two: the first's id and moment, the graver's content whole", () => {
    const grown = grownBy(weighed({ ...low, atMs: 5 }), weighed({ ...high, atMs: 9 }));
    expect(grown.event).toEqual({ ...high, id: low.id, atMs: 5, count: 2 });
  });
});

describe("what is the same", () => {
  const key = dedupeKeyOf(findingEvent());
  test.each([
    ["another page of the site", findingEvent({ address: "https://chat.test/other" }), true],
    ["another score", findingEvent({ score: 99 }), true],
    ["searched for instead of typed", findingEvent({ source: "search" }), true],
    ["read instead of typed", findingEvent({ source: "page" }), false],
    ["graver", findingEvent({ severity: "critical" }), true],
    ["other words", findingEvent({ matches: [{ start: 0, end: 1, phrase: "other" }] }), true],
    ["another theme", findingEvent({ theme: "violence" }), false],
    ["another site", findingEvent({ address: "https://else.test/" }), false],
    ["another person", findingEvent({ user: "b@pupils.example-academy.test" }), false],
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
