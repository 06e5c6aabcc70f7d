// From something that happened to an event on the disk. What the page or the pupil said is filled up by the worker.
import { eventFormat } from "../../contract/event.ts";
import type { EventKind, EventOf, SchoolgateEvent } from "../../contract/event.ts";
import { makeDeviceId, makeEventId } from "../../contract/ids.ts";
import type { ManagedConfig } from "../../contract/managed-config.ts";
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

export interface AddedWithEvent extends AddedEvent {
  readonly event: SchoolgateEvent;
}

export interface EventService {
  /** Resolves when it is on the disk, and not before (law 3). */
  add(draft: EventDraft, options?: AddOptions): Promise<AddedWithEvent>;
  /** The finished event, not stored yet. Never rejects: what cannot be read is left out. */
  make(draft: EventDraft, options?: Pick<AddOptions, "unnamed">): Promise<SchoolgateEvent>;
  /** As `add`, for an event that is made. */
  store(event: SchoolgateEvent, options?: AddOptions): Promise<AddedWithEvent>;
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

  async function make(
    draft: EventDraft,
    options: Pick<AddOptions, "unnamed"> = {},
  ): Promise<SchoolgateEvent> {
    const atMs = clock.nowMs();
    const [device, managed, user, effective] = await Promise.all([
      memory.device().catch(() => makeDeviceId(atMs, chance.bytes(16))),
      memory.managed.read().catch((): Omit<ManagedConfig, "policy"> => ({})),
      memory.user.read().catch(() => ""),
      enforcement.known(),
    ]);
    return {
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
  }

  async function store(event: SchoolgateEvent, options: AddOptions = {}): Promise<AddedWithEvent> {
    const { atMs } = event;
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
  }

  return {
    make,
    store,
    add: async (draft, options = {}) => store(await make(draft, options), options),
  };
}
