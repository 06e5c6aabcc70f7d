// What the disk does by itself: the same bytes at the same pace, each write synced. Where it stalls for seconds (a shared
// one does), no collector can answer sooner.
import { closeSync, constants, fdatasyncSync, openSync, writeSync } from "node:fs";
import { randomBytes } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import { percentile } from "./collector-drive.ts";

const probeSeconds = 5;
/** The file goes round, so that it does not grow without end; it is left there, since freed room slows a disk's syncs. */
const mostBytes = 64 * 2 ** 20;

/** How long 99 of 100 synced writes of so many bytes take, `perSecond` of them a second at most; ms. */
export async function diskP99Ms(path: string, bytes: number, perSecond: number): Promise<number> {
  const data = randomBytes(bytes);
  const file = openSync(path, constants.O_CREAT | constants.O_WRONLY);
  const waitsMs: number[] = [];
  try {
    const from = performance.now();
    for (let at = 0; performance.now() - from < probeSeconds * 1000;) {
      const before = performance.now();
      writeSync(file, data, 0, bytes, at);
      fdatasyncSync(file);
      const tookMs = performance.now() - before;
      waitsMs.push(tookMs);
      at = at + bytes > mostBytes ? 0 : at + bytes;
      await wait(Math.max(0, 1000 / perSecond - tookMs));
    }
  } finally {
    closeSync(file);
  }
  return percentile(waitsMs, 99);
}
