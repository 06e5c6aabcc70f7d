// The time by the collector's clock where the device's own is wrong: timetables, unlocks and lessons end when they
// should on a Chromebook whose battery was flat. Everything above the ports lives in true time; only the browser's
// alarms are set by the device's clock.
import type { World } from "../ports.ts";
import type { Memory } from "./memory.ts";

/** A difference no greater is the network's, not the clock's. */
const playMs = 90_000;

export interface TrueTime {
  /** The ports in true time, once `ready`; before that, in the device's. */
  readonly world: World;
  /** Reads what was learnt in an earlier life. Rejects where the store does. */
  ready(): Promise<void>;
  /** `atMs`: the moment by the collector's clock at which an answer was made that has just arrived. Never rejects. */
  learn(atMs: number | undefined): Promise<void>;
  offsetMs(): number;
}

/** `onNew`: by another clock another time of the day may have come. Must not throw. */
export function createTrueTime(
  world: World,
  memory: Pick<Memory, "clockOffsetMs">,
  onNew: () => void,
): TrueTime {
  let offsetMs = 0;
  return {
    world: {
      ...world,
      clock: {
        nowMs: () => world.clock.nowMs() + offsetMs,
        after: (delayMs) => world.clock.after(delayMs),
      },
      alarms: {
        at: (name, atMs) => world.alarms.at(name, atMs - offsetMs),
        clear: (name) => world.alarms.clear(name),
      },
    },
    async ready() {
      offsetMs = await memory.clockOffsetMs.read();
    },
    async learn(atMs) {
      if (atMs === undefined) return;
      const difference = atMs - world.clock.nowMs();
      const wanted = Math.abs(difference) <= playMs ? 0 : difference;
      // An offset that still fits within the play stays: what depends on the time is not made anew for a second.
      if (Math.abs(wanted - offsetMs) <= playMs && wanted !== 0) return;
      if (wanted === offsetMs) return;
      offsetMs = wanted;
      await memory.clockOffsetMs.write(wanted).catch(() => {});
      onNew();
    },
    offsetMs: () => offsetMs,
  };
}
