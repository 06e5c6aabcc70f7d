// What a person would see, by the rules and by the law; and the cases that only the gates can tell.
import { searchTermsOf } from "../../lib/core/match/search-terms.ts";
import type { CompileState } from "../../lib/core/dnr/rule-draft.ts";
import type { DnrResourceType, DnrRule } from "../../lib/core/dnr/types.ts";
import { lockedHit } from "../../lib/core/policy/decide-asked.ts";
import { hostCovers, parseWebAddress } from "../../lib/core/policy/host.ts";
import { lookUpHost } from "../../lib/core/policy/host-table.ts";
import type { HostTable } from "../../lib/core/policy/host-table.ts";
import { safeSearchAddress } from "../../lib/core/policy/search-engines.ts";
import type {
  DecideContext,
  Decision,
  EffectivePolicy,
  HostSet,
  ResourceKind,
} from "../../lib/core/policy/types.ts";

export type Seen = "open" | "block page" | "agreement" | "refused" | "made safe";

/** The browser's types of request, and what the law calls them. */
export const kindOfType = (type: DnrResourceType): ResourceKind =>
  type === "main_frame" || type === "sub_frame" ? type : "other";

export function seenByRule(rule: DnrRule | undefined, agreementPage: string): Seen {
  if (rule?.action.type === "block") return "refused";
  if (rule?.action.type !== "redirect") return "open";
  if ("transform" in rule.action.redirect) return "made safe";
  return JSON.stringify(rule.action.redirect).includes(agreementPage) ? "agreement" : "block page";
}

/** What stands above the safe search: a page that these answer is not led on first. */
const aboveSafeSearch: ReadonlySet<Decision["step"]> = new Set([
  "protected",
  "not-web",
  "confidential",
  "illegal",
  "withdrawn",
  "agreement",
]);

export function seenByLaw(
  decision: Decision,
  address: string,
  kind: ResourceKind,
  effective: EffectivePolicy,
): Seen {
  const isLed =
    kind !== "other" &&
    !aboveSafeSearch.has(decision.step) &&
    safeSearchAddress(address, effective.search) !== undefined;
  // Carried by it or blocked below: the redirect comes first, and what it leads to is judged like any other.
  if (isLed) return "made safe";
  if (decision.action === "agreement") return "agreement";
  if (decision.action === "block") return kind === "main_frame" ? "block page" : "refused";
  return decision.action === "warn" ? "block page" : "open";
}

/** The context of a request of a page or worker on a host: whether that is a help site's or was opened. */
export function contextOf(
  kind: ResourceKind,
  atMs: number,
  state: CompileState,
  initiatorHost: string,
  sets: readonly HostSet[],
  effective: EffectivePolicy,
): DecideContext {
  const covers = ({ host }: { readonly host: string }): boolean => hostCovers(host, initiatorHost);
  const isUnlocked = (state.unlocks ?? []).some(({ what, untilMs }) => {
    if (atMs >= untilMs) return false;
    if (what.kind === "site") return covers(what);
    if (what.category === "illegal" || effective.categories[what.category]?.isLocked === true) {
      return false;
    }
    return sets.some(
      (set) => set.category === what.category && set.hosts.some((host) => covers({ host })),
    );
  });
  const { lesson } = state;
  const isOfLesson = lesson !== undefined && atMs < lesson.untilMs && lesson.sites.some(covers);
  const insideProtected = effective.protectedHosts.some((host) => covers({ host }));
  return { kind, atMs, ...state, insideProtected, insideOpened: isUnlocked || isOfLesson };
}

/**
 * Why only the gates can tell this one, or undefined. All of these are pages or frames, and a gate asks `decide()` for
 * every one of those.
 */
export function gateOnly(
  decision: Decision,
  address: string,
  context: DecideContext,
  effective: EffectivePolicy,
  table: HostTable,
): string | undefined {
  if (context.kind === "other") return undefined;
  if (decision.through !== undefined) return "what an address carries";
  const { lesson, proceeded = [], atMs } = context;
  if (decision.step === "lesson" && decision.action === "block" && decision.matched !== "") {
    return lesson !== undefined && searchTermsOf(address) !== undefined
      ? "a search within a lesson's site"
      : undefined;
  }
  const host = parseWebAddress(address)?.host;
  if (host === undefined || context.kind !== "main_frame") return undefined;
  const isLockedWarning = (at: string): boolean =>
    lockedHit(lookUpHost(table, at), effective)?.setting.action === "warn";
  const wasPassed = proceeded.some(
    (one) => atMs < one.untilMs && hostCovers(one.host, host) && isLockedWarning(one.host),
  );
  return wasPassed ? "what differs within a host whose locked warning was passed" : undefined;
}
