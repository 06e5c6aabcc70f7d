// What staff opened for a time, and lesson lists: the pages and what they load, from frames and workers as well.
import { settingOf } from "../policy/decide-asked.ts";
import { illegalCategory } from "../policy/category.ts";
import { normaliseHost } from "../policy/host.ts";
import type { Unlock } from "../policy/types.ts";
import { cleanHosts, inChunks } from "./clean-hosts.ts";
import { ladder } from "./ladder.ts";
import { pagesAndFrames, pagesOnly, redirectTo, wholeWebAddress } from "./rule-draft.ts";
import type { CompileInput, CompileState, Draft } from "./rule-draft.ts";
import { pathCondition } from "./site-condition.ts";
import { allButMainFrame, resourceTypes } from "./types.ts";
import type { DnrCondition, RuleReason } from "./types.ts";

interface Opened {
  readonly block: "unlock" | "lesson";
  /** Of the pages, and of what they load. */
  readonly priority: number;
  readonly pagePriority: number;
  readonly reason: RuleReason;
}

/** Whether the hosts of lists are needed: a category that was opened for a time names its hosts. */
export function needsSets(state: CompileState, atMs: number): boolean {
  return (state.unlocks ?? []).some(
    (unlock) => unlock.what.kind === "category" && atMs < unlock.untilMs,
  );
}

export function addOpened(draft: Draft, input: CompileInput): void {
  const { unlocks = [], lesson } = input.state;
  for (const unlock of unlocks) {
    if (input.atMs >= unlock.untilMs) continue;
    const opened: Opened = {
      block: "unlock",
      priority: ladder.unlock,
      pagePriority: ladder.unlockPage,
      reason: {
        rule: `unlock ${unlock.id}`,
        category: unlock.what.kind === "category" ? unlock.what.category : "",
        list: "",
        words: `${unlock.by} opened it for a time: ${unlock.why}`,
      },
    };
    if (unlock.what.kind === "site") addSites(draft, opened, [unlock.what]);
    else addHosts(draft, opened, categoryHosts(input, unlock.what));
  }
  if (lesson === undefined || input.atMs >= lesson.untilMs) return;
  const words = `The lesson list "${lesson.title}" runs (by ${lesson.by}).`;
  const reason = { rule: `lesson ${lesson.id}`, category: "", list: "", words };
  const at = { priority: ladder.lessonOpen, pagePriority: ladder.lessonOpen };
  addSites(draft, { block: "lesson", ...at, reason }, lesson.sites);
  draft.add(
    "lesson",
    ladder.lesson,
    redirectTo(input.pages.blocked, true),
    { regexFilter: wholeWebAddress, resourceTypes: pagesOnly },
    reason,
  );
}

function categoryHosts(
  { effective, sets }: CompileInput,
  { category }: Extract<Unlock["what"], { kind: "category" }>,
): readonly string[] {
  if (category === illegalCategory || settingOf(effective, category)?.isLocked === true) return [];
  return sets.filter((set) => set.category === category).flatMap((set) => set.hosts);
}

/** A path is told to the browser where it can be; where it cannot, its host opens and the gates keep to the path. */
function addSites(
  draft: Draft,
  opened: Opened,
  sites: readonly { readonly host: string; readonly path?: string }[],
): void {
  const whole: string[] = [];
  const paths: { readonly host: string; readonly condition: Where }[] = [];
  for (const { host: text, path } of sites) {
    const host = normaliseHost(text);
    const condition =
      host === undefined || path === undefined ? undefined : pathCondition(host, path);
    if (host !== undefined && condition !== undefined && paths.length < mostPaths) {
      paths.push({ host, condition });
    } else {
      whole.push(text);
    }
  }
  addHosts(draft, opened, whole);
  for (const { condition } of paths) addPages(draft, opened, condition);
  const initiators = cleanHosts(
    paths.map(({ host }) => host),
    opened.reason.rule,
    draft.dropped,
  );
  addInitiators(draft, opened, initiators);
}

/** Three rules each, and the browser takes 1,000 regular expressions in session rules. */
const mostPaths = 150;

type Where = Omit<DnrCondition, "resourceTypes">;

function addHosts(draft: Draft, opened: Opened, hosts: readonly string[]): void {
  const clean = cleanHosts(hosts, opened.reason.rule, draft.dropped);
  for (const requestDomains of inChunks(clean)) addPages(draft, opened, { requestDomains });
  addInitiators(draft, opened, clean);
}

function addPages(draft: Draft, opened: Opened, where: Where): void {
  const { block, priority, pagePriority, reason } = opened;
  draft.add(block, priority, { type: "allow" }, { ...where, resourceTypes }, reason);
  const pages = { ...where, resourceTypes: pagesAndFrames };
  draft.add(block, pagePriority, { type: "allowAllRequests" }, pages, reason);
}

/**
 * Workers ask in no frame's name, only in their site's; and what `allowAllRequests` frees is forgotten for open pages at
 * the next change of any session rule (measured on Chromium 156).
 */
function addInitiators(draft: Draft, opened: Opened, hosts: readonly string[]): void {
  for (const initiatorDomains of inChunks(hosts)) {
    draft.add(
      opened.block,
      opened.pagePriority,
      { type: "allow" },
      { initiatorDomains, resourceTypes: allButMainFrame },
      opened.reason,
    );
  }
}
