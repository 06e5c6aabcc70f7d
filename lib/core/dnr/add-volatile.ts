// What changes by the minute: an agreement that is due, warnings that were passed.
import { decide } from "../policy/decide.ts";
import { lockedHit, standingOf } from "../policy/decide-asked.ts";
import { lookUpHost } from "../policy/host-table.ts";
import { cleanHosts } from "./clean-hosts.ts";
import { addOpened } from "./add-opened.ts";
import { warnedEnginePages } from "./add-search.ts";
import { ladder } from "./ladder.ts";
import { pagesOnly, redirectTo, wholeWebAddress } from "./rule-draft.ts";
import type { CompileInput, Draft } from "./rule-draft.ts";
import type { DnrCondition, RuleReason } from "./types.ts";

export function addVolatile(draft: Draft, input: CompileInput): void {
  const { state, effective, pages } = input;
  if (state.agreementDue === true) {
    draft.add(
      "agreement",
      ladder.agreement,
      redirectTo(pages.agreement, true),
      { regexFilter: wholeWebAddress, resourceTypes: pagesOnly },
      {
        rule: `agreements.${effective.agreement?.id ?? ""}`,
        category: "",
        list: "",
        words: "The school's agreement has not been read and agreed to yet.",
      },
    );
  }
  addPassed(draft, input);
  addOpened(draft, input);
}

const steps = ["lockedProceeded", "proceeded", "freeHostingProceeded", "unknownProceeded"] as const;

/** A warning that was passed is lifted where it stands on the ladder, and what stands higher is not. */
function addPassed(draft: Draft, input: CompileInput): void {
  const { state, effective, table, atMs } = input;
  if (table === undefined) return;
  const passed = (state.proceeded ?? []).filter((one) => atMs < one.untilMs);
  const hosts = cleanHosts(
    passed.map((one) => one.host),
    "a warning that was passed",
    draft.dropped,
  );
  const bySteps = new Map<(typeof steps)[number], string[]>();
  for (const host of hosts) {
    const hits = lookUpHost(table, host);
    const { step, setting } = standingOf(hits, effective);
    if (setting.action === "warn") {
      const at = step === "category" ? "proceeded" : (`${camel(step)}Proceeded` as const);
      bySteps.set(at, [...(bySteps.get(at) ?? []), host]);
    }
    // So high up an allow would lift everything below: it stands only where nothing below says no. What differs within
    // the host, the gates tell.
    if (lockedHit(hits, effective)?.setting.action === "warn") {
      const context = { ...state, kind: "main_frame", atMs } as const;
      const { action } = decide(`https://${host}/`, context, effective, table);
      if (action === "allow" || action === "monitor") {
        bySteps.set("lockedProceeded", [...(bySteps.get("lockedProceeded") ?? []), host]);
      }
    }
    for (const condition of warnedEnginePages(host, effective)) {
      allow(draft, ladder.engineProceeded, condition);
    }
  }
  for (const step of steps) {
    const requestDomains = bySteps.get(step);
    if (requestDomains !== undefined) allow(draft, ladder[step], { requestDomains });
  }
}

function camel(step: "free-hosting" | "unknown"): "freeHosting" | "unknown" {
  return step === "free-hosting" ? "freeHosting" : step;
}

const passedReason: RuleReason = {
  rule: "a warning that was passed",
  category: "",
  list: "",
  words: "The warning was read and passed; it comes again later.",
};

function allow(
  draft: Draft,
  priority: number,
  condition: Omit<DnrCondition, "resourceTypes">,
): void {
  const where = { ...condition, resourceTypes: pagesOnly };
  draft.add("proceeded", priority, { type: "allow" }, where, passedReason);
}
