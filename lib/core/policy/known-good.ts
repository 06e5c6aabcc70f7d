// What a stranger's block list must not close without a person's yes (requirement F6): education, the public sector
// and the press that lessons quote. An entry that would is "sheltered": held back, counted and named.
import type { Policy } from "../../contract/policy.ts";
import type { HostSet } from "./types.ts";
import { isIpHost } from "./host.ts";
import { knownGoodEndings, knownGoodHosts } from "./known-good-hosts.ts";

/** Why an entry is sheltered: the known ending or host, and where it stands to the entry. */
export interface Shelter {
  /** The ending ("ac.uk") or host ("bbc.co.uk") that is known. */
  readonly known: string;
  /** The entry is the known host, lies below it or below the known ending; or it lies above and would close it too. */
  readonly place: "same" | "below" | "above";
}

/** Says what shelters a clean host; undefined: nothing. */
export type FindShelter = (host: string) => Shelter | undefined;

/** Built-in categories that a list may fill with such hosts: they open, or the law asks for them (`illegal`). */
const openCategories: ReadonlySet<string> = new Set([
  "education",
  "illegal",
  "news",
  "search-engines",
]);

/** Built-in categories whose hosts shelter beside the known ones. */
const shelteringSets: ReadonlySet<string> = new Set(["education", "news"]);

/**
 * Makes the question. `more` are further known hosts, clean: those of the categories education and news, and the
 * school's own.
 */
export function createShelter(more: Iterable<string> = []): FindShelter {
  const known = new Set(knownGoodEndings);
  const above = new Map<string, string>();
  for (const hosts of [knownGoodHosts, more]) {
    for (const host of hosts) {
      known.add(host);
      if (isIpHost(host)) continue;
      for (let dot = host.indexOf("."); dot >= 0; dot = host.indexOf(".", dot + 1)) {
        const parent = host.slice(dot + 1);
        if (!above.has(parent)) above.set(parent, host);
      }
    }
  }
  return (host) => {
    if (known.has(host)) return { known: host, place: "same" };
    // The ending is where nearly every host differs: one look at the parents from the top costs least.
    for (let dot = host.indexOf("."); dot >= 0; dot = host.indexOf(".", dot + 1)) {
      const parent = host.slice(dot + 1);
      if (known.has(parent)) return { known: parent, place: "below" };
    }
    const below = above.get(host);
    return below === undefined ? undefined : { known: below, place: "above" };
  };
}

/** The shelter that the built-in categories and the school's own hosts give. */
export function shelterOfSets(
  builtIn: readonly Pick<HostSet, "id" | "hosts">[],
  schoolHosts: readonly string[] = [],
): FindShelter {
  return createShelter([
    ...builtIn.filter(({ id }) => shelteringSets.has(id)).flatMap(({ hosts }) => hosts),
    ...schoolHosts,
  ]);
}

/**
 * Whether entries of lists of this category are held against the shelter: all but the categories that open, `illegal`,
 * and a school's own category that some profile leaves open.
 */
export function isSheltered(policy: Pick<Policy, "categories" | "profiles">, category: string) {
  if (openCategories.has(category)) return false;
  if (!policy.categories.some(({ id }) => id === category)) return true;
  return !Object.values(policy.profiles).some((profile) => {
    const action = profile.categories?.[category];
    return action === "allow" || action === "monitor";
  });
}
