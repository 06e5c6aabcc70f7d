// The lists, and what happens to sites that no list knows.
import { illegalCategory } from "../policy/effective-policy.ts";
import { cleanHosts, inChunks } from "./clean-hosts.ts";
import { ladder } from "./ladder.ts";
import {
  addHostBlock,
  pagesAndFrames,
  pagesOnly,
  redirectTo,
  wholeWebAddress,
} from "./rule-draft.ts";
import type { CompileInput, Draft } from "./rule-draft.ts";
import type { DnrResourceType } from "./types.ts";

export function addSets(draft: Draft, input: CompileInput): void {
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
          { requestDomains, regexFilter: "^.*$", resourceTypes: pagesOnly },
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
  if (unknown === "block") return action === "warn" ? ["sub_frame"] : pagesAndFrames;
  if (unknown === "warn") return action === "warn" ? [] : pagesOnly;
  return [];
}

/** Unknown sites: pages and frames. A picture or script of an open page may come from anywhere that no list blocks. */
export function addUnknown(draft: Draft, input: CompileInput): void {
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
    { regexFilter: wholeWebAddress, resourceTypes: pagesOnly },
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
