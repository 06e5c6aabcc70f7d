// From something that happened to an event on the disk. What the page or the pupil said is filled up by the worker.
import { eventFormat } from "../../contract/event.ts";
import type { EventKind, EventOf, SchoolgateEvent } from "../../contract/event.ts";
import { makeEventId } from "../../contract/ids.ts";
import type { WorryReceipt } from "../../contract/message.ts";
import { dedupeKeyOf, stepInSitting } from "../../core/queue/dedupe.ts";
import { isUrgent, rankOf } from "../../core/queue/urgency.ts";
import type { AddedEvent, EventRecord, World } from "../ports.ts";
import type { EnforcementService } from "./enforcement-service.ts";
import type { Memory } from "./memory.ts";

type Filled =
  | "format"
  | "id"
  | "atMs"
  | "device"
  | "deviceLabel"
  | "user"
  | "profile"
  | "policyVersion";
type DraftOf<Kind extends EventKind> = Kind extends EventKind ? Omit<EventOf<Kind>, Filled> : never;
/** An event as its maker writes it; who, where and when are filled in here. */
export type EventDraft = DraftOf<EventKind>;

export interface AddOptions {
  /** Leaves out the signed-in address. */
  readonly unnamed?: boolean;
  readonly claim?: string | undefined;
  /** Made from the finished event, stored in the same step. */
  readonly receipt?: (event: SchoolgateEvent) => WorryReceipt;
}

export interface EventService {
  /** Resolves when it is on the disk, and not before (law 3). */
  add(
    draft: EventDraft,
    options?: AddOptions,
  ): Promise<AddedEvent & { readonly event: SchoolgateEvent }>;
}

const longest = { label: 120, user: 200, name: 60 };

/** `onAdded` is told after the event is durable; it must not throw. */
export function createEventService(
  world: Pick<World, "clock" | "chance" | "events">,
  memory: Memory,
  enforcement: EnforcementService,
  onAdded: (event: SchoolgateEvent) => void,
): EventService {
  const { clock, chance, events } = world;
  return {
    async add(draft, options = {}) {
      const [device, managed, user, { effective }] = await Promise.all([
        memory.device(),
        memory.managed.read(),
        memory.user.read(),
        enforcement.current(),
      ]);
      const atMs = clock.nowMs();
      const event: SchoolgateEvent = {
        ...draft,
        format: eventFormat,
        id: makeEventId(atMs, chance.bytes(16)),
        atMs,
        device,
        deviceLabel: (managed.deviceLabel ?? "").slice(0, longest.label),
        user: options.unnamed === true ? "" : user.slice(0, longest.user),
        profile: effective.profile.slice(0, longest.name),
        policyVersion: effective.version.slice(0, longest.name),
      };
      const dedupeKey = dedupeKeyOf(event);
      const record: EventRecord = {
        id: event.id,
        rank: rankOf(event),
        urgent: isUrgent(event),
        atMs,
        bytes: new TextEncoder().encode(JSON.stringify(event)).length,
        notBeforeMs: 0,
        state: "waiting",
        event,
        ...(dedupeKey === undefined ? {} : { dedupeKey }),
      };
      const added = await events.add({
        record,
        claim: options.claim,
        receipt: options.receipt?.(event),
        decide: (sitting, hasOpen) => stepInSitting(sitting, hasOpen, atMs),
      });
      if (added.isNew) onAdded(event);
      return { ...added, event };
    },
  };
}
