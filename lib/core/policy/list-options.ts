// How one list of a policy is cleaned: the same on a device, at the collector and at the command line.
import type { Policy, PolicyList } from "../../contract/policy.ts";
import type { HostListOptions } from "./host-list.ts";
import { normaliseHost } from "./host.ts";
import { isSheltered, type FindShelter } from "./known-good.ts";

function cleanHosts(texts: readonly string[]): string[] {
  return texts.flatMap((text) => normaliseHost(text) ?? []);
}

/**
 * The options for `parseHostList`. What a school writes into its policy with its own hand (`hosts`) is its own wish and
 * is not sheltered; a list from elsewhere is.
 */
export function listOptions(
  policy: Policy,
  list: Pick<PolicyList, "id" | "category"> & {
    readonly [Key in "hosts" | "despiteShelter"]?: PolicyList[Key] | undefined;
  },
  findShelter: FindShelter,
): HostListOptions {
  const holdsBack = list.hosts === undefined && isSheltered(policy, list.category);
  return {
    name: list.id,
    protectedHosts: cleanHosts(policy.protectedSites),
    ownHosts: cleanHosts(policy.school.hosts),
    ...(holdsBack ? { findShelter } : {}),
    despiteShelter: cleanHosts(list.despiteShelter ?? []),
  };
}
