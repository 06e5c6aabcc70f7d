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
