// What the policy says of the page and the frame that a content script speaks from.
import type { MessageFrom, Tabs } from "../ports.ts";
import type { Judged, JudgeService } from "./judge-service.ts";
import type { Memory } from "./memory.ts";
import { placesOf } from "./page-places.ts";

export interface JudgedPage {
  readonly judged: Judged;
  /** Nothing may be looked for or kept here: a protected site, or the school's own desk. */
  readonly isUnread: boolean;
  /** The address of the frame. */
  readonly frame: string;
}

export type JudgePage = (from: MessageFrom) => Promise<JudgedPage>;

function isSameOrigin(address: string, other: string): boolean {
  try {
    return new URL(address).origin === new URL(other).origin;
  } catch {
    return false;
  }
}

/** Whatever stands in a protected site's page or frame is that site's; so is a protected site in a frame. */
export function createPageJudge(
  judge: JudgeService,
  tabs: Pick<Tabs, "framePath">,
  memory: Pick<Memory, "managed">,
): JudgePage {
  return async (from) => {
    const { top, frame, around } = await placesOf(from, tabs);
    const judged = await judge.judge(top, "main_frame");
    const inner = frame === top ? judged : await judge.judge(frame, "sub_frame", around);
    const { collectorAddress } = await memory.managed.read();
    const collector = collectorAddress ?? judged.enforcement.effective.reporting.endpoint ?? "";
    // At the desk every page is of concern: reading there must not make new concerns out of old ones.
    const isDesk = isSameOrigin(top, collector) || isSameOrigin(frame, collector);
    const isProtected = judged.decision.protected || inner.decision.protected;
    return { judged, isUnread: isProtected || isDesk, frame };
  };
}
