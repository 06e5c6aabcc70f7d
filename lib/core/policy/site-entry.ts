// One line of an allow or block list, cleaned so that it can be compared with an address.
import type { PolicySite } from "../../contract/policy.ts";
import { hostCovers, isIpHost, normaliseHost, parseWebAddress } from "./host.ts";
import { defaultTimeZone, momentOfClock } from "./time-zone.ts";
import type { SiteEntry } from "./types.ts";

const dayMs = 24 * 60 * 60 * 1000;

/** First moment (Unix ms) after a day "2026-12-18" as the clocks of the time zone count it. */
export function endOfDayMs(day: string, timeZone: string): number {
  return momentOfClock(timeZone, Date.parse(`${day}T00:00:00Z`) + dayMs);
}

/** The host as the policy's author wrote it. */
export function siteHostText(site: PolicySite): string {
  return typeof site === "string" ? site : site.host;
}

/** A path in the form in which it is compared: decoded, dots resolved, lower case, no slash at the end. */
export function cleanPath(path: string): string | undefined {
  const parsed = parseWebAddress(`https://path.invalid${path}`)?.path;
  if (parsed === undefined) return undefined;
  const trimmed = parsed.endsWith("/") ? parsed.slice(0, -1) : parsed;
  return trimmed === "" ? undefined : trimmed;
}

/**
 * The cleaned entry; undefined where the host is none (which `checkPolicy` reports).
 * Its last day is one of the school's time zone.
 */
export function cleanSite(
  site: PolicySite,
  rule: string,
  timeZone = defaultTimeZone,
): SiteEntry | undefined {
  const host = normaliseHost(siteHostText(site));
  if (host === undefined) return undefined;
  if (typeof site === "string") return { host, rule };
  const path = site.path === undefined ? undefined : cleanPath(site.path);
  return {
    host,
    rule,
    ...(path === undefined ? {} : { path }),
    ...(site.why === undefined ? {} : { why: site.why }),
    ...(site.by === undefined ? {} : { by: site.by }),
    ...(site.until === undefined ? {} : { untilMs: endOfDayMs(site.until, timeZone) }),
  };
}

/** Two entries with one key speak of exactly the same place. */
export function siteKey(entry: SiteEntry): string {
  return entry.host + (entry.path ?? "");
}

export function isSiteOver(entry: SiteEntry, atMs: number): boolean {
  return entry.untilMs !== undefined && atMs >= entry.untilMs;
}

/** How many labels a host has; an address in numbers counts as one, for nothing stands above it. */
export function countLabels(host: string): number {
  return isIpHost(host) ? 1 : host.split(".").length;
}

/** How many segments a cleaned path has. */
export function countSegments(path: string | undefined): number {
  return path === undefined ? 0 : path.split("/").length - 1;
}

/**
 * Whether an entry's path covers an address's path: the same, or going on after a boundary.
 * "/maths" covers "/maths", "/maths/a" and "/maths;a", not "/mathsgames", "/maths-club" or "/maths.html".
 * The boundary is that of `^` in a urlFilter, so that the browser's rule and this give one answer.
 */
function pathCovers(entryPath: string | undefined, path: string): boolean {
  if (entryPath === undefined) return true;
  if (!path.startsWith(entryPath)) return false;
  const next = path.charAt(entryPath.length);
  return next === "" || (next <= "\x7F" && !/[\w.%-]/.test(next));
}

export function siteCovers(entry: SiteEntry, host: string, path: string): boolean {
  return hostCovers(entry.host, host) && pathCovers(entry.path, path);
}
