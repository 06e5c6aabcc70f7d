// A page of Chromium with one realm in it. Work is done in a callback named `benchTask`, by which the trace knows it.
import { openRealm, type Realm, type Work } from "./match-realm.ts";
import type { EngineName } from "./match-engines.ts";
import type { WorkloadName } from "./match-texts.ts";
import type { Timed } from "./match-runner.ts";

let realm: Realm | undefined;
let done: Timed | { readonly error: string } | undefined;

function opened(): Realm {
  if (realm === undefined) throw new Error("no realm is open");
  return realm;
}

async function bytesAt(path: string): Promise<ArrayBuffer | undefined> {
  const answer = await fetch(path);
  return answer.ok ? answer.arrayBuffer() : undefined;
}

const matchBench = {
  async open(): Promise<void> {
    const [text, packed, rust] = await Promise.all([
      fetch("/texts.json").then(
        (answer) => answer.json() as Promise<{ phrases: string[]; prose: string }>,
      ),
      bytesAt("/packed.bin"),
      bytesAt("/rust.wasm"),
    ]);
    realm = openRealm({ ...text, packed: packed ?? new ArrayBuffer(0), rust });
  },
  /** Begins a work that may take longer than DevTools wait for an answer; `done` has its time once it is over. */
  begin(work: Work): void {
    done = undefined;
    void matchBench.time(work).then(
      (timed) => (done = timed),
      (error: unknown) => (done = { error: String(error) }),
    );
  },
  done: () => done,
  time(work: Work): Promise<Timed> {
    return new Promise((resolve, reject) => {
      setTimeout(function benchTask() {
        try {
          const begunMs = performance.now();
          const count = opened().work(work);
          resolve({ count, ms: performance.now() - begunMs });
        } catch (error) {
          reject(error instanceof Error ? error : new Error(String(error)));
        }
      }, 0);
    });
  },
  unitsOf: (workload: WorkloadName) => opened().unitsOf(workload),
  found: ([engine, units]: readonly [EngineName, number]) => opened().found(engine, units),
  bytesOf: (engine: EngineName) => opened().bytesOf(engine),
};

export type MatchBench = typeof matchBench;
Object.assign(globalThis, { matchBench });
