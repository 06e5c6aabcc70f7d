// The allow and block entries of one profile.
import type { PolicyProfile } from "../../contract/policy.ts";
import { addError, addWarning, checkHost, shelterOf } from "./check-context.ts";
import type { CheckContext } from "./check-context.ts";
import { hostCovers, normaliseHost } from "./host.ts";
import { cleanPath, endOfDayMs, siteHostText } from "./site-entry.ts";
import { defaultTimeZone } from "./time-zone.ts";

export function checkSites(context: CheckContext, id: string, profile: PolicyProfile): void {
  const places = new Map<string, { path: string; list: "allow" | "block" }>();
  for (const list of ["allow", "block"] as const) {
    for (const [place, site] of (profile[list] ?? []).entries()) {
      const path = `profiles.${id}.${list}.${place}`;
      const hostPath = typeof site === "string" ? path : `${path}.host`;
      const host = checkHost(context, hostPath, siteHostText(site));
      if (typeof site !== "string") {
        if (
          site.until !== undefined &&
          context.atMs >= endOfDayMs(site.until, context.policy.day?.timeZone ?? defaultTimeZone)
        ) {
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
      if (host === undefined) continue;
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
      if (list === "block") checkEffect(context, hostPath, host);
    }
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
