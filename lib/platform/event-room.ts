// What goes when the queue is full.
import type { QueueTally } from "../app/ports.ts";
import { oneMore } from "./event-layout.ts";
import type { StoredEvent, Writing } from "./event-layout.ts";

/**
 * Drops what gives way first until so many bytes are free, or nothing more may go: `compareGivingWay` is the order, and
 * this is the same by the indexes. The tally afterwards; the caller writes it.
 */
export async function giveWay(
  step: Writing,
  before: QueueTally,
  bytesTooMany: number,
): Promise<QueueTally> {
  const wanted = before.bytes - bytesTooMany;
  const events = step.objectStore("events");
  const byOrder = events.index("order");
  let tally = before;
  const drop = async (stored: StoredEvent): Promise<void> => {
    await events.delete(stored.id);
    const gaveWay = oneMore(tally.gaveWay, stored.event);
    tally = { ...tally, bytes: tally.bytes - stored.bytes, gaveWay };
  };
  const apart = await events.index("apartAtMs").getAll();
  apart.sort((a, b) => a.atMs - b.atMs || (a.id < b.id ? -1 : 1));
  for (const stored of apart) {
    if (tally.bytes > wanted && !stored.urgent) await drop(stored);
  }
  let lowest = await byOrder.openKeyCursor(null, "prev");
  while (tally.bytes > wanted && lowest !== null) {
    // All of the least rank, oldest first; then the next rank.
    const [rank] = lowest.key;
    let at = await byOrder.openCursor(IDBKeyRange.lowerBound([rank]));
    while (at !== null && at.value.order?.[0] === rank && tally.bytes > wanted) {
      if (!at.value.urgent) await drop(at.value);
      at = await at.continue();
    }
    lowest = await byOrder.openKeyCursor(IDBKeyRange.upperBound([rank], true), "prev");
  }
  return tally;
}
