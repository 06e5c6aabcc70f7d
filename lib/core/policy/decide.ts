// The law: what happens to an address. DNR rules are compiled to agree with this, the gates ask it directly,
// and the command line explains with it. The steps below are the ladder, highest first.
import type { Action } from "../../contract/vocabulary.ts";
import { carriedAddresses } from "./carried-address.ts";
import {
  answer,
  ask,
  forKind,
  isIllegal,
  isPassed,
  lockedHit,
  ofHit,
  sayHit,
  standingOf,
} from "./decide-asked.ts";
import type { Asked } from "./decide-asked.ts";
import { onEngine } from "./decide-search.ts";
import { inLesson, lockedSite, ownSite, unlocked } from "./decide-sites.ts";
import { illegalCategory } from "./category.ts";
import { hostCovers } from "./host.ts";
import { firstCovering } from "./host-places.ts";
import { lookUpHost } from "./host-table.ts";
import type { HostTable } from "./host-table.ts";
import { isNamedStep } from "./named-steps.ts";
import { isProtected } from "./protected-sites.ts";
import type { DecideContext, Decision, EffectivePolicy, Lesson } from "./types.ts";

/**
 * Decides about one address. Pure, total: whatever the text, an answer comes back.
 *
 *  1. a built-in protected site is open and unrecorded; 2. what is not http, https, ws or wss is not our business;
 *  3. a confidential list and 4. the lists of illegal sites block; then a help site that the school named is open, and
 *     whatever a help site's page loads;
 *  5. where access is withdrawn, no page or frame opens but the school's own; 6. an agreement that is due comes before
 *     any page; 7. the school's own hosts are open.
 *  An address that carries another (a translator, an archive, `?url=`) gets what that other is blocked or warned by.
 *  8. What a profile has locked: site entries, then categories; a locked warning is the least that a page gets;
 *  9. a lesson list: its sites and no other page; 10. what staff opened for a time; 11. the policy's site entries: the
 *     most specific wins, at a tie block before allow; 12. search engines and picture search; 13. a warning that was
 *     read and passed; 14. the lists: the strictest wins; 15. free hosting; 16. sites that no list knows.
 *
 * A warning is a page to read, so it holds for main frames only: for frames and parts of a page the answer is allow.
 * Likewise `unknownSites` and `freeHosting` speak of pages and frames: a picture or a script of an open page may come
 * from anywhere that no list blocks.
 */
export function decide(
  address: string,
  context: DecideContext,
  effective: EffectivePolicy,
  table: HostTable,
): Decision {
  const asked = ask(address, context, effective, table);
  if (asked === undefined) {
    return answer("allow", "not-web", {
      rule: "built-in not-web",
      why: "The address is not a web address.",
    });
  }
  return atTop(asked) ?? carried(asked) ?? below(asked);
}

/** Steps 1 to 7. */
function atTop(asked: Asked): Decision | undefined {
  const { parsed, hits, context, effective } = asked;
  const shelter = parsed && firstCovering(effective.protectedHosts, parsed.host);
  const isBuiltIn = shelter !== undefined && isProtected(shelter);
  if (isBuiltIn) return helpSite(shelter, "built-in protected sites");
  if (context.isConfidential === true) {
    return answer("block", "confidential", {
      category: illegalCategory,
      rule: "confidential list",
      why: "The address stands in the confidential list of illegal pages; nobody at a school can open it.",
    });
  }
  const illegal = hits.find(isIllegal);
  if (illegal !== undefined) {
    return answer("block", "illegal", {
      ...ofHit(illegal),
      rule: `built-in ${illegalCategory}`,
      why: `${sayHit(illegal)}; nobody at a school can open it.`,
    });
  }
  if (shelter !== undefined) return helpSite(shelter, "protectedSites");
  if (context.insideProtected === true && context.kind !== "main_frame") {
    return answer("allow", "protected", {
      rule: "protected sites",
      why: "A help site's page loads it: nothing but the list of illegal sites may stop it.",
      protected: true,
    });
  }
  const own = parsed && effective.school.hosts.find((entry) => hostCovers(entry, parsed.host));
  const { withdrawn, agreement } = effective;
  if (withdrawn !== undefined && own === undefined && context.kind !== "other") {
    return answer("block", "withdrawn", {
      rule: withdrawn.rule,
      why: `Access is withdrawn (${withdrawn.rule}): ${withdrawn.why}`,
    });
  }
  if (context.agreementDue === true && context.kind === "main_frame") {
    return answer("agreement", "agreement", {
      rule: `agreements.${agreement?.id ?? ""}`,
      why: "The school's agreement has not been read and agreed to yet.",
    });
  }
  if (own === undefined) return undefined;
  return answer("allow", "school-host", {
    matched: own,
    rule: "school.hosts",
    why: `"${own}" is the school's own.`,
  });
}

function helpSite(matched: string, rule: string): Decision {
  return answer("allow", "protected", {
    matched,
    rule,
    why: `"${matched}" is a help site: nothing may block it or record a visit.`,
    protected: true,
  });
}

/**
 * The outermost carried address that is blocked, else the outermost that is warned of; for pages and frames. Each is
 * judged alone: what is said of all pages (an agreement, withdrawn access, a lesson list) was said of the carrier.
 */
function carried(asked: Asked): Decision | undefined {
  const { parsed, context, effective, table } = asked;
  if (parsed === undefined || context.kind === "other") return undefined;
  const addresses = carriedAddresses(asked.address, parsed);
  if (addresses.length === 0) return undefined;
  const { atMs, unlocks = [], proceeded = [], lesson } = context;
  const { withdrawn: _, ...rest } = effective;
  let warned: Decision | undefined;
  for (const { address } of addresses) {
    const inner = ask(address, { kind: "main_frame", atMs, unlocks, proceeded }, rest, table);
    if (inner === undefined || isOfLesson(inner, lesson)) continue;
    const found = atTop(inner) ?? below(inner);
    // What names the address can bring down its carrier; what is only said of the rest cannot.
    if (!isNamedStep(found.step)) continue;
    const through = parsed.host;
    const why = `It is carried by "${through}". ${found.why}`;
    if (found.action === "block") return { ...found, why, through };
    if (found.action === "warn" && context.kind === "main_frame") {
      warned ??= { ...found, why, through };
    }
  }
  return warned;
}

/** Whether the lesson list that runs opens it. */
function isOfLesson(inner: Asked, lesson: Lesson | undefined): boolean {
  if (lesson === undefined || atTop(inner) !== undefined) return false;
  const context = { ...inner.context, lesson };
  const found = below({ ...inner, context });
  return found.step === "lesson" && found.action === "allow";
}

/** Steps 8 to 16. */
function below(asked: Asked): Decision {
  const site = lockedSite(asked);
  if (site !== undefined) return site;
  const { hits, context, effective } = asked;
  const locked = lockedHit(hits, effective);
  const why =
    locked === undefined
      ? ""
      : `${sayHit(locked.hit)}, category ${locked.hit.set.category}: ${locked.setting.action}, and no profile below can say otherwise (${locked.setting.rule}).`;
  if (locked?.setting.action === "block") {
    return answer("block", "locked", { ...ofHit(locked.hit), rule: locked.setting.rule, why });
  }
  const found =
    inLesson(asked) ?? unlocked(asked) ?? ownSite(asked) ?? onEngine(asked) ?? listed(asked);
  // A locked warning makes nothing milder, and once it was passed the rest of the ladder holds.
  if (locked === undefined || context.kind !== "main_frame" || found.action === "block") {
    return found;
  }
  const isAlike = (host: string) =>
    lockedHit(lookUpHost(asked.table, host), effective)?.setting.action === "warn";
  if (isPassed(asked, isAlike)) return found;
  return answer("warn", "locked", { ...ofHit(locked.hit), rule: locked.setting.rule, why });
}

/** What the lists say, and what is said of sites that none knows; a warning that was passed on the way. */
function listed(asked: Asked): Decision {
  const { hits, context, effective, table } = asked;
  const { step, setting, hit } = standingOf(hits, effective);
  const { action, rule } = setting;
  const detail = {
    ...(hit === undefined ? {} : ofHit(hit)),
    rule,
    why:
      hit === undefined
        ? `No list knows the site; sites that no list knows: ${action} (${rule}).`
        : `${sayHit(hit)}, category ${hit.set.category}: ${action} (${rule}).`,
  };
  const isAlike = (host: string) => {
    const above = standingOf(lookUpHost(table, host), effective);
    return above.step === step && above.setting.action === "warn";
  };
  if (action === "warn" && isPassed(asked, isAlike)) {
    return answer("allow", "proceeded", {
      ...detail,
      why: `${detail.why} The warning was read and passed.`,
    });
  }
  const isOfPagesOnly = step !== "category" && context.kind === "other";
  return answer(isOfPagesOnly ? mildest(action) : forKind(action, context.kind), step, detail);
}

/** What a part of a page gets where only `unknownSites` or `freeHosting` speaks. */
function mildest(action: Action): Action {
  return action === "monitor" ? "monitor" : "allow";
}
