// Which events go now, and when the next must.
import { sittingMs } from "./dedupe.ts";
import type { BatchLimits, QueueEntry } from "./types.ts";

/** Brackets, format and clock around the events of a batch, in bytes, with room to spare. */
export const batchFrameBytes = 200;

/** Gravest and worries first, then the oldest; the id settles what is left, so that the order is always the same. */
export function compareEntries(a: QueueEntry, b: QueueEntry): number {
  return b.rank - a.rank || a.atMs - b.atMs || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
}

function isDue(entry: QueueEntry, nowMs: number): boolean {
  // A repeat is held back for a sitting at most: what is held for longer was held by a clock that was wrong.
  return entry.notBeforeMs <= nowMs || entry.notBeforeMs - nowMs > sittingMs;
}

/**
 * The ids of the next batch, in order of sending; empty where nothing may go yet. An event that alone is larger than
 * the limit goes alone: the collector then says that it is too large, and it is set apart rather than stuck in the way.
 */
export function chooseBatch(
  entries: readonly QueueEntry[],
  limits: BatchLimits,
  nowMs: number,
): string[] {
  const chosen: string[] = [];
  let bytes = batchFrameBytes;
  for (const entry of entries.filter((one) => isDue(one, nowMs)).sort(compareEntries)) {
    if (chosen.length >= limits.mostEvents) break;
    // One byte for the comma between two events. A small one behind a large one may still fit.
    if (chosen.length > 0 && bytes + entry.bytes + 1 > limits.mostBytes) continue;
    chosen.push(entry.id);
    bytes += entry.bytes + 1;
  }
  return chosen;
}

export interface BatchPace {
  /** Longest wait of an event that is not urgent. */
  readonly batchMs: number;
  /** So many waiting events do not wait longer. */
  readonly batchEvents: number;
}

/**
 * When the next batch should go, Unix ms; `nowMs` or earlier means now; undefined means that nothing waits.
 */
export function nextSendAtMs(
  entries: readonly QueueEntry[],
  pace: BatchPace,
  nowMs: number,
): number | undefined {
  const due = entries.filter((entry) => isDue(entry, nowMs));
  if (due.length >= pace.batchEvents || due.some((entry) => entry.urgent)) return nowMs;
  let next: number | undefined;
  for (const entry of entries) {
    // A repeat that was held back has waited already.
    const atMs = entry.urgent
      ? entry.notBeforeMs
      : Math.max(entry.notBeforeMs, entry.atMs + pace.batchMs);
    if (next === undefined || atMs < next) next = atMs;
  }
  // A clock that was set back must not hold an event for years.
  return next === undefined ? undefined : Math.min(next, nowMs + longestHoldMs(pace));
}

function longestHoldMs(pace: BatchPace): number {
  return Math.max(pace.batchMs, 3_600_000);
}
