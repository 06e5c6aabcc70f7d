// The bench's content script: the engine with its tables within the frame itself, and how long that took, written down
// on the page. The product has pages' texts looked through in the worker; this is what it would cost here.
import { createScanner } from "../../lib/core/match/create-scanner.ts";
import { defaultThresholds } from "../../lib/core/match/default-thresholds.ts";
import { openLexicon } from "../../lib/core/match/open-lexicon.ts";

/** Not by `fetch`: that hands a file of this size over in many small tasks. */
function loadTables(): Promise<ArrayBuffer> {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.addEventListener("loadend", () => resolve(request.response as ArrayBuffer));
    request.open("GET", chrome.runtime.getURL("lexicon.bin"));
    request.responseType = "arraybuffer";
    request.send();
  });
}

const ready = new Promise<void>((resolve) => {
  document.addEventListener("DOMContentLoaded", () => resolve(), { once: true });
});

async function begin(): Promise<void> {
  await ready;
  const askedMs = performance.now();
  const packed = await loadTables();
  const hereMs = performance.now();
  const lexicon = openLexicon(packed);
  if (!lexicon.ok) return;
  const scanner = createScanner(lexicon.value, { thresholds: defaultThresholds.ks3 });
  const readyMs = performance.now();
  scanner.scan({ text: document.body.textContent ?? "", source: "page", isPiece: true });
  Object.assign(globalThis, { benchScanner: scanner });
  document.documentElement.dataset["tables"] = JSON.stringify({
    waitMs: hereMs - askedMs,
    openMs: readyMs - hereMs,
  });
}
void begin();
