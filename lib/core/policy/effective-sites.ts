// The allow and block entries that hold at a moment, and the lesson lists: inherited, replaced, run out, locked.
import type { Policy, PolicySite } from "../../contract/policy.ts";
import { lockLine, ruleOf, sectionOf } from "./fold-setting.ts";
import type { Folding } from "./fold-setting.ts";
import { cleanSite, isSiteOver, siteKey } from "./site-entry.ts";
import { defaultTimeZone } from "./time-zone.ts";
import type { EffectivePolicy, SiteEntry } from "./types.ts";

interface Placed {
  readonly entry: SiteEntry;
  readonly list: "allow" | "block";
  /** The line of `locked` that holds it. */
  readonly lock?: string;
}

export interface FoldedSites {
  readonly allow: readonly SiteEntry[];
  readonly block: readonly SiteEntry[];
  /** Unix ms at which the first of them runs out. */
  readonly nextEndMs: number;
}

/**
 * From the root to the profile, each with its plain entries and then those of the time: an entry replaces whatever was
 * said before about exactly the same place, unless that is locked.
 */
export function foldSites(folding: Folding, atMs: number, timeZone: string): FoldedSites {
  const said = new Map<string, Placed[]>();
  let nextEndMs = Infinity;
  for (const link of folding.links.toReversed()) {
    const { id, profile } = link;
    const lock = lockLine(link, ["sites"]);
    const section = sectionOf(profile, folding.time);
    const layers = [
      { path: `profiles.${id}`, settings: profile },
      ...(section === undefined
        ? []
        : [{ path: `profiles.${id}.at.${folding.time}`, settings: section }]),
    ];
    const mine = new Set<string>();
    for (const { path, settings } of layers) {
      const own = new Map<string, Placed[]>();
      for (const list of ["allow", "block"] as const) {
        const sites: readonly PolicySite[] = settings[list] ?? [];
        for (const [place, site] of sites.entries()) {
          const rule = `${path}.${list}.${place}`;
          const entry = cleanSite(site, rule, timeZone);
          if (entry === undefined || isSiteOver(entry, atMs)) continue;
          const key = siteKey(entry);
          const above = mine.has(key)
            ? undefined
            : said.get(key)?.find((one) => one.lock !== undefined);
          folding.onLine?.(rule, above?.list === list ? undefined : above?.lock);
          if (above !== undefined) continue;
          nextEndMs = Math.min(nextEndMs, entry.untilMs ?? Infinity);
          own.set(key, [
            ...(own.get(key) ?? []),
            { entry, list, ...(lock === undefined ? {} : { lock }) },
          ]);
        }
      }
      for (const [key, entries] of own) {
        said.set(key, entries);
        mine.add(key);
      }
    }
  }
  const all = [...said.values()].flat();
  const of = (wanted: "allow" | "block") =>
    all
      .filter(({ list }) => list === wanted)
      .map(({ entry, lock }): SiteEntry =>
        lock === undefined
          ? entry
          : { ...entry, rule: ruleOf({ value: entry, rule: entry.rule, lock }), isLocked: true },
      );
  return { allow: of("allow"), block: of("block"), nextEndMs };
}

/** A lesson of which no site is left is none. */
export function foldLessons(
  policy: Policy,
  atMs: number,
): { readonly lessons: EffectivePolicy["lessons"]; readonly nextEndMs: number } {
  const timeZone = policy.day?.timeZone ?? defaultTimeZone;
  const lessons: Record<string, EffectivePolicy["lessons"][string]> = {};
  let nextEndMs = Infinity;
  for (const [id, lesson] of Object.entries(policy.lessons)) {
    const sites: { host: string; path?: string }[] = [];
    for (const [place, site] of lesson.sites.entries()) {
      const entry = cleanSite(site, `lessons.${id}.sites.${place}`, timeZone);
      if (entry === undefined || isSiteOver(entry, atMs)) continue;
      nextEndMs = Math.min(nextEndMs, entry.untilMs ?? Infinity);
      const { host, path } = entry;
      sites.push({ host, ...(path === undefined ? {} : { path }) });
    }
    if (sites.length === 0) continue;
    const { title, search, minutes } = lesson;
    lessons[id] = { title, sites, search, minutes };
  }
  return { lessons, nextEndMs };
}
