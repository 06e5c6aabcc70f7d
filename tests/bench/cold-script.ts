// The bench's content script: comes by an engine as the product's does (its own, or that of the frame above it), and
// writes down on the page how long that took. Memory of frames is measured with it in them.
import { createPageEngine } from "../../lib/app/page/page-engine.ts";
import { defaultThresholds } from "../../lib/core/match/default-thresholds.ts";
import { createEngineDoor, loadTables, provideEngine } from "../../lib/platform/page-engine.ts";

const door = createEngineDoor(window);
const ready = new Promise<void>((resolve) => {
  document.addEventListener("DOMContentLoaded", () => resolve(), { once: true });
});

async function begin(): Promise<void> {
  await ready;
  const lent = await door.above()?.();
  if (lent !== undefined) door.take(lent);
  const askedMs = performance.now();
  let hereMs = askedMs;
  provideEngine(() =>
    createPageEngine(async (language) => {
      const bytes = await loadTables(language);
      hereMs = performance.now();
      return bytes;
    }),
  );
  const scanner = await door.here()?.open({}, { thresholds: defaultThresholds.ks3 });
  if (scanner === undefined) return;
  const readyMs = performance.now();
  scanner.scan({ text: document.body.textContent ?? "", source: "page", isPiece: true });
  Object.assign(globalThis, { benchScanner: scanner });
  document.documentElement.dataset["tables"] = JSON.stringify({
    waitMs: hereMs - askedMs,
    openMs: readyMs - hereMs,
  });
}
const begun = begin();
door.lend(async () => {
  await begun;
  return door.here();
});
