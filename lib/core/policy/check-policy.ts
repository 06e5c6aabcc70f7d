// What the schema cannot see: names that point to nothing, circles, doubles, days gone by, lines without effect.
import type { Policy } from "../../contract/policy.ts";
import type { Problem } from "../../contract/result.ts";
import { checkAssignments } from "./check-assignments.ts";
import { addWarning, createCheckContext } from "./check-context.ts";
import type { CheckContext, CheckOptions } from "./check-context.ts";
import { checkDay } from "./check-day.ts";
import { checkLessons } from "./check-lessons.ts";
import { checkLists } from "./check-lists.ts";
import { checkPeople } from "./check-people.ts";
import { checkPhrases } from "./check-phrases.ts";
import { checkProfiles } from "./check-profiles.ts";
import { checkSchool } from "./check-school.ts";

export type { CheckOptions };

const dayMs = 24 * 60 * 60 * 1000;

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
  checkChange(context);
  checkSchool(context);
  checkLists(context);
  checkPhrases(context);
  checkProfiles(context);
  checkAssignments(context);
  checkDay(context);
  checkPeople(context);
  checkLessons(context);
  return context.problems;
}

function checkChange(context: CheckContext): void {
  const { change } = context.policy;
  if (change?.on === undefined || Date.parse(`${change.on}T00:00:00Z`) <= context.atMs + dayMs)
    return;
  addWarning(
    context,
    "change.on",
    `"${change.on}", a day to come`,
    "the day on which the change was made: a policy holds from when it arrives",
  );
}
