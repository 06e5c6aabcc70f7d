// A realm in a worker of Node, asked from outside. `match-chromium.ts` has the same shape for a page.
import { setFlagsFromString } from "node:v8";
import { Worker } from "node:worker_threads";
import type { EngineName } from "./match-engines.ts";
import type { Found, RealmInput, Work } from "./match-realm.ts";
import type { WorkloadName } from "./match-texts.ts";

export interface Timed {
  readonly count: number;
  /** Processor milliseconds in Node; by the clock in Chromium, where `settle` knows better. */
  readonly ms: number;
}

export interface Runner {
  /** Does the work, and remembers its time under the next number from 0 on. */
  time(work: Work): Promise<Timed>;
  unitsOf(workload: WorkloadName): Promise<number>;
  found(engine: EngineName, units: number): Promise<Found | undefined>;
  bytesOf(engine: EngineName): Promise<number>;
  /** After a collection. */
  heapBytes(): Promise<number>;
  /** Ends the realm; processor milliseconds of each work, in order. */
  settle(): Promise<readonly number[]>;
}

export type OpenRunner = (input: RealmInput) => Promise<Runner>;

export const openNodeRunner: OpenRunner = async (input) => {
  // Heaps are compared after a collection.
  setFlagsFromString("--expose-gc");
  const worker = new Worker(new URL("./match-worker.ts", import.meta.url), {
    workerData: input,
    resourceLimits: { maxOldGenerationSizeMb: 4096 },
  });
  const waiting = new Map<number, (answer: never) => void>();
  let asked = 0;
  const failed = new Promise<never>((_, reject) => worker.once("error", reject));
  worker.on("message", ({ id, answer }: { id: number; answer: never }) => {
    waiting.get(id)?.(answer);
    waiting.delete(id);
  });
  const ask = <T>(name: string, given?: unknown): Promise<T> => {
    asked += 1;
    const answer = new Promise<T>((resolve) => waiting.set(asked, resolve));
    worker.postMessage({ id: asked, name, given });
    return Promise.race([answer, failed]);
  };
  const times: number[] = [];
  return {
    async time(work) {
      const timed = await ask<Timed>("time", work);
      times.push(timed.ms);
      return timed;
    },
    unitsOf: (workload) => ask("unitsOf", workload),
    found: (engine, units) => ask("found", [engine, units]),
    bytesOf: (engine) => ask("bytesOf", engine),
    heapBytes: () => ask("heapBytes"),
    async settle() {
      await worker.terminate();
      return times;
    },
  };
};
