// What the schema cannot see: names that point to nothing, circles, doubles, days gone by, lines without effect.
import type { Policy } from "../../contract/policy.ts";
import type { Problem } from "../../contract/result.ts";
import { checkAssignments } from "./check-assignments.ts";
import { createCheckContext } from "./check-context.ts";
import type { CheckOptions } from "./check-context.ts";
import { checkLists } from "./check-lists.ts";
import { checkProfiles } from "./check-profiles.ts";
import { checkSchool } from "./check-school.ts";

export type { CheckOptions };

/**
 * Checks a policy of good shape. Errors make it unusable; warnings say that a line does nothing or is likely a slip.
 * `knownCategories` are the ids of the built-in categories, `atMs` is now (Unix ms). Pure; never throws.
 */
export function checkPolicy(
  policy: Policy,
  knownCategories: readonly string[],
  atMs: number,
  options: CheckOptions = {},
): Problem[] {
  const context = createCheckContext(policy, knownCategories, atMs, options);
  checkSchool(context);
  checkLists(context);
  checkProfiles(context);
  checkAssignments(context);
  return context.problems;
}
