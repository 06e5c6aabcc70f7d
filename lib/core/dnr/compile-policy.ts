// The policy of one person at one moment, as rules for the browser. Pure; the order of things is `decide()`'s.
import type { Problem } from "../../contract/result.ts";
import { addSession } from "./add-session.ts";
import { addSets, addUnknown } from "./add-sets.ts";
import { addProtected, addSchoolHosts, addSites } from "./add-sites.ts";
import type { DroppedEntry } from "./clean-hosts.ts";
import { createDraft } from "./rule-draft.ts";
import type { CompileInput } from "./rule-draft.ts";
import type { DnrRule, RuleReason } from "./types.ts";

export type { CompileInput };

export interface CompiledRules {
  /** Big and seldom changed. */
  readonly dynamic: readonly DnrRule[];
  /** Small and often changed; a change costs 1 ms however big the others are (measured). */
  readonly session: readonly DnrRule[];
  readonly reasons: Readonly<Record<number, RuleReason>>;
  readonly problems: readonly Problem[];
  /** Entries that no rule holds, with the reason. */
  readonly dropped: readonly DroppedEntry[];
}

/**
 * The session rules alone, for the many moments at which nothing else can have changed. `input.sets` matter only where
 * `needsSetsForSession` says so.
 */
export function compileSession(input: CompileInput): readonly DnrRule[] {
  const draft = createDraft();
  addSession(draft, input);
  return draft.session;
}

/** Where unknown sites are blocked, what a passed warning frees depends on what the lists hold. */
export function needsSetsForSession(input: Pick<CompileInput, "effective" | "state">): boolean {
  const hasProceeded = (input.state.proceeded ?? []).length > 0;
  return hasProceeded && input.effective.unknownSites.action === "block";
}

/** Compiles. Never throws; what cannot be told to the browser is in `problems` and `dropped`. */
export function compilePolicy(input: CompileInput): CompiledRules {
  const draft = createDraft();
  addProtected(draft, input);
  addSchoolHosts(draft, input);
  addSites(draft, input);
  addSets(draft, input);
  addUnknown(draft, input);
  addSession(draft, input);
  return {
    dynamic: draft.dynamic,
    session: draft.session,
    reasons: draft.reasons,
    problems: draft.problems,
    dropped: draft.dropped,
  };
}
