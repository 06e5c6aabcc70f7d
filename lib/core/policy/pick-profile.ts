// Which profile a person gets. Nothing known about a person: the strictest (law 9).
import type { Policy } from "../../contract/policy.ts";
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

/** Whether "*" for any run of characters makes the pattern fit. Case does not count; "*" never crosses an "@". */
export function emailFits(pattern: string, email: string): boolean {
  const wanted = pattern.trim().toLowerCase().split("@");
  const given = email.trim().toLowerCase().split("@");
  if (wanted.length !== 2 || given.length !== 2 || given.includes("")) return false;
  return wanted.every((part, place) => globFits(part, given[place] ?? ""));
}

/** Greedy from the left: each piece between stars is found at its first place. Linear, no backtracking. */
function globFits(pattern: string, text: string): boolean {
  const pieces = pattern.split("*");
  const first = pieces[0] ?? "";
  const last = pieces.at(-1) ?? "";
  if (pieces.length === 1) return pattern === text;
  if (text.length < first.length + last.length) return false;
  if (!text.startsWith(first) || !text.endsWith(last)) return false;
  let at = first.length;
  const end = text.length - last.length;
  for (const piece of pieces.slice(1, -1)) {
    const found = text.indexOf(piece, at);
    if (found < 0 || found + piece.length > end) return false;
    at = found + piece.length;
  }
  return true;
}

/**
 * The profile for a person: what the managed configuration names, else the first assignment that fits the address,
 * else the policy's strictest. An assignment without `email` fits everybody who is signed in.
 */
export function pickProfile(policy: Policy, person: KnownAboutPerson): PickedProfile {
  const { managedProfile, email } = person;
  if (managedProfile !== undefined && managedProfile !== "") {
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
  if (email === undefined || email === "") {
    return {
      profile: policy.strictest,
      why: "Nobody is known to be signed in, so the strictest profile holds.",
    };
  }
  for (const [place, assignment] of policy.assignments.entries()) {
    if (assignment.email !== undefined && !emailFits(assignment.email, email)) continue;
    if (findProfile(policy, assignment.profile) === undefined) continue;
    const fitted = assignment.email === undefined ? "everybody" : `"${assignment.email}"`;
    return {
      profile: assignment.profile,
      why: `The address fits ${fitted} (assignments.${place}).`,
    };
  }
  return {
    profile: policy.strictest,
    why: "No assignment fits the signed-in address, so the strictest profile holds.",
  };
}
