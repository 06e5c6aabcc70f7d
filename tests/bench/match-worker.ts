// A worker of Node with one realm in it. Times are processor time of this thread alone.
import { parentPort, workerData } from "node:worker_threads";
import { openRealm, type RealmInput, type Work } from "./match-realm.ts";
import type { EngineName } from "./match-engines.ts";
import type { WorkloadName } from "./match-texts.ts";
import type { Timed } from "./match-runner.ts";

const realm = openRealm(workerData as RealmInput);

function time(work: Work): Timed {
  const begun = process.threadCpuUsage();
  const count = realm.work(work);
  const spent = process.threadCpuUsage(begun);
  return { count, ms: (spent.user + spent.system) / 1000 };
}

function heapBytes(): number {
  (globalThis as { gc?: () => void }).gc?.();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

interface Asked {
  readonly id: number;
  readonly name: "time" | "unitsOf" | "found" | "bytesOf" | "heapBytes";
  readonly given: unknown;
}

parentPort?.on("message", ({ id, name, given }: Asked) => {
  const answers = {
    time: () => time(given as Work),
    unitsOf: () => realm.unitsOf(given as WorkloadName),
    found: () => realm.found(...(given as [EngineName, number])),
    bytesOf: () => realm.bytesOf(given as EngineName),
    heapBytes,
  };
  parentPort?.postMessage({ id, answer: answers[name]() });
});
