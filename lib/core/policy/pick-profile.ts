// Which profile a person gets. Nothing known about a person: the strictest (law 9).
import type { Policy } from "../../contract/policy.ts";
import { emailFits } from "./email-fits.ts";
import { groupsOf } from "./person-groups.ts";
import { findProfile } from "./profile-chain.ts";

export interface KnownAboutPerson {
  /** The profile that the managed configuration of the organisational unit names. */
  readonly managedProfile?: string | undefined;
  /** The signed-in address. */
  readonly email?: string | undefined;
}

export interface PickedProfile {
  readonly profile: string;
  /** One sentence for an IT lead. */
  readonly why: string;
}

/**
 * The profile for a person: that of the first group assignment to whose members they belong (a group is narrower than
 * an organisational unit), else what the managed configuration names, else the first assignment that fits, else the
 * policy's strictest. An assignment with neither `email` nor `group` fits everybody who is signed in.
 */
export function pickProfile(policy: Policy, person: KnownAboutPerson): PickedProfile {
  const { managedProfile, email } = person;
  const isManaged = managedProfile !== undefined && managedProfile !== "";
  const assigned = assignmentOf(policy, email, isManaged);
  if (isManaged && assigned === undefined) {
    if (findProfile(policy, managedProfile) !== undefined) {
      return {
        profile: managedProfile,
        why: `The managed configuration names the profile "${managedProfile}".`,
      };
    }
    return {
      profile: policy.strictest,
      why: `The managed configuration names "${managedProfile}", which the policy does not have, so the strictest profile holds.`,
    };
  }
  if (assigned !== undefined) return assigned;
  return {
    profile: policy.strictest,
    why:
      email === undefined || email === ""
        ? "Nobody is known to be signed in, so the strictest profile holds."
        : "No assignment fits the signed-in address, so the strictest profile holds.",
  };
}

/** The first assignment that fits; `groupsOnly` where the managed configuration answers for everybody else. */
function assignmentOf(
  policy: Policy,
  email: string | undefined,
  groupsOnly: boolean,
): PickedProfile | undefined {
  if (email === undefined || email === "") return undefined;
  const groups = groupsOf(policy, email);
  for (const [place, { profile, email: pattern, group }] of policy.assignments.entries()) {
    if (groupsOnly && group === undefined) continue;
    if (group !== undefined && !groups.includes(group)) continue;
    if (pattern !== undefined && !emailFits(pattern, email)) continue;
    if (findProfile(policy, profile) === undefined) continue;
    const why =
      group === undefined
        ? `The address fits ${pattern === undefined ? "everybody" : `"${pattern}"`} (assignments.${place}).`
        : `The address is one of the group "${group}" (assignments.${place}).`;
    return { profile, why };
  }
  return undefined;
}
