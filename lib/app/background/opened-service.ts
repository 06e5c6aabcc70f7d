// What staff have opened on this device: begun, told, and ended when its time is over, once each, whatever line the
// worker dies at.
import type { OpenUnlock } from "../../contract/message.ts";
import type { World } from "../ports.ts";
import type { EventDraft, EventService } from "./event-service.ts";
import type { Memory } from "./memory.ts";
import { isInTime, isOpen } from "./opened-record.ts";
import type { OpenedRecord } from "./opened-record.ts";

export const openedAlarm = "opened";

const minuteMs = 60_000;

export interface OpenedService {
  /** What is open now for this person. */
  list(): Promise<readonly OpenUnlock[]>;
  /** Gives an opened place back before its time; a lesson list is none. False where there is no such thing. */
  giveBack(id: string): Promise<boolean>;
  /**
   * Tells what has begun and what is over, forgets what is told, and sets the alarm for the next end. True where
   * something was told: what is open has changed. Safe at every wake-up; reads one value where there is nothing to do.
   */
  settle(): Promise<boolean>;
}

export function createOpenedService(
  world: Pick<World, "clock" | "alarms">,
  memory: Pick<Memory, "unlockDesk" | "user">,
  events: Pick<EventService, "add">,
): OpenedService {
  const { clock, alarms } = world;

  async function tell(record: OpenedRecord, stage: "begun" | "ended"): Promise<void> {
    await events.add(unlockEvent(record, stage, clock.nowMs()), {
      claim: `unlock-${record.id}-${stage}`,
    });
  }

  async function change(id: string, changes: Partial<OpenedRecord>): Promise<void> {
    await memory.unlockDesk.update((desk) => ({
      ...desk,
      opened: desk.opened.map((one) => (one.id === id ? { ...one, ...changes } : one)),
    }));
  }

  /** Told first, noted then: a death in between tells it again, which the claim makes one. */
  async function settleOne(record: OpenedRecord): Promise<boolean> {
    let hasTold = false;
    if (!record.isTold) {
      await tell(record, "begun");
      await change(record.id, { isTold: true });
      hasTold = true;
    }
    const isOver = record.endedAtMs !== undefined || !isInTime(record, clock.nowMs());
    if (isOver && record.isEndTold === undefined) {
      await tell(record, "ended");
      await change(record.id, { isEndTold: true });
      hasTold = true;
    }
    return hasTold;
  }

  async function forgetWhatIsTold(): Promise<void> {
    const nowMs = clock.nowMs();
    // An order that was given back is still named by the collector until its time is over.
    const isKept = (one: OpenedRecord) =>
      one.isEndTold === undefined || (one.how === "collector" && isInTime(one, nowMs));
    const { opened } = await memory.unlockDesk.read();
    if (opened.every(isKept)) return;
    await memory.unlockDesk.update((desk) => ({ ...desk, opened: desk.opened.filter(isKept) }));
  }

  async function setAlarm(): Promise<void> {
    const { opened } = await memory.unlockDesk.read();
    const ends = opened.filter((one) => one.endedAtMs === undefined).map((one) => one.untilMs);
    if (ends.length === 0) await alarms.clear(openedAlarm);
    else await alarms.at(openedAlarm, Math.min(...ends));
  }

  return {
    async list() {
      const [{ opened }, user] = await Promise.all([memory.unlockDesk.read(), memory.user.read()]);
      const nowMs = clock.nowMs();
      return opened.filter((one) => isOpen(one, user, nowMs)).map(toView);
    },
    async giveBack(id) {
      const nowMs = clock.nowMs();
      const user = await memory.user.read();
      let hasEnded = false;
      await memory.unlockDesk.update((desk) => ({
        ...desk,
        opened: desk.opened.map((one) => {
          if (one.id !== id || one.what.kind === "lesson" || !isOpen(one, user, nowMs)) return one;
          hasEnded = true;
          return { ...one, endedAtMs: nowMs };
        }),
      }));
      return hasEnded;
    },
    async settle() {
      const { opened } = await memory.unlockDesk.read();
      if (opened.length === 0) return false;
      let hasTold = false;
      for (const record of opened) hasTold = (await settleOne(record)) || hasTold;
      await forgetWhatIsTold();
      await setAlarm();
      return hasTold;
    },
  };
}

/** `minutes`: for which it was meant to be open, or, at its end, was. */
export function unlockEvent(
  record: Pick<OpenedRecord, "id" | "what" | "place" | "by" | "why" | "how"> &
    Pick<OpenedRecord, "fromMs" | "untilMs"> & { readonly endedAtMs?: number },
  stage: "begun" | "ended" | "refused",
  nowMs: number,
): EventDraft {
  const { id, what, place, by, why, how, fromMs, untilMs, endedAtMs } = record;
  const endMs = stage === "ended" ? Math.min(endedAtMs ?? untilMs, untilMs, nowMs) : untilMs;
  return {
    kind: "unlock",
    stage,
    unlock: id,
    what: what.kind,
    place,
    by,
    why,
    how,
    minutes: Math.max(0, Math.round((endMs - fromMs) / minuteMs)),
  };
}

function toView({ id, what, place, title, by, why, untilMs }: OpenedRecord): OpenUnlock {
  return { id, what: what.kind, place, title, by, why, untilMs };
}
