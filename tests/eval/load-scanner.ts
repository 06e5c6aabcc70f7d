// The scanner of the repository's lexicons, for tests and evaluation.
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { loadLexiconFolder } from "../../lib/build/lexicon-folder.ts";
import { languageTags } from "../../lib/contract/vocabulary.ts";
import type { ReadingLevel } from "../../lib/contract/vocabulary.ts";
import { createScanner, type Scanner } from "../../lib/core/match/create-scanner.ts";
import { defaultThresholds } from "../../lib/core/match/default-thresholds.ts";
import { openLexicon } from "../../lib/core/match/open-lexicon.ts";
import type { Lexicon } from "../../lib/core/match/types.ts";
import type { LanguageLexicon } from "../../lib/core/phrases/language-scanner.ts";
import { weighOptions } from "../../lib/core/match/weigh-options.ts";

const lexiconsFolder = fileURLToPath(new URL("../../rules/lexicons", import.meta.url));

/** Packs and opens `rules/lexicons`. Rejects with every problem named when they cannot be used. */
export async function loadLexicon(folder: string = lexiconsFolder): Promise<Lexicon> {
  const { lexicon, problems } = await loadLexiconFolder(folder, weighOptions);
  const errors = problems.filter((found) => found.level === "error");
  const said = errors.map((found) => `${found.path}: ${found.what} (expected ${found.expected})`);
  if (!lexicon) throw new Error(`The lexicons cannot be packed.\n${said.join("\n")}`);
  const opened = openLexicon(lexicon);
  if (!opened.ok) throw new Error(opened.error.map((found) => found.what).join("\n"));
  return opened.value;
}

/** The phrases of every language beside English. */
export async function loadLanguages(): Promise<LanguageLexicon[]> {
  return Promise.all(
    languageTags.map(async (language) => ({
      language,
      lexicon: await loadLexicon(join(lexiconsFolder, language)),
    })),
  );
}

/** A scanner with the default thresholds of a reading level. */
export async function loadScanner(readingLevel: ReadingLevel): Promise<Scanner> {
  return createScanner(await loadLexicon(), { thresholds: defaultThresholds[readingLevel] });
}
