// The lists' clock: a look each minute, the first at once. The timer keeps no process alive.
import type { ListKeeper } from "./list-keeper.ts";

const lookEveryMs = 60_000;

export interface RunningLists {
  /** Settles when the first look is done; never rejects. */
  readonly first: Promise<void>;
  /** No further look begins. */
  end(): void;
}

export function startLists(keeper: Pick<ListKeeper, "tick">): RunningLists {
  let isLooking = false;
  const look = async () => {
    if (isLooking) return;
    isLooking = true;
    await keeper.tick();
    isLooking = false;
  };
  const timer = setInterval(() => void look(), lookEveryMs);
  timer.unref();
  return { first: look(), end: () => clearInterval(timer) };
}
