// What the school's policy means for the person at this device at a moment, made from what is on the disk.
import { baselinePolicy } from "../../core/policy/baseline.ts";
import { effectivePolicy } from "../../core/policy/effective-policy.ts";
import { pickProfile } from "../../core/policy/pick-profile.ts";
import { protectedSites } from "../../core/policy/protected-sites.ts";
import type { EffectivePolicy } from "../../core/policy/types.ts";
import type { CategoryService } from "./category-service.ts";
import type { Memory } from "./memory.ts";

export interface PersonPolicy {
  readonly effective: EffectivePolicy;
  /** Why this profile, in a sentence for an IT lead. */
  readonly profileWhy: string;
  readonly policyAtMs?: number;
}

const noPolicyWhy = "No valid policy has arrived: the built-in strictest holds.";

/** `atMs`: true time, Unix ms. Rejects only where the stores do. */
export async function personPolicy(
  memory: Pick<Memory, "policy" | "managed" | "user">,
  categories: Pick<CategoryService, "all">,
  atMs: number,
): Promise<PersonPolicy> {
  const [record, managed, email, builtIn] = await Promise.all([
    memory.policy.read(),
    memory.managed.read(),
    memory.user.read(),
    categories.all(),
  ]);
  if (record === undefined) {
    return { effective: baselinePolicy(builtIn), profileWhy: noPolicyWhy };
  }
  const picked = pickProfile(record.policy, { managedProfile: managed.profile, email });
  const effective = effectivePolicy(record.policy, {
    profile: picked.profile,
    categories: builtIn,
    protectedHosts: protectedSites.map((site) => site.host),
    atMs,
    email,
  });
  return { effective, profileWhy: picked.why, policyAtMs: record.atMs };
}
