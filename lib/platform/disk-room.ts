// How much room there is. Chromium throws a database away whose disk took half of a write (measured: what was kept there
// is gone with it), so nothing is written on the last bytes of a disk.

/** Below this nothing new is written: what stands already may need room to be tidied, and to be taken in its turn. */
export const newBytesLeast = 1024 * 1024;
/** Below this nothing is written at all, be it a deletion. */
export const anyBytesLeast = 256 * 1024;

/** Bytes that this extension may still write; without end where the browser does not say. Never rejects. */
export async function freeBytes(): Promise<number> {
  try {
    const { quota, usage } = await navigator.storage.estimate();
    return quota === undefined || usage === undefined ? Number.POSITIVE_INFINITY : quota - usage;
  } catch {
    return Number.POSITIVE_INFINITY;
  }
}

/** What a database throws itself where there is no room. */
export function noRoom(): DOMException {
  return new DOMException("no room on the disk", "QuotaExceededError");
}
