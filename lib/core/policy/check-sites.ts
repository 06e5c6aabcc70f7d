// Entries for sites: of profiles, of their sections for a time, of lesson lists.
import type { PolicySite } from "../../contract/policy.ts";
import { addError, addWarning, checkHost, shelterOf } from "./check-context.ts";
import type { CheckContext } from "./check-context.ts";
import type { SettingsAt } from "./fold-setting.ts";
import { hostCovers, normaliseHost } from "./host.ts";
import { cleanPath, endOfDayMs, siteHostText } from "./site-entry.ts";
import { defaultTimeZone } from "./time-zone.ts";

/** The entries of a profile, or of its section for a time: `path` is where they stand. */
export function checkSites(context: CheckContext, path: string, settings: SettingsAt): void {
  const places: Places = new Map();
  for (const list of ["allow", "block"] as const) {
    for (const [place, site] of (settings[list] ?? []).entries()) {
      const at = `${path}.${list}.${place}`;
      const host = checkSite(context, at, site, { places, list });
      if (host !== undefined && list === "block") {
        checkEffect(context, typeof site === "string" ? at : `${at}.host`, host);
      }
    }
  }
}

/** Sites of which each should stand once. */
export function checkSiteList(
  context: CheckContext,
  path: string,
  sites: readonly PolicySite[],
): void {
  const places: Places = new Map();
  for (const [place, site] of sites.entries()) {
    checkSite(context, `${path}.${place}`, site, { places, list: "allow" });
  }
}

type Places = Map<string, { readonly path: string; readonly list: "allow" | "block" }>;

/** The clean host; undefined where it is none. */
function checkSite(
  context: CheckContext,
  path: string,
  site: PolicySite,
  { places, list }: { readonly places: Places; readonly list: "allow" | "block" },
): string | undefined {
  const host = checkHost(
    context,
    typeof site === "string" ? path : `${path}.host`,
    siteHostText(site),
  );
  if (typeof site !== "string") checkEntry(context, path, site);
  if (host === undefined) return undefined;
  const sitePath =
    typeof site === "string" || site.path === undefined ? "" : (cleanPath(site.path) ?? "");
  const before = places.get(host + sitePath);
  if (before === undefined) places.set(host + sitePath, { path, list });
  else if (before.list === list) {
    addWarning(
      context,
      path,
      `"${host}${sitePath}", which ${before.path} has already`,
      "each site once",
    );
  } else {
    addError(
      context,
      path,
      `"${host}${sitePath}" to ${list}, which ${before.path} wants to ${before.list}`,
      "one of the two",
    );
  }
  return host;
}

function checkEntry(context: CheckContext, path: string, site: Exclude<PolicySite, string>): void {
  const timeZone = context.policy.day?.timeZone ?? defaultTimeZone;
  if (site.until !== undefined && context.atMs >= endOfDayMs(site.until, timeZone)) {
    addWarning(
      context,
      `${path}.until`,
      `"${site.until}", a day gone by`,
      "a day to come, or the entry taken out",
    );
  }
  if (site.path !== undefined && cleanPath(site.path) === undefined) {
    addWarning(
      context,
      `${path}.path`,
      `"${site.path}", which covers the whole host`,
      'no "path", or a longer one',
    );
  }
}

function checkEffect(context: CheckContext, path: string, host: string): void {
  const shelter = shelterOf(context, host);
  if (shelter !== undefined) {
    addWarning(
      context,
      path,
      `"${host}", a protected site (${shelter})`,
      "no protected site: nothing blocks it, so the line has no effect",
    );
    return;
  }
  const own = context.policy.school.hosts.find((entry) => {
    const clean = normaliseHost(entry);
    return clean !== undefined && hostCovers(clean, host);
  });
  if (own !== undefined) {
    addWarning(
      context,
      path,
      `"${host}", which is the school's own (school.hosts: ${own})`,
      "no host of the school: nothing blocks it, so the line has no effect",
    );
  }
}
