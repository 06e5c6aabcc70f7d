// Attempts at closed sites and visits that the policy asks to see. Never a protected site, never a frame.
import { placeOf } from "../../core/queue/place.ts";
import type { EventService } from "./event-service.ts";
import type { Judged } from "./judge-service.ts";

export interface VisitService {
  /** Stores the attempt where the policy wants it; the same again in one sitting is counted. */
  record(judged: Judged, address: string): Promise<void>;
  /** What the person said on the block page. False where nothing is to be kept. */
  recordSaid(
    judged: Judged,
    address: string,
    said: "accident" | "proceeded",
    reason?: string,
  ): Promise<boolean>;
}

const longest = { rule: 300, category: 60 };

export function createVisitService(events: EventService): VisitService {
  async function store(
    { decision, enforcement }: Judged,
    address: string,
    said?: "accident" | "proceeded",
    reason = "",
  ): Promise<boolean> {
    const { action } = decision;
    if (decision.protected || action === "allow" || action === "agreement") return false;
    if (!enforcement.effective.monitoring.blockedVisits) return false;
    await events.add({
      kind: "blocked-visit",
      // That it happened is told, and never where: the list's addresses reach no disk and no desk.
      address: decision.step === "confidential" ? "" : placeOf(address),
      title: "",
      rule: decision.rule.slice(0, longest.rule),
      category: decision.category.slice(0, longest.category),
      action,
      count: 1,
      accident: said === "accident",
      proceeded: said === "proceeded",
      reason,
    });
    return true;
  }
  return {
    async record(judged, address) {
      await store(judged, address);
    },
    recordSaid: store,
  };
}
