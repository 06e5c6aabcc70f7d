// The bench's content script: gets the tables as the product's does, opens them, keeps a scanner, and writes down on
// the page how long that took. Memory of frames is measured with it in them.
import { createScanner } from "../../lib/core/match/create-scanner.ts";
import { defaultThresholds } from "../../lib/core/match/default-thresholds.ts";
import { openLexicon } from "../../lib/core/match/open-lexicon.ts";

async function begin(): Promise<void> {
  const askedMs = performance.now();
  const answer = await fetch(chrome.runtime.getURL("lexicon.bin"));
  const bytes = await answer.arrayBuffer();
  const hereMs = performance.now();
  const lexicon = openLexicon(bytes);
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
