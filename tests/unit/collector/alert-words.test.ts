// What messages say, and how often they may come.
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { alertDefaults } from "../../../collector/review/alert-rules.ts";
import { lastDigest, londonWeek } from "../../../collector/review/alert-hours.ts";
import { mayTellAtMs, retryDelayMs } from "../../../collector/review/alert-gather.ts";
import {
  alertText,
  digestText,
  waitingOf,
  waitingWords,
} from "../../../collector/review/alert-words.ts";

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

test("a burst in one line: counts, kinds, and the gravest", () => {
  const finding = { kind: "finding", severity: "high" } as const;
  const rows: readonly [Parameters<typeof waitingOf>[0], string][] = [
    [[{ kind: "worry", severity: null }], "1 worry from a pupil"],
    [[finding], "1 finding (high)"],
    [
      [finding, { ...finding, severity: "critical" }, { kind: "circumvention", severity: "low" }],
      "2 findings (gravest: critical), 1 way round the filter",
    ],
    [
      Array.from({ length: 40 }, () => ({ kind: "worry" as const, severity: null })),
      "40 worries from pupils",
    ],
  ];
  expect(rows.map(([cases]) => waitingWords(waitingOf(cases)))).toEqual(
    rows.map(([, words]) => words),
  );
});

test("an alert says that something waits, where, and who follows; its subject is one line", () => {
  const link = "https://desk.example-academy.test/desk/#/alert/01K";
  const { subject, text } = alertText(waitingOf([{ kind: "worry", severity: null }]), link, 20);
  expect(subject).toBe("Schoolgate: something waits for you: 1 worry from a pupil");
  expect(text).toContain(link);
  expect(text).toContain("within 20 minutes");
  expect(subject).not.toMatch(/[\r\n]/);
});

test("the digest is counts alone", () => {
  const { subject, text } = digestText(
    {
      fromMs: 0,
      toMs: 7 * 24 * hourMs,
      worries: 1,
      findings: { low: 0, medium: 2, high: 1, critical: 1 },
      attempts: 0,
      open: 3,
      unread: 2,
      closedInTime: 1,
    },
    "https://desk.example-academy.test/desk/",
  );
  expect(subject).toBe("Schoolgate: the week at the desk, 3 cases open");
  expect(text.split("\n").slice(0, 9)).toEqual([
    "In the last seven days:",
    "  1 worry from a pupil",
    "  4 findings (1 critical, 1 high, 2 medium)",
    "  0 ways round the filter",
    "  1 case closed",
    "",
    "Now:",
    "  3 cases open",
    "  2 of them with something that nobody has read",
  ]);
});

test("law: no more than eleven messages to one contact in any hour, and none waits longer than ten minutes", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 5 * minuteMs }), { maxLength: 200 }), (gaps) => {
      const sent: number[] = [];
      let atMs = 0;
      for (const gapMs of gaps) {
        atMs += gapMs;
        // What comes while one waits goes with it.
        if ((sent.at(-1) ?? -1) > atMs) continue;
        const nextMs = mayTellAtMs(sent, atMs);
        expect(nextMs - atMs).toBeLessThanOrEqual(10 * minuteMs);
        sent.push(nextMs);
      }
      for (const fromMs of sent) {
        const within = sent.filter((one) => one >= fromMs && one < fromMs + hourMs);
        expect(within.length).toBeLessThanOrEqual(11);
      }
    }),
  );
});

test("the first message goes at once; retries come ever later, a quarter of an hour at most", () => {
  expect(mayTellAtMs([], 5)).toBe(5);
  expect([1, 2, 3, 6, 40].map((tries) => retryDelayMs(tries, 0.5))).toEqual([
    30_000, 60_000, 120_000, 900_000, 900_000,
  ]);
});

test("the digest's hour is London's", () => {
  const due = (atMs: number) => lastDigest(alertDefaults, atMs)?.dueMs;
  // A Monday in summer: eight is seven by UTC.
  const mondayMs = Date.UTC(2026, 5, 15, 7);
  expect(due(mondayMs)).toBe(mondayMs);
  expect(due(mondayMs - 1)).toBe(mondayMs - 7 * 24 * hourMs);
  expect(due(mondayMs + 3 * 24 * hourMs)).toBe(mondayMs);
  const weekMs = 7 * 24 * hourMs;
  expect(lastDigest(alertDefaults, mondayMs)).toEqual({
    dueMs: mondayMs,
    fromMs: mondayMs - weekMs,
    isLater: false,
  });
  // Midnight in London is eleven by UTC: the week has turned.
  expect(londonWeek(Date.UTC(2026, 5, 14, 22, 30))).toBe("2026-06-08");
  expect(londonWeek(Date.UTC(2026, 5, 14, 23, 30))).toBe("2026-06-15");
  expect(londonWeek(Date.UTC(2026, 5, 21, 12))).toBe("2026-06-15");
});

describe("a digest on a day without school comes on the next with, and tells of all since the last", () => {
  const terms = [
    { from: "2026-09-01", to: "2026-12-18" },
    { from: "2027-01-05", to: "2027-03-25" },
  ];
  const closures = [{ from: "2026-10-26", to: "2026-10-30" }];
  const given = { ...alertDefaults, terms, closures };
  const at = (text: string) => Date.parse(`${text}Z`);
  const rows: readonly [string, string, string, string][] = [
    ["a week of school", "2026-11-23T08:00", "2026-11-23T08:00", "2026-11-16T08:00"],
    ["the week after a half-term", "2026-11-02T08:00", "2026-11-02T08:00", "2026-10-19T07:00"],
    [
      "in the half-term: the one before",
      "2026-10-28T12:00",
      "2026-10-19T07:00",
      "2026-10-12T07:00",
    ],
    [
      "in the holidays: the last of term",
      "2026-12-31T12:00",
      "2026-12-14T08:00",
      "2026-12-07T08:00",
    ],
    [
      "on the first morning, before it is due",
      "2027-01-05T07:59",
      "2026-12-14T08:00",
      "2026-12-07T08:00",
    ],
    [
      "on the first day of term, a Tuesday",
      "2027-01-05T08:00",
      "2027-01-05T08:00",
      "2026-12-14T08:00",
    ],
    ["the Monday after", "2027-01-11T08:00", "2027-01-11T08:00", "2027-01-05T08:00"],
  ];
  test.each(rows)("%s", (_name, now, due, from) => {
    expect(lastDigest(given, at(now))).toMatchObject({ dueMs: at(due), fromMs: at(from) });
  });
  test("terms that are all over: none, and nothing is thrown", () => {
    const over = { ...given, terms: [{ from: "2020-01-01", to: "2020-02-01" }] };
    expect(lastDigest(over, at("2026-11-23T08:00"))).toBeUndefined();
  });
  test("its words say how many days", () => {
    const findings = { low: 0, medium: 0, high: 0, critical: 0 };
    const counts = { worries: 1, findings, attempts: 0, open: 1, unread: 0, closedInTime: 0 };
    const { subject, text } = digestText(
      { ...counts, fromMs: at("2026-12-14T08:00"), toMs: at("2027-01-05T08:00") },
      "link",
    );
    expect(subject).toContain("the last 22 days at the desk");
    expect(text).toContain("In the last 22 days:");
  });
});
