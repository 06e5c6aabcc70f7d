// A bad entry in requestDomains is accepted by Chromium and never matches, or fails the whole call (measured):
// so every host is cleaned once more on the way into a rule, whoever cleaned it before.
import { isIpHost, normaliseHost } from "../policy/host.ts";

/** An entry that no rule holds. */
export interface DroppedEntry {
  readonly entry: string;
  /** The list or line of the policy in which it stands. */
  readonly rule: string;
  readonly why: string;
}

/** Hosts per rule. One rule of 100,000 costs what ten of 10,000 do, and stays well within what was measured. */
export const mostHostsPerRule = 100_000;

/**
 * Clean, unique hosts in order; the others are added to `dropped`. A single label ("intranet") is a school's own
 * business; in a list it would be a whole top-level domain.
 */
export function cleanHosts(
  hosts: readonly string[],
  rule: string,
  dropped: DroppedEntry[],
  singleLabels: "kept" | "dropped" = "kept",
): string[] {
  const kept = new Set<string>();
  for (const entry of hosts) {
    const host = normaliseHost(entry);
    if (host === undefined) {
      dropped.push({ entry, rule, why: "not a bare host" });
    } else if (singleLabels === "dropped" && !host.includes(".") && !isIpHost(host)) {
      dropped.push({ entry, rule, why: "a single label would match everything below it" });
    } else {
      kept.add(host);
    }
  }
  return [...kept].sort();
}

/** Splits hosts for several rules; no hosts, no rule (an empty requestDomains fails the call). */
export function inChunks(hosts: readonly string[]): string[][] {
  const chunks: string[][] = [];
  for (let start = 0; start < hosts.length; start += mostHostsPerRule) {
    chunks.push(hosts.slice(start, start + mostHostsPerRule));
  }
  return chunks;
}
