// Looks for words in the memory of the extension's worker, after everything that nobody holds has been swept out.
import { TargetType, type Browser } from "puppeteer";

/**
 * Those of the words that stand in a string of the worker's heap. A string longer than 1,024 letters shows its beginning
 * alone (V8's bound). While this looks, DevTools keep the worker alive; it lets go of it afterwards.
 */
export async function searchWorkerHeap(
  browser: Browser,
  extensionId: string,
  words: readonly string[],
): Promise<string[]> {
  const target = await browser.waitForTarget(
    (one) => one.type() === TargetType.SERVICE_WORKER && one.url().includes(extensionId),
    { timeout: 120_000 },
  );
  const devTools = await target.createCDPSession();
  try {
    const chunks: string[] = [];
    devTools.on("HeapProfiler.addHeapSnapshotChunk", ({ chunk }) => void chunks.push(chunk));
    await devTools.send("HeapProfiler.enable");
    await devTools.send("HeapProfiler.collectGarbage");
    await devTools.send("HeapProfiler.takeHeapSnapshot", { reportProgress: false });
    const heap = chunks.join("");
    return words.filter((word) => heap.includes(word));
  } finally {
    await devTools.detach();
  }
}
