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
  const known = new Map<string, "whole" | "alone">(
    knownGoodEndings.map((ending) => [ending, "whole"]),
  );
  const above = new Map<string, string>();
  const add = (host: string, kind: "whole" | "alone"): void => {
    if (known.get(host) !== "whole") known.set(host, kind);
    if (isIpHost(host)) return;
    for (let dot = host.indexOf("."); dot >= 0; dot = host.indexOf(".", dot + 1)) {
      const parent = host.slice(dot + 1);
      if (!above.has(parent)) above.set(parent, host);
    }
  };
  for (const hosts of [knownGoodHosts, whole]) {
    for (const host of hosts) add(host, shallowHosts.has(host) ? "alone" : "whole");
  }
  for (const host of alone) add(host, "alone");
  return (host) => {
    if (known.has(host)) return { known: host, place: "same" };
    for (let dot = host.indexOf("."); dot >= 0; dot = host.indexOf(".", dot + 1)) {
      const parent = host.slice(dot + 1);
      const kind = known.get(parent);
      if (kind === "whole" || (kind === "alone" && host === `www.${parent}`)) {
        return { known: parent, place: "below" };
      }
    }
    const below = above.get(host);
    return below === undefined ? undefined : { known: below, place: "above" };
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
