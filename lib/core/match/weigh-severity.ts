// How grave a finding is: what its phrases say, as far as the score bears it out.
import { severities, severityRank, type Severity } from "../../contract/vocabulary.ts";
import type { WeighedHit } from "./weigh-window.ts";

/** The score from which a severity can be given. */
const leastScore: Readonly<Record<Severity, number>> = {
  low: 0,
  medium: 40,
  high: 55,
  critical: 70,
};
/** A phrase speaks for the severity only with this much of its weight left. */
const leastKept = 0.6;

/** The gravest severity of the phrases that kept their weight, lowered where the score is too small for it. */
export function weighSeverity(hits: readonly WeighedHit[], score: number): Severity {
  let rank = 0;
  for (const { plan, points } of hits) {
    const own = severityRank(plan.phrase.severity);
    // A light phrase beside a heavy one does not raise it.
    if (points < plan.phrase.weight * leastKept || points < score / 4) continue;
    rank = Math.max(rank, own);
  }
  while (rank > 0 && score < leastScore[severities[rank] as Severity]) rank -= 1;
  return severities[rank] as Severity;
}
