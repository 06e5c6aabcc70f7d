// Reads a folder of lexicons from disk, for the build, the command line and the tests.
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { readLexicons, type PackedLexicon } from "./lexicon-pack.ts";
import type { OptionTable } from "./lexicon-read.ts";

/**
 * Packs the `.txt` files of a folder, in order of their names.
 * Rejects when the folder or a file cannot be read; what is wrong inside them comes back as problems.
 */
export async function loadLexiconFolder(
  dir: string,
  options?: OptionTable,
): Promise<PackedLexicon> {
  const names = (await readdir(dir)).filter((name) => name.endsWith(".txt")).sort();
  const files = await Promise.all(
    names.map(async (name) => ({ name, text: await readFile(join(dir, name), "utf8") })),
  );
  return readLexicons(files, options);
}
