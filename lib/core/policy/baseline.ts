// What holds before any policy has arrived, or when none that is valid ever did (law 9).
import { readingLevels, themes, textSources } from "../../contract/vocabulary.ts";
import type { Theme } from "../../contract/vocabulary.ts";
import { defaultThresholds } from "../match/default-thresholds.ts";
import { freeHostingCategory } from "./category.ts";
import { policyDefaults } from "./effective-policy.ts";
import type { CategoryDefault } from "./effective-policy.ts";
import { protectedSites } from "./protected-sites.ts";
import type { EffectivePolicy } from "./types.ts";

/** The strictest built-in policy: every category as its file's `strictest` says, the lowest threshold of any pupil. */
export function baselinePolicy(categories: readonly CategoryDefault[]): EffectivePolicy {
  const thresholds: Partial<Record<Theme, number>> = {};
  for (const theme of themes) {
    thresholds[theme] = Math.min(
      ...readingLevels
        .filter((level) => level !== "staff")
        .map((level) => defaultThresholds[level][theme]),
    );
  }
  return {
    origin: "baseline",
    version: "built-in",
    profile: "baseline",
    profileTitle: "Built-in protection",
    reading: policyDefaults.reading,
    school: {
      name: "Your school",
      shortName: "School",
      colour: policyDefaults.colour,
      hosts: [],
      contacts: [],
    },
    protectedHosts: protectedSites.map(({ host }) => host),
    categories: Object.fromEntries(
      categories.map(({ id, strictest }) => [id, { action: strictest, rule: `built-in ${id}` }]),
    ),
    unknownSites: { action: policyDefaults.unknownSites, rule: "built-in unknownSites" },
    freeHosting: {
      action:
        categories.find(({ id }) => id === freeHostingCategory)?.strictest ??
        policyDefaults.unknownSites,
      rule: `built-in ${freeHostingCategory}`,
    },
    search: {
      isSafe: true,
      safeRule: "built-in search",
      engines: {},
      images: { action: "allow", rule: "built-in search" },
      youtube: "strict",
    },
    downloads: {
      block: ["programs", "scripts", "disk-images", "torrents", "macros"],
      from: [],
      notFrom: [],
      rule: "built-in downloads",
    },
    unlocks: { codes: false, longestMinutes: 0 },
    lessons: {},
    groups: [],
    time: "",
    allow: [],
    block: [],
    warnMinutes: policyDefaults.warnMinutes,
    monitoring: {
      sources: textSources,
      thresholds,
      blockedVisits: policyDefaults.blockedVisits,
      excerptChars: policyDefaults.excerptChars,
    },
    reporting: { batchSeconds: 60, batchEvents: 50, keepDays: 365, unnamedWorries: true },
  };
}
