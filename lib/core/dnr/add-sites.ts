// The sites a policy names one by one: help sites, the school's own, allow and block entries.
import { countLabels, countSegments, isSiteOver } from "../policy/site-entry.ts";
import { isProtected } from "../policy/protected-sites.ts";
import type { EffectivePolicy, SiteEntry } from "../policy/types.ts";
import { cleanHosts, inChunks } from "./clean-hosts.ts";
import { ladder, sitePriority } from "./ladder.ts";
import { addHostBlock, pagesAndFrames, pagesOnly, redirectTo } from "./rule-draft.ts";
import type { CompileInput, Draft } from "./rule-draft.ts";
import { pathCondition } from "./site-condition.ts";
import { allButMainFrame, resourceTypes } from "./types.ts";
import type { RuleReason } from "./types.ts";

/**
 * Chromium takes 1,000 dynamic rules with a regular expression and 5,000 that are not "safe" (redirects). The rest of
 * the compiler needs fewer than 300 of the first and 400 of the second. A path costs one rule where it is allowed and
 * two where it is blocked.
 */
const mostRegexRules = 700;
const mostRedirects = 4_500;
/** And 30,000 in all. */
const mostPathRules = 20_000;

export function addProtected(draft: Draft, input: CompileInput): void {
  const { protectedHosts } = input.effective;
  const groups = [
    {
      hosts: protectedHosts.filter((host) => isProtected(host)),
      rule: "built-in protected sites",
      priority: ladder.protected,
    },
    {
      hosts: protectedHosts.filter((host) => !isProtected(host)),
      rule: "protectedSites",
      priority: ladder.ownProtected,
    },
  ];
  for (const { hosts, rule, priority } of groups) {
    const words = "A help site: nothing may block it or record a visit.";
    const reason = { rule, category: "", list: "", words };
    for (const requestDomains of inChunks(cleanHosts(hosts, rule, draft.dropped))) {
      draft.add(
        "protected",
        priority,
        { type: "allow" },
        { requestDomains, resourceTypes },
        reason,
      );
      draft.add(
        "protected",
        ladder.protectedPage,
        { type: "allowAllRequests" },
        { requestDomains, resourceTypes: pagesAndFrames },
        reason,
      );
      // What the rule above frees is forgotten for open pages at the next change of any rule (measured); this is not.
      draft.add(
        "protected",
        ladder.protectedPage,
        { type: "allow" },
        { initiatorDomains: requestDomains, resourceTypes: allButMainFrame },
        reason,
      );
    }
  }
}

export function addSchoolHosts(draft: Draft, input: CompileInput): void {
  const rule = "school.hosts";
  const hosts = cleanHosts(input.effective.school.hosts, rule, draft.dropped);
  for (const requestDomains of inChunks(hosts)) {
    draft.add(
      "schoolHost",
      ladder.schoolHost,
      { type: "allow" },
      { requestDomains, resourceTypes },
      { rule, category: "", list: "", words: "The school's own site." },
    );
  }
}

/**
 * The site entries, in the order in which the browser's room is given out: whole hosts (they share rules, and all find
 * room); blocked paths; allowed paths. A path beyond the room for regular expressions is told by a filter, which
 * carries no address to the block page; beyond the room for redirects a blocked path ends in the browser's error page;
 * beyond the room for rules only the gates judge it. Each step down stands in `dropped`.
 */
export function addSites(draft: Draft, input: CompileInput): void {
  const { effective } = input;
  const room: PathRoom = {
    regexRules: mostRegexRules,
    redirects: mostRedirects,
    rules: mostPathRules,
  };
  const lists = (["block", "allow"] as const).flatMap((action) =>
    [true, false].map((isLocked) => ({
      action,
      isLocked,
      entries: effective[action].filter(
        (entry) => (entry.isLocked === true) === isLocked && !isSiteOver(entry, input.atMs),
      ),
    })),
  );
  for (const { action, isLocked, entries } of lists) {
    const wholeHosts = new Map<number, SiteEntry[]>();
    for (const entry of entries) {
      if (entry.path !== undefined) continue;
      const [host] = cleanHosts([entry.host], entry.rule, draft.dropped);
      if (host === undefined) continue;
      const labels = countLabels(host);
      const others = wholeHosts.get(labels);
      if (others === undefined) wholeHosts.set(labels, [{ ...entry, host }]);
      else others.push({ ...entry, host });
    }
    for (const [labels, alike] of wholeHosts) {
      addWholeHosts(draft, input, action, isLocked ? "lockedSite" : "site", labels, alike);
    }
  }
  for (const { action, isLocked, entries } of lists) {
    for (const entry of entries) {
      if (entry.path === undefined) continue;
      addPath(draft, input, entry, action, isLocked ? "lockedSite" : "site", room);
    }
  }
}

interface PathRoom {
  regexRules: number;
  redirects: number;
  rules: number;
}

function addPath(
  draft: Draft,
  input: CompileInput,
  entry: SiteEntry,
  action: "allow" | "block",
  band: "site" | "lockedSite",
  room: PathRoom,
): void {
  const [host] = cleanHosts([entry.host], entry.rule, draft.dropped);
  if (host === undefined) return;
  const path = entry.path ?? "";
  const say = (why: string): void =>
    void draft.dropped.push({ entry: host + path, rule: entry.rule, why });
  const needed = action === "block" ? 2 : 1;
  const condition = pathCondition(host, path, room.regexRules >= needed);
  if (condition === undefined) {
    say(
      action === "block"
        ? "the browser's rules cannot tell this path: the gate that judges each page and frame blocks it"
        : "the browser's rules cannot tell this path: it is treated as its host is",
    );
    return;
  }
  if (room.rules < needed) {
    say(
      "more paths than the browser has room for: the gates that judge each page and frame hold it",
    );
    return;
  }
  const usesRegex = condition.regexFilter !== undefined;
  if (usesRegex) room.regexRules -= needed;
  else if (pathCondition(host, path)?.regexFilter !== undefined) {
    say("more paths than the browser takes regular expressions: told by a plain filter");
  }
  const priority = sitePriority(countLabels(host), countSegments(path), action, band);
  const reason = siteReason(input.effective, action, entry.rule);
  if (action === "allow") {
    room.rules -= 1;
    draft.add(band, priority, { type: "allow" }, { ...condition, resourceTypes }, reason);
    return;
  }
  if (room.redirects > 0) {
    room.redirects -= 1;
    room.rules -= 2;
    const toPage = redirectTo(input.pages.blocked, usesRegex);
    draft.add(band, priority, toPage, { ...condition, resourceTypes: pagesOnly }, reason);
    const rest = { ...condition, resourceTypes: allButMainFrame };
    draft.add(band, priority, { type: "block" }, rest, reason);
    return;
  }
  room.rules -= 1;
  say("more blocked paths than the browser takes redirects: the page is blocked without a reason");
  draft.add(band, priority, { type: "block" }, { ...condition, resourceTypes }, reason);
}

function siteReason(effective: EffectivePolicy, action: string, rule: string): RuleReason {
  return {
    rule,
    category: "",
    list: "",
    words: `The policy ${action}s it for the profile ${effective.profile} (${rule}).`,
  };
}

/** Hosts of one length share a rule: among them no entry is more specific than another. */
function addWholeHosts(
  draft: Draft,
  input: CompileInput,
  action: "allow" | "block",
  band: "site" | "lockedSite",
  labels: number,
  entries: readonly SiteEntry[],
): void {
  const byList = Map.groupBy(entries, (entry) => entry.rule.replace(/\.\d+$/, ""));
  for (const [rule, group] of byList) {
    const hosts = [...new Set(group.map((entry) => entry.host))].sort();
    const priority = sitePriority(labels, 0, action, band);
    const reason = siteReason(input.effective, action, rule);
    if (action === "block") {
      addHostBlock(draft, input, hosts, { page: band, rest: band, priority }, reason);
      continue;
    }
    for (const requestDomains of inChunks(hosts)) {
      draft.add(band, priority, { type: "allow" }, { requestDomains, resourceTypes }, reason);
    }
  }
}
