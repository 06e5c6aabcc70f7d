// The content script: in every frame, before the page's first script. It wires, and holds no logic.
import { startScanSession } from "../lib/app/page/scan-session.ts";
import { createScanner } from "../lib/core/match/create-scanner.ts";
import { openLexicon } from "../lib/core/match/open-lexicon.ts";
import { createPageWorld } from "../lib/platform/page-world.ts";
import { defineContentScript } from "wxt/utils/define-content-script";

export default defineContentScript({
  matches: ["<all_urls>"],
  allFrames: true,
  matchAboutBlank: true,
  matchOriginAsFallback: true,
  runAt: "document_start",
  main() {
    startScanSession(document, window, createPageWorld(), (tables, settings) => {
      const lexicon = openLexicon(tables);
      return lexicon.ok
        ? { ok: true, value: createScanner(lexicon.value, settings) }
        : { ok: false, error: lexicon.error };
    });
  },
});
