// The scanner's engine: in a frame that has something to read, once the worker has said what to look for there.
// It wires, and holds no logic.
import { createScanner } from "../lib/core/match/create-scanner.ts";
import { openLexicon } from "../lib/core/match/open-lexicon.ts";
import { withLanguages } from "../lib/core/phrases/language-scanner.ts";
import { provideEngine } from "../lib/platform/page-engine.ts";
import { defineUnlistedScript } from "wxt/utils/define-unlisted-script";

export default defineUnlistedScript(() => {
  provideEngine((tables, settings, ownPhrases, others) => {
    const lexicon = openLexicon(tables);
    if (!lexicon.ok) return lexicon;
    const own = ownPhrases === undefined ? undefined : openLexicon(ownPhrases);
    const english = createScanner(
      own?.ok === true ? [lexicon.value, own.value] : lexicon.value,
      settings,
    );
    const packs = others.flatMap(({ language, tables: packed }) => {
      const opened = openLexicon(packed);
      return opened.ok ? [{ language, lexicon: opened.value }] : [];
    });
    return { ok: true, value: withLanguages(english, packs, settings) };
  });
});
