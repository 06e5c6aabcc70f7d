// Our turns on a page's main thread, and the page's: short ones of ours, with the page's between.
import type { Pause } from "../../core/match/create-scanner.ts";

/** How long a turn of ours may go on. What is begun before its end is done within it. */
const sliceMs = 4;
/** Text is searched in pieces that take about this long: fewer and fewer of them as the code warms up. */
const pieceMs = { least: 1, most: 2.5 } as const;
/** UTF-16 units of a piece; the first is searched by code that has never run, perhaps on a slow machine. */
const pieceUnits = { first: 400, least: 300, most: 12_000 } as const;

export interface PageTurns {
  /** Gives the page its turn if ours is over. */
  pause(): Promise<void>;
  /** For one text: pauses before its pieces, each with the size that the next may have. */
  pace(): Pause;
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
  let units: number = pieceUnits.first;

  async function pause(): Promise<void> {
    const fromMs = nowMs();
    if (fromMs < endsMs) return;
    await nextSlice();
    const backMs = nowMs();
    awayMs += backMs - fromMs;
    endsMs = backMs + sliceMs;
  }

  function learn(tookMs: number): void {
    if (tookMs > pieceMs.most) units = Math.max(pieceUnits.least, units >> 1);
    else if (tookMs < pieceMs.least) units = Math.min(pieceUnits.most, units << 1);
  }

  return {
    pause,
    pace() {
      let fromMs: number | undefined;
      return async () => {
        if (fromMs !== undefined) learn(nowMs() - fromMs);
        await pause();
        fromMs = nowMs();
        return units;
      };
    },
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
