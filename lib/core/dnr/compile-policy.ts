// The policy of one person at one moment, as rules for the browser. Pure; the order of things is `decide()`'s.
import type { Problem } from "../../contract/result.ts";
import { addEngines, addSafeSearch } from "./add-search.ts";
import { addSets, addUnknown, addWithdrawn } from "./add-sets.ts";
import { addProtected, addSchoolHosts, addSites } from "./add-sites.ts";
import { addVolatile } from "./add-volatile.ts";
import type { DroppedEntry } from "./clean-hosts.ts";
import { freshSite } from "./ladder.ts";
import { createDraft } from "./rule-draft.ts";
import type { CompileInput, Draft } from "./rule-draft.ts";
import { overlayIds, ruleIdBlocks } from "./rule-ids.ts";
import type { DnrRule, RuleReason } from "./types.ts";

export type { CompileInput };

/** Rules of one or more layers (`rule-ids.ts`), with what is to be said about them. */
interface Compiled {
  readonly reasons: Readonly<Record<number, RuleReason>>;
  readonly problems: readonly Problem[];
  /** Entries that no rule holds, or one in a weaker form, with the reason. */
  readonly dropped: readonly DroppedEntry[];
}

export interface CompiledRules extends Compiled {
  /** Of the layers "light" and "bulk". */
  readonly dynamic: readonly DnrRule[];
  /** Of the layer "volatile": a change costs milliseconds however big the others are (measured). */
  readonly session: readonly DnrRule[];
}

export interface CompiledLayer extends Compiled {
  readonly rules: readonly DnrRule[];
}

/** Compiles all layers. Never throws; what cannot be told to the browser is in `problems` and `dropped`. */
export function compilePolicy(input: CompileInput): CompiledRules {
  const draft = createDraft();
  addLight(draft, input);
  addSets(draft, input);
  addVolatile(draft, input);
  const { reasons, problems, dropped, rules } = draft;
  return {
    dynamic: [...rules.light, ...rules.bulk],
    session: rules.volatile,
    reasons,
    problems,
    dropped,
  };
}

function addLight(draft: Draft, input: CompileInput): void {
  addProtected(draft, input);
  addWithdrawn(draft, input);
  addSafeSearch(draft, input);
  addSchoolHosts(draft, input);
  addSites(draft, input);
  addEngines(draft, input);
  addUnknown(draft, input);
}

/** The lists' rules alone. */
export function compileBulk(input: CompileInput): CompiledLayer {
  const draft = createDraft();
  addSets(draft, input);
  return { ...draft, rules: draft.rules.bulk };
}

/** All that the policy says without its lists; `input.sets` do not matter. */
export function compileLight(input: CompileInput): CompiledLayer {
  const draft = createDraft();
  addLight(draft, input);
  return { ...draft, rules: draft.rules.light };
}

/** What changes by the minute; `input.sets` matter only where `needsSets` says so. */
export function compileVolatile(input: CompileInput): CompiledLayer {
  const draft = createDraft();
  addVolatile(draft, input);
  return { ...draft, rules: draft.rules.volatile };
}

/** Light rules as session rules, to stand while their dynamic copies are on the way: a newer site entry wins. */
export function lightOverlay(rules: readonly DnrRule[]): readonly DnrRule[] {
  const { site, lockedSite } = ruleIdBlocks;
  return rules.map((rule) => {
    const isSite = rule.id >= site.first && rule.id <= lockedSite.last;
    const priority = rule.priority + (isSite ? freshSite : 0);
    return { ...rule, id: rule.id + overlayIds.light, priority };
  });
}

/** Hosts that came to lists since the bulk was made, as session rules; `input.sets` are those hosts alone. */
export function listOverlay(input: CompileInput): readonly DnrRule[] {
  return compileBulk(input).rules.map((rule) => ({ ...rule, id: rule.id + overlayIds.lists }));
}
