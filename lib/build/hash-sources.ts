// What a thing is made by: the hash of a module and of all that it imports, so that it is made anew when one of them
// changes and not when something else does.
import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { dirname, join, relative, resolve } from "node:path";

/** `import … from "./x.ts"`, `export … from`, `import "./x.ts"`. Types alone (`import type`) are not there at run time. */
const importOf =
  /^(?:import|export)\s(?!type\s)(?:[^"';]*?\sfrom\s)?\s*"(\.{1,2}\/[^"]+)"|\bimport\(\s*"(\.{1,2}\/[^"]+)"\s*\)/gm;

/** The modules that these import, themselves with them; absolute paths in order. Rejects where one cannot be read. */
export async function modulesOf(entries: readonly string[]): Promise<string[]> {
  const found = new Set<string>();
  const waiting = entries.map((path) => resolve(path));
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    if (found.has(path)) continue;
    found.add(path);
    const text = await readFile(path, "utf8");
    for (const [, from, lazily] of text.matchAll(importOf)) {
      const other = from ?? lazily;
      if (other !== undefined) waiting.push(resolve(dirname(path), other));
    }
  }
  return [...found].sort();
}

/** The `.txt` files that stand in a folder, in those below it too where `deep`; absolute paths in order. */
export async function textsOf(folder: string, deep: boolean): Promise<string[]> {
  const entries = await readdir(folder, { recursive: deep, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && entry.name.endsWith(".txt"))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

/** SHA-256 in hex of files, of their paths below `root`, and of this Node's version. Rejects where one cannot be read. */
export async function hashFiles(root: string, paths: readonly string[]): Promise<string> {
  const hash = createHash("sha256").update(process.version);
  for (const path of paths) {
    const bytes = await readFile(path);
    hash.update(`${relative(root, path)}\0${bytes.length}\0`).update(bytes);
  }
  return hash.digest("hex");
}
