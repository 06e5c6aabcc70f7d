// What the tour did: one entry per step, kept even when the step failed.

export interface TourStep {
  readonly name: string;
  readonly expected: string;
  readonly seen: string;
  readonly ok: boolean;
}

export interface StepBook {
  readonly steps: readonly TourStep[];
  /**
   * Does one step. `look` returns what was seen, or throws with what was seen instead. Never throws itself: later
   * steps tell more about what is wrong.
   */
  step(name: string, expected: string, look: () => Promise<string>): Promise<boolean>;
}

const longestSeenChars = 400;

/** First line of what an error says: stacks and call logs are for developers. */
function sentenceOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return text.split("\n")[0] ?? text;
}

async function withDeadline<T>(deadlineMs: number, work: () => Promise<T>): Promise<T> {
  let late: NodeJS.Timeout | undefined;
  try {
    return await Promise.race([
      work(),
      new Promise<never>((_resolve, reject) => {
        late = setTimeout(
          () => reject(new Error(`not finished after ${deadlineMs / 1000} s`)),
          deadlineMs,
        );
      }),
    ]);
  } finally {
    clearTimeout(late);
  }
}

/** `onStep` hears of each step as it ends; no step may take longer than `deadlineMs`. */
export function openStepBook(onStep: (step: TourStep) => void, deadlineMs = 60_000): StepBook {
  const steps: TourStep[] = [];
  return {
    steps,
    step: async (name, expected, look) => {
      let seen: string;
      let ok: boolean;
      try {
        seen = await withDeadline(deadlineMs, look);
        ok = true;
      } catch (error) {
        seen = sentenceOf(error);
        ok = false;
      }
      const step = { name, expected, seen: seen.slice(0, longestSeenChars), ok };
      steps.push(step);
      onStep(step);
      return ok;
    },
  };
}

/** Throws unless `holds`: for looks that have found something else than expected. */
export function insist(holds: boolean, seenInstead: string): void {
  if (!holds) throw new Error(seenInstead);
}
