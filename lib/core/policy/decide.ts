// The law: what happens to an address. DNR rules are compiled to agree with this, the gates ask it directly,
// and the command line explains with it. The steps below are the ladder, highest first.
import type { Action } from "../../contract/vocabulary.ts";
import { illegalCategory } from "./effective-policy.ts";
import { hostCovers, parseWebAddress } from "./host.ts";
import { lookUpHost } from "./host-table.ts";
import type { HostHit, HostTable } from "./host-table.ts";
import { isProtected } from "./protected-sites.ts";
import { countLabels, countSegments, isSiteOver, siteCovers } from "./site-entry.ts";
import type {
  DecideContext,
  Decision,
  DecisionStep,
  EffectivePolicy,
  ResourceKind,
  SiteEntry,
} from "./types.ts";

/** Strictest first: among several lists the first of these wins. */
const strictness: readonly Action[] = ["block", "warn", "monitor", "allow"];

/**
 * Decides about one address. Pure, total: whatever the text, an answer comes back.
 *
 * 1. a protected site is open and unrecorded; 2. what is not http, https, ws or wss is not our business;
 * 3. the list of illegal sites blocks, a help site that only the school named as well; whatever else a help site's page
 * loads is open; 4. an agreement that is due comes before any page;
 * 5. the school's own hosts are open; 6. the site entries: the most specific wins (labels of the host, then segments
 * of the path), at a tie block before allow; 7. a warning that was read and passed; 8. the lists, built-in and the
 * school's alike: the strictest wins; 9. sites that no list knows.
 *
 * A warning is a page to read, so it holds for main frames only: for frames and parts of a page the answer is allow.
 * Likewise `unknownSites` speaks of pages and frames: a picture or a script of an open page may come from a host that
 * no list knows.
 */
export function decide(
  address: string,
  context: DecideContext,
  effective: EffectivePolicy,
  table: HostTable,
): Decision {
  const parsed = parseWebAddress(address);
  const host = parsed?.scheme === "ftp" ? undefined : parsed?.host;
  const path = parsed?.path ?? "/";
  if (host === undefined && !looksLikeWeb(address)) {
    return answer("allow", "not-web", {
      rule: "built-in not-web",
      why: "The address is not a web address.",
    });
  }

  const hits = host === undefined ? [] : lookUpHost(table, host);
  const illegal = hits.find((hit) => hit.set.category === illegalCategory);
  const shelter =
    host === undefined
      ? undefined
      : effective.protectedHosts.find((entry) => hostCovers(entry, host));
  // A help site stays open whatever a list says; one that a school named itself cannot lift the list of illegal sites.
  if (shelter !== undefined && (illegal === undefined || isProtected(shelter))) {
    return answer("allow", "protected", {
      matched: shelter,
      rule: isProtected(shelter) ? "built-in protected sites" : "protectedSites",
      why: `"${shelter}" is a help site: nothing may block it or record a visit.`,
      protected: true,
    });
  }
  if (illegal !== undefined) {
    return answer("block", "illegal", {
      ...ofHit(illegal),
      rule: `built-in ${illegalCategory}`,
      why: `"${illegal.matched}" stands in the list "${illegal.set.title}" (${illegal.set.rule}); nobody at a school can open it.`,
    });
  }

  if (context.insideProtected === true && context.kind !== "main_frame") {
    return answer("allow", "protected", {
      rule: "protected sites",
      why: "A help site's page loads it: nothing but the list of illegal sites may stop it.",
      protected: true,
    });
  }

  if (context.agreementDue === true && context.kind === "main_frame") {
    return answer("agreement", "agreement", {
      rule: `agreements.${effective.agreement?.id ?? ""}`,
      why: "The school's agreement has not been read and agreed to yet.",
    });
  }

  if (host !== undefined) {
    const own = effective.school.hosts.find((entry) => hostCovers(entry, host));
    if (own !== undefined) {
      return answer("allow", "school-host", {
        matched: own,
        rule: "school.hosts",
        why: `"${own}" is the school's own.`,
      });
    }
    const site = bestSite(effective, host, path, context.atMs);
    if (site !== undefined) {
      const place = site.entry.host + (site.entry.path ?? "");
      const because = site.entry.why === undefined ? "" : `: ${site.entry.why}`;
      return answer(site.action, "site", {
        matched: place,
        rule: site.entry.rule,
        why: `The policy ${site.action}s "${place}" for the profile ${effective.profile}${because}`,
      });
    }
  }

  const listed = strictest(hits, effective);
  const found: { action: Action; rule: string } = listed?.setting ?? effective.unknownSites;
  const detail = {
    ...(listed === undefined ? {} : ofHit(listed.hit)),
    rule: found.rule,
    why:
      listed === undefined
        ? `No list knows the site; sites that no list knows: ${found.action} (${found.rule}).`
        : `"${listed.hit.matched}" stands in the list "${listed.hit.set.title}" (${listed.hit.set.rule}), category ${listed.hit.set.category}: ${found.action} (${found.rule}).`,
  };
  if (found.action === "warn" && host !== undefined && hasProceeded(host, context)) {
    return answer("allow", "proceeded", {
      ...detail,
      why: `${detail.why} The warning was read and passed.`,
    });
  }
  return answer(
    listed === undefined && context.kind === "other"
      ? mildest(found.action)
      : forKind(found.action, context.kind),
    listed === undefined ? "unknown" : "category",
    detail,
  );
}

function answer(
  action: Decision["action"],
  step: DecisionStep,
  detail: Partial<Decision> & Pick<Decision, "rule" | "why">,
): Decision {
  return { category: "", list: "", matched: "", protected: false, ...detail, action, step };
}

function ofHit(hit: HostHit): Pick<Decision, "category" | "list" | "matched"> {
  return { category: hit.set.category, list: hit.set.id, matched: hit.matched };
}

/** An http address that no browser would open is treated like a site that no list knows, not let through. */
function looksLikeWeb(address: string): boolean {
  return /^[\0- ]*(?:https?|wss?):/i.test(address.slice(0, 2000));
}

/** What a part of a page gets where only `unknownSites` speaks. */
function mildest(action: Action): Action {
  return action === "monitor" ? "monitor" : "allow";
}

function forKind(action: Action, kind: ResourceKind): Action {
  return action === "warn" && kind !== "main_frame" ? "allow" : action;
}

function hasProceeded(host: string, context: DecideContext): boolean {
  return (context.proceeded ?? []).some(
    (one) => context.atMs < one.untilMs && hostCovers(one.host, host),
  );
}

/** The most specific entry that covers the address and has not run out. */
function bestSite(
  effective: EffectivePolicy,
  host: string,
  path: string,
  atMs: number,
): { readonly action: "allow" | "block"; readonly entry: SiteEntry } | undefined {
  let best: { action: "allow" | "block"; entry: SiteEntry } | undefined;
  // Block is looked at first and only a more specific entry replaces it: so it wins a tie.
  for (const action of ["block", "allow"] as const) {
    for (const entry of effective[action]) {
      if (!siteCovers(entry, host, path) || isSiteOver(entry, atMs)) continue;
      if (best === undefined || isMoreSpecific(entry, best.entry)) best = { action, entry };
    }
  }
  return best;
}

function isMoreSpecific(one: SiteEntry, other: SiteEntry): boolean {
  const labels = countLabels(one.host) - countLabels(other.host);
  if (labels !== 0) return labels > 0;
  return countSegments(one.path) > countSegments(other.path);
}

/** Of all lists in which the host stands, the one whose category is treated most strictly; at a tie the first. */
function strictest(
  hits: readonly HostHit[],
  effective: EffectivePolicy,
): { readonly hit: HostHit; readonly setting: { action: Action; rule: string } } | undefined {
  let best: { hit: HostHit; setting: { action: Action; rule: string } } | undefined;
  for (const hit of hits) {
    const { category } = hit.set;
    if (!Object.hasOwn(effective.categories, category)) continue;
    const setting = effective.categories[category];
    if (setting === undefined) continue;
    if (
      best === undefined ||
      strictness.indexOf(setting.action) < strictness.indexOf(best.setting.action)
    ) {
      best = { hit, setting };
    }
  }
  return best;
}
