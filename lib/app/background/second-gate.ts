// The gate for what neither the rules nor the first gate sees: pages that a site's own service worker answers, moves
// within a page, and tabs that were open before a rule. It also notices attempts and searches.
import type { Clock, NavigationSeen, Self, Tabs } from "../ports.ts";
import type { Judged, JudgeService } from "./judge-service.ts";
import { pageInstead, safeInstead } from "./pages.ts";
import type { SearchService } from "./search-service.ts";
import type { VisitService } from "./visit-service.ts";

export interface SecondGate {
  /** Never rejects. */
  look(stage: "before" | "committed" | "within", seen: NavigationSeen): Promise<void>;
  /** Looks at every open tab: after rules have changed. Never rejects. */
  sweep(): Promise<void>;
  /** Takes a tab away from an address, where that is closed now. Never rejects. */
  close(tabId: number, address: string): Promise<void>;
}

/** A page that takes the parameters of safe search off again and again is not chased for ever. */
const safeAgainMs = 5000;

export function createSecondGate(parts: {
  readonly judge: JudgeService;
  readonly tabs: Tabs;
  readonly self: Pick<Self, "origin">;
  readonly clock: Clock;
  readonly visits: VisitService;
  readonly searches: SearchService;
}): SecondGate {
  const { judge, tabs, self, clock, visits, searches } = parts;
  const sentSafeAtMs = new Map<number, number>();

  /** Moves within a page of results, and pages that a worker answered, are seen by no rule. */
  async function makeSafe(tabId: number, address: string, judged: Judged): Promise<void> {
    const safe = safeInstead(judged.decision, address, judged.enforcement.effective);
    if (safe === undefined) return;
    const nowMs = clock.nowMs();
    const sinceMs = nowMs - (sentSafeAtMs.get(tabId) ?? Number.NEGATIVE_INFINITY);
    if (sinceMs >= 0 && sinceMs < safeAgainMs) return;
    sentSafeAtMs.set(tabId, nowMs);
    await tabs.send(tabId, safe);
  }

  async function look(
    stage: "before" | "committed" | "within",
    seen: NavigationSeen,
  ): Promise<void> {
    const { address, tabId } = seen;
    if (seen.frameId !== 0) {
      // A frame that the rules stop is never committed, and is nobody's visit.
      if (stage !== "before") await lookAtFrame(tabId, seen.frameId, address);
      return;
    }
    const judged = await judge.judge(address, "main_frame");
    const instead = pageInstead(judged.decision, address, self);
    // Before a page is committed the rules have mostly sent the tab to our page already: asked to go there again, it
    // would lose a step of its history. What has been committed, the rules have not seen.
    if (instead !== undefined && (stage !== "before" || !(await isOnItsWay(tabId)))) {
      await tabs.send(tabId, instead);
    }
    // Before a page is asked for, the rules and the first gate make a search safe.
    if (stage !== "before") await makeSafe(tabId, address, judged);
    // Each visit passes "before"; a page that a page puts there by itself passes "within".
    if (stage === "committed") return;
    await Promise.all([visits.record(judged, address), searches.look(judged, address)]);
  }

  /**
   * A frame that shows a blocked site all the same: the site's own service worker answered, or it moved within itself.
   * Nothing takes a frame alone away for good (its maker puts it back), so the page that holds it goes.
   */
  async function lookAtFrame(tabId: number, frameId: number, address: string): Promise<void> {
    const judged = await judge.judge(address, "sub_frame");
    if (pageInstead(judged.decision, address, self) === undefined) return;
    const [, ...holders] = await tabs.framePath(tabId, frameId);
    const instead = await frameInstead(address, holders);
    if (instead !== undefined) await tabs.send(tabId, instead);
  }

  async function frameInstead(
    address: string,
    holders: readonly string[],
  ): Promise<string | undefined> {
    const { decision } = await judge.judge(address, "sub_frame", holders);
    return pageInstead(decision, address, self);
  }

  /** Frames of a page that stays: the first of them that is closed takes the page along. */
  async function sweepFrames(tabId: number): Promise<void> {
    for (const [address = "", ...holders] of await tabs.framePaths(tabId)) {
      const instead = await frameInstead(address, holders);
      if (instead === undefined) continue;
      await tabs.send(tabId, instead);
      return;
    }
  }

  async function isOnItsWay(tabId: number): Promise<boolean> {
    return (await tabs.get(tabId))?.address.startsWith(`${self.origin}/`) === true;
  }

  return {
    async look(stage, seen) {
      await look(stage, seen).catch(() => {
        // The rules and the first gate stand without us.
      });
    },
    async sweep() {
      try {
        for (const tab of await tabs.list()) {
          if (tab.address === "") continue;
          const judged = await judge.judge(tab.address, "main_frame");
          const instead = pageInstead(judged.decision, tab.address, self);
          if (instead === undefined) {
            await makeSafe(tab.id, tab.address, judged);
            await sweepFrames(tab.id);
          } else await tabs.send(tab.id, instead);
        }
      } catch {
        // A tab's next navigation is looked at again.
      }
    },
    async close(tabId, address) {
      try {
        const { decision } = await judge.judge(address, "main_frame");
        const instead = pageInstead(decision, address, self);
        if (instead !== undefined) await tabs.send(tabId, instead);
      } catch {
        // Its next navigation is looked at again.
      }
    },
  };
}
