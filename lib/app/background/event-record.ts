// An event as the queue keeps it, and what becomes of the same thing met again.
import type { SchoolgateEvent } from "../../contract/event.ts";
import { dedupeKeyOf, stepInSitting, weightOf } from "../../core/queue/dedupe.ts";
import type { Sitting } from "../../core/queue/types.ts";
import { isUrgent, rankOf } from "../../core/queue/urgency.ts";
import type { AddStep, EventRecord } from "../ports.ts";

/** `clockOffsetMs`: what is added to the device's clock just now. */
export function recordOf(event: SchoolgateEvent, clockOffsetMs = 0): EventRecord {
  const dedupeKey = dedupeKeyOf(event);
  const weight = weightOf(event);
  return {
    id: event.id,
    rank: rankOf(event),
    urgent: isUrgent(event),
    atMs: event.atMs,
    bytes: new TextEncoder().encode(JSON.stringify(event)).length,
    notBeforeMs: 0,
    state: "waiting",
    event,
    ...(dedupeKey === undefined ? {} : { dedupeKey }),
    ...(weight === 0 ? {} : { weight }),
    ...(clockOffsetMs === 0 ? {} : { clockOffsetMs }),
  };
}

/** For `EventStore.add`: pure, since it is asked inside the step. */
export function stepFor(
  met: EventRecord,
): (sitting: Sitting | undefined, open: EventRecord | undefined) => AddStep {
  return (sitting, open) => {
    const next = stepInSitting(sitting, open && weighed(open), weighed(met), met.atMs);
    if (next.step !== "grow" || open === undefined) return next as AddStep;
    const { event, weight, isGraver } = next;
    const { rank, urgent, bytes } = recordOf(event);
    const notBeforeMs = isGraver ? 0 : open.notBeforeMs;
    return { ...next, record: { ...open, event, weight, rank, urgent, bytes, notBeforeMs } };
  };
}

/** The score of a sealed finding stands in its record alone. */
const weighed = ({ event, weight }: EventRecord) => ({ event, weight: weight ?? weightOf(event) });
