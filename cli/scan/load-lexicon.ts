// The phrases a text is held against: the packed ones of the last build, or these and a school's own, packed anew.
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import {
  generateAll,
  generatedFolder,
  GenerateError,
  lexiconsFolder,
  packLanguage,
} from "../../lib/build/generate.ts";
import { loadLexiconFolder, readLexiconFolder } from "../../lib/build/lexicon-folder.ts";
import { readLexicons } from "../../lib/build/lexicon-pack.ts";
import type { LexiconFile } from "../../lib/build/lexicon-read.ts";
import { languagePackName } from "../../lib/contract/vocabulary.ts";
import type { LanguageTag } from "../../lib/contract/vocabulary.ts";
import { openLexicon } from "../../lib/core/match/open-lexicon.ts";
import type { Lexicon } from "../../lib/core/match/types.ts";
import type { LanguageLexicon } from "../../lib/core/phrases/language-scanner.ts";
import { weighOptions } from "../../lib/core/match/weigh-options.ts";

/** The packed lexicon of the last build where it is of these very sources; else it is built first. */
export async function loadLexicon(): Promise<Lexicon> {
  return openBytes(
    await readPack("lexicon.bin", async () => {
      const built = await loadLexiconFolder(lexiconsFolder, weighOptions);
      if (built.lexicon === undefined) throw new GenerateError(built.problems);
      return built.lexicon;
    }),
  );
}

/** The files of `rules/lexicons` and these in one lexicon. Rejects with a GenerateError where one of them is wrong. */
export async function loadLexiconWith(files: readonly LexiconFile[]): Promise<Lexicon> {
  const built = readLexicons(
    [...(await readLexiconFolder(lexiconsFolder)), ...files],
    weighOptions,
  );
  if (built.lexicon === undefined) {
    // What the repository's own are warned of is not what keeps these from being read.
    const wrong = built.problems.filter(({ level }) => level === "error");
    throw new GenerateError(wrong, "the phrases cannot be read");
  }
  return openBytes(built.lexicon);
}

/** The phrases of other languages, each apart. Rejects with a GenerateError where a file is wrong. */
export async function loadLanguages(tags: readonly LanguageTag[]): Promise<LanguageLexicon[]> {
  return Promise.all(
    tags.map(async (language) => {
      const pack = async (): Promise<ArrayBuffer> => (await packLanguage(language)).bytes.buffer;
      return { language, lexicon: openBytes(await readPack(languagePackName(language), pack)) };
    }),
  );
}

function openBytes(bytes: ArrayBuffer): Lexicon {
  const opened = openLexicon(bytes);
  if (!opened.ok) throw new GenerateError(opened.error);
  return opened.value;
}

async function readPack(name: string, pack: () => Promise<ArrayBuffer>): Promise<ArrayBuffer> {
  try {
    await generateAll(generatedFolder);
    const file = await readFile(join(generatedFolder, name));
    return new Uint8Array(file).buffer;
  } catch (thrown) {
    // A folder that cannot be written to: packed in memory, a little slower each time.
    const code = thrown instanceof Error && "code" in thrown ? thrown.code : undefined;
    if (code !== "EACCES" && code !== "EROFS" && code !== "EPERM") throw thrown;
    return pack();
  }
}
