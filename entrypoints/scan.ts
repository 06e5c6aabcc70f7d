// The content script: in every frame, before the page's first script. It wires, and holds no logic.
// Not one of WXT's own content scripts: their wrapper announces itself to the page by an event and a posted message,
// and nothing on a page may change. `lib/build/manifest.ts` registers it.
import { startScanSession } from "../lib/app/page/scan-session.ts";
import { watchCircumvention } from "../lib/app/page/watch-circumvention.ts";
import { createScanner } from "../lib/core/match/create-scanner.ts";
import { openLexicon } from "../lib/core/match/open-lexicon.ts";
import { createPageWorld } from "../lib/platform/page-world.ts";
import { defineUnlistedScript } from "wxt/utils/define-unlisted-script";

export default defineUnlistedScript(() => {
  const world = createPageWorld();
  watchCircumvention(document, window, world);
  startScanSession(document, window, world, (tables, settings) => {
    const lexicon = openLexicon(tables);
    return lexicon.ok
      ? { ok: true, value: createScanner(lexicon.value, settings) }
      : { ok: false, error: lexicon.error };
  });
});
