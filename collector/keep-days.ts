// How long this school keeps things: what its policy says, or said when it was last whole.
import { readPolicyNow } from "./policy/policy-source.ts";
import { keepDaysDefault } from "./review/retention.ts";
import type { Store } from "./store/store.ts";

export interface KeepDays {
  readonly days: number;
  /** "last-policy": the policy is missing or wrong now; a slip in it must not shorten what pupils were promised. */
  readonly from: "policy" | "last-policy" | "default";
}

/**
 * `reporting.keepDays` of the policy that is served to everybody, read anew each time. Where that cannot be read as
 * a policy the last good value stands, and where there never was one, the default. Rejects only where the store does.
 */
export async function readKeepDays(
  store: Store,
  policyPath: string | undefined,
): Promise<KeepDays> {
  const kept = await store.readSetting("keep-days");
  const days = (await readPolicyNow(store, policyPath))?.reporting.keepDays;
  if (days !== undefined) {
    if (kept !== String(days)) await store.writeSetting("keep-days", String(days));
    return { days, from: "policy" };
  }
  return kept === undefined
    ? { days: keepDaysDefault, from: "default" }
    : { days: Number(kept), from: "last-policy" };
}
