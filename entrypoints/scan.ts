// The content script: in every frame, before the page's first script. It wires, and holds no logic.
// Not one of WXT's own content scripts: their wrapper announces itself to the page by an event and a posted message,
// and nothing on a page may change. `lib/build/manifest.ts` registers it.
import { startScanSession } from "../lib/app/page/scan-session.ts";
import { watchCircumvention } from "../lib/app/page/watch-circumvention.ts";
import { createScanner } from "../lib/core/match/create-scanner.ts";
import { openLexicon } from "../lib/core/match/open-lexicon.ts";
import { withLanguages } from "../lib/core/phrases/language-scanner.ts";
import { withOwnPhrases } from "../lib/core/phrases/own-scanner.ts";
import { createPageWorld } from "../lib/platform/page-world.ts";
import { defineUnlistedScript } from "wxt/utils/define-unlisted-script";

export default defineUnlistedScript(() => {
  const world = createPageWorld();
  watchCircumvention(document, window, world);
  startScanSession(document, window, world, (tables, settings, ownPhrases, others) => {
    const lexicon = openLexicon(tables);
    if (!lexicon.ok) return lexicon;
    const scanner = createScanner(lexicon.value, settings);
    const own = ownPhrases === undefined ? undefined : openLexicon(ownPhrases);
    const english =
      own?.ok === true ? withOwnPhrases(scanner, lexicon.value, own.value, settings) : scanner;
    const packs = others.flatMap(({ language, tables: packed }) => {
      const opened = openLexicon(packed);
      return opened.ok ? [{ language, lexicon: opened.value }] : [];
    });
    return { ok: true, value: withLanguages(english, packs, settings) };
  });
});
