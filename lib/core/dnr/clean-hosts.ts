// A bad entry in requestDomains is accepted by Chromium and never matches, or fails the whole call (measured):
// so every host is cleaned once more on the way into a rule, whoever cleaned it before.
import { mappedSpellings } from "../policy/host-ip.ts";
import { isIpHost, normaliseHost } from "../policy/host.ts";

/** An entry that no rule holds, or that a rule holds in a weaker form. */
export interface DroppedEntry {
  readonly entry: string;
  /** The list or line of the policy in which it stands. */
  readonly rule: string;
  readonly why: string;
}

/** Hosts per rule. One rule of 100,000 costs what ten of 10,000 do, and stays well within what was measured. */
export const mostHostsPerRule = 100_000;

/** At least two labels that are plainly good, the last of letters: what nearly every entry of a list looks like. */
const plainlyClean = /^(?:[a-z0-9_-]{1,63}\.)+[a-z][a-z0-9-]{0,62}$/;

/** Whether a list can be taken as it stands: clean, sorted, each host once. A million in a fifth of a second. */
function isPlainlyClean(hosts: readonly string[]): boolean {
  let before = "";
  for (const host of hosts) {
    if (host <= before || host.length > 253 || !plainlyClean.test(host)) return false;
    before = host;
  }
  return true;
}

/**
 * Clean, unique hosts in order; the others are added to `dropped`. A single label ("intranet") is a school's own
 * business; in a list it would be a whole top-level domain.
 */
export function cleanHosts(
  hosts: readonly string[],
  rule: string,
  dropped: DroppedEntry[],
  singleLabels: "kept" | "dropped" = "kept",
): readonly string[] {
  if (isPlainlyClean(hosts)) return hosts;
  const kept = new Set<string>();
  for (const entry of hosts) {
    const host = normaliseHost(entry);
    if (host === undefined) {
      dropped.push({ entry, rule, why: "not a bare host" });
    } else if (singleLabels === "dropped" && !host.includes(".") && !isIpHost(host)) {
      dropped.push({ entry, rule, why: "a single label would match everything below it" });
    } else {
      kept.add(host);
      for (const spelling of mappedSpellings(host)) kept.add(spelling);
    }
  }
  return [...kept].sort();
}

/** Splits hosts for several rules; no hosts, no rule (an empty requestDomains fails the call). */
export function inChunks(hosts: readonly string[]): (readonly string[])[] {
  if (hosts.length > 0 && hosts.length <= mostHostsPerRule) return [hosts];
  const chunks: string[][] = [];
  for (let start = 0; start < hosts.length; start += mostHostsPerRule) {
    chunks.push(hosts.slice(start, start + mostHostsPerRule));
  }
  return chunks;
}
