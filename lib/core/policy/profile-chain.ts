// Profiles extend one another. Everything that reads a profile reads this chain: the nearest that says something wins.
import type { Policy, PolicyProfile } from "../../contract/policy.ts";

export interface ProfileLink {
  readonly id: string;
  readonly profile: PolicyProfile;
}

export interface ProfileChain {
  /** The profile itself first, then what it extends, up to the root. */
  readonly links: readonly ProfileLink[];
  /** The id at which the chain closes upon itself, where it does. */
  readonly loopAt?: string;
  /** A name in `extends` that no profile has. */
  readonly missing?: string;
}

/** A profile of the policy, or undefined. Own keys only, so that "constructor" names nothing. */
export function findProfile(policy: Policy, id: string): PolicyProfile | undefined {
  return Object.hasOwn(policy.profiles, id) ? policy.profiles[id] : undefined;
}

/** Follows `extends` from a profile to its root. Ends at a loop or an unknown name and says which. */
export function profileChain(policy: Policy, id: string): ProfileChain {
  const links: ProfileLink[] = [];
  const seen = new Set<string>();
  let next: string | undefined = id;
  while (next !== undefined) {
    if (seen.has(next)) return { links, loopAt: next };
    const profile = findProfile(policy, next);
    if (profile === undefined) return { links, missing: next };
    seen.add(next);
    links.push({ id: next, profile });
    next = profile.extends;
  }
  return { links };
}
