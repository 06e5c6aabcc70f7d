// What one profile sees at one address, and why.
import { decide } from "../../lib/core/policy/decide.ts";
import type { HostTable } from "../../lib/core/policy/host-table.ts";
import type { DecisionStep, EffectivePolicy } from "../../lib/core/policy/types.ts";

export interface Explanation {
  /** As it was given. */
  readonly url: string;
  readonly action: "block" | "warn" | "monitor" | "allow";
  /** Category id, or "" where none took part. */
  readonly category: string;
  /** The list in which the host stands, or "". */
  readonly list: string;
  /** The line of the policy, or "built-in …". */
  readonly rule: string;
  readonly why: string;
  readonly step: DecisionStep;
}

/** Asks the law about a page. `url` is as it was given, `address` what a browser makes of it. */
export function explainAddress(
  url: string,
  address: string,
  effective: EffectivePolicy,
  table: HostTable,
  atMs: number,
): Explanation {
  const decision = decide(address, { kind: "main_frame", atMs }, effective, table);
  const { action, category, list, rule, why, step } = decision;
  // The agreement is never due here; the type cannot know.
  return {
    url,
    action: action === "agreement" ? "allow" : action,
    category,
    list,
    rule,
    why,
    step,
  };
}
