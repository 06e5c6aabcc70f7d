// What an opening at the desk asks for, read against the policy: what there is to choose, and what the audit says of it.
import { z } from "zod";
import type { Policy } from "../lib/contract/policy.ts";
import type { Problem } from "../lib/contract/result.ts";
import type { UnlockKind } from "../lib/contract/vocabulary.ts";
import { cleanSite } from "../lib/core/policy/site-entry.ts";
import type { OrderChoices } from "./desk-types.ts";
import { knownCategories } from "./policy/known-categories.ts";
import { auditEntry, type AuditAct } from "./review/audit.ts";
import {
  limitsOf,
  placeOf,
  readPastedSites,
  readWhat,
  siteWords,
  type OrderSite,
  type OrderWhat,
  type StaffOrder,
} from "./review/order.ts";

export const whatSchema = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("site"), address: z.string().max(2000) }),
  z.strictObject({ kind: z.literal("category"), category: z.string().trim().min(1).max(60) }),
  z.strictObject({ kind: z.literal("lesson"), lesson: z.string().max(60) }),
  z.strictObject({
    kind: z.literal("sites"),
    title: z.string().trim().min(1).max(120),
    text: z.string().max(100_000),
    search: z.boolean(),
  }),
]);
/** The kinds of site that the desk offers: those that come with Schoolgate, and the policy's own. */
export function choicesOf(policy: Policy | undefined): OrderChoices {
  const limits = limitsOf(policy);
  const own = (policy?.categories ?? []).map(({ id, title }) => ({ id, title }));
  return {
    ...limits,
    categories: [...knownCategories(), ...own].filter(({ id }) => !limits.never.includes(id)),
    profiles: Object.entries(policy?.profiles ?? {}).map(([id, { title }]) => ({
      id,
      title: title ?? id,
    })),
    groups: Object.entries(policy?.groups ?? {}).map(([id, { title }]) => ({ id, title })),
    lessons: Object.entries(policy?.lessons ?? {}).map(([id, lesson]) => ({
      id,
      title: lesson.title,
      minutes: lesson.minutes,
      search: lesson.search,
      sites: sitesOf(lesson.sites).map(siteWords),
    })),
  };
}

/** A lesson's sites, cleaned as the device cleans them. */
function sitesOf(sites: Policy["lessons"][string]["sites"]): OrderSite[] {
  return sites.flatMap((site) => {
    const clean = cleanSite(site, "");
    if (clean === undefined) return [];
    const { host, path } = clean;
    return [{ host, ...(path === undefined ? {} : { path }) }];
  });
}

type Wanted<Value> = Value | { readonly wrong: Problem };

function problemOf(path: string, what: string, expected: string): { readonly wrong: Problem } {
  return { wrong: { path, what, expected, level: "error" } };
}

export function wantedOf(
  given: z.output<typeof whatSchema>,
  policy: Policy | undefined,
): Wanted<{ readonly value: OrderWhat }> {
  if (given.kind === "site" || given.kind === "category") {
    const read = readWhat(given);
    if (read.ok) return isKnown(read.value, policy);
    return { wrong: read.error[0] ?? problemOf("what", "nothing", "a site").wrong };
  }
  if (given.kind === "lesson") {
    const lesson = lessonOf(policy, given.lesson);
    if (lesson === undefined) return problemOf("lesson", given.lesson, "a lesson of the policy");
    const { title, search } = lesson;
    return { value: { kind: "lesson", title, sites: sitesOf(lesson.sites), search } };
  }
  const { sites, wrong } = readPastedSites(given.text);
  const [first] = wrong;
  if (first !== undefined) {
    return problemOf(`line ${first.line}`, first.text, "a site such as example.org/page");
  }
  return { value: { kind: "lesson", title: given.title, sites, search: given.search } };
}

/** A category must be one that exists: a slip would open nothing and look as if it had. */
function isKnown(
  what: OrderWhat,
  policy: Policy | undefined,
): Wanted<{ readonly value: OrderWhat }> {
  if (what.kind !== "category") return { value: what };
  const ids = [...knownCategories(), ...(policy?.categories ?? [])].map(({ id }) => id);
  return ids.includes(what.category)
    ? { value: what }
    : problemOf("category", what.category, "a category of the policy");
}

function lessonOf(policy: Policy | undefined, id: string) {
  return policy !== undefined && Object.hasOwn(policy.lessons, id) ? policy.lessons[id] : undefined;
}

/** What a code opens, and how the screen names it: for a lesson by its id, as it is typed from the screen. */
export function codeWhat(
  given: { readonly what: UnlockKind; readonly place: string },
  policy: Policy | undefined,
): Wanted<{ readonly what: OrderWhat; readonly place: string }> {
  if (given.what === "lesson") {
    const read = wantedOf({ kind: "lesson", lesson: given.place }, policy);
    return "wrong" in read ? read : { what: read.value, place: given.place };
  }
  const read = wantedOf(
    given.what === "site"
      ? { kind: "site", address: given.place }
      : { kind: "category", category: given.place },
    policy,
  );
  return "wrong" in read ? read : { what: read.value, place: placeOf(read.value) };
}

export function whatWords(what: OrderWhat): string {
  if (what.kind === "lesson") return `lesson “${what.title}”, ${what.sites.length} sites`;
  return what.kind === "site" ? placeOf(what) : `everything in ${what.category}`;
}

const forWords = {
  user: "one pupil",
  device: "one Chromebook",
  group: "a group",
  profile: "a profile",
  everyone: "everyone",
} as const;

/** What, for how long, by whom and why; which pupil stands in the record of it, which goes in its time. */
export function auditOf(order: StaffOrder, atMs: number, who: string) {
  const act: AuditAct =
    order.how === "code"
      ? "code-made"
      : order.what.kind === "lesson"
        ? "lesson-started"
        : "opened-for-a-time";
  const { kind, value } = order.for;
  const named =
    kind === "group" || kind === "profile" ? `${forWords[kind]}, ${value}` : forWords[kind];
  const minutesLong = Math.round((order.untilMs - order.fromMs) / 60_000);
  const detail = `${whatWords(order.what)}, for ${named}, ${minutesLong} minutes: ${order.why}`;
  return auditEntry(atMs, who, act, { detail });
}
