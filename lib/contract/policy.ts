// What a school writes: one policy, one schema. `rules/policies/README.md` documents every field for people.
// The schema checks shapes; what spans fields (loops, unknown names, duplicates, expired dates) is
// `lib/core/policy/check-policy.ts`.
import { z } from "zod";
import {
  actions,
  downloadKinds,
  languageTags,
  pageLanguages,
  readingLevels,
  rulePictures,
  themes,
  weekdays,
  worryKinds,
  youtubeModes,
} from "./vocabulary.ts";

/** The version of this format. A policy that names another is refused, never guessed at. */
export const policyFormat = 1;

const id = z
  .string()
  .regex(
    /^[a-z0-9]+(-[a-z0-9]+)*$/,
    "a short name of lower-case letters, digits and single hyphens",
  )
  .max(60);
const words = (most: number) => z.string().trim().min(1).max(most);
const day = z.iso.date();
const webAddress = z.url({ protocol: /^https?$/ }).max(2000);
const timeOfDay = z
  .string()
  .regex(/^(?:(?:[01]\d|2[0-3]):[0-5]\d|24:00)$/, 'a time of the day as "08:50"');
const colour = z.string().regex(/^#[0-9a-fA-F]{6}$/, 'a colour as "#1a5fb4"');

/** A person or office at the school. `for` says which worries may be sent to them; empty: any. */
const contactSchema = z.strictObject({
  id,
  name: words(80),
  role: words(80),
  where: words(160).optional(),
  phone: words(40).optional(),
  email: z.email().optional(),
  for: z.array(z.enum(worryKinds)).optional(),
});

const schoolSchema = z.strictObject({
  name: words(120),
  shortName: words(40).optional(),
  /** The language of pages for pupils, until one of them chooses another; absent: the browser's. */
  language: z.enum(pageLanguages).optional(),
  colour: colour.optional(),
  /** The school's own hosts: never blocked by a category or list. */
  hosts: z.array(z.string()).max(200).default([]),
  /** Whom a pupil is pointed to on every page; `contacts` holds them by id. */
  dsl: id,
  /** Who takes a worry about an adult at school (the head or a governor), never shown to that adult. */
  head: id.optional(),
  itHelp: id.optional(),
  /** Every so many days "What is watched here" opens by itself when the browser starts; absent: it does not. */
  noticeEveryDays: z.int().min(1).max(366).optional(),
  contacts: z.array(contactSchema).min(1).max(40),
});

/**
 * One site in an allow or block list. As a bare string it is the host alone.
 * A host covers its sub-domains; a path covers what begins with it.
 */
const siteSchema = z.union([
  z.string(),
  z.strictObject({
    host: z.string(),
    path: z
      .string()
      .regex(/^\/[^?#]*$/, 'a path that begins with "/" and has no "?" or "#"')
      .max(500)
      .optional(),
    why: words(300).optional(),
    by: words(120).optional(),
    /** The last day on which the entry holds. */
    until: day.optional(),
  }),
]);

const listSchema = z.strictObject({
  id,
  title: words(120),
  category: id,
  /** The hosts themselves … */
  hosts: z.array(z.string()).optional(),
  /** … or where they are: absolute, or relative to the policy (a file beside it, an address below it). */
  address: words(2000).optional(),
  /** … or where the collector fetches them from, cleans them and serves them to the devices. */
  fetch: z
    .strictObject({
      address: webAddress,
      /** In a bundle: the folder or file in it. */
      part: words(200).optional(),
      everyHours: z.int().min(1).max(720).default(24),
    })
    .optional(),
  source: words(300).optional(),
  licence: words(120).optional(),
  attribution: words(300).optional(),
  /** Hosts of this list that may be closed although they look like education or public sector. */
  despiteShelter: z.array(z.string()).max(500).optional(),
});

const ownCategorySchema = z.strictObject({
  id,
  title: words(80),
  why: words(300),
  pupil: words(300),
});

const monitoringSchema = z.strictObject({
  page: z.boolean().optional(),
  typed: z.boolean().optional(),
  search: z.boolean().optional(),
  /** Score from 1 to 100 at which a theme is reported; missing themes take the reading level's default. */
  thresholds: z.partialRecord(z.enum(themes), z.int().min(1).max(100)).optional(),
  /** Themes that are not looked for. */
  without: z.array(z.enum(themes)).optional(),
  /** Fields in which typed text is not read: what stands in a field's name, id or label. */
  withoutFields: z
    .array(
      words(80).regex(
        /^(?![#.])(?=.*[\p{L}\p{N}]{2})[^[\]{}<>=|*]+$/u,
        "words from a field's name, id or label, and no selector",
      ),
    )
    .max(50)
    .optional(),
  /** Whether an attempt at a blocked site is recorded. */
  blockedVisits: z.boolean().optional(),
  /** Whether a day's use is told by host, visits and minutes (requirement S5). */
  visitReports: z.boolean().optional(),
  /** Longest excerpt kept with a finding, in characters. */
  excerptChars: z.int().min(40).max(600).optional(),
  /** Languages whose phrases are looked for beside the English ones. */
  languages: z.array(z.enum(languageTags)).max(languageTags.length).optional(),
});

/** Phrases of the school's own that the scanner looks for beside its own, in the syntax of `rules/lexicons`. */
const phraseListSchema = z.strictObject({
  id,
  title: words(80),
  theme: z.enum(themes),
  /** A language tag: "en", "pl". */
  language: z
    .string()
    .regex(/^[a-z]{2,3}(-[A-Za-z]{2,4})?$/, 'a language tag such as "en"')
    .default("en"),
  /** Why the school looks for them: the risk, in a sentence. */
  why: words(300),
  source: words(300),
  /** The day on which somebody last looked at every line. */
  reviewed: day,
  /** "60 medium | pattern | options", "class name: a | b", "## heading" or "# comment". */
  lines: z.array(z.string().max(1000)).min(1).max(2000),
});

/** Search (requirement F7). Engines by their id in `lib/core/policy/search-engines.ts`. */
const searchSchema = z.strictObject({
  /** Whether safe search is forced on every engine that has one. */
  safe: z.boolean().optional(),
  engines: z.record(id, z.enum(actions)).optional(),
  /** Open image search. */
  images: z.enum(actions).optional(),
  youtube: z.enum(youtubeModes).optional(),
});

const downloadsSchema = z.strictObject({
  /** Kinds of file that are stopped … */
  block: z.array(z.enum(downloadKinds)).optional(),
  /** … unless they come from these hosts. */
  from: z.array(z.string()).max(200).optional(),
  /** Hosts from which nothing is downloaded. */
  notFrom: z.array(z.string()).max(200).optional(),
});

/** What is done before something goes wrong (requirements S2, S8). Nothing of it is recorded. */
const careSchema = z.strictObject({
  /** Whether a note beside a field asks before a telephone number, an address or the like is given away. */
  nudges: z.boolean().optional(),
  /** Hosts, beside the school's own and those that the profile allows, where no such note is shown. */
  ownServices: z.array(z.string()).max(200).optional(),
  /** Whether searches about hard things, and pages that were judged so, are met with people to talk to. */
  helpCard: z.boolean().optional(),
  /** Minutes of use without a break after which a kind note is shown; 0: never. */
  longUseMinutes: z.union([z.literal(0), z.int().min(15).max(600)]).optional(),
});

/** What a profile can say differently for a time of the day. */
const timeSettings = {
  categories: z.record(id, z.enum(actions)).optional(),
  /** What happens to a site that no list knows. */
  unknownSites: z.enum(actions).optional(),
  /** The same for one on a free hosting service, where mirrors of proxies live. */
  freeHosting: z.enum(actions).optional(),
  allow: z.array(siteSchema).optional(),
  block: z.array(siteSchema).optional(),
  search: searchSchema.optional(),
};

const profileSchema = z.strictObject({
  title: words(80).optional(),
  extends: id.optional(),
  reading: z.enum(readingLevels).optional(),
  ...timeSettings,
  /** By a time's name in `day`: what is different then. */
  at: z
    .record(id, z.strictObject({ ...timeSettings, monitoring: monitoringSchema.optional() }))
    .optional(),
  downloads: downloadsSchema.optional(),
  /** Where camera and microphone may be used; nowhere else (requirement F11). */
  cameraAndMicrophone: z.strictObject({ only: z.array(z.string()).max(200) }).optional(),
  /**
   * Settings that no profile below may loosen, and no unlock or lesson list lifts: "categories.gambling", "categories",
   * "sites" (this profile's own allow and block entries), "unknownSites", "freeHosting", "search", "downloads",
   * "cameraAndMicrophone", "monitoring", "agreement".
   */
  locked: z.array(words(80)).max(100).optional(),
  warnMinutes: z.int().min(1).max(480).optional(),
  agreement: id.nullable().optional(),
  monitoring: monitoringSchema.optional(),
  care: careSchema.optional(),
});

const agreementSchema = z.strictObject({
  /** Raised when the words change: everybody is asked again. */
  version: words(40),
  title: words(120),
  intro: words(600).optional(),
  rules: z.array(words(400)).min(1).max(30),
  /** A drawing for each rule, in their order; without them one is chosen by the rule's words. For primary school. */
  pictures: z.array(z.enum(rulePictures)).max(30).optional(),
  promise: words(300),
  /** What is different from the version before, in the school's words; what changed is shown in any case. */
  changed: words(600).optional(),
  /** While a lesson list runs, the agreement waits for so many minutes from its beginning; absent: it does not wait. */
  lessonGraceMinutes: z.int().min(1).max(60).optional(),
});

/** When things are different (requirement F9). Days and times are those of the school's own time zone. */
const daySchema = z.strictObject({
  timeZone: words(60).default("Europe/London"),
  /** The first that fits names the time; none fits, or no term is on: `otherwise`. */
  periods: z
    .array(
      z.strictObject({
        time: id,
        days: z.array(z.enum(weekdays)).min(1).default(weekdays.slice(0, 5)),
        from: timeOfDay,
        to: timeOfDay,
      }),
    )
    .min(1)
    .max(200),
  otherwise: id.default("home"),
  /** First and last day of each; none named: it is always term. */
  terms: z
    .array(z.strictObject({ title: words(80).optional(), from: day, to: day }))
    .max(60)
    .default([]),
  /** Days, first and last, on which the school is closed in term. */
  closures: z
    .array(z.strictObject({ title: words(80).optional(), from: day, to: day }))
    .max(100)
    .default([]),
});

/** A named group of pupils: a class, or pupils with their own needs. */
const groupSchema = z.strictObject({
  title: words(80),
  /** Signed-in addresses; "*" stands for any run of characters. */
  members: z.array(words(200)).max(2000),
});

/** Whose access is withdrawn (requirement A3): help sites and the school's own hosts stay open. */
const withdrawnSchema = z.strictObject({
  email: words(200).optional(),
  group: id.optional(),
  why: words(300),
  by: words(120).optional(),
  /** The last day. */
  until: day.optional(),
});

/** A list of pre-checked sites (requirement F8): while it runs, nothing else opens. */
const lessonSchema = z.strictObject({
  title: words(120),
  sites: z.array(siteSchema).min(1).max(500),
  /** Whether the sites' own search pages open. */
  search: z.boolean().default(false),
  minutes: z.int().min(1).max(480).default(60),
});

const unlocksSchema = z.strictObject({
  /** Whether staff may open a site or category at the pupil's screen by a code. */
  codes: z.boolean().default(true),
  longestMinutes: z.int().min(1).max(1440).default(120),
  /** Categories that nobody can open for a time; `illegal` is always one. */
  never: z.array(id).max(100).default([]),
});

const assignmentSchema = z.strictObject({
  profile: id,
  /** Or the members of a group. */
  group: id.optional(),
  /** Signed-in address: "*@pupils.example.org" or "staff-*@example.org"; "*" stands for any run of characters. */
  email: words(200).optional(),
});

const reportingSchema = z.strictObject({
  /** Where events go: the collector's address. Managed configuration, where it names one, comes first. */
  endpoint: webAddress.optional(),
  /** Longest wait, in seconds, before an event that is not urgent is sent. */
  batchSeconds: z.int().min(5).max(3600).default(60),
  batchEvents: z.int().min(1).max(500).default(50),
  /** Days for which the desk keeps closed concerns; shown to pupils. */
  keepDays: z.int().min(1).max(3650).default(365),
  /** Whether a pupil may send a worry without a name. */
  unnamedWorries: z.boolean().default(true),
});

export const policySchema = z.strictObject({
  schoolgate: z.literal(policyFormat),
  /** The school's own name for this state of the policy, for example "2026-09-01". */
  version: words(60),
  /** Rises with every change. A device that has seen a higher one refuses this policy as out of date. */
  serial: z.int().min(1).optional(),
  /** Who made this change, and why (requirement F12). */
  change: z.strictObject({ by: words(120), why: words(500), on: day.optional() }).optional(),
  school: schoolSchema,
  /** Help sites beyond the built-in ones that nothing may block or record. */
  protectedSites: z.array(z.string()).max(500).default([]),
  categories: z.array(ownCategorySchema).max(100).default([]),
  lists: z.array(listSchema).max(200).default([]),
  phrases: z.array(phraseListSchema).max(50).default([]),
  agreements: z.record(id, agreementSchema).default({}),
  day: daySchema.optional(),
  groups: z.record(id, groupSchema).default({}),
  withdrawn: z.array(withdrawnSchema).max(2000).default([]),
  lessons: z.record(id, lessonSchema).default({}),
  unlocks: unlocksSchema.prefault({}),
  profiles: z.record(id, profileSchema),
  /** The first that fits decides; none fits: `strictest`. */
  assignments: z.array(assignmentSchema).max(500).default([]),
  /** The profile for somebody about whom nothing is known. */
  strictest: id,
  reporting: reportingSchema.prefault({}),
});

export type Policy = z.output<typeof policySchema>;
export type PolicyInput = z.input<typeof policySchema>;
export type PolicyProfile = z.output<typeof profileSchema>;
export type PolicySite = z.output<typeof siteSchema>;
export type PolicyList = z.output<typeof listSchema>;
export type PolicyPhrases = z.output<typeof phraseListSchema>;
export type PolicyContact = z.output<typeof contactSchema>;
export type PolicyAgreement = z.output<typeof agreementSchema>;
export type PolicyDay = z.output<typeof daySchema>;
export type PolicySearch = z.output<typeof searchSchema>;
