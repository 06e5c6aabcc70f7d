// Changing a case's state: which changes are whole, and what they leave behind. Pure.
import { problem, err, ok, type Result } from "../../lib/contract/result.ts";
import type { CaseOutcome, CaseState } from "../../lib/contract/vocabulary.ts";
import type { CaseHead } from "./case.ts";

export interface CaseDecision {
  readonly state: CaseState;
  readonly outcome?: CaseOutcome | undefined;
  readonly reason?: string | undefined;
}

/**
 * The case after a decision made at `atMs`, or what is missing. A close needs an outcome and a reason; opening again
 * clears both. Closing a closed case once more begins its time anew.
 */
export function decideCase(
  known: CaseHead,
  decision: CaseDecision,
  atMs: number,
): Result<CaseHead> {
  if (decision.state !== "closed") {
    return ok({
      ...known,
      state: decision.state,
      outcome: null,
      reason: "",
      closedAtMs: null,
      version: known.version + 1,
    });
  }
  const reason = decision.reason?.trim() ?? "";
  if (decision.outcome === undefined) {
    return err([problem("outcome", "nothing", "how the case ended")]);
  }
  if (reason === "") {
    return err([problem("reason", "nothing", "a sentence that says why")]);
  }
  return ok({
    ...known,
    state: "closed",
    outcome: decision.outcome,
    reason,
    closedAtMs: atMs,
    version: known.version + 1,
  });
}
