// What is different in a new policy, in sentences, for whoever releases it. Pure.
import { parsePolicy } from "../../lib/contract/parse-policy.ts";
import type { Policy } from "../../lib/contract/policy.ts";
import { policyChanges } from "../../lib/core/policy/policy-changes.ts";

/** At most 50 sentences; none where nothing changes. `before` undefined, or no policy: all of it is new. */
export function changesBetween(before: string | undefined, after: string): readonly string[] {
  const old = before === undefined ? undefined : readPlain(before);
  const next = readPlain(after);
  if (next === undefined) return [];
  return old === undefined
    ? ["There was no policy before: all of it is new."]
    : policyChanges(old, next);
}

/** Without what every release is given anew. */
function readPlain(text: string): Policy | undefined {
  const parsed = parsePolicy(text);
  if (!parsed.ok) return undefined;
  const { serial: _serial, change: _change, ...rest } = parsed.value;
  return rest;
}
