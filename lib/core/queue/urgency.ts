// What goes first, and what may not wait.
import type { SchoolgateEvent } from "../../contract/event.ts";
import { severityRank } from "../../contract/vocabulary.ts";

const worryRank = 9;
/** What somebody should look at today; what somebody waits for, or answers for. */
const troubleRank = 2;
const askedRank = 1;

/** A child who asks for help comes before anything a machine has noticed; then the gravest. */
export function rankOf(event: SchoolgateEvent): number {
  switch (event.kind) {
    case "worry":
      return worryRank;
    case "finding":
      return 3 + severityRank(event.severity);
    case "policy-problem":
    case "list-problem":
    case "circumvention":
    case "health":
      return troubleRank;
    case "review-request":
    case "unlock":
    case "policy-change":
    case "filter-check":
      return askedRank;
    case "agreement":
    case "blocked-visit":
    case "visit-report":
      break;
  }
  return 0;
}

/** Worries and critical findings are sent at once; the rest with the next batch. */
export function isUrgent(event: SchoolgateEvent): boolean {
  return event.kind === "worry" || (event.kind === "finding" && event.severity === "critical");
}
