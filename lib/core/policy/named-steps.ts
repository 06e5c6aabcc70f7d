// The steps of the ladder that say something of the address itself, and not of all pages or of all the rest.
import type { DecisionStep } from "./types.ts";

const namedSteps: ReadonlySet<DecisionStep> = new Set([
  "confidential",
  "illegal",
  "locked",
  "site",
  "engine",
  "category",
  "free-hosting",
]);

/** Not so: an agreement, withdrawn access, a lesson list, or that no list knows the site. */
export function isNamedStep(step: DecisionStep): boolean {
  return namedSteps.has(step);
}
