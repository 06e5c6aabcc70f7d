// The lists of what is recorded and needs no person, and who may read which.
import type { Ability } from "./access.ts";

/** What pupils did stands first; then what the filter did. */
export const activityLists = [
  "visits",
  "attempts",
  "agreements",
  "use",
  "openings",
  "changes",
  "problems",
  "lists",
  "checks",
] as const;
export type ActivityList = (typeof activityLists)[number];

const ofPupils: readonly ActivityList[] = ["visits", "attempts", "agreements", "use"];

export function abilityOf(list: ActivityList): Ability {
  return ofPupils.includes(list) ? "read-activity" : "read-filtering";
}
