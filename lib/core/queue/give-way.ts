// What of a full queue goes first. The order is a promise to the school (docs): it is stated here and nowhere else.
import type { QueueEntry } from "./types.ts";

/** The queue's size on disk, in bytes of the events' JSON: some weeks of a busy device without any network. */
export const queueBytesMost = 32 * 1024 * 1024;

export interface GivingEntry extends Pick<QueueEntry, "id" | "rank" | "urgent" | "atMs" | "bytes"> {
  readonly isApart: boolean;
}

/**
 * First what the collector has refused and the school has been told of; then the least grave (visits and agreements,
 * then requests and records, then troubles, then findings from low to high), the oldest of equals first.
 */
export function compareGivingWay(a: GivingEntry, b: GivingEntry): number {
  return (
    Number(b.isApart) - Number(a.isApart) ||
    (a.isApart ? 0 : a.rank - b.rank) ||
    a.atMs - b.atMs ||
    (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)
  );
}

/**
 * The ids that give way so that `bytesTooMany` are freed, in order. Worries and critical findings never do, so that
 * fewer may be freed than were asked for.
 */
export function chooseToGo(entries: readonly GivingEntry[], bytesTooMany: number): string[] {
  const going: string[] = [];
  let left = bytesTooMany;
  for (const entry of entries.filter((one) => !one.urgent).sort(compareGivingWay)) {
    if (left <= 0) break;
    going.push(entry.id);
    left -= entry.bytes;
  }
  return going;
}
