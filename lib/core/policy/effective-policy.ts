// What applies to this person now: a profile with everything it extends folded in, each setting with the line that set it.
import type { Policy, PolicyContact } from "../../contract/policy.ts";
import type { Action, ReadingLevel } from "../../contract/vocabulary.ts";
import {
  foldCamera,
  foldCategories,
  foldDownloads,
  foldFreeHosting,
  foldSearch,
  foldUnknownSites,
} from "./effective-filtering.ts";
import { foldCare } from "./effective-care.ts";
import { monitoringOfDay } from "./effective-monitoring.ts";
import { foldLessons, foldSites } from "./effective-sites.ts";
import { foldSetting } from "./fold-setting.ts";
import type { Folding } from "./fold-setting.ts";
import { normaliseHost } from "./host.ts";
import { groupsOf, withdrawnNow } from "./person-groups.ts";
import { profileChain } from "./profile-chain.ts";
import type { ProfileLink } from "./profile-chain.ts";
import { timeAt } from "./school-time.ts";
import { defaultTimeZone } from "./time-zone.ts";
import type { CategoryWords, EffectivePolicy } from "./types.ts";

/** A built-in category: its words, and what happens where no profile says otherwise. */
export type CategoryDefault = CategoryWords & { readonly strictest: Action };

/** What holds where neither the profile nor what it extends says anything. */
export const policyDefaults = {
  reading: "ks3",
  unknownSites: "allow",
  warnMinutes: 15,
  blockedVisits: true,
  excerptChars: 240,
  colour: "#1a5fb4",
} as const satisfies Record<string, unknown>;

export interface EffectiveInput {
  readonly profile: string;
  readonly categories: readonly CategoryDefault[];
  /** The built-in protected sites; the policy's own are added here. */
  readonly protectedHosts: readonly string[];
  /** Unix ms: entries that have run out by then are left out. */
  readonly atMs: number;
  /** The signed-in address, by which groups and withdrawn access are found. */
  readonly email?: string | undefined;
}

/**
 * Resolves a profile for a moment. Pure, and never throws: an unknown profile is answered as the policy's strictest,
 * an unknown parent or a loop as far as it goes (`checkPolicy` reports all three). Make it anew at `changesAtMs`.
 */
export function effectivePolicy(policy: Policy, input: EffectiveInput): EffectivePolicy {
  const { atMs, email } = input;
  let { links } = profileChain(policy, input.profile);
  if (links.length === 0) links = profileChain(policy, policy.strictest).links;
  const profile = links[0]?.id ?? policy.strictest;
  const { time, nextChangeMs } = timeAt(policy.day, atMs);
  const folding: Folding = { links, time };
  const reading = readingOf(folding);
  const timeZone = policy.day?.timeZone ?? defaultTimeZone;
  const sites = foldSites(folding, atMs, timeZone);
  const { lessons, nextEndMs: lessonsEndMs } = foldLessons(policy, atMs);
  const { withdrawn, nextEndMs: withdrawnEndMs } = withdrawnNow(policy, email, atMs);
  const unknownSites = foldUnknownSites(folding, policyDefaults.unknownSites);
  const freeHosting = foldFreeHosting(folding, input.categories, unknownSites);
  const cameraAndMicrophone = foldCamera(folding);
  const agreement = foldAgreement(policy, folding);
  const changesAtMs = Math.min(
    nextChangeMs ?? Infinity,
    sites.nextEndMs,
    lessonsEndMs,
    withdrawnEndMs,
  );
  return {
    origin: "policy",
    version: policy.version,
    profile,
    profileTitle: links[0]?.profile.title ?? profile,
    reading,
    school: effectiveSchool(policy),
    protectedHosts: uniqueHosts([...input.protectedHosts, ...policy.protectedSites]),
    categories: foldCategories(policy, folding, input.categories, unknownSites, freeHosting),
    unknownSites,
    freeHosting,
    search: foldSearch(folding, reading),
    downloads: foldDownloads(folding),
    ...(cameraAndMicrophone === undefined ? {} : { cameraAndMicrophone }),
    ...(withdrawn === undefined ? {} : { withdrawn }),
    unlocks: { codes: policy.unlocks.codes, longestMinutes: policy.unlocks.longestMinutes },
    lessons,
    groups: groupsOf(policy, email),
    time,
    allow: sites.allow,
    block: sites.block,
    warnMinutes: nearest(links, ({ warnMinutes }) => warnMinutes) ?? policyDefaults.warnMinutes,
    care: foldCare(folding, reading),
    ...(agreement === undefined ? {} : { agreement }),
    monitoring: withOwnPhrases(monitoringOfDay(folding, reading, policyDefaults), policy.phrases),
    reporting: {
      batchSeconds: policy.reporting.batchSeconds,
      batchEvents: policy.reporting.batchEvents,
      keepDays: policy.reporting.keepDays,
      unnamedWorries: policy.reporting.unnamedWorries,
      ...(policy.reporting.endpoint === undefined ? {} : { endpoint: policy.reporting.endpoint }),
    },
    ...(changesAtMs === Infinity ? {} : { changesAtMs }),
  };
}

/** With the school's own phrases of themes that are looked for. */
function withOwnPhrases(
  monitoring: EffectivePolicy["monitoring"],
  lists: Policy["phrases"],
): EffectivePolicy["monitoring"] {
  const phrases = lists.filter(({ theme }) => monitoring.thresholds[theme] !== undefined);
  return phrases.length === 0 ? monitoring : { ...monitoring, phrases };
}

/** For whom words are written. */
export function readingOf({ links }: Folding): ReadingLevel {
  return nearest(links, ({ reading }) => reading) ?? policyDefaults.reading;
}

function nearest<T>(
  links: readonly ProfileLink[],
  read: (profile: ProfileLink["profile"]) => T | undefined,
): T | undefined {
  for (const { profile } of links) {
    const value = read(profile);
    if (value !== undefined) return value;
  }
  return undefined;
}

/** The agreement of the nearest profile that names one; `null` takes it away, unless a lock holds it. */
export function foldAgreement(policy: Policy, folding: Folding): EffectivePolicy["agreement"] {
  const { value: id } = foldSetting<string | null>(folding, {
    locks: ["agreement"],
    read: ({ agreement }, path) =>
      agreement === undefined ? undefined : { value: agreement, rule: `${path}.agreement` },
    start: { value: null, rule: "built-in agreement" },
    keep: (held, said) => ({ value: said ?? held, isLoosening: held !== null && said === null }),
  });
  if (id === null || !Object.hasOwn(policy.agreements, id)) return undefined;
  const agreement = policy.agreements[id];
  return agreement === undefined ? undefined : { ...agreement, id };
}

function uniqueHosts(texts: readonly string[]): string[] {
  const hosts = new Set<string>();
  for (const text of texts) {
    const host = normaliseHost(text);
    if (host !== undefined) hosts.add(host);
  }
  return [...hosts];
}

function effectiveSchool(policy: Policy): EffectivePolicy["school"] {
  const { school } = policy;
  const contact = (id: string | undefined): PolicyContact | undefined =>
    id === undefined ? undefined : school.contacts.find((one) => one.id === id);
  const dsl = contact(school.dsl);
  const head = contact(school.head);
  const itHelp = contact(school.itHelp);
  return {
    name: school.name,
    shortName: school.shortName ?? school.name,
    ...(school.language === undefined ? {} : { language: school.language }),
    colour: school.colour ?? policyDefaults.colour,
    hosts: uniqueHosts(school.hosts),
    ...(dsl === undefined ? {} : { dsl }),
    ...(head === undefined ? {} : { head }),
    ...(itHelp === undefined ? {} : { itHelp }),
    ...(school.noticeEveryDays === undefined ? {} : { noticeEveryDays: school.noticeEveryDays }),
    contacts: school.contacts,
  };
}
