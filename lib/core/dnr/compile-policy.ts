// The policy of one person at one moment, as rules for the browser. Pure; the order of things is `decide()`'s.
import { problem } from "../../contract/result.ts";
import type { Problem } from "../../contract/result.ts";
import { illegalCategory } from "../policy/effective-policy.ts";
import { hostCovers, hostSuffixes } from "../policy/host.ts";
import { isProtected } from "../policy/protected-sites.ts";
import { countLabels, countSegments, isSiteOver } from "../policy/site-entry.ts";
import type { DecideContext, EffectivePolicy, HostSet, SiteEntry } from "../policy/types.ts";
import { cleanHosts, inChunks } from "./clean-hosts.ts";
import type { DroppedEntry } from "./clean-hosts.ts";
import { ladder, sitePriority } from "./ladder.ts";
import { createIdGiver } from "./rule-ids.ts";
import type { RuleIdBlock } from "./rule-ids.ts";
import { pathCondition } from "./site-condition.ts";
import { allButMainFrame, resourceTypes } from "./types.ts";
import type { DnrAction, DnrCondition, DnrResourceType, DnrRule, RuleReason } from "./types.ts";

export interface CompileInput {
  readonly effective: EffectivePolicy;
  /** Built-in categories and the school's own lists. */
  readonly sets: readonly HostSet[];
  readonly state: Pick<DecideContext, "agreementDue" | "proceeded">;
  /**
   * Where a person is sent: absolute addresses of the extension's pages, which then get the wanted address as `#u=…`;
   * or paths within the extension ("/blocked.html", for static rules, which cannot know their extension's id).
   */
  readonly pages: { readonly blocked: string; readonly agreement: string };
  /** Unix ms. */
  readonly atMs: number;
}

export interface CompiledRules {
  /** Big and seldom changed. */
  readonly dynamic: readonly DnrRule[];
  /** Small and often changed; a change costs 1 ms however big the others are (PLATFORM). */
  readonly session: readonly DnrRule[];
  readonly reasons: Readonly<Record<number, RuleReason>>;
  readonly problems: readonly Problem[];
  /** Entries that no rule holds, with the reason. */
  readonly dropped: readonly DroppedEntry[];
}

/** Chromium's limits: 30,000 dynamic rules, 5,000 of them "unsafe" (redirects), 1,000 with a regular expression. */
const mostPathRules = 400;

const main: readonly DnrResourceType[] = ["main_frame"];
const frames: readonly DnrResourceType[] = ["main_frame", "sub_frame"];
/** Web addresses only, and the whole of them, so that a redirect can carry them on. */
const wholeWebAddress = "^https?://.*$";

/** Compiles. Never throws; what cannot be told to the browser is in `problems` and `dropped`. */
export function compilePolicy(input: CompileInput): CompiledRules {
  const draft = createDraft();
  addProtected(draft, input);
  addSchoolHosts(draft, input);
  addSites(draft, input);
  addSets(draft, input);
  addUnknown(draft, input);
  addSession(draft, input);
  return {
    dynamic: draft.dynamic,
    session: draft.session,
    reasons: draft.reasons,
    problems: draft.problems,
    dropped: draft.dropped,
  };
}

interface Draft {
  readonly dynamic: DnrRule[];
  readonly session: DnrRule[];
  readonly reasons: Record<number, RuleReason>;
  readonly problems: Problem[];
  readonly dropped: DroppedEntry[];
  add(
    block: RuleIdBlock,
    priority: number,
    action: DnrAction,
    condition: DnrCondition,
    reason: RuleReason,
  ): void;
}

function createDraft(): Draft {
  const giveId = createIdGiver();
  const full = new Set<RuleIdBlock>();
  const draft: Draft = {
    dynamic: [],
    session: [],
    reasons: {},
    problems: [],
    dropped: [],
    add(block, priority, action, condition, reason) {
      const id = giveId(block);
      if (id === undefined) {
        if (!full.has(block)) {
          full.add(block);
          draft.problems.push(
            problem(reason.rule, `more ${block} rules than the browser can hold`, "fewer entries"),
          );
        }
        return;
      }
      const rules = block === "agreement" || block === "proceeded" ? draft.session : draft.dynamic;
      rules.push({ id, priority, action, condition });
      draft.reasons[id] = reason;
    },
  };
  return draft;
}

/** A redirect to one of our pages: with the wanted address where an absolute page and the whole address are at hand. */
function redirectTo(page: string, carriesAddress: boolean): DnrAction {
  if (page.startsWith("/")) return { type: "redirect", redirect: { extensionPath: page } };
  return carriesAddress
    ? { type: "redirect", redirect: { regexSubstitution: String.raw`${page}#u=\0` } }
    : { type: "redirect", redirect: { url: page } };
}

/** Blocks whole hosts: the page goes to the block page, everything else is refused in silence. */
function addHostBlock(
  draft: Draft,
  input: CompileInput,
  hosts: readonly string[],
  at: { readonly page: RuleIdBlock; readonly rest: RuleIdBlock; readonly priority: number },
  reason: RuleReason,
): void {
  for (const requestDomains of inChunks(hosts)) {
    draft.add(
      at.page,
      at.priority,
      redirectTo(input.pages.blocked, true),
      { requestDomains, regexFilter: "^.*$", resourceTypes: main },
      reason,
    );
    draft.add(
      at.rest,
      at.priority,
      { type: "block" },
      { requestDomains, resourceTypes: allButMainFrame },
      reason,
    );
  }
}

function addProtected(draft: Draft, input: CompileInput): void {
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
        { requestDomains, resourceTypes: frames },
        reason,
      );
    }
  }
}

function addSchoolHosts(draft: Draft, input: CompileInput): void {
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

function addSites(draft: Draft, input: CompileInput): void {
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
  condition: Pick<DnrCondition, "requestDomains" | "regexFilter" | "urlFilter">,
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
    { ...condition, resourceTypes: main },
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

function addSets(draft: Draft, input: CompileInput): void {
  const { effective } = input;
  const unknown = effective.unknownSites.action;
  for (const set of input.sets) {
    const isIllegal = set.category === illegalCategory;
    const setting = Object.hasOwn(effective.categories, set.category)
      ? effective.categories[set.category]
      : undefined;
    const action = isIllegal ? "block" : setting?.action;
    if (action === undefined) continue;
    const needed =
      action === "block" || action === "warn" || unknown === "block" || unknown === "warn";
    if (!needed) continue;
    const hosts = cleanHosts(set.hosts, set.rule, draft.dropped, "dropped");
    const rule = setting?.rule ?? `built-in ${set.category}`;
    const reason = {
      rule,
      category: set.category,
      list: set.id,
      words: `Stands in the list "${set.title}" (${set.rule}), category ${set.category}: ${action} (${rule}).`,
    };
    if (action === "block") {
      const at = isIllegal
        ? ({ page: "illegal", rest: "illegal", priority: ladder.illegal } as const)
        : ({ page: "categoryPage", rest: "categoryRest", priority: ladder.categoryBlock } as const);
      addHostBlock(draft, input, hosts, at, reason);
      continue;
    }
    for (const requestDomains of inChunks(hosts)) {
      if (action === "warn") {
        draft.add(
          "categoryPage",
          ladder.categoryWarn,
          redirectTo(input.pages.blocked, true),
          { requestDomains, regexFilter: "^.*$", resourceTypes: main },
          reason,
        );
      }
      // Below lies only what happens to unknown sites: it must not catch a site that a list knows.
      const freed = openTypes(action, unknown);
      if (freed.length === 0) continue;
      draft.add(
        "categoryOpen",
        ladder.categoryOpen,
        { type: "allow" },
        { requestDomains, resourceTypes: freed },
        reason,
      );
    }
  }
}

/** For which frames a listed host has to be freed from the rule for unknown sites. */
function openTypes(action: string, unknown: string): readonly DnrResourceType[] {
  if (unknown === "block") return action === "warn" ? ["sub_frame"] : frames;
  if (unknown === "warn") return action === "warn" ? [] : main;
  return [];
}

/** Unknown sites: pages and frames. A picture or script of an open page may come from anywhere that no list blocks. */
function addUnknown(draft: Draft, input: CompileInput): void {
  const { action, rule } = input.effective.unknownSites;
  if (action !== "block" && action !== "warn") return;
  const reason = {
    rule,
    category: "",
    list: "",
    words: `Sites that no list knows: ${action} (${rule}).`,
  };
  draft.add(
    "unknown",
    ladder.unknown,
    redirectTo(input.pages.blocked, true),
    { regexFilter: wholeWebAddress, resourceTypes: main },
    reason,
  );
  if (action === "warn") return;
  draft.add(
    "unknown",
    ladder.unknown,
    { type: "block" },
    { regexFilter: wholeWebAddress, resourceTypes: ["sub_frame"] },
    reason,
  );
}

function addSession(draft: Draft, input: CompileInput): void {
  const { state, effective, pages } = input;
  if (state.agreementDue === true) {
    draft.add(
      "agreement",
      ladder.agreement,
      redirectTo(pages.agreement, true),
      { regexFilter: wholeWebAddress, resourceTypes: main },
      {
        rule: `agreements.${effective.agreement?.id ?? ""}`,
        category: "",
        list: "",
        words: "The school's agreement has not been read and agreed to yet.",
      },
    );
  }
  const hosts = (state.proceeded ?? [])
    .filter((one) => input.atMs < one.untilMs)
    .flatMap((one) => cleanHosts([one.host], "a warning that was passed", draft.dropped))
    .flatMap((host) => proceededHosts(host, input));
  const requestDomains = [...new Set(hosts)].sort();
  if (requestDomains.length === 0) return;
  draft.add(
    "proceeded",
    ladder.proceeded,
    { type: "allow" },
    { requestDomains, resourceTypes: main },
    {
      rule: effective.unknownSites.rule,
      category: "",
      list: "",
      words: "The warning was read and passed; it comes again later.",
    },
  );
}

/** Where unknown sites are blocked, only what a list warns of may be passed: else the rule would lift that block too. */
function proceededHosts(host: string, input: CompileInput): string[] {
  const { effective, sets } = input;
  if (effective.unknownSites.action !== "block") return [host];
  const above = new Set(hostSuffixes(host));
  const below: string[] = [];
  for (const set of sets) {
    if (effective.categories[set.category]?.action !== "warn") continue;
    for (const listed of set.hosts) {
      if (above.has(listed)) return [host];
      if (hostCovers(host, listed)) below.push(listed);
    }
  }
  return below;
}
