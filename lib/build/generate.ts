// Everything that is made from `rules/` and the contract, written to one folder the package is built from.
// As a program: node lib/build/generate.ts [FOLDER]
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, readdir, readFile, rename, writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { languagePackName, languageTags } from "../contract/vocabulary.ts";
import type { LanguageTag } from "../contract/vocabulary.ts";
import { hasErrors, problem } from "../contract/result.ts";
import type { Problem } from "../contract/result.ts";
import { buildBaselineRuleset } from "./baseline-ruleset.ts";
import type { BuiltInCategory } from "./baseline-ruleset.ts";
import { weighOptions } from "../core/match/weigh-options.ts";
import { readCategoryFiles } from "./categories.ts";
import { loadLexiconFolder } from "./lexicon-folder.ts";
import { buildManagedSchema } from "./managed-schema.ts";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "../..");

/** The folder the package is built from, unless another is named. */
export const generatedFolder = join(root, ".generated");
const categoriesFolder = join(root, "rules", "categories");
export const lexiconsFolder = join(root, "rules", "lexicons");

const stampName = "stamp.json";
/** What the package carries beside `public/`: the built-in rules and words, and the phrases of each language apart. */
export const generatedFiles: readonly string[] = [
  "baseline-ruleset.json",
  "managed_schema.json",
  "categories.json",
  "lexicon.bin",
  ...languageTags.map(languagePackName),
];
/** What the outputs are made from and by; a change in any of it makes them anew. */
const inputFolders = [
  "rules/categories",
  "rules/lexicons",
  "lib/build",
  "lib/core",
  "lib/contract",
];

export interface Generated {
  /** True where nothing had changed and nothing was written. */
  readonly skipped: boolean;
  readonly files: readonly string[];
  readonly warnings: readonly Problem[];
}

/** What is wrong with `rules/`, for whoever runs the build. */
export class GenerateError extends Error {
  readonly problems: readonly Problem[];
  constructor(problems: readonly Problem[]) {
    const lines = problems
      .slice(0, 20)
      .map((p) => `  ${p.path}: ${p.what}; expected ${p.expected}`);
    super(`rules/ cannot be built:\n${lines.join("\n")}`);
    this.problems = problems;
  }
}

/** The built-in categories as the package carries them. Throws a GenerateError where a file is wrong. */
export function loadCategories(): BuiltInCategory[] {
  const { categories, problems } = readCategoryFiles(categoriesFolder);
  if (hasErrors(problems)) throw new GenerateError(problems);
  return categories.map(({ id, title, why, pupil, strictest, hosts }) => ({
    id,
    title,
    why,
    pupil,
    strictest,
    hosts,
  }));
}

/** The phrases of a folder of `rules/lexicons`, for `openLexicon`. Rejects with a GenerateError where they are wrong. */
export async function packLanguage(
  language: LanguageTag,
  folder: string = join(lexiconsFolder, language),
): Promise<{ readonly bytes: Uint8Array<ArrayBuffer>; readonly problems: readonly Problem[] }> {
  if (!existsSync(folder)) {
    throw new GenerateError([
      problem(`rules/lexicons/${language}`, "nothing", "the folder of a language that is named"),
    ]);
  }
  const { lexicon, problems: found } = await loadLexiconFolder(folder, weighOptions);
  const problems = found.map((one) => ({ ...one, path: `${language}/${one.path}` }));
  if (lexicon === undefined || hasErrors(problems)) throw new GenerateError(problems);
  return { bytes: new Uint8Array(lexicon), problems };
}

/** A hash of all inputs, in order of their paths. */
async function hashInputs(): Promise<string> {
  const hash = createHash("sha256").update(process.version);
  for (const folder of inputFolders) {
    const names = await readdir(join(root, folder), { recursive: true, withFileTypes: true });
    const files = names
      .filter((entry) => entry.isFile() && /\.(?:ts|txt)$/.test(entry.name))
      .map((entry) => join(entry.parentPath, entry.name))
      .sort();
    for (const file of files)
      hash.update(`${file.slice(root.length)}\0`).update(await readFile(file));
  }
  return hash.digest("hex");
}

/** Whether a folder holds outputs of exactly these inputs. */
async function isFresh(outDir: string, inputs: string): Promise<boolean> {
  if (!generatedFiles.every((name) => existsSync(join(outDir, name)))) return false;
  try {
    return (await readFile(join(outDir, stampName), "utf8")) === stampText(inputs);
  } catch {
    return false;
  }
}

function stampText(inputs: string): string {
  return `${JSON.stringify({ inputs })}\n`;
}

/**
 * Writes baseline-ruleset.json, managed_schema.json, categories.json (a list of BuiltInCategory), lexicon.bin and a
 * lexicon-LANG.bin for each language (for `openLexicon`) into a folder, or nothing where they are fresh.
 * Rejects with a GenerateError where `rules/` is wrong.
 */
export async function generateAll(outDir: string = generatedFolder): Promise<Generated> {
  const inputs = await hashInputs();
  const files = generatedFiles.map((name) => join(outDir, name));
  if (await isFresh(outDir, inputs)) return { skipped: true, files, warnings: [] };
  await mkdir(outDir, { recursive: true });
  // Whole or not at all: another process may be reading.
  const write = async (name: string, data: string | Uint8Array) => {
    const temporary = join(outDir, `${name}.${process.pid}.tmp`);
    await writeFile(temporary, data);
    await rename(temporary, join(outDir, name));
  };
  const categories = loadCategories();
  await write("baseline-ruleset.json", JSON.stringify(buildBaselineRuleset(categories)));
  await write("managed_schema.json", `${JSON.stringify(buildManagedSchema(), null, 2)}\n`);
  await write("categories.json", JSON.stringify(categories));
  const { lexicon, problems } = await loadLexiconFolder(lexiconsFolder, weighOptions);
  if (lexicon === undefined || hasErrors(problems)) throw new GenerateError(problems);
  await write("lexicon.bin", new Uint8Array(lexicon));
  const warnings = [...problems];
  for (const language of languageTags) {
    const packed = await packLanguage(language);
    warnings.push(...packed.problems);
    await write(languagePackName(language), packed.bytes);
  }
  // Last, so that a build that was broken off is made again.
  await write(stampName, stampText(inputs));
  return { skipped: false, files, warnings };
}

if (process.argv[1] !== undefined && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  try {
    const done = await generateAll(process.argv[2] ?? generatedFolder);
    for (const found of done.warnings) {
      console.error(`warning: ${found.path}: ${found.what}; expected ${found.expected}`);
    }
    console.log(done.skipped ? "Nothing has changed." : `Written: ${done.files.join(", ")}`);
  } catch (thrown) {
    console.error(thrown instanceof GenerateError ? thrown.message : thrown);
    process.exitCode = 1;
  }
}
