// What is kept on the device and sent to the collector. Each kind carries the least that lets a person act (law 7).
import { z } from "zod";
import { isUlid, type DeviceId, type EventId } from "./ids.ts";
import {
  circumventionSigns,
  sequenceKinds,
  sequenceStages,
  severities,
  signSources,
  textSources,
  themes,
  unlockKinds,
  worryKinds,
} from "./vocabulary.ts";

export const eventFormat = 1;

const text = (most: number) => z.string().max(most);
const eventId = z.custom<EventId>((given) => typeof given === "string" && isUlid(given), {
  message: "an event id of 26 characters",
});
const deviceId = z.custom<DeviceId>((given) => typeof given === "string" && isUlid(given), {
  message: "a device id of 26 characters",
});

/** Who and where, as far as it is known. `user` is the signed-in address, or "" when there is none. */
const common = {
  format: z.literal(eventFormat),
  id: eventId,
  /** Unix time in milliseconds by the device's clock. */
  atMs: z.int().min(0),
  device: deviceId,
  deviceLabel: text(120),
  user: text(200),
  profile: text(60),
  policyVersion: text(60),
  /**
   * What only the school's safeguarding keys open (JWE, JSON): the fields that `lib/core/seal` names, blank in clear.
   * Absent where the school has no keys, or has switched sealing off.
   */
  sealed: text(60_000).optional(),
  /** Of that, what a list shows before anybody opens the case: who and where. */
  head: text(8_000).optional(),
};

const place = {
  /** Address without fragment; without query too, but for a search. */
  address: text(2000),
  title: text(300),
};

const rule = {
  /** Which line of the policy decided, for example `profiles.ks3.categories.gambling`. */
  rule: text(300),
  category: text(60),
};

const matchSchema = z.strictObject({
  start: z.int().min(0),
  end: z.int().min(0),
  phrase: text(300),
});

/**
 * Small signs that add up over days (`lib/core/sequence`): which steps, on how many days, how often, and whether the
 * person at the device wrote them or read them. The words themselves are kept nowhere, so such a finding has no excerpt.
 */
const sequenceSchema = z.strictObject({
  kind: z.enum(sequenceKinds),
  /** Whether all stood in one conversation; otherwise in several places. */
  isOnePlace: z.boolean(),
  firstAtMs: z.int().min(0),
  lastAtMs: z.int().min(0),
  /** Different days with a sign. */
  days: z.int().min(1).max(60),
  stages: z
    .array(
      z.strictObject({
        stage: z.enum(sequenceStages),
        days: z.int().min(1).max(60),
        times: z.int().min(1).max(1000),
        by: z.array(z.enum(signSources)).min(1).max(2),
      }),
    )
    .min(1)
    .max(10),
});
export type SequenceFact = z.output<typeof sequenceSchema>;

export const findingEventSchema = z.strictObject({
  ...common,
  kind: z.literal("finding"),
  ...place,
  source: z.enum(textSources),
  theme: z.enum(themes),
  severity: z.enum(severities),
  score: z.number().min(0).max(100),
  excerpt: text(1000),
  /** Offsets in `excerpt`. */
  matches: z.array(matchSchema).max(50),
  excuses: z.array(text(60)).max(20),
  /** How often the same was met in the same sitting. */
  count: z.int().min(1),
  /** Present where several small signs made this finding, and not one text. */
  sequence: sequenceSchema.optional(),
});

export const worryEventSchema = z.strictObject({
  ...common,
  kind: z.literal("worry"),
  what: z.enum(worryKinds),
  /** Id of the contact the pupil chose, or "" for "whoever is best". */
  tell: text(60),
  tellName: text(120),
  words: text(4000),
  /** How the pupil would like to be spoken to; may be empty. */
  reach: text(300),
  /** The page, only where the pupil chose to add it. */
  address: text(2000),
  named: z.boolean(),
});

export const blockedVisitEventSchema = z.strictObject({
  ...common,
  kind: z.literal("blocked-visit"),
  ...place,
  ...rule,
  action: z.enum(["block", "warn", "monitor"]),
  count: z.int().min(1),
  /** The pupil said: I came here by accident. */
  accident: z.boolean(),
  /** The pupil read the warning and went on. */
  proceeded: z.boolean(),
  /** Why, in the pupil's words, where the pupil went on. */
  reason: text(300).default(""),
});

/** "I think this should be open", or "this should have been blocked". */
export const reviewRequestEventSchema = z.strictObject({
  ...common,
  kind: z.literal("review-request"),
  ...place,
  ...rule,
  wanted: z.enum(["open", "blocked"]),
  words: text(1000),
  /** The list in which the host stands, or "". */
  list: text(60).default(""),
});

/** A site, a kind of site or a lesson list opened for a time by staff (requirements F5, F12), or an attempt that failed. */
export const unlockEventSchema = z.strictObject({
  ...common,
  kind: z.literal("unlock"),
  stage: z.enum(["begun", "ended", "refused"]),
  unlock: text(60),
  what: z.enum(unlockKinds),
  /** Host with path, category id or lesson id. */
  place: text(600),
  by: text(120),
  why: text(300),
  how: z.enum(["code", "collector"]),
  minutes: z.int().min(0),
});

/** A way round the filter that was tried. */
export const circumventionEventSchema = z.strictObject({
  ...common,
  kind: z.literal("circumvention"),
  ...place,
  ...rule,
  sign: z.enum(circumventionSigns),
  detail: text(300),
  count: z.int().min(1),
});

/** Another policy is in force on this device (requirement F12). */
export const policyChangeEventSchema = z.strictObject({
  ...common,
  kind: z.literal("policy-change"),
  before: text(60),
  serial: z.int().min(0),
  by: text(120),
  why: text(500),
  /** What is different, in sentences for an IT lead. */
  changes: z.array(text(300)).max(50),
});

/** A list that could not be had, was refused or is too old. */
export const listProblemEventSchema = z.strictObject({
  ...common,
  kind: z.literal("list-problem"),
  list: text(60),
  what: text(300),
});

export const agreementEventSchema = z.strictObject({
  ...common,
  kind: z.literal("agreement"),
  agreement: text(60),
  version: text(60),
});

export const policyProblemEventSchema = z.strictObject({
  ...common,
  kind: z.literal("policy-problem"),
  problems: z
    .array(
      z.strictObject({
        path: text(300),
        what: text(300),
        expected: text(300),
        level: z.enum(["error", "warning"]),
      }),
    )
    .max(50),
});

/** Whether the filter was found alive (requirement F13): the record of a check. */
export const filterCheckEventSchema = z.strictObject({
  ...common,
  kind: z.literal("filter-check"),
  /** "person": asked for at the device. "time": at least once a term, by itself. */
  by: z.enum(["person", "time"]),
  ok: z.boolean(),
  checks: z.array(z.strictObject({ name: text(80), ok: z.boolean(), detail: text(300) })).max(30),
});

/** A day's use of the web, where the policy asks for it: by host, and never a help site (requirement S5). */
export const visitReportEventSchema = z.strictObject({
  ...common,
  kind: z.literal("visit-report"),
  /** By the clocks at school: "2026-11-23". */
  day: z.string().regex(/^\d{4}-\d{2}-\d{2}$/),
  /** Those with most minutes first. */
  hosts: z
    .array(
      z.strictObject({
        host: text(253),
        /** Pages opened. */
        visits: z.int().min(0),
        /** Minutes at whose end a page of it stood in front. */
        minutes: z.int().min(0),
      }),
    )
    .max(300),
  /** Further hosts, together. */
  others: z.strictObject({ visits: z.int().min(0), minutes: z.int().min(0) }),
});

/** What is wrong with the device's own keeping and sending: told, so that silence never means that all is well. */
export const healthEventSchema = z.strictObject({
  ...common,
  kind: z.literal("health"),
  /**
   * "set-apart": events that the collector does not take. "gave-way": events dropped because the queue was full.
   * "not-kept": events that the disk would not take.
   */
  what: z.enum(["set-apart", "gave-way", "not-kept"]),
  /** How many events, by kind, and why; never their content. */
  detail: text(300),
  count: z.int().min(1),
});

export const eventSchema = z.discriminatedUnion("kind", [
  findingEventSchema,
  worryEventSchema,
  blockedVisitEventSchema,
  reviewRequestEventSchema,
  agreementEventSchema,
  policyProblemEventSchema,
  unlockEventSchema,
  circumventionEventSchema,
  policyChangeEventSchema,
  listProblemEventSchema,
  filterCheckEventSchema,
  healthEventSchema,
  visitReportEventSchema,
]);

export type SchoolgateEvent = z.output<typeof eventSchema>;
export type EventKind = SchoolgateEvent["kind"];
export type EventOf<Kind extends EventKind> = Extract<SchoolgateEvent, { kind: Kind }>;
export type FindingEvent = EventOf<"finding">;
export type WorryEvent = EventOf<"worry">;
