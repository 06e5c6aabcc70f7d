// Which policy holds: the release of a stage, or the file where nothing was ever released.
import { readFile } from "node:fs/promises";
import { parsePolicy } from "../../lib/contract/parse-policy.ts";
import type { Policy } from "../../lib/contract/policy.ts";
import type { PolicyStore } from "../store/staff-store.ts";
import { releaseFor } from "./release.ts";

export interface PolicyInForce {
  readonly text: string;
  /** Of the release; null where the policy is a plain file. */
  readonly serial: number | null;
}

/** `stage` "" is everybody. Undefined where there is neither a release nor a file that can be read. */
export async function readPolicyInForce(
  store: PolicyStore,
  policyPath: string | undefined,
  stage = "",
): Promise<PolicyInForce | undefined> {
  const serial = releaseFor(await store.stagesNow(), stage);
  if (serial !== undefined) {
    const found = await store.readRelease(serial);
    if (found !== undefined) return { text: found.text, serial };
  }
  if (policyPath === undefined) return undefined;
  const text = await readFile(policyPath, "utf8").catch(() => undefined);
  return text === undefined ? undefined : { text, serial: null };
}

/** The policy that holds for everybody; undefined where there is none or it cannot be read as one. */
export async function readPolicyNow(
  store: PolicyStore,
  policyPath: string | undefined,
): Promise<Policy | undefined> {
  const found = await readPolicyInForce(store, policyPath);
  const parsed = found === undefined ? undefined : parsePolicy(found.text);
  return parsed?.ok === true ? parsed.value : undefined;
}
