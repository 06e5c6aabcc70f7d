// Numbered lines, so that a person sees how far it is and where it stopped.

export interface Progress {
  /** Announces a step, does it, says how long it took. */
  step<T>(what: string, work: () => T | Promise<T>): Promise<T>;
  /** A line below the current step. */
  note(line: string): void;
}

/** `write` takes whole lines without their end; `nowMs` is the clock. */
export function openProgress(
  steps: number,
  write: (line: string) => void,
  nowMs: () => number,
): Progress {
  let done = 0;
  return {
    step: async (what, work) => {
      done += 1;
      const startMs = nowMs();
      write(`[${done}/${steps}] ${what} …`);
      const result = await work();
      write(`      done in ${((nowMs() - startMs) / 1000).toFixed(1)} s`);
      return result;
    },
    note: (line) => write(`      ${line}`),
  };
}
