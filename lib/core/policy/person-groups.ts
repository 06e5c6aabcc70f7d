// Of which groups somebody is a member, and whether their access is withdrawn (requirement A3).
import type { Policy } from "../../contract/policy.ts";
import { emailFits } from "./email-fits.ts";
import { endOfDayMs } from "./site-entry.ts";
import { defaultTimeZone } from "./time-zone.ts";
import type { EffectivePolicy } from "./types.ts";

/** Ids of the groups to which a signed-in address belongs; nobody known: none. */
export function groupsOf(policy: Policy, email: string | undefined): string[] {
  if (email === undefined || email === "") return [];
  return Object.entries(policy.groups)
    .filter(([, { members }]) => members.some((pattern) => emailFits(pattern, email)))
    .map(([id]) => id);
}

/** The first entry that concerns this person and is not over, and when (Unix ms) that changes. */
export function withdrawnNow(
  policy: Policy,
  email: string | undefined,
  atMs: number,
): { readonly withdrawn?: NonNullable<EffectivePolicy["withdrawn"]>; readonly nextEndMs: number } {
  if (email === undefined || email === "") return { nextEndMs: Infinity };
  const groups = groupsOf(policy, email);
  const timeZone = policy.day?.timeZone ?? defaultTimeZone;
  for (const [place, entry] of policy.withdrawn.entries()) {
    const isMeant =
      (entry.email !== undefined && emailFits(entry.email, email)) ||
      (entry.group !== undefined && groups.includes(entry.group));
    if (!isMeant) continue;
    const endMs = entry.until === undefined ? Infinity : endOfDayMs(entry.until, timeZone);
    if (atMs >= endMs) continue;
    return { withdrawn: { why: entry.why, rule: `withdrawn.${place}` }, nextEndMs: endMs };
  }
  return { nextEndMs: Infinity };
}
