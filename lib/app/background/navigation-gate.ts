// The gate that may stop a request: it closes the gap at a browser start, before the rules are applied (measured: a
// start page reaches the network in 8 of 8 starts without it).
import type { EffectivePolicy } from "../../core/policy/types.ts";
import type { Clock, GateAnswer, RequestSeen, Self, Tabs } from "../ports.ts";
import type { ConfidentialService } from "./confidential-service.ts";
import type { JudgeService } from "./judge-service.ts";
import { ourPages, pageInstead, safeInstead } from "./pages.ts";
import type { VisitService } from "./visit-service.ts";

/** Chromium opens by itself after 30 s of silence, and on a throw; a person waits for this. */
export const gateDeadlineMs = 900;

export interface NavigationGate {
  /** Never rejects, always answers within the deadline. */
  answer(request: RequestSeen): Promise<GateAnswer>;
}

/**
 * Where it cannot decide in time, it fails to the safe side, which is not the same at all times.
 *
 * At a browser start, until the rules have been found in force, nothing else stands: a page goes to the block page (which
 * looks again, and opens what is open), a frame is not loaded. Opening instead would make a slow or broken store the way
 * round the filter at every start.
 *
 * Later (`doRulesStand`) the browser's rules have had their say before this gate is asked, and stand without it: the
 * request goes on. Measured with a list of 200,000 hosts on a busy machine: one wake-up in five took longer than the
 * deadline, and would else have put an ordinary page behind the block page. Only this gate knows the confidential list:
 * what may stand on it stays closed while the collector is still being asked. And safe search goes on by what was
 * decided by last, or is held on where nothing was yet.
 */
export function createNavigationGate(parts: {
  readonly judge: JudgeService;
  readonly confidential: Pick<ConfidentialService, "isListed" | "isSuspect">;
  readonly visits: Pick<VisitService, "record">;
  readonly clock: Clock;
  readonly tabs: Pick<Tabs, "framePath">;
  readonly self: Pick<Self, "origin">;
  readonly doRulesStand: () => boolean;
}): NavigationGate {
  const { judge, confidential, visits, clock, tabs, self, doRulesStand } = parts;
  /** What this life of the worker decided by last; before that, searches are held safe. */
  let known: { readonly search: Pick<EffectivePolicy["search"], "isSafe"> } = {
    search: { isSafe: true },
  };

  async function decide(request: RequestSeen): Promise<GateAnswer> {
    const { kind, address, tabId, parentFrameId } = request;
    const judged = await judge.judge(address, kind);
    known = judged.enforcement.effective;
    const instead = pageInstead(judged.decision, address, self);
    if (instead === undefined) {
      const safe = safeInstead(judged.decision, address, judged.enforcement.effective);
      return safe === undefined ? {} : { redirectUrl: safe };
    }
    if (kind === "main_frame") {
      // The closed page asks nothing about an address, so that one behind a redirect is noted here or nowhere.
      if (instead === ourPages(self).closed) void visits.record(judged, address).catch(() => {});
      return { redirectUrl: instead };
    }
    // Only a frame about to be stopped is worth the question whose page it is in: a help site's may load it.
    const holders = await tabs.framePath(tabId, parentFrameId);
    const again = await judge.judge(address, kind, holders);
    return pageInstead(again.decision, address, self) === undefined ? {} : { cancel: true };
  }

  function safeSide({ kind, address }: RequestSeen): GateAnswer {
    const isSuspect = confidential.isSuspect(address);
    if (doRulesStand() && !isSuspect) {
      // The rules compare a search's parameters as they are spelt: safe search is held by what was known last.
      const safe = safeInstead({ action: "allow", protected: false }, address, known);
      return safe === undefined ? {} : { redirectUrl: safe };
    }
    if (kind !== "main_frame") return { cancel: true };
    const why = isSuspect ? { step: "confidential" as const } : {};
    return { redirectUrl: pageInstead({ action: "block", ...why }, address, self) ?? self.origin };
  }

  return {
    async answer(request) {
      try {
        // At once, and not only when everything else has been read: it decides what the deadline comes to.
        void confidential.isListed(request.address);
        const answer = await Promise.race([decide(request), clock.after(gateDeadlineMs)]);
        return answer ?? safeSide(request);
      } catch {
        return safeSide(request);
      }
    },
  };
}
