// The sites a policy names one by one: help sites, the school's own, allow and block entries.
import { countLabels, countSegments, isSiteOver } from "../policy/site-entry.ts";
import { isProtected } from "../policy/protected-sites.ts";
import type { EffectivePolicy, SiteEntry } from "../policy/types.ts";
import { cleanHosts, inChunks } from "./clean-hosts.ts";
import { ladder, sitePriority } from "./ladder.ts";
import { addHostBlock, pagesAndFrames, pagesOnly, redirectTo } from "./rule-draft.ts";
import type { CompileInput, Draft } from "./rule-draft.ts";
import { pathCondition } from "./site-condition.ts";
import type { PathCondition } from "./site-condition.ts";
import { allButMainFrame, resourceTypes } from "./types.ts";
import type { RuleReason } from "./types.ts";

/** Chromium's limits: 30,000 dynamic rules, 5,000 of them "unsafe" (redirects), 1,000 with a regular expression. */
const mostPathRules = 400;

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

export function addSites(draft: Draft, input: CompileInput): void {
  const { effective } = input;
  let pathRules = 0;
  for (const action of ["block", "allow"] as const) {
    const wholeHosts = new Map<number, SiteEntry[]>();
    for (const entry of effective[action]) {
      if (isSiteOver(entry, input.atMs)) continue;
      const [host] = cleanHosts([entry.host], entry.rule, draft.dropped);
      if (host === undefined) continue;
      if (entry.path === undefined) {
        const labels = countLabels(host);
        wholeHosts.set(labels, [...(wholeHosts.get(labels) ?? []), entry]);
        continue;
      }
      pathRules += 1;
      const condition = pathRules > mostPathRules ? undefined : pathCondition(host, entry.path);
      if (condition === undefined) {
        draft.dropped.push({
          entry: host + entry.path,
          rule: entry.rule,
          why:
            action === "block"
              ? "the browser's rules cannot tell this path: the gate that judges each page and frame blocks it"
              : "the browser's rules cannot tell this path: it is treated as its host is",
        });
        continue;
      }
      addPathRule(draft, input, entry, action, condition);
    }
    for (const [labels, entries] of wholeHosts)
      addWholeHosts(draft, input, action, labels, entries);
  }
}

function siteReason(effective: EffectivePolicy, action: string, rule: string): RuleReason {
  return {
    rule,
    category: "",
    list: "",
    words: `The policy ${action}s it for the profile ${effective.profile} (${rule}).`,
  };
}

function addPathRule(
  draft: Draft,
  input: CompileInput,
  entry: SiteEntry,
  action: "allow" | "block",
  condition: PathCondition,
): void {
  const priority = sitePriority(countLabels(entry.host), countSegments(entry.path), action);
  const reason = siteReason(input.effective, action, entry.rule);
  if (action === "allow") {
    draft.add("site", priority, { type: "allow" }, { ...condition, resourceTypes }, reason);
    return;
  }
  const carries = condition.regexFilter !== undefined;
  draft.add(
    "site",
    priority,
    redirectTo(input.pages.blocked, carries),
    { ...condition, resourceTypes: pagesOnly },
    reason,
  );
  draft.add(
    "site",
    priority,
    { type: "block" },
    { ...condition, resourceTypes: allButMainFrame },
    reason,
  );
}

/** Hosts of one length share a rule: among them no entry is more specific than another. */
function addWholeHosts(
  draft: Draft,
  input: CompileInput,
  action: "allow" | "block",
  labels: number,
  entries: readonly SiteEntry[],
): void {
  const byList = Map.groupBy(entries, (entry) => entry.rule.replace(/\.\d+$/, ""));
  for (const [rule, group] of byList) {
    const hosts = [...new Set(group.map((entry) => entry.host))].sort();
    const priority = sitePriority(labels, 0, action);
    const reason = siteReason(input.effective, action, rule);
    if (action === "block") {
      addHostBlock(draft, input, hosts, { page: "site", rest: "site", priority }, reason);
      continue;
    }
    for (const requestDomains of inChunks(hosts)) {
      draft.add("site", priority, { type: "allow" }, { requestDomains, resourceTypes }, reason);
    }
  }
}
