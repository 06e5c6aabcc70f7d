// What a stranger's block list must not close without a person's yes (requirement F6): education, the public sector
// and the press that lessons quote. An entry that would is "sheltered": held back, counted and named.
import type { Policy } from "../../contract/policy.ts";
import type { HostSet } from "./types.ts";
import { createHostIndex } from "./host-index.ts";
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

/** Where a list may rightly name one thing below: somebody's own site, a product that is another kind of thing. */
const shallowHosts: ReadonlySet<string> = new Set(["adobe.com", "mozilla.org", "sharepoint.com"]);

export interface ShelterInput {
  /** Clean hosts: they, what lies below and what lies above are sheltered. */
  readonly whole?: Iterable<string>;
  /** Clean hosts: they, their "www." and what lies above. "dating." of a newspaper is not the newspaper. */
  readonly alone?: Iterable<string>;
}

/** Makes the question: the known endings and hosts, and what is given besides. */
export function createShelter({ whole = [], alone = [] }: ShelterInput = {}): FindShelter {
  const known = createHostIndex(knownGoodEndings.length);
  /** Of the known ones, those that shelter nothing below. */
  const aloneOnes = new Set<string>();
  const above = createHostIndex();
  const belowOf = new Map<string, string>();
  const add = (host: string, isAlone: boolean): void => {
    if (known.add(host) && isAlone) aloneOnes.add(host);
    if (!isAlone) aloneOnes.delete(host);
    if (isIpHost(host)) return;
    for (let dot = host.indexOf("."); dot >= 0; dot = host.indexOf(".", dot + 1)) {
      const parent = host.slice(dot + 1);
      if (above.add(parent)) belowOf.set(parent, host);
    }
  };
  for (const ending of knownGoodEndings) known.add(ending);
  for (const hosts of [knownGoodHosts, whole]) {
    for (const host of hosts) add(host, shallowHosts.has(host));
  }
  for (const host of alone) if (!known.has(host)) add(host, true);
  return (host) => {
    for (let near = known.find(host); near !== undefined; near = known.findParent(near)) {
      if (near === host) return { known: near, place: "same" };
      if (!aloneOnes.has(near) || host === `www.${near}`) return { known: near, place: "below" };
    }
    return above.has(host) ? { known: belowOf.get(host) ?? "", place: "above" } : undefined;
  };
}

/** The shelter that the built-in categories give: education wholly, the press by name. */
export function shelterOfSets(sets: readonly Pick<HostSet, "id" | "hosts">[]): FindShelter {
  const hostsOf = (wanted: string) =>
    sets.filter(({ id }) => id === wanted).flatMap(({ hosts }) => hosts);
  return createShelter({ whole: hostsOf("education"), alone: hostsOf("news") });
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
