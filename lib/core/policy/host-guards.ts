// What no list may close whatever it says: help sites, what lies above them, and the school's own hosts.
import { createHostIndex, type HostIndex } from "./host-index.ts";
import { hostSuffixes } from "./host.ts";
import { protectedSites } from "./protected-sites.ts";

export interface HostGuards {
  /** Protected sites and the school's own hosts in one, so that each host is held against both in one look. */
  readonly all: HostIndex;
  readonly own: ReadonlySet<string>;
  /** What lies above a protected site and would close it too. */
  readonly aboveProtected: ReadonlySet<string>;
}

/** Nobody's own: made once, for it holds some hundred hosts and lists may be short. */
let commonGuards: HostGuards | undefined;

/** The guards of a school: its protected sites beside the built-in ones, and its own hosts; all normalised. */
export function hostGuards(
  protectedHosts: readonly string[],
  ownHosts: readonly string[],
): HostGuards {
  if (protectedHosts.length + ownHosts.length > 0) return createGuards(protectedHosts, ownHosts);
  commonGuards ??= createGuards([], []);
  return commonGuards;
}

function createGuards(protectedHosts: readonly string[], ownHosts: readonly string[]): HostGuards {
  const all = createHostIndex(600);
  const aboveProtected = new Set<string>();
  for (const host of [...protectedSites.map((site) => site.host), ...protectedHosts]) {
    all.add(host);
    for (const parent of hostSuffixes(host).slice(1)) aboveProtected.add(parent);
  }
  const own = new Set(ownHosts.filter((host) => all.add(host)));
  // One that is protected itself, or the school's own, covers what is below it.
  for (const host of aboveProtected) if (!all.add(host)) aboveProtected.delete(host);
  return { all, own, aboveProtected };
}

/** Why no list may close the host; undefined: a list may. */
export function findGuard(guards: HostGuards, host: string): "protected" | "own" | undefined {
  for (let near = guards.all.find(host); near !== undefined; near = guards.all.findParent(near)) {
    if (guards.own.has(near)) return "own";
    // One that stands only because it lies above a protected site: what else is below it is not protected.
    if (near === host || !guards.aboveProtected.has(near)) return "protected";
  }
  return undefined;
}
