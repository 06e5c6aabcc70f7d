// The order of the queue. Pure; the store sorts by `triageRank` and a test holds the two together.
import { severityRank, type CaseState, type Severity } from "../../lib/contract/vocabulary.ts";
import type { CaseKind } from "./case.ts";

/** The part of a case that its place in the queue depends on. */
export interface Ranked {
  readonly id: string;
  readonly kind: CaseKind;
  readonly severity: Severity | null;
  readonly state: CaseState;
  readonly lastAtMs: number;
}

/** Higher comes first. A pupil who asks for help stands above anything a machine noticed. */
export function triageRank(known: Pick<Ranked, "kind" | "severity">): number {
  if (known.kind === "worry") return 100;
  return known.severity === null ? 0 : 10 * (1 + severityRank(known.severity));
}

/** Sorts for the queue: open before closed, worries before findings, gravest first, then newest. */
export function compareCases(left: Ranked, right: Ranked): number {
  return (
    Number(left.state === "closed") - Number(right.state === "closed") ||
    triageRank(right) - triageRank(left) ||
    right.lastAtMs - left.lastAtMs ||
    (left.id < right.id ? 1 : left.id > right.id ? -1 : 0)
  );
}
