// Closes a case in a store as the desk does, at a given moment; or closes it and opens it again.
import { auditEntry } from "../../../collector/review/audit.ts";
import { decideCase } from "../../../collector/review/decision.ts";
import type { Store } from "../../../collector/store/store.ts";

export async function closeCase(
  store: Store,
  id: string,
  atMs: number,
  end: "closed" | "looking" = "closed",
  reason = "Talked at lunch.",
): Promise<void> {
  for (const state of end === "closed" ? (["closed"] as const) : (["closed", end] as const)) {
    const known = await store.readCase(id);
    if (known === undefined) throw new Error("the case is there");
    const next = decideCase(known, { state, outcome: "no-concern", reason }, atMs);
    if (!next.ok) throw new Error("the decision is whole");
    const change = {
      kind: "state",
      from: known.state,
      to: state,
      outcome: next.value.outcome,
      reason: next.value.reason,
      atMs,
      who: "dsl",
    } as const;
    const entry = auditEntry(atMs, "dsl", "case-state", { caseId: id });
    if (!(await store.changeCase(next.value, known.version, change, entry))) {
      throw new Error("nobody else was there");
    }
  }
}
