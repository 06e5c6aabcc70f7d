// A policy's text becomes a policy, or the list of what is wrong with it: where, what was found, what was expected.
import type { z } from "zod";
import { locateJson } from "./json-place.ts";
import { policySchema } from "./policy.ts";
import type { Policy } from "./policy.ts";
import { err, ok, problem } from "./result.ts";
import type { Problem, Result } from "./result.ts";
import { describeIssue } from "./describe-issue.ts";

/** A policy of this length is no policy: the largest real one is far below. Lists of hosts belong in files of their own. */
export const longestPolicyChars = 60_000_000;
/** More than these at once help nobody; the last says how many were left out. */
const mostProblems = 200;

/**
 * Reads a policy from JSON text. Never throws. Syntax errors carry `policy:LINE:COLUMN` as their path, all others the
 * path of the value ("profiles.ks3.categories.gambling"). What spans fields is `checkPolicy` in `lib/core/policy`.
 */
export function parsePolicy(text: string): Result<Policy> {
  if (text.length > longestPolicyChars) {
    return err([
      problem("policy", `${text.length} characters`, `at most ${longestPolicyChars} characters`),
    ]);
  }
  let value: unknown;
  try {
    value = JSON.parse(text.startsWith("\uFEFF") ? text.slice(1) : text);
  } catch {
    const { problems } = locateJson(text);
    return err(
      problems.length > 0
        ? problems.slice(0, mostProblems)
        : [problem("policy", "a text that is not JSON", "a policy as JSON")],
    );
  }
  const shape = checkPolicyShape(value);
  const twice = locateJson(text, "policy", "problems").problems;
  if (twice.length === 0) return shape;
  return err(shape.ok ? twice : [...twice, ...shape.error].slice(0, mostProblems));
}

/** The same for a value that is already JSON. Never throws. */
export function checkPolicyShape(value: unknown): Result<Policy> {
  let parsed: z.ZodSafeParseResult<Policy>;
  try {
    parsed = policySchema.safeParse(value);
  } catch (thrown) {
    return err([
      problem("policy", `a value that could not be read (${String(thrown)})`, "a policy"),
    ]);
  }
  if (parsed.success) return ok(parsed.data);
  const problems: Problem[] = parsed.error.issues.flatMap((issue) => describeIssue(issue, value));
  const seen = new Set<string>();
  const unique = problems.filter((one) => {
    const key = `${one.path}\n${one.what}\n${one.expected}`;
    return !seen.has(key) && seen.add(key);
  });
  if (unique.length <= mostProblems) return err(unique);
  const kept = unique.slice(0, mostProblems - 1);
  kept.push(
    problem(
      "policy",
      `${unique.length - kept.length} more problems`,
      "first the ones above put right",
    ),
  );
  return err(kept);
}
