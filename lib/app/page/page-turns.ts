// Our turns on a page's main thread, and the page's: short ones of ours, with the page's between.

/** How long a turn of ours may go on. What is begun before its end is done within it. */
const sliceMs = 4;

export interface PageTurns {
  /** Gives the page its turn if ours is over. */
  pause(): Promise<void>;
  /** Waits for what somebody else does; the page has its turn meanwhile. */
  waitFor<T>(done: Promise<T>): Promise<T>;
  /** When our turn is over, by the clock of `nowMs`. */
  readonly endsMs: number;
  /** Milliseconds that the page has had since this was last asked. */
  takeAwayMs(): number;
}

export function createPageTurns(parts: {
  readonly nextSlice: () => Promise<void>;
  readonly nowMs: () => number;
}): PageTurns {
  const { nextSlice, nowMs } = parts;
  let endsMs = 0;
  let awayMs = 0;

  async function waitFor<T>(done: Promise<T>): Promise<T> {
    const fromMs = nowMs();
    try {
      return await done;
    } finally {
      const backMs = nowMs();
      awayMs += backMs - fromMs;
      endsMs = backMs + sliceMs;
    }
  }

  async function pause(): Promise<void> {
    if (nowMs() >= endsMs) await waitFor(nextSlice());
  }

  return {
    pause,
    waitFor,
    get endsMs() {
      return endsMs;
    },
    takeAwayMs() {
      const taken = awayMs;
      awayMs = 0;
      return taken;
    },
  };
}
