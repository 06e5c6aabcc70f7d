// What a school writes: one policy, one schema. `rules/policies/README.md` documents every field for people.
// The schema checks shapes; what spans fields (loops, unknown names, duplicates, expired dates) is
// `lib/core/policy/check-policy.ts`.
import { z } from "zod";
import { actions, readingLevels, themes, worryKinds } from "./vocabulary.ts";

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
  colour: colour.optional(),
  /** The school's own hosts: never blocked by a category or list. */
  hosts: z.array(z.string()).max(200).default([]),
  /** Whom a pupil is pointed to on every page; `contacts` holds them by id. */
  dsl: id,
  /** Who takes a worry about an adult at school (the head or a governor), never shown to that adult. */
  head: id.optional(),
  itHelp: id.optional(),
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
  source: words(300).optional(),
  licence: words(120).optional(),
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
  /** Whether an attempt at a blocked site is recorded. */
  blockedVisits: z.boolean().optional(),
  /** Longest excerpt kept with a finding, in characters. */
  excerptChars: z.int().min(40).max(600).optional(),
});

const profileSchema = z.strictObject({
  title: words(80).optional(),
  extends: id.optional(),
  reading: z.enum(readingLevels).optional(),
  categories: z.record(id, z.enum(actions)).optional(),
  /** What happens to a site that no list knows. */
  unknownSites: z.enum(actions).optional(),
  allow: z.array(siteSchema).optional(),
  block: z.array(siteSchema).optional(),
  warnMinutes: z.int().min(1).max(480).optional(),
  agreement: id.nullable().optional(),
  monitoring: monitoringSchema.optional(),
});

const agreementSchema = z.strictObject({
  /** Raised when the words change: everybody is asked again. */
  version: words(40),
  title: words(120),
  intro: words(600).optional(),
  rules: z.array(words(400)).min(1).max(30),
  promise: words(300),
});

const assignmentSchema = z.strictObject({
  profile: id,
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
  school: schoolSchema,
  /** Help sites beyond the built-in ones that nothing may block or record. */
  protectedSites: z.array(z.string()).max(500).default([]),
  categories: z.array(ownCategorySchema).max(100).default([]),
  lists: z.array(listSchema).max(200).default([]),
  agreements: z.record(id, agreementSchema).default({}),
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
export type PolicyContact = z.output<typeof contactSchema>;
export type PolicyAgreement = z.output<typeof agreementSchema>;
