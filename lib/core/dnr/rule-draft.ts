// What every part of the compiler is given and writes to.
import { problem } from "../../contract/result.ts";
import type { Problem } from "../../contract/result.ts";
import type { HostTable } from "../policy/host-table.ts";
import type { DecideContext, EffectivePolicy, HostSet } from "../policy/types.ts";
import { inChunks } from "./clean-hosts.ts";
import type { DroppedEntry } from "./clean-hosts.ts";
import { canaryHost, createIdGiver, isRestId, ruleIdBlocks } from "./rule-ids.ts";
import type { RuleIdBlock, RuleLayer } from "./rule-ids.ts";
import { allButMainFrame } from "./types.ts";
import type { DnrAction, DnrCondition, DnrResourceType, DnrRule, RuleReason } from "./types.ts";

export const pagesOnly: readonly DnrResourceType[] = ["main_frame"];
export const pagesAndFrames: readonly DnrResourceType[] = ["main_frame", "sub_frame"];
/** Web addresses only, and the whole of them, so that a redirect can carry them on. */
export const wholeWebAddress = "^https?://.*$";

/** What holds for minutes or hours: agreement, warnings that were passed, unlocks, a lesson list. */
export type CompileState = Pick<DecideContext, "agreementDue" | "proceeded" | "unlocks" | "lesson">;

export interface CompileInput {
  readonly effective: EffectivePolicy;
  /** Built-in categories and the school's own lists. */
  readonly sets: readonly HostSet[];
  readonly state: CompileState;
  /** Of the same sets: what a warning that was passed is a warning of. Absent: none was passed. */
  readonly table?: HostTable;
  /**
   * Where a person is sent: absolute addresses of the extension's pages, which then get the wanted address as `#u=…`;
   * or paths within the extension ("/blocked.html", for static rules, which cannot know their extension's id).
   * `closed` is for what is illegal, and is told no address; without it, `blocked` is.
   */
  readonly pages: {
    readonly blocked: string;
    readonly agreement: string;
    readonly closed?: string;
  };
  /** Unix ms. */
  readonly atMs: number;
}

export interface Draft {
  readonly rules: Readonly<Record<RuleLayer, DnrRule[]>>;
  readonly reasons: Record<number, RuleReason>;
  readonly problems: Problem[];
  readonly dropped: DroppedEntry[];
  add(
    block: RuleIdBlock,
    priority: number,
    action: DnrAction,
    condition: DnrCondition,
    reason: RuleReason,
  ): void;
}

export function createDraft(): Draft {
  const giveId = createIdGiver();
  const full = new Set<RuleIdBlock>();
  const draft: Draft = {
    rules: { bulk: [], light: [], volatile: [] },
    reasons: {},
    problems: [],
    dropped: [],
    add(block, priority, action, condition, reason) {
      const id = giveId(block);
      if (id === undefined) {
        if (!full.has(block)) {
          full.add(block);
          draft.problems.push(
            problem(reason.rule, `more ${block} rules than the browser can hold`, "fewer entries"),
          );
        }
        return;
      }
      draft.rules[ruleIdBlocks[block].layer].push({
        id,
        priority,
        action,
        condition: isRestId(id) ? withCanary(condition, id) : condition,
      });
      draft.reasons[id] = reason;
    },
  };
  return draft;
}

function withCanary(condition: DnrCondition, id: number): DnrCondition {
  return { ...condition, requestDomains: [...(condition.requestDomains ?? []), canaryHost(id)] };
}

/** A redirect to one of our pages: with the wanted address where an absolute page and the whole address are at hand. */
export function redirectTo(page: string, carriesAddress: boolean): DnrAction {
  if (page.startsWith("/")) return { type: "redirect", redirect: { extensionPath: page } };
  return carriesAddress
    ? { type: "redirect", redirect: { regexSubstitution: String.raw`${page}#u=\0` } }
    : { type: "redirect", redirect: { url: page } };
}

/** Blocks whole hosts: the page goes to the block page, everything else is refused in silence. */
export function addHostBlock(
  draft: Draft,
  input: CompileInput,
  hosts: readonly string[],
  at: { readonly page: RuleIdBlock; readonly rest: RuleIdBlock; readonly priority: number },
  reason: RuleReason,
): void {
  const { closed, blocked } = input.pages;
  const isPlain = at.page === "illegal" && closed !== undefined;
  for (const requestDomains of inChunks(hosts)) {
    draft.add(
      at.page,
      at.priority,
      redirectTo(isPlain ? closed : blocked, !isPlain),
      {
        requestDomains,
        ...(isPlain ? {} : { regexFilter: "^.*$" }),
        resourceTypes: pagesOnly,
      },
      reason,
    );
    draft.add(
      at.rest,
      at.priority,
      { type: "block" },
      { requestDomains, resourceTypes: allButMainFrame },
      reason,
    );
  }
}
