// The lists a policy lives by: the built-in categories and the school's own, cleaned, under one shape.
import type { Policy } from "../../contract/policy.ts";
import { problem } from "../../contract/result.ts";
import type { Problem } from "../../contract/result.ts";
import { parseHostList } from "./host-list.ts";
import type { HostListCounts, ShelteredHost } from "./host-list.ts";
import { listOptions } from "./list-options.ts";
import { shelterOfSets } from "./known-good.ts";
import type { HostSet } from "./types.ts";

export interface PolicySetsInput {
  readonly policy: Policy;
  /** The built-in categories as sets of their own. */
  readonly builtIn: readonly HostSet[];
  /** The text of each list that has an `address`, by list id; a list that is missing here is reported and left out. */
  readonly texts: ReadonlyMap<string, string>;
  readonly isPublicSuffix?: (host: string) => boolean;
}

export interface PolicySets {
  readonly sets: readonly HostSet[];
  /** Lists that could not be used at all, and what was refused in the others. */
  readonly problems: readonly Problem[];
  /** Per list id: what was read and what was kept. */
  readonly counts: ReadonlyMap<string, HostListCounts>;
  /** Per list id: what is held back because it would close education or the public sector. */
  readonly sheltered: ReadonlyMap<string, readonly ShelteredHost[]>;
}

/** Puts the sets together for `buildHostTable` and `compilePolicy`. Pure; never throws. */
export function policySets(input: PolicySetsInput): PolicySets {
  const { policy, isPublicSuffix } = input;
  const sets: HostSet[] = [...input.builtIn];
  const problems: Problem[] = [];
  const counts = new Map<string, HostListCounts>();
  const sheltered = new Map<string, readonly ShelteredHost[]>();
  const findShelter = shelterOfSets(input.builtIn);
  for (const [place, list] of policy.lists.entries()) {
    const rule = `lists.${place}`;
    const text = list.hosts?.join("\n") ?? input.texts.get(list.id);
    if (text === undefined) {
      problems.push(
        problem(
          `${rule}.${list.fetch === undefined ? "address" : "fetch"}`,
          `the list "${list.id}" at "${list.address ?? list.fetch?.address ?? ""}", which is not at hand`,
          "a list that can be read; until then its hosts count as unknown",
          "warning",
        ),
      );
      continue;
    }
    const read = parseHostList(text, {
      ...listOptions(policy, list, findShelter),
      name: list.address ?? list.fetch?.address ?? `${rule}.hosts`,
      ...(isPublicSuffix === undefined ? {} : { isPublicSuffix }),
    });
    problems.push(...read.problems);
    counts.set(list.id, read.counts);
    if (read.sheltered.length > 0) sheltered.set(list.id, read.sheltered);
    sets.push({ id: list.id, category: list.category, title: list.title, hosts: read.hosts, rule });
  }
  return { sets, problems, counts, sheltered };
}
