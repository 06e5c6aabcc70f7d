// What applies to this person now: a profile with everything it extends folded in, each setting with the line that set it.
import type { Policy, PolicyContact, PolicySite } from "../../contract/policy.ts";
import { textSources, themes } from "../../contract/vocabulary.ts";
import type { Action, ReadingLevel, TextSource, Theme } from "../../contract/vocabulary.ts";
import { defaultThresholds } from "../match/default-thresholds.ts";
import { normaliseHost } from "./host.ts";
import { profileChain } from "./profile-chain.ts";
import type { ProfileLink } from "./profile-chain.ts";
import { cleanSite, isSiteOver, siteKey } from "./site-entry.ts";
import type { CategoryWords, EffectivePolicy, SiteEntry } from "./types.ts";

/** A built-in category: its words, and what happens where no profile says otherwise. */
export type CategoryDefault = CategoryWords & { readonly strictest: Action };

/** The category that nobody at a school can open (requirement F2). */
export const illegalCategory = "illegal";

/** The category of hosts under which anybody may open a site: judged by `freeHosting`, not by the category's line. */
export const freeHostingCategory = "free-hosting";

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
 * Resolves a profile. Pure, and never throws: an unknown profile is answered as the policy's strictest,
 * an unknown parent or a loop as far as it goes (`checkPolicy` reports all three).
 */
export function effectivePolicy(policy: Policy, input: EffectiveInput): EffectivePolicy {
  let { links } = profileChain(policy, input.profile);
  if (links.length === 0) links = profileChain(policy, policy.strictest).links;
  const profile = links[0]?.id ?? policy.strictest;
  const reading = nearest(links, (p) => p.reading)?.value ?? policyDefaults.reading;
  const sites = foldSites(links, input.atMs);
  const unknownSites = nearest(links, (p) => p.unknownSites);
  const unknown = {
    action: unknownSites?.value ?? policyDefaults.unknownSites,
    rule:
      unknownSites === undefined
        ? "built-in unknownSites"
        : `profiles.${unknownSites.by}.unknownSites`,
  };
  const agreementId = nearest(links, (p) => p.agreement)?.value ?? undefined;
  const agreement =
    agreementId !== undefined && Object.hasOwn(policy.agreements, agreementId)
      ? policy.agreements[agreementId]
      : undefined;
  const changesAtMs = sites.nextEndMs;
  return {
    origin: "policy",
    version: policy.version,
    profile,
    profileTitle: nearest(links.slice(0, 1), (p) => p.title)?.value ?? profile,
    reading,
    school: effectiveSchool(policy),
    protectedHosts: uniqueHosts([...input.protectedHosts, ...policy.protectedSites]),
    categories: foldCategories(policy, links, input.categories, unknown),
    unknownSites: unknown,
    freeHosting: unknown,
    search: {
      isSafe: reading !== "staff",
      safeRule: "built-in search",
      engines: {},
      images: { action: "allow", rule: "built-in search" },
      youtube: reading === "staff" ? "off" : "moderate",
    },
    downloads: { block: [], from: [], notFrom: [], rule: "built-in downloads" },
    unlocks: { codes: policy.unlocks.codes, longestMinutes: policy.unlocks.longestMinutes },
    lessons: {},
    groups: [],
    time: "",
    allow: sites.allow,
    block: sites.block,
    warnMinutes: nearest(links, (p) => p.warnMinutes)?.value ?? policyDefaults.warnMinutes,
    ...(agreement === undefined || agreementId === undefined
      ? {}
      : { agreement: { ...agreement, id: agreementId } }),
    monitoring: foldMonitoring(links, reading),
    reporting: {
      batchSeconds: policy.reporting.batchSeconds,
      batchEvents: policy.reporting.batchEvents,
      keepDays: policy.reporting.keepDays,
      unnamedWorries: policy.reporting.unnamedWorries,
      ...(policy.reporting.endpoint === undefined ? {} : { endpoint: policy.reporting.endpoint }),
    },
    ...(changesAtMs === undefined ? {} : { changesAtMs }),
  };
}

/** The nearest profile of the chain that says something, and what. `null` is something. */
function nearest<T>(
  links: readonly ProfileLink[],
  read: (profile: ProfileLink["profile"]) => T | undefined,
): { readonly value: T; readonly by: string } | undefined {
  for (const { id, profile } of links) {
    const value = read(profile);
    if (value !== undefined) return { value, by: id };
  }
  return undefined;
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
    colour: school.colour ?? policyDefaults.colour,
    hosts: uniqueHosts(school.hosts),
    ...(dsl === undefined ? {} : { dsl }),
    ...(head === undefined ? {} : { head }),
    ...(itHelp === undefined ? {} : { itHelp }),
    contacts: school.contacts,
  };
}

/** A school's own category that no profile of the chain names is treated like a site that no list knows. */
function foldCategories(
  policy: Policy,
  links: readonly ProfileLink[],
  known: readonly CategoryDefault[],
  unknown: EffectivePolicy["unknownSites"],
): EffectivePolicy["categories"] {
  const folded: Record<string, { action: Action; rule: string }> = {};
  for (const own of policy.categories) folded[own.id] = unknown;
  for (const { id, strictest } of known) {
    folded[id] = { action: strictest, rule: `built-in ${id}` };
  }
  for (const { id, profile } of links.toReversed()) {
    for (const [category, action] of Object.entries(profile.categories ?? {})) {
      if (!Object.hasOwn(folded, category)) continue;
      folded[category] = { action, rule: `profiles.${id}.categories.${category}` };
    }
  }
  folded[illegalCategory] = { action: "block", rule: `built-in ${illegalCategory}` };
  return folded;
}

/** From the root to the profile: an entry replaces whatever was said before about exactly the same place. */
function foldSites(
  links: readonly ProfileLink[],
  atMs: number,
): { allow: SiteEntry[]; block: SiteEntry[]; nextEndMs: number | undefined } {
  const said = new Map<string, { entry: SiteEntry; list: "allow" | "block" }[]>();
  let nextEndMs: number | undefined;
  for (const { id, profile } of links.toReversed()) {
    const own = new Map<string, { entry: SiteEntry; list: "allow" | "block" }[]>();
    for (const list of ["allow", "block"] as const) {
      const sites: readonly PolicySite[] = profile[list] ?? [];
      for (const [place, site] of sites.entries()) {
        const entry = cleanSite(site, `profiles.${id}.${list}.${place}`);
        if (entry === undefined || isSiteOver(entry, atMs)) continue;
        if (entry.untilMs !== undefined && entry.untilMs < (nextEndMs ?? Infinity)) {
          nextEndMs = entry.untilMs;
        }
        const key = siteKey(entry);
        own.set(key, [...(own.get(key) ?? []), { entry, list }]);
      }
    }
    for (const [key, entries] of own) said.set(key, entries);
  }
  const all = [...said.values()].flat();
  const of = (list: "allow" | "block") =>
    all.filter((one) => one.list === list).map(({ entry }) => entry);
  return { allow: of("allow"), block: of("block"), nextEndMs };
}

function foldMonitoring(
  links: readonly ProfileLink[],
  reading: ReadingLevel,
): EffectivePolicy["monitoring"] {
  const sources: TextSource[] = textSources.filter(
    (source) => nearest(links, (p) => p.monitoring?.[source])?.value ?? true,
  );
  const without = nearest(links, (p) => p.monitoring?.without)?.value ?? [];
  const thresholds: Partial<Record<Theme, number>> = {};
  for (const theme of themes) {
    if (without.includes(theme)) continue;
    thresholds[theme] =
      nearest(links, (p) => p.monitoring?.thresholds?.[theme])?.value ??
      defaultThresholds[reading][theme];
  }
  return {
    sources,
    thresholds,
    blockedVisits:
      nearest(links, (p) => p.monitoring?.blockedVisits)?.value ?? policyDefaults.blockedVisits,
    excerptChars:
      nearest(links, (p) => p.monitoring?.excerptChars)?.value ?? policyDefaults.excerptChars,
  };
}
