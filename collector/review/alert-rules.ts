// Who is told of what, and when: the school's own settings for alerts. Pure.
import {
  severityRank,
  weekdays,
  type CircumventionSign,
  type Severity,
  type Theme,
  type WorryKind,
} from "../../lib/contract/vocabulary.ts";
import type { CaseHead, CaseKind } from "./case.ts";

export const alertChannels = ["email", "webhook"] as const;
export type AlertChannel = (typeof alertChannels)[number];

export type Weekday = (typeof weekdays)[number];

/** School hours by the clocks of London: on these days, from and to as "08:30". */
export interface AlertHours {
  readonly days: readonly Weekday[];
  readonly from: string;
  readonly to: string;
}

/** First and last day, "2026-09-01". */
export interface DaySpan {
  readonly title?: string | undefined;
  readonly from: string;
  readonly to: string;
}

/**
 * On which days there is school. A page or a digest into an empty school helps nobody: in the holidays what can wait
 * waits; worries and critical findings never do, and go to who is on call on such days.
 */
export interface SchoolDays {
  readonly hours: AlertHours;
  /** Empty: it is always term. */
  readonly terms: readonly DaySpan[];
  /** Days in term on which the school is closed. */
  readonly closures: readonly DaySpan[];
}

export const contactTimes = ["always", "hours", "term", "closed"] as const;

export interface AlertSettings extends SchoolDays {
  /** When a worry is passed on. It is never kept back altogether. */
  readonly worries: "at-once" | "in-hours";
  /** Findings at least this grave are passed on at any hour; null: none are. */
  readonly atOnceFrom: Severity | null;
  /** Findings at least this grave are passed on in school hours. "critical" is the least: those are always passed on. */
  readonly inHoursFrom: Severity;
  /** How long one place of the on-call order has before the next is told, in minutes. */
  readonly escalateMinutes: number;
  /** When the weekly digest goes out, by the clocks of London. */
  readonly digest: { readonly day: Weekday; readonly at: string };
}

export const alertDefaults: AlertSettings = {
  worries: "at-once",
  atOnceFrom: "critical",
  inHoursFrom: "high",
  hours: { days: weekdays.slice(0, 5), from: "08:00", to: "17:00" },
  terms: [],
  closures: [],
  escalateMinutes: 20,
  digest: { day: "mon", at: "08:00" },
};

/** What a contact is told of; an empty list means all. */
export interface AlertCover {
  readonly kinds: readonly CaseKind[];
  /** Themes of findings, and what pupils say that happened. */
  readonly whats: readonly (Theme | WorryKind)[];
  /** A house, a year or a key stage is covered where it has a profile of its own. */
  readonly profiles: readonly string[];
  /** The least grave finding. Worries have no severity and are not held to it. */
  readonly from: Severity;
}

export const coverAll: AlertCover = { kinds: [], whats: [], profiles: [], from: "low" };

export const onCallPlaces = 9;

/** A person's mailbox, or a system of the school, that can be told that something waits. */
export interface AlertContact {
  readonly id: string;
  readonly name: string;
  readonly channel: AlertChannel;
  /** A mail address, or an https address. */
  readonly target: string;
  /** When it was proven that messages arrive with the right person; null: it is not used. */
  readonly confirmedAtMs: number | null;
  /** Place in the on-call order, from 1; those who share one are told together. Null: not on call. */
  readonly place: number | null;
  /** When they are there: "hours" in school hours, "term" at any hour but on no closed day, "closed" on those alone. */
  readonly when: (typeof contactTimes)[number];
  readonly cover: AlertCover;
  readonly digest: boolean;
}

/** The part of a case that alerts look at. Nothing of it is content, and nothing says who the pupil is. */
export type AlertCase = Pick<
  CaseHead,
  "id" | "kind" | "what" | "severity" | "profile" | "state" | "receivedAtMs" | "lastOpenedAtMs"
>;

export type Urgency = "at-once" | "in-hours" | "none";

export function urgencyOf(
  known: Pick<AlertCase, "kind" | "severity">,
  settings: AlertSettings,
): Urgency {
  if (known.kind === "worry") return settings.worries;
  if (known.severity === null) return "none";
  const rank = severityRank(known.severity);
  if (settings.atOnceFrom !== null && rank >= severityRank(settings.atOnceFrom)) return "at-once";
  return rank >= severityRank(settings.inHoursFrom) ? "in-hours" : "none";
}

/** A worry or a critical finding: somebody is told, whatever the contacts say of what they cover. */
export function mustReach({ kind, severity }: Pick<AlertCase, "kind" | "severity">): boolean {
  return kind === "worry" || severity === "critical";
}

export function covers(cover: AlertCover, known: AlertCase): boolean {
  const has = <T>(list: readonly T[], value: T) => list.length === 0 || list.includes(value);
  return (
    has(cover.kinds, known.kind) &&
    has<Theme | WorryKind | CircumventionSign>(cover.whats, known.what) &&
    has(cover.profiles, known.profile) &&
    (known.severity === null || severityRank(known.severity) >= severityRank(cover.from))
  );
}

/** The least place in the queue (`triageRank`) that anything can be alerted at under these settings. */
export function leastAlertRank({ atOnceFrom, inHoursFrom }: AlertSettings): number {
  const least = Math.min(
    severityRank(inHoursFrom),
    atOnceFrom === null ? severityRank(inHoursFrom) : severityRank(atOnceFrom),
  );
  return 10 * (1 + least);
}
