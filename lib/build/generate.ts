// Everything that is made from `rules/` and the contract, written to one folder the package is built from.
// As a program: node lib/build/generate.ts [FOLDER]
import { existsSync } from "node:fs";
import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
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
import { hashFiles, modulesOf, textsOf } from "./hash-sources.ts";
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
export interface Generated {
  /** True where nothing had changed and nothing was written. */
  readonly skipped: boolean;
  /** Names of what was made; what had not changed stands as it was. */
  readonly made: readonly string[];
  readonly files: readonly string[];
  readonly warnings: readonly Problem[];
}

/** What is wrong with `rules/`, or with what was to be put to it, for whoever runs the build. */
export class GenerateError extends Error {
  readonly problems: readonly Problem[];
  constructor(problems: readonly Problem[], what = "rules/ cannot be built") {
    const lines = problems
      .slice(0, 20)
      .map((p) => `  ${p.path}: ${p.what}; expected ${p.expected}`);
    super(`${what}:\n${lines.join("\n")}`);
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

/** An output and what it is made from. */
interface Output {
  readonly name: string;
  /** Of the modules that make it and the texts it is made from. */
  readonly hash: string;
  readonly make: () => Promise<{
    readonly data: string | Uint8Array;
    readonly problems: readonly Problem[];
  }>;
}

const plain = (data: string) => ({ data, problems: [] });

async function outputs(): Promise<Output[]> {
  const here = (name: string) => join(root, "lib", "build", name);
  const rules = await hashFiles(root, [
    ...(await modulesOf(["baseline-ruleset.ts", "categories.ts", "managed-schema.ts"].map(here))),
    ...(await textsOf(categoriesFolder, true)),
  ]);
  const packing = await modulesOf([
    here("lexicon-folder.ts"),
    join(root, "lib", "core", "match", "weigh-options.ts"),
  ]);
  const hashOf = async (folder: string) => {
    const texts = existsSync(folder) ? await textsOf(folder, false) : [];
    return hashFiles(root, [...packing, ...texts]);
  };
  const languages = languageTags.map(async (language) => ({
    name: languagePackName(language),
    hash: await hashOf(join(lexiconsFolder, language)),
    make: async () => {
      const { bytes, problems } = await packLanguage(language);
      return { data: bytes, problems };
    },
  }));
  return [
    {
      name: "baseline-ruleset.json",
      hash: rules,
      make: async () => plain(JSON.stringify(buildBaselineRuleset(loadCategories()))),
    },
    {
      name: "managed_schema.json",
      hash: rules,
      make: async () => plain(`${JSON.stringify(buildManagedSchema(), null, 2)}\n`),
    },
    {
      name: "categories.json",
      hash: rules,
      make: async () => plain(JSON.stringify(loadCategories())),
    },
    {
      name: "lexicon.bin",
      hash: await hashOf(lexiconsFolder),
      make: async () => {
        const { lexicon, problems } = await loadLexiconFolder(lexiconsFolder, weighOptions);
        if (lexicon === undefined || hasErrors(problems)) throw new GenerateError(problems);
        return { data: new Uint8Array(lexicon), problems };
      },
    },
    ...(await Promise.all(languages)),
  ];
}

type Stamp = Readonly<Record<string, string>>;

/** The hashes that a folder's outputs were made by; of what is not there, or not to be read, none. */
async function readStamp(outDir: string): Promise<Stamp> {
  try {
    const read: unknown = JSON.parse(await readFile(join(outDir, stampName), "utf8"));
    if (typeof read !== "object" || read === null) return {};
    const there = Object.entries(read).filter(
      ([name, hash]) => typeof hash === "string" && existsSync(join(outDir, name)),
    );
    return Object.fromEntries(there) as Stamp;
  } catch {
    return {};
  }
}

/**
 * Writes baseline-ruleset.json, managed_schema.json, categories.json (a list of BuiltInCategory), lexicon.bin and a
 * lexicon-LANG.bin for each language (for `openLexicon`) into a folder: of these, what is missing there or was made
 * from something else. Rejects with a GenerateError where `rules/` is wrong.
 */
export async function generateAll(outDir: string = generatedFolder): Promise<Generated> {
  const all = await outputs();
  const files = generatedFiles.map((name) => join(outDir, name));
  let stamp = await readStamp(outDir);
  const stale = all.filter(({ name, hash }) => stamp[name] !== hash);
  const warnings: Problem[] = [];
  if (stale.length > 0) await mkdir(outDir, { recursive: true });
  // Whole or not at all: another process may be reading.
  const write = async (name: string, data: string | Uint8Array) => {
    const temporary = join(outDir, `${name}.${process.pid}.tmp`);
    await writeFile(temporary, data);
    await rename(temporary, join(outDir, name));
  };
  for (const { name, hash, make } of stale) {
    const { data, problems } = await make();
    warnings.push(...problems);
    await write(name, data);
    // After each, so that a build that was broken off goes on from there.
    stamp = { ...stamp, [name]: hash };
    await write(stampName, `${JSON.stringify(stamp, null, 2)}\n`);
  }
  return {
    skipped: stale.length === 0,
    made: stale.map(({ name }) => name),
    files,
    warnings,
  };
}

if (process.argv[1] !== undefined && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  try {
    const done = await generateAll(process.argv[2] ?? generatedFolder);
    for (const found of done.warnings) {
      console.error(`warning: ${found.path}: ${found.what}; expected ${found.expected}`);
    }
    console.log(done.skipped ? "Nothing has changed." : `Written: ${done.made.join(", ")}`);
  } catch (thrown) {
    console.error(thrown instanceof GenerateError ? thrown.message : thrown);
    process.exitCode = 1;
  }
}
