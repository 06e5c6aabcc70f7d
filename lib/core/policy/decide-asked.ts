// What every step of the ladder is given, and the shape of its answer.
import type { Action } from "../../contract/vocabulary.ts";
import { freeHostingCategory, illegalCategory } from "./category.ts";
import { hostCovers, parseWebAddress } from "./host.ts";
import type { WebAddress } from "./host.ts";
import { lookUpHost } from "./host-table.ts";
import type { HostHit, HostTable } from "./host-table.ts";
import type {
  DecideContext,
  Decision,
  DecisionStep,
  EffectivePolicy,
  ResourceKind,
  Setting,
} from "./types.ts";

/** One question, with what is known about its address. */
export interface Asked {
  readonly address: string;
  /** Absent: the address looks like the web's, but no browser would open it. */
  readonly parsed?: WebAddress;
  readonly hits: readonly HostHit[];
  readonly context: DecideContext;
  readonly effective: EffectivePolicy;
  readonly table: HostTable;
}

/** Undefined: the address is none of the web's, and not our business. */
export function ask(
  address: string,
  context: DecideContext,
  effective: EffectivePolicy,
  table: HostTable,
): Asked | undefined {
  const parsed = parseWebAddress(address);
  const about = { address, context, effective, table };
  if (parsed !== undefined && parsed.scheme !== "ftp") {
    return { ...about, parsed, hits: lookUpHost(table, parsed.host) };
  }
  return looksLikeWeb(address) ? { ...about, hits: [] } : undefined;
}

/** An http address that no browser would open is treated like a site that no list knows, not let through. */
function looksLikeWeb(address: string): boolean {
  return /^[\0- ]*(?:https?|wss?):/i.test(address.slice(0, 2000));
}

export function answer(
  action: Decision["action"],
  step: DecisionStep,
  detail: Partial<Decision> & Pick<Decision, "rule" | "why">,
): Decision {
  return { category: "", list: "", matched: "", protected: false, ...detail, action, step };
}

export function ofHit(hit: HostHit): Pick<Decision, "category" | "list" | "matched"> {
  return { category: hit.set.category, list: hit.set.id, matched: hit.matched };
}

/** "…" stands in the list "…" (lists.0) */
export function sayHit(hit: HostHit): string {
  return `"${hit.matched}" stands in the list "${hit.set.title}" (${hit.set.rule})`;
}

/** A warning is a page to read, so it holds for main frames only. */
export function forKind(action: Action, kind: ResourceKind): Action {
  return action === "warn" && kind !== "main_frame" ? "allow" : action;
}

export function isIllegal(hit: HostHit): boolean {
  return hit.set.category === illegalCategory;
}

/** What the policy says of the category of a list; undefined where it does not know that category. */
export function settingOf(
  effective: EffectivePolicy,
  category: string,
): EffectivePolicy["categories"][string] | undefined {
  return Object.hasOwn(effective.categories, category) ? effective.categories[category] : undefined;
}

/** Strictest first: among several lists the first of these wins. */
const strictness: readonly Action[] = ["block", "warn", "monitor", "allow"];

export function isStricter(one: Action, other: Action): boolean {
  return strictness.indexOf(one) < strictness.indexOf(other);
}

/** What the lists say of a host: where on the ladder, what happens, and by which list. */
export interface Standing {
  readonly step: "category" | "free-hosting" | "unknown";
  readonly setting: Setting;
  readonly hit?: HostHit;
}

/**
 * Of all lists in which the host stands, the one whose category is treated most strictly; at a tie the first. A list
 * of free hosting services counts only where no other does, and where none does the site is one that no list knows.
 */
export function standingOf(hits: readonly HostHit[], effective: EffectivePolicy): Standing {
  let best: { hit: HostHit; setting: Setting } | undefined;
  let host: HostHit | undefined;
  for (const hit of hits) {
    const { category } = hit.set;
    if (category === freeHostingCategory) {
      host ??= hit;
      continue;
    }
    const setting = settingOf(effective, category);
    if (setting === undefined) continue;
    if (best === undefined || isStricter(setting.action, best.setting.action)) {
      best = { hit, setting };
    }
  }
  if (best !== undefined) return { step: "category", ...best };
  if (host !== undefined)
    return { step: "free-hosting", setting: effective.freeHosting, hit: host };
  return { step: "unknown", setting: effective.unknownSites };
}

/** The strictest list of a locked category that blocks or warns. */
export function lockedHit(
  hits: readonly HostHit[],
  effective: EffectivePolicy,
): { readonly hit: HostHit; readonly setting: Setting } | undefined {
  const locked = hits.filter((hit) => settingOf(effective, hit.set.category)?.isLocked === true);
  const { step, setting, hit } = standingOf(locked, effective);
  if (step !== "category" || hit === undefined) return undefined;
  return setting.action === "block" || setting.action === "warn" ? { hit, setting } : undefined;
}

/** Whether the warning was read and passed on this host or one above it of which `isAlike` says that it is the same one. */
export function isPassed(asked: Asked, isAlike: (passedHost: string) => boolean): boolean {
  const { parsed, context } = asked;
  if (parsed === undefined) return false;
  return (context.proceeded ?? []).some(
    (one) => context.atMs < one.untilMs && hostCovers(one.host, parsed.host) && isAlike(one.host),
  );
}
