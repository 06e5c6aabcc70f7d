// Compiles the engine's AssemblyScript (`lib/core/match/wasm`) and writes it down as a module, which is committed: nothing
// that uses the engine waits for a compiler. A test holds the committed module to its sources.
// As a program: node lib/build/compile-engine.ts
import { readFile, writeFile } from "node:fs/promises";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import asc from "assemblyscript/asc";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "../..");
const entry = "lib/core/match/wasm/engine.ts";
export const engineModulePath = join(root, "lib/core/match/engine-base64.ts");

/** No runtime and no memory of its own: it works on what TypeScript laid out. */
const options = [
  "--runtime",
  "stub",
  "--importMemory",
  "--noExportMemory",
  "--enable",
  "simd",
  "-O3",
  "--noAssert",
];

/** The text of `engine-base64.ts`. Rejects with what the compiler says where the sources are wrong. */
export async function compileEngine(): Promise<string> {
  const stderr: string[] = [];
  let bytes: Uint8Array | undefined;
  const { error } = await asc.main([entry, "--outFile", "engine.wasm", ...options], {
    stderr: { write: (text) => void stderr.push(String(text)) },
    readFile: (name, folder) => readFile(join(root, folder, name), "utf8").catch(() => null),
    writeFile(_name, contents) {
      if (typeof contents !== "string") bytes = contents;
    },
  });
  if (error !== null || bytes === undefined) throw new Error(stderr.join(""));
  const base64 = Buffer.from(bytes).toString("base64");
  const lines = base64.match(/.{1,112}/g) ?? [];
  return [
    "// Made by `node lib/build/compile-engine.ts` from `wasm/`; not to be changed by hand.",
    "export const engineBase64 = [",
    ...lines.map((line) => `  "${line}",`),
    '].join("");',
    "",
  ].join("\n");
}

if (process.argv[1] !== undefined && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  await writeFile(engineModulePath, await compileEngine());
  console.log(`Written: ${relative(root, engineModulePath)}`);
}
