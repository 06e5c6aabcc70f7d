// The scanner's engine: in a frame that has something to read, once the worker has said what to look for there.
// It wires, and holds no logic.
import { createScanner } from "../lib/core/match/create-scanner.ts";
import { openLexicon } from "../lib/core/match/open-lexicon.ts";
import { withLanguages } from "../lib/core/phrases/language-scanner.ts";
import { withOwnPhrases } from "../lib/core/phrases/own-scanner.ts";
import { provideEngine } from "../lib/platform/page-engine.ts";
import { defineUnlistedScript } from "wxt/utils/define-unlisted-script";

export default defineUnlistedScript(() => {
  provideEngine((tables, settings, ownPhrases, others) => {
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
