// How long this school keeps things: what its policy says, or said when it was last whole.
import { readFile } from "node:fs/promises";
import { parsePolicy } from "../lib/contract/parse-policy.ts";
import { keepDaysDefault } from "./review/retention.ts";
import type { Store } from "./store/store.ts";

export interface KeepDays {
  readonly days: number;
  /** "last-policy": the file is missing or wrong now; a slip in it must not shorten what pupils were promised. */
  readonly from: "policy" | "last-policy" | "default";
}

/**
 * `reporting.keepDays` of the policy that is served to devices, read anew each time. Where that file cannot be read as
 * a policy the last good value stands, and where there never was one, the default. Rejects only where the store does.
 */
export async function readKeepDays(
  store: Store,
  policyPath: string | undefined,
): Promise<KeepDays> {
  const kept = await store.readSetting("keep-days");
  const days = policyPath === undefined ? undefined : await daysOfPolicy(policyPath);
  if (days !== undefined) {
    if (kept !== String(days)) await store.writeSetting("keep-days", String(days));
    return { days, from: "policy" };
  }
  return kept === undefined
    ? { days: keepDaysDefault, from: "default" }
    : { days: Number(kept), from: "last-policy" };
}

async function daysOfPolicy(policyPath: string): Promise<number | undefined> {
  const text = await readFile(policyPath, "utf8").catch(() => undefined);
  const policy = text === undefined ? undefined : parsePolicy(text);
  return policy?.ok === true ? policy.value.reporting.keepDays : undefined;
}
