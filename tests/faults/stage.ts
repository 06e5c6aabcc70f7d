// Everything that happens, one thing at a time and in an order that the seed decides. Each call of a port waits before
// it is done and before its answer is heard; whoever dies in between never hears it, and at most what was done is done.

export interface Life {
  readonly device: number;
  isOver: boolean;
}

interface Waiting {
  readonly life: Life;
  readonly go: () => void;
}

export interface Stage {
  /** Runs `work` when its turn comes; the answer comes in a turn of its own. */
  gate<T>(life: Life, work: () => Promise<T>): Promise<T>;
  /** Lets whoever waits go on, in turns, until nobody does. `each` may end lives. */
  settle(pick: (count: number) => number, each: () => void): Promise<void>;
  /** How many turns there have been. */
  readonly turns: number;
}

export function createStage(): Stage {
  let waiting: Waiting[] = [];
  let running = 0;
  let turns = 0;

  const turn = (life: Life): Promise<void> =>
    new Promise((resolve) => waiting.push({ life, go: resolve }));

  /** Until all that follows from the last turn, here and in the threads of Node, has come to rest. */
  async function rest(): Promise<void> {
    for (let looks = 1; ; looks += 1) {
      await new Promise<void>((resolve) => {
        // What takes longer waits for another process.
        if (looks < 200) setImmediate(resolve);
        else setTimeout(resolve, 1);
      });
      if (running === 0) return;
    }
  }

  return {
    async gate(life, work) {
      await turn(life);
      running += 1;
      let answer;
      try {
        answer = { ok: true, value: await work() } as const;
      } catch (error) {
        answer = { ok: false, error } as const;
      } finally {
        running -= 1;
      }
      await turn(life);
      if (!answer.ok) throw answer.error;
      return answer.value;
    },
    async settle(pick, each) {
      for (;;) {
        await rest();
        waiting = waiting.filter(({ life }) => !life.isOver);
        if (waiting.length === 0) return;
        const [next] = waiting.splice(pick(waiting.length), 1);
        turns += 1;
        next?.go();
        each();
      }
    },
    get turns() {
      return turns;
    },
  };
}
