// The scanner of the repository's lexicons, for tests and evaluation.
import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { hashFiles, modulesOf, textsOf } from "../../lib/build/hash-sources.ts";
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

const root = fileURLToPath(new URL("../..", import.meta.url));
const packedFolder = join(root, "node_modules/.cache/packed-lexicons");
const packers = ["lib/build/lexicon-folder.ts", "lib/core/match/weigh-options.ts"];

/** Packs a folder. What was packed from the same texts by the same modules is taken as it was: packing takes seconds. */
async function pack(folder: string): Promise<ArrayBuffer> {
  const modules = await modulesOf(packers.map((path) => join(root, path)));
  const name = await hashFiles(root, [...(await textsOf(folder, false)), ...modules]);
  const kept = join(packedFolder, `${name}.bin`);
  const known = await readFile(kept).catch(() => undefined);
  if (known !== undefined) return new Uint8Array(known).buffer;
  const { lexicon, problems } = await loadLexiconFolder(folder, weighOptions);
  const errors = problems.filter((found) => found.level === "error");
  const said = errors.map((found) => `${found.path}: ${found.what} (expected ${found.expected})`);
  if (!lexicon) throw new Error(`The lexicons cannot be packed.\n${said.join("\n")}`);
  await mkdir(packedFolder, { recursive: true });
  // Whole or not at all: others read here too.
  await writeFile(`${kept}.${process.pid}`, new Uint8Array(lexicon));
  await rename(`${kept}.${process.pid}`, kept);
  return lexicon;
}

/** Packs and opens `rules/lexicons`. Rejects with every problem named when they cannot be used. */
export async function loadLexicon(folder: string = lexiconsFolder): Promise<Lexicon> {
  const opened = openLexicon(await pack(folder));
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
