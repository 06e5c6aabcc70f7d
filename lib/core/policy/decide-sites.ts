// The steps at which sites stand that people named one by one: locked entries, lesson lists, unlocks, the policy's own.
import { searchTermsOf } from "../match/search-terms.ts";
import { answer, settingOf } from "./decide-asked.ts";
import type { Asked } from "./decide-asked.ts";
import { entriesOver } from "./host-places.ts";
import { countLabels, countSegments, isSiteOver, siteCovers } from "./site-entry.ts";
import type { Decision, Lesson, SiteEntry, Unlock } from "./types.ts";

/** Entries that no profile below can speak against: they stand above locked categories. */
export function lockedSite(asked: Asked): Decision | undefined {
  const site = bestSite(asked, (entry) => entry.isLocked === true);
  return site === undefined ? undefined : ofSite(asked, site, "locked");
}

/** The most specific wins: labels of the host, then segments of the path; at a tie block before allow. */
export function ownSite(asked: Asked): Decision | undefined {
  const site = bestSite(asked, () => true);
  return site === undefined ? undefined : ofSite(asked, site, "site");
}

interface FoundSite {
  readonly action: "allow" | "block";
  readonly entry: SiteEntry;
}

function ofSite(asked: Asked, { action, entry }: FoundSite, step: "locked" | "site"): Decision {
  const place = entry.host + (entry.path ?? "");
  const because = entry.why === undefined ? "" : `: ${entry.why}`;
  const locked = step === "locked" ? ", and no profile below can say otherwise" : "";
  return answer(action, step, {
    matched: place,
    rule: entry.rule,
    why: `The policy ${action}s "${place}" for the profile ${asked.effective.profile}${locked}${because}`,
  });
}

function bestSite(asked: Asked, counts: (entry: SiteEntry) => boolean): FoundSite | undefined {
  let best: FoundSite | undefined;
  // Block is looked at first and only a more specific entry replaces it: so it wins a tie.
  for (const action of ["block", "allow"] as const) {
    for (const entry of entriesOver(asked.effective[action], asked.parsed?.host ?? "")) {
      if (!counts(entry) || !covers(asked, entry) || isSiteOver(entry, asked.context.atMs)) {
        continue;
      }
      if (best === undefined || isMoreSpecific(entry, best.entry)) best = { action, entry };
    }
  }
  return best;
}

function covers(asked: Asked, place: Pick<SiteEntry, "host" | "path">): boolean {
  const { parsed } = asked;
  return parsed !== undefined && siteCovers({ ...place, rule: "" }, parsed.host, parsed.path);
}

function isMoreSpecific(one: SiteEntry, other: SiteEntry): boolean {
  const labels = countLabels(one.host) - countLabels(other.host);
  if (labels !== 0) return labels > 0;
  return countSegments(one.path) > countSegments(other.path);
}

/** While a lesson list runs, its sites are open and no other page opens. Frames and parts come and go with their page. */
export function inLesson(asked: Asked): Decision | undefined {
  const { context } = asked;
  const { lesson, kind } = context;
  if (lesson === undefined || context.atMs >= lesson.untilMs) return undefined;
  const rule = `lesson ${lesson.id}`;
  const site = lesson.sites.find((one) => covers(asked, one));
  if (site === undefined) {
    if (kind === "main_frame") {
      return answer("block", "lesson", { rule, why: `${sayLesson(lesson)}: only its sites open.` });
    }
    if (context.insideOpened !== true) return undefined;
    return answer("allow", "lesson", {
      rule,
      why: `${sayLesson(lesson)}: one of its pages loads it.`,
    });
  }
  const matched = site.host + (site.path ?? "");
  if (!lesson.search && kind !== "other" && searchTermsOf(asked.address) !== undefined) {
    const why = `${sayLesson(lesson)}: "${matched}" is one of its sites, but searching is not part of it.`;
    return answer("block", "lesson", { matched, rule, why });
  }
  return answer("allow", "lesson", {
    matched,
    rule,
    why: `${sayLesson(lesson)}: "${matched}" is one of its sites.`,
  });
}

function sayLesson({ title, by }: Lesson): string {
  return `The lesson list "${title}" runs (by ${by})`;
}

/** What staff opened for a time: a site, or every site of a category, whatever other lists say; and what its pages load. */
export function unlocked(asked: Asked): Decision | undefined {
  const { context } = asked;
  for (const unlock of context.unlocks ?? []) {
    if (context.atMs >= unlock.untilMs) continue;
    const found = coveredBy(asked, unlock);
    if (found === undefined) continue;
    return answer("allow", "unlock", {
      ...found,
      rule: `unlock ${unlock.id}`,
      why: `${unlock.by} opened ${sayUnlock(unlock)} for a time: ${unlock.why}`,
    });
  }
  if (context.insideOpened !== true || context.kind === "main_frame") return undefined;
  return answer("allow", "unlock", {
    rule: "unlock of its page",
    why: "A page that was opened for a time loads it.",
  });
}

function coveredBy(
  asked: Asked,
  { what }: Unlock,
): Partial<Pick<Decision, "category" | "list" | "matched">> | undefined {
  if (what.kind === "site") {
    return covers(asked, what) ? { matched: what.host + (what.path ?? "") } : undefined;
  }
  // A category that is locked is above every unlock of it.
  if (settingOf(asked.effective, what.category)?.isLocked === true) return undefined;
  const hit = asked.hits.find(({ set }) => set.category === what.category);
  return hit === undefined
    ? undefined
    : { category: what.category, list: hit.set.id, matched: hit.matched };
}

function sayUnlock({ what }: Unlock): string {
  return what.kind === "site"
    ? `"${what.host}${what.path ?? ""}"`
    : `the category ${what.category}`;
}
