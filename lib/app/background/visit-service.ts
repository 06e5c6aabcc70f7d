// Attempts at closed sites and visits that the policy asks to see. Never a protected site, never a frame.
import { placeOf } from "../../core/queue/place.ts";
import type { ConfidentialService } from "./confidential-service.ts";
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

/** `noteVisit` hears of every visit that was recorded. */
export function createVisitService(
  events: EventService,
  confidential: Pick<ConfidentialService, "isConfirmed">,
  noteVisit: (judged: Judged, address: string) => Promise<void>,
): VisitService {
  async function store(
    { decision, enforcement }: Judged,
    address: string,
    said?: "accident" | "proceeded",
    reason = "",
  ): Promise<boolean> {
    const { action } = decision;
    if (decision.protected || action === "allow" || action === "agreement") return false;
    if (!enforcement.effective.monitoring.blockedVisits) return false;
    const isConfidential = decision.step === "confidential";
    if (isConfidential && !(await confidential.isConfirmed(address))) return false;
    await events.add({
      kind: "blocked-visit",
      // That it happened is told, and never where: the list's addresses reach no disk and no desk.
      address: isConfidential ? "" : placeOf(address),
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
      if (await store(judged, address)) await noteVisit(judged, address);
    },
    recordSaid: store,
  };
}
