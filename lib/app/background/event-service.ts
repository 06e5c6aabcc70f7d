// From something that happened to an event on the disk. What the page or the pupil said is filled up by the worker.
import { eventFormat } from "../../contract/event.ts";
import type { EventKind, EventOf, SchoolgateEvent } from "../../contract/event.ts";
import { makeDeviceId } from "../../contract/ids.ts";
import type { ManagedConfig } from "../../contract/managed-config.ts";
import type { WorryReceipt } from "../../contract/message.ts";
import { dedupeKeyOf, weightOf } from "../../core/queue/dedupe.ts";
import { queueBytesMost } from "../../core/queue/give-way.ts";
import { maskFinding } from "../../core/report/mask-details.ts";
import type { AddedEvent, AddEvent, EventRecord, World } from "../ports.ts";
import type { EnforcementService } from "./enforcement-service.ts";
import { eventIdOf } from "./event-id.ts";
import { recordOf, stepFor } from "./event-record.ts";
import type { Memory } from "./memory.ts";
import type { SealingService } from "./sealing-service.ts";

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
  /**
   * The finished event, not stored yet; with a claim its id comes of that, so that whoever asks again, past a disk that
   * took nothing and an answer that was lost, makes the same event. Never rejects: what cannot be read is left out.
   */
  make(
    draft: EventDraft,
    options?: Pick<AddOptions, "unnamed" | "claim">,
  ): Promise<SchoolgateEvent>;
  /** As it may leave the worker: sealed, where the school has keys. Rejects where it should be and cannot be. */
  seal(event: SchoolgateEvent): Promise<SchoolgateEvent>;
  /** As `add`, for an event that is made. */
  store(event: SchoolgateEvent, options?: AddOptions): Promise<AddedWithEvent>;
}

/** What a full disk is asked to give back at once, beyond the event itself. */
const roomBytes = 16 * 1024;

export interface EventServiceOptions {
  /** What is added to the device's clock just now, ms. */
  readonly clockOffsetMs?: () => number;
  /** For an event that the disk would not take: true where it reached the collector past it. Must not reject. */
  readonly onNotKept?: (event: SchoolgateEvent) => Promise<boolean>;
  readonly sealing?: Pick<SealingService, "seal" | "nameOf">;
}

const longest = { label: 120, user: 200, name: 60 };

/** `onAdded` is told after the event is durable; it must not throw. */
export function createEventService(
  world: Pick<World, "clock" | "chance" | "events" | "crypt">,
  memory: Memory,
  enforcement: EnforcementService,
  onAdded: (event: SchoolgateEvent) => void,
  given: EventServiceOptions = {},
): EventService {
  const { clock, chance, events } = world;
  const seal = async (event: SchoolgateEvent) => given.sealing?.seal(event) ?? event;
  const nameOf = async (text: string) => given.sealing?.nameOf(text) ?? text;

  async function make(
    draft: EventDraft,
    options: Pick<AddOptions, "unnamed" | "claim"> = {},
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
      ...(draft.kind === "finding" ? maskFinding(draft) : {}),
      format: eventFormat,
      id: await eventIdOf(world, { device, atMs, claim: options.claim }),
      atMs,
      device,
      deviceLabel: (managed.deviceLabel ?? "").slice(0, longest.label),
      user: options.unnamed === true ? "" : user.slice(0, longest.user),
      profile: effective.profile.slice(0, longest.name),
      policyVersion: effective.version.slice(0, longest.name),
    };
  }

  /** A full disk keeps the gravest: what gives way first makes room, once. */
  async function addWithRoom(wanted: AddEvent): Promise<AddedEvent> {
    try {
      return await events.add(wanted);
    } catch (error) {
      if (!(error instanceof Error) || error.name !== "QuotaExceededError") throw error;
      const freed = await events.makeRoom(wanted.record.bytes + roomBytes).catch(() => 0);
      if (freed === 0) throw error;
      return events.add(wanted);
    }
  }

  async function store(event: SchoolgateEvent, options: AddOptions = {}): Promise<AddedWithEvent> {
    const closed = await seal(event);
    const record = await recordFor(event, closed);
    try {
      const added = await addWithRoom({
        record,
        claim: options.claim,
        receipt: options.receipt?.(event),
        decide: stepFor(record),
        bytesMost: queueBytesMost,
      });
      if (added.isNew || added.isGraver === true) onAdded(event);
      return { ...added, event };
    } catch (error) {
      if ((await given.onNotKept?.(closed)) === true) return { id: event.id, isNew: false, event };
      throw error;
    }
  }

  /** Of a sealed event also the key of its repeats says nothing any more. */
  async function recordFor(event: SchoolgateEvent, closed: SchoolgateEvent): Promise<EventRecord> {
    const record = recordOf(closed, given.clockOffsetMs?.() ?? 0);
    const key = dedupeKeyOf(event);
    if (closed === event || key === undefined) return record;
    return { ...record, dedupeKey: await nameOf(key), weight: weightOf(event) };
  }

  return {
    make,
    seal,
    store,
    add: async (draft, options = {}) => store(await make(draft, options), options),
  };
}
