// The lists, and what happens to sites that no list knows: the bulk layer but for the last.
import type { Action } from "../../contract/vocabulary.ts";
import { freeHostingCategory, illegalCategory } from "../policy/category.ts";
import { settingOf } from "../policy/decide-asked.ts";
import { hostSuffixes } from "../policy/host.ts";
import type { EffectivePolicy, HostSet } from "../policy/types.ts";
import { cleanHosts } from "./clean-hosts.ts";
import { ladder } from "./ladder.ts";
import { packLists } from "./pack-lists.ts";
import type { TreatedList } from "./pack-lists.ts";
import {
  addHostBlock,
  pagesAndFrames,
  pagesOnly,
  redirectTo,
  wholeWebAddress,
} from "./rule-draft.ts";
import type { CompileInput, Draft } from "./rule-draft.ts";
import type { DnrResourceType, RuleReason } from "./types.ts";

type Treatment = "illegal" | "locked-block" | "locked-warn" | "block" | "warn" | "open" | "free";

/** How a list is treated; undefined where the policy does not know its category. */
function treatmentOf(
  effective: EffectivePolicy,
  set: HostSet,
): [Treatment, TreatedList] | undefined {
  const { category } = set;
  if (category === illegalCategory) {
    return ["illegal", { set, action: "block", rule: `built-in ${category}` }];
  }
  if (category === freeHostingCategory) {
    const { action, rule } = effective.freeHosting;
    return ["free", { set, action, rule }];
  }
  const setting = settingOf(effective, category);
  if (setting === undefined) return undefined;
  const { action, rule } = setting;
  const list = { set, action, rule };
  if (action !== "block" && action !== "warn") return ["open", list];
  return [setting.isLocked === true ? `locked-${action}` : action, list];
}

/** All that decides what the rules of lists are, besides the lists: two policies with one text need one set of rules. */
export function bulkSettings(effective: EffectivePolicy): string {
  const categories = Object.entries(effective.categories)
    .map(([id, { action, isLocked }]) => `${id}=${action}${isLocked === true ? "!" : ""}`)
    .sort();
  return [...categories, effective.unknownSites.action, effective.freeHosting.action].join(" ");
}

export function addSets(draft: Draft, input: CompileInput): void {
  const lists: Record<Treatment, TreatedList[]> = {
    illegal: [],
    "locked-block": [],
    "locked-warn": [],
    block: [],
    warn: [],
    open: [],
    free: [],
  };
  for (const set of input.sets) {
    const found = treatmentOf(input.effective, set);
    if (found !== undefined) lists[found[0]].push(found[1]);
  }
  const blocks = [
    ["illegal", { page: "illegal", rest: "illegalRest", priority: ladder.illegal }],
    ["locked-block", { page: "locked", rest: "lockedRest", priority: ladder.lockedBlock }],
    ["block", { page: "categoryPage", rest: "categoryRest", priority: ladder.categoryBlock }],
  ] as const;
  for (const [treatment, at] of blocks) {
    for (const { hosts, reason } of packLists(lists[treatment], draft.dropped)) {
      addHostBlock(draft, input, hosts, at, reason);
    }
  }
  for (const { hosts, reason } of packLists(lists["locked-warn"], draft.dropped)) {
    addWarning(draft, input, "locked", ladder.lockedWarn, hosts, reason);
  }
  for (const { hosts, reason } of packLists(lists.warn, draft.dropped)) {
    addWarning(draft, input, "categoryPage", ladder.categoryWarn, hosts, reason);
  }
  addOpen(draft, input, lists);
  addFreeHosting(draft, input, lists.free);
}

function addWarning(
  draft: Draft,
  input: CompileInput,
  block: "locked" | "categoryPage" | "freeHosting",
  priority: number,
  requestDomains: readonly string[],
  reason: RuleReason,
): void {
  draft.add(
    block,
    priority,
    redirectTo(input.pages.blocked, true),
    { requestDomains, regexFilter: "^.*$", resourceTypes: pagesOnly },
    reason,
  );
}

/**
 * What a list knows and does not block is above what is said of free hosting and of unknown sites, where that is
 * strict. Against free hosting alone only the hosts need a rule that lie on one or hold one.
 */
function addOpen(
  draft: Draft,
  input: CompileInput,
  lists: Readonly<Record<Treatment, readonly TreatedList[]>>,
): void {
  const unknown = input.effective.unknownSites.action;
  const free = input.effective.freeHosting.action;
  const onFree = createFreeTest(lists.free);
  const groups = [
    ["open", lists.open],
    ["warn", [...lists.warn, ...lists["locked-warn"]]],
  ] as const;
  for (const [kind, group] of groups) {
    const always = freedTypes(kind, unknown);
    const there = freedTypes(kind, free).filter((type) => !always.includes(type));
    if (always.length > 0) openLists(draft, group, always);
    if (there.length === 0 || lists.free.length === 0) continue;
    const meeting = group.map((list) => ({
      ...list,
      set: { ...list.set, hosts: list.set.hosts.filter(onFree) },
    }));
    openLists(draft, meeting, there);
  }
}

function openLists(
  draft: Draft,
  lists: readonly TreatedList[],
  resourceTypes: readonly DnrResourceType[],
): void {
  // What is wrong with a list was said where its own rules were made, or harms nothing here.
  for (const { hosts, reason } of packLists(lists, [])) {
    const condition = { requestDomains: hosts, resourceTypes };
    draft.add("categoryOpen", ladder.categoryOpen, { type: "allow" }, condition, reason);
  }
}

/** For which frames a listed host has to be freed from what is said of unknown sites or of free hosting. */
function freedTypes(kind: "open" | "warn", below: Action): readonly DnrResourceType[] {
  if (below === "block") return kind === "warn" ? ["sub_frame"] : pagesAndFrames;
  if (below === "warn") return kind === "warn" ? [] : pagesOnly;
  return [];
}

/** Whether a host lies on a free hosting service or has one below it. */
function createFreeTest(lists: readonly TreatedList[]): (host: string) => boolean {
  const services = new Set(lists.flatMap(({ set }) => set.hosts));
  const above = new Set([...services].flatMap((host) => hostSuffixes(host)));
  return (host) => above.has(host) || hostSuffixes(host).some((suffix) => services.has(suffix));
}

function addFreeHosting(draft: Draft, input: CompileInput, lists: readonly TreatedList[]): void {
  const { freeHosting, unknownSites } = input.effective;
  const isStrictBelow = unknownSites.action === "block" || unknownSites.action === "warn";
  for (const { hosts: requestDomains, reason } of packLists(lists, draft.dropped)) {
    const open = (resourceTypes: readonly DnrResourceType[]): void =>
      draft.add(
        "freeHosting",
        ladder.freeHosting,
        { type: "allow" },
        { requestDomains, resourceTypes },
        reason,
      );
    if (freeHosting.action === "allow" || freeHosting.action === "monitor") {
      if (isStrictBelow) open(unknownSites.action === "block" ? pagesAndFrames : pagesOnly);
      continue;
    }
    addWarning(draft, input, "freeHosting", ladder.freeHosting, requestDomains, reason);
    if (freeHosting.action === "block") {
      draft.add(
        "freeHosting",
        ladder.freeHosting,
        { type: "block" },
        { requestDomains, resourceTypes: ["sub_frame"] },
        reason,
      );
    } else if (unknownSites.action === "block") {
      open(["sub_frame"]);
    }
  }
}

/** Unknown sites: pages and frames. A picture or script of an open page may come from anywhere that no list blocks. */
export function addUnknown(draft: Draft, input: CompileInput): void {
  const { action, rule } = input.effective.unknownSites;
  if (action !== "block" && action !== "warn") return;
  const words = `Sites that no list knows: ${action} (${rule}).`;
  addEverywhere(draft, input, "unknown", action === "block", {
    rule,
    category: "",
    list: "",
    words,
  });
}

/** Where access is withdrawn no page or frame opens but the school's own. */
export function addWithdrawn(draft: Draft, input: CompileInput): void {
  const { withdrawn, school } = input.effective;
  if (withdrawn === undefined) return;
  const { rule, why } = withdrawn;
  const reason = { rule, category: "", list: "", words: `Access is withdrawn (${rule}): ${why}` };
  const own = cleanHosts(school.hosts, "school.hosts", []);
  addEverywhere(draft, input, "withdrawn", true, reason, own);
}

function addEverywhere(
  draft: Draft,
  input: CompileInput,
  block: "unknown" | "withdrawn",
  withFrames: boolean,
  reason: RuleReason,
  except: readonly string[] = [],
): void {
  const where = {
    regexFilter: wholeWebAddress,
    ...(except.length === 0 ? {} : { excludedRequestDomains: except }),
  };
  const toPage = redirectTo(input.pages.blocked, true);
  draft.add(block, ladder[block], toPage, { ...where, resourceTypes: pagesOnly }, reason);
  if (!withFrames) return;
  const frames = { ...where, resourceTypes: ["sub_frame"] } as const;
  draft.add(block, ladder[block], { type: "block" }, frames, reason);
}
