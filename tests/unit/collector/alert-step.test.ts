// Who is told of a case, and when: the steps of one alert, as a table and as laws.
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  alertDefaults,
  contactTimes,
  coverAll,
  leastAlertRank,
  urgencyOf,
  type AlertCase,
  type AlertContact,
  type AlertSettings,
} from "../../../collector/review/alert-rules.ts";
import { isInHours, nextHoursMs, schoolDaysAgoMs } from "../../../collector/review/alert-hours.ts";
import {
  nextMove,
  stepName,
  type AlertMove,
  type AlertState,
  type AlertWorld,
} from "../../../collector/review/alert-step.ts";
import { triageRank } from "../../../collector/review/triage.ts";
import { draws } from "../../support/draws.ts";

const minuteMs = 60_000;
/** A Tuesday in winter: the clocks of London show UTC. */
const noon = Date.UTC(2026, 10, 24, 12);
const night = Date.UTC(2026, 10, 24, 23);
const morning = Date.UTC(2026, 10, 25, 8);

function person(id: string, given: Partial<AlertContact> = {}): AlertContact {
  return {
    id,
    name: id,
    channel: "email",
    target: `${id}@example-academy.test`,
    confirmedAtMs: 0,
    place: 1,
    when: "always",
    cover: coverAll,
    digest: false,
    ...given,
  };
}

const critical: AlertCase = {
  id: "one",
  kind: "finding",
  what: "self-harm",
  severity: "critical",
  profile: "ks3",
  state: "new",
  receivedAtMs: noon - 1000,
  lastOpenedAtMs: null,
};
const high: AlertCase = { ...critical, severity: "high" };
const worry: AlertCase = { ...critical, kind: "worry", what: "adult", severity: null };

function world(given: Partial<AlertWorld> = {}): AlertWorld {
  return {
    settings: alertDefaults,
    contacts: [person("first"), person("second", { place: 2 }), person("third", { place: 3 })],
    failing: new Set(),
    atMs: noon,
    ...given,
  };
}

const told = (move: AlertMove) =>
  move.kind === "tell" ? move.contacts.map(({ id }) => id) : move.kind;

/** Looks at one case again and again, as often as its moves ask for; who was told when, in minutes after the start. */
function walk(known: AlertCase, given: Partial<AlertWorld>, minutes: number): readonly string[] {
  const base = world(given);
  let state: AlertState | undefined;
  const heard: string[] = [];
  for (let atMs = base.atMs; atMs <= base.atMs + minutes * minuteMs; atMs += minuteMs) {
    const move = nextMove(known, state, { ...base, atMs });
    if (move.kind !== "none") ({ state } = move);
    if (move.kind === "tell") {
      heard.push(`${(atMs - base.atMs) / minuteMs}: ${[told(move)].flat().join(" ")}`);
    }
  }
  return heard;
}

describe("who is told first", () => {
  const rows: readonly [string, AlertCase, Partial<AlertWorld>, unknown][] = [
    ["the first of the on-call order", critical, {}, ["first"]],
    [
      "those who share the first place, together",
      critical,
      { contacts: [person("a"), person("b"), person("c", { place: 2 })] },
      ["a", "b"],
    ],
    ["a critical finding at night, whoever is there then", critical, { atMs: night }, ["first"]],
    [
      "at night the first of those who are always there",
      critical,
      { atMs: night, contacts: [person("day", { when: "hours" }), person("on", { place: 2 })] },
      ["on"],
    ],
    [
      "at night, where nobody is always there, the others all the same",
      critical,
      { atMs: night, contacts: [person("day", { when: "hours" })] },
      ["day"],
    ],
    ["a high finding at night waits", high, { atMs: night }, "wait"],
    ["a high finding by day", high, {}, ["first"]],
    ["a medium finding is nobody's alert", { ...high, severity: "medium" }, {}, "none"],
    ["a worry at night", worry, { atMs: night }, ["first"]],
    [
      "a worry at night where the school chose its hours",
      worry,
      { atMs: night, settings: { ...alertDefaults, worries: "in-hours" } },
      "wait",
    ],
    [
      "who covers the theme",
      critical,
      {
        contacts: [
          person("hate", { cover: { ...coverAll, whats: ["hate"] } }),
          person("care", { place: 2, cover: { ...coverAll, whats: ["self-harm"] } }),
        ],
      },
      ["care"],
    ],
    [
      "a worry about an adult goes to the head where the head covers it alone",
      worry,
      {
        contacts: [
          person("dsl", { cover: { ...coverAll, whats: ["unkind", "myself"] } }),
          person("head", { cover: { ...coverAll, whats: ["adult"] } }),
        ],
      },
      ["head"],
    ],
    [
      "the house that the profile stands for",
      high,
      {
        contacts: [
          person("north", { cover: { ...coverAll, profiles: ["north"] } }),
          person("south", { cover: { ...coverAll, profiles: ["ks3"] } }),
        ],
      },
      ["south"],
    ],
    [
      "a high finding that nobody covers waits",
      high,
      { contacts: [person("north", { cover: { ...coverAll, profiles: ["north"] } })] },
      "wait",
    ],
    [
      "a critical one that nobody covers goes to whoever is on call",
      critical,
      { contacts: [person("north", { cover: { ...coverAll, profiles: ["north"] } })] },
      ["north"],
    ],
    [
      "where nobody is on call, to whoever is confirmed",
      critical,
      { contacts: [person("digest-only", { place: null, digest: true })] },
      ["digest-only"],
    ],
    [
      "never to an address that is not confirmed",
      critical,
      { contacts: [person("new", { confirmedAtMs: null }), person("known", { place: 4 })] },
      ["known"],
    ],
    ["nobody at all is said to be nobody", critical, { contacts: [] }, "nobody"],
    ["past somebody whom nothing reaches", critical, { failing: new Set(["first"]) }, ["second"]],
    [
      "where nothing reaches anybody, the first all the same",
      critical,
      { failing: new Set(["first", "second", "third"]) },
      ["first"],
    ],
    [
      "nobody, where somebody has read it already",
      { ...critical, lastOpenedAtMs: critical.receivedAtMs + 1 },
      {},
      "end",
    ],
    ["nobody, where it is closed", { ...critical, state: "closed" }, {}, "none"],
  ];
  test.each(rows)("%s", (_name, known, given, expected) => {
    expect(told(nextMove(known, undefined, world(given)))).toEqual(expected);
  });
});

describe("what follows where nobody looks", () => {
  test("the whole order three times, then once each school morning", () => {
    const contacts = [person("first"), person("second", { place: 2 })];
    const evening = Date.UTC(2026, 10, 24, 16);
    expect(walk(critical, { contacts, atMs: evening }, 17 * 60)).toEqual([
      "0: first",
      "20: second",
      "40: first",
      "60: second",
      "80: first",
      "100: second",
      // 08:00 the next morning.
      "960: first",
      "980: second",
    ]);
  });
  test("what is for school hours escalates in school hours alone", () => {
    const evening = Date.UTC(2026, 10, 24, 16, 30);
    const contacts = [person("first"), person("second", { place: 2 })];
    expect(walk(high, { contacts, atMs: evening }, 17 * 60).slice(0, 4)).toEqual([
      "0: first",
      "20: second",
      "930: first",
      "950: second",
    ]);
  });
  test("somebody who cannot be reached is passed over at once", () => {
    const first = nextMove(critical, undefined, world());
    if (first.kind !== "tell") throw new Error("told");
    const failing = new Set(["first"]);
    const next = nextMove(critical, first.state, world({ failing, atMs: noon + 1000 }));
    expect(told(next)).toEqual(["second"]);
  });
  test("an opening ends it; so does closing", () => {
    const first = nextMove(critical, undefined, world());
    if (first.kind !== "tell") throw new Error("told");
    const later = world({ atMs: noon + 60 * minuteMs });
    const opened = { ...critical, lastOpenedAtMs: noon + minuteMs };
    expect(nextMove(opened, first.state, later).kind).toBe("end");
    expect(nextMove({ ...critical, state: "closed" }, first.state, later).kind).toBe("end");
  });
  test("more of the same is quiet; a graver turn begins anew, even after somebody has looked", () => {
    const first = nextMove(high, undefined, world());
    if (first.kind !== "tell") throw new Error("told");
    const done = { ...first.state, endedAtMs: noon };
    const grown = { ...high, receivedAtMs: noon + minuteMs, lastOpenedAtMs: noon };
    expect(nextMove(grown, done, world({ atMs: noon + minuteMs })).kind).toBe("none");
    const graver = { ...grown, severity: "critical" as const };
    const next = nextMove(graver, done, world({ atMs: noon + minuteMs }));
    expect(told(next)).toEqual(["first"]);
  });
});

test("school hours are London's, in summer too, and not at weekends", () => {
  const rows: readonly [string, number, boolean][] = [
    ["a winter morning before eight", Date.UTC(2026, 0, 12, 7, 59), false],
    ["a winter morning at eight", Date.UTC(2026, 0, 12, 8), true],
    ["a summer morning at eight is seven by UTC", Date.UTC(2026, 5, 15, 7), true],
    ["a summer evening at five", Date.UTC(2026, 5, 15, 16), false],
    ["a Saturday", Date.UTC(2026, 0, 17, 12), false],
  ];
  expect(rows.map(([name, atMs]) => [name, isInHours(alertDefaults, atMs)])).toEqual(
    rows.map(([name, , expected]) => [name, expected]),
  );
  // Friday evening before the clocks go forward → Monday, eight by the new time.
  expect(nextHoursMs(alertDefaults, Date.UTC(2026, 2, 27, 18))).toBe(Date.UTC(2026, 2, 30, 7));
});

describe("days without school", () => {
  const terms = [{ from: "2026-09-01", to: "2026-11-23" }];
  const closures = [{ title: "Training day", from: "2026-11-24", to: "2026-11-24" }];
  const holiday = { ...alertDefaults, terms };
  const closed = { ...alertDefaults, closures };
  const inHours: AlertSettings = { ...holiday, worries: "in-hours", atOnceFrom: null };
  const away = person("away", { place: 2, when: "term" });
  const there = person("there", { place: 3, when: "closed" });
  const office = person("office", { place: 1, when: "hours" });
  const always = person("always", { place: 4 });
  const all = [office, away, there, always];
  const told = (
    known: AlertCase,
    settings: AlertSettings,
    contacts: readonly AlertContact[] = all,
    atMs = noon,
  ) => {
    const move = nextMove(known, undefined, { settings, contacts, failing: new Set(), atMs });
    return move.kind === "tell" ? move.contacts.map(({ id }) => id) : move.kind;
  };

  test.each<[string, AlertCase, AlertSettings, readonly AlertContact[], unknown]>([
    ["a school day: school hours, first place first", critical, alertDefaults, all, ["office"]],
    ["a holiday: who is there then, in their order", critical, holiday, all, ["there"]],
    ["a closed day in term: the same", worry, closed, all, ["there"]],
    [
      "nobody for closed days: who is there at any hour",
      worry,
      holiday,
      [office, away, always],
      ["always"],
    ],
    ["nobody is there: everybody’s order counts", worry, holiday, [office, away], ["office"]],
    ["what can wait waits", high, holiday, all, "wait"],
    ["what can wait does not wait on a school day", high, alertDefaults, all, ["office"]],
    [
      "worries that the school keeps for its hours do not wait for the next term",
      worry,
      inHours,
      all,
      ["there"],
    ],
    [
      "who is on call on closed days alone is not told on others",
      critical,
      alertDefaults,
      [there, always],
      ["always"],
    ],
  ])("%s", (_name, known, settings, contacts, wanted) => {
    expect(told(known, settings, contacts)).toEqual(wanted);
  });

  test("out of hours in term: who is there in term at any hour", () => {
    expect(told(critical, alertDefaults, all, night)).toEqual(["away"]);
    expect(told(critical, holiday, all, night)).toEqual(["there"]);
  });

  test("what waits, waits for the first school morning", () => {
    const later = { ...alertDefaults, terms: [...terms, { from: "2027-01-05", to: "2027-03-25" }] };
    const move = nextMove(high, undefined, { ...world(), settings: later });
    expect(move).toMatchObject({ kind: "wait", state: { nextAtMs: Date.UTC(2027, 0, 5, 8) } });
    const onClosed = nextMove(high, undefined, { ...world(), settings: closed });
    expect(onClosed).toMatchObject({ kind: "wait", state: { nextAtMs: morning } });
  });

  test("a worry that is kept for the hours waits for the next weekday, not for the next term", () => {
    const contacts = [there];
    const move = nextMove(worry, undefined, {
      ...world(),
      settings: inHours,
      contacts,
      atMs: night,
    });
    expect(move).toMatchObject({ kind: "wait", state: { nextAtMs: morning } });
  });

  test("terms that are over, or none at all, hold nothing back for ever", () => {
    const never = { ...alertDefaults, terms: [{ from: "2020-01-01", to: "2020-01-02" }] };
    expect(nextHoursMs(never, noon)).toBe(noon + 7 * 24 * 60 * minuteMs);
    expect(told(worry, never)).toEqual(["there"]);
  });

  test("the first and the last day of a span belong to it, by London's calendar", () => {
    const summer = { ...alertDefaults, closures: [{ from: "2026-06-15", to: "2026-06-16" }] };
    const rows: readonly [number, boolean][] = [
      [Date.UTC(2026, 5, 12, 12), true],
      [Date.UTC(2026, 5, 15, 7), false],
      [Date.UTC(2026, 5, 16, 15), false],
      [Date.UTC(2026, 5, 17, 7), true],
    ];
    for (const [atMs, isIn] of rows) expect([atMs, isInHours(summer, atMs)]).toEqual([atMs, isIn]);
  });

  test.each<[string, AlertSettings, number, number]>([
    ["today", alertDefaults, 0, Date.UTC(2026, 10, 24)],
    ["one school day ago", alertDefaults, 1, Date.UTC(2026, 10, 23)],
    ["over a weekend", alertDefaults, 2, Date.UTC(2026, 10, 20)],
    ["five school days", alertDefaults, 5, Date.UTC(2026, 10, 17)],
    [
      "over closed days",
      { ...closed, closures: [{ from: "2026-11-18", to: "2026-11-24" }] },
      1,
      Date.UTC(2026, 10, 16),
    ],
    ["in the holidays, from the last day of term", holiday, 0, Date.UTC(2026, 10, 23)],
  ])("silence is counted in school days: %s", (_name, settings, count, wanted) => {
    expect(schoolDaysAgoMs(settings, count, noon)).toBe(wanted);
  });
});

const severity = fc.constantFrom("low", "medium", "high", "critical" as const);
const settings: fc.Arbitrary<AlertSettings> = fc.record({
  worries: fc.constantFrom("at-once", "in-hours"),
  atOnceFrom: fc.constantFrom(null, "low", "medium", "high", "critical"),
  inHoursFrom: severity,
  hours: fc.constantFrom(alertDefaults.hours, {
    days: ["sat" as const],
    from: "10:00",
    to: "10:30",
  }),
  // The days of these tests are in term, out of term, closed, or nobody has said.
  terms: fc.constantFrom(
    [],
    [{ from: "2026-09-01", to: "2026-12-18" }],
    [{ from: "2027-01-05", to: "2027-03-25" }],
  ),
  closures: fc.constantFrom([], [{ from: "2026-11-24", to: "2026-11-25" }]),
  escalateMinutes: fc.integer({ min: 1, max: 90 }),
  digest: fc.constant(alertDefaults.digest),
});
const someone = (number: number): fc.Arbitrary<AlertContact> =>
  fc
    .record({
      confirmedAtMs: fc.constantFrom(null, 0, 0),
      place: fc.constantFrom(null, 1, 1, 2, 3),
      when: fc.constantFrom(...contactTimes),
      cover: fc.record({
        kinds: fc.constantFrom([], ["worry" as const], ["finding" as const]),
        whats: fc.constantFrom([], ["hate" as const]),
        profiles: fc.constantFrom([], ["north"]),
        from: severity,
      }),
    })
    .map((given) => person(`p${number}`, given));
const known = fc.oneof(
  fc.constant(worry),
  severity.map((one) => ({ ...critical, severity: one })),
);
const contacts = fc
  .integer({ min: 0, max: 4 })
  .chain((count) => fc.tuple(...Array.from({ length: count }, (_, place) => someone(place))));
/** What happens between two looks: minutes pass, deliveries fail, the case turns graver or somebody opens it. */
const happening = fc.record({
  minutes: fc.integer({ min: 0, max: 400 }),
  failing: fc.subarray(["p0", "p1", "p2", "p3"]),
  what: fc.constantFrom("nothing", "nothing", "nothing", "graver", "more", "opened"),
});

test("laws: never two alerts for one step of one case, nobody unconfirmed, nothing once somebody looked", () => {
  fc.assert(
    fc.property(settings, contacts, known, fc.array(happening), (rules, people, start, events) => {
      let now: AlertCase = start;
      let state: AlertState | undefined;
      let atMs = noon;
      const names = new Set<string>();
      for (const { minutes, failing, what } of events) {
        atMs += minutes * minuteMs;
        if (what === "graver" && now.kind === "finding") now = { ...now, severity: "critical" };
        if (what === "graver" || what === "more") now = { ...now, receivedAtMs: atMs };
        if (what === "opened") now = { ...now, lastOpenedAtMs: atMs };
        const given = { settings: rules, contacts: people, failing: new Set(failing), atMs };
        const before = state;
        const move = nextMove(now, before, given);
        if (move.kind !== "none") ({ state } = move);
        if (move.kind !== "tell") continue;
        expect(what).not.toBe("opened");
        expect(move.contacts.length).toBeGreaterThan(0);
        expect(move.contacts.every(({ confirmedAtMs }) => confirmedAtMs !== null)).toBe(true);
        const name = stepName(move.state);
        expect(names.has(name)).toBe(false);
        names.add(name);
        // Below the least rank the store does not even ask.
        if (now.kind === "finding") {
          expect(triageRank(now)).toBeGreaterThanOrEqual(leastAlertRank(rules));
        }
      }
    }),
    { numRuns: draws(2000) },
  );
});

test("law: a critical finding or a worry that nobody opens is told of, again and again, while anybody is confirmed", () => {
  fc.assert(
    fc.property(
      settings,
      contacts,
      fc.constantFrom(worry, critical),
      fc.subarray(["p0", "p1", "p2", "p3"]),
      (rules, people, now, failing) => {
        fc.pre(people.some(({ confirmedAtMs }) => confirmedAtMs !== null));
        let state: AlertState | undefined;
        let last = noon;
        let many = 0;
        const given = { settings: rules, contacts: people, failing: new Set(failing) };
        // A fortnight, looked at whenever the state asks for it.
        for (let atMs = noon; atMs < noon + 14 * 24 * 60 * minuteMs;) {
          const move = nextMove(now, state, { ...given, atMs });
          if (move.kind === "none" || move.kind === "end" || move.kind === "nobody") {
            throw new Error(`${move.kind} at ${atMs}`);
          }
          ({ state } = move);
          if (move.kind === "tell") {
            many += 1;
            // At once where that is asked for; else at the latest when school hours begin again.
            const isAtOnce = urgencyOf(now, rules) === "at-once";
            if (many === 1 && isAtOnce) expect(atMs).toBe(noon);
            expect(atMs - last).toBeLessThanOrEqual(8 * 24 * 60 * minuteMs);
            last = atMs;
          }
          expect(state.nextAtMs).toBeGreaterThan(atMs - 1);
          atMs = Math.max(state.nextAtMs, atMs + 1000);
        }
        expect(many).toBeGreaterThan(1);
        // And not without end: three rounds, then one in a school day.
        expect(many).toBeLessThanOrEqual(3 * 4 + 15 * 4);
      },
    ),
    { numRuns: draws(500) },
  );
});

test("morning: what waited through the night is told when school hours begin", () => {
  const move = nextMove(high, undefined, world({ atMs: night }));
  if (move.kind !== "wait") throw new Error(move.kind);
  expect(move.state.nextAtMs).toBe(morning);
  expect(told(nextMove(high, move.state, world({ atMs: morning })))).toEqual(["first"]);
});
