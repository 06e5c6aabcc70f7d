// From texts to one policy that can be used: the school's, under the trust's where there is one.
import { parsePolicy } from "../../contract/parse-policy.ts";
import type { Policy } from "../../contract/policy.ts";
import { err, hasErrors, ok } from "../../contract/result.ts";
import type { Problem, Result } from "../../contract/result.ts";
import { checkPolicy } from "../../core/policy/check-policy.ts";
import { mergeTrust } from "../../core/policy/merge-trust.ts";

export interface ReadPolicy {
  readonly policy: Policy;
  /** What is doubtful about it, and which of the school's lines a lock of the trust keeps from effect. */
  readonly warnings: readonly Problem[];
}

/** `trustText`: "" where the school stands alone. Never throws. */
export function readPolicy(
  text: string,
  trustText: string,
  knownCategories: readonly string[],
  atMs: number,
): Result<ReadPolicy> {
  const school = parsePolicy(text);
  if (!school.ok) return school;
  if (trustText === "") return checked(school.value, [], knownCategories, atMs);
  const trust = parsePolicy(trustText);
  if (!trust.ok) {
    // Without what the trust locks, the school's policy alone could be looser than anybody meant.
    return err(trust.error.map((one) => ({ ...one, path: `trustPolicy: ${one.path}` })));
  }
  const { policy, problems } = mergeTrust(trust.value, school.value);
  if (hasErrors(problems)) return err(problems);
  return checked(policy, problems, knownCategories, atMs);
}

function checked(
  policy: Policy,
  before: readonly Problem[],
  knownCategories: readonly string[],
  atMs: number,
): Result<ReadPolicy> {
  const problems = checkPolicy(policy, knownCategories, atMs);
  return hasErrors(problems)
    ? err(problems)
    : ok({ policy, warnings: unique([...before, ...problems]) });
}

/** What a lock keeps from effect is found by the merging and by the check of what came of it: it is said once. */
function unique(problems: readonly Problem[]): Problem[] {
  const byText = new Map(
    problems.map((one) => [JSON.stringify([one.path, one.what, one.expected, one.level]), one]),
  );
  return [...byText.values()];
}
