// `npm run size`: what each part of the built extension weighs, and a failure where a bar is passed.
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { parseArgs } from "node:util";
import { languagePackName, languageTags } from "../lib/contract/vocabulary.ts";

const root = dirname(import.meta.dirname);
const { values } = parseArgs({ options: { out: { type: "string" } } });
const out = resolve(root, values.out ?? join(".output", "chrome-mv3"));

/**
 * kB is 1000 bytes, minified and not compressed: what the browser has to read. The content script is in every frame;
 * care joins it where somebody types or searches for something hard. A page is all scripts of its first screen.
 */
const bars = { contentScript: 30_000, care: 47_000, page: 60_000 };

interface Part {
  readonly name: string;
  readonly bytes: number;
  readonly most?: number;
}

function bytesOf(path: string): number {
  return statSync(join(out, path)).size;
}

/** The scripts that a page loads, and all that these import at once. */
function scriptsOf(page: string): string[] {
  const html = readFileSync(join(out, page), "utf8");
  const found = new Set<string>();
  const wanted = [...html.matchAll(/(?:src|href)="\/?([^"]+\.js)"/g)].map((hit) => hit[1] ?? "");
  for (let next = wanted.pop(); next !== undefined; next = wanted.pop()) {
    if (found.has(next) || !existsSync(join(out, next))) continue;
    found.add(next);
    const text = readFileSync(join(out, next), "utf8");
    for (const hit of text.matchAll(/(?:from|import)\s*\(?["'](\.{1,2}\/[^"']+\.js)["']/g)) {
      wanted.push(join(next, "..", hit[1] ?? ""));
    }
  }
  return [...found];
}

if (!existsSync(join(out, "manifest.json"))) {
  console.error(`${out} holds no built extension: run "npm run build" first.`);
  process.exit(2);
}

const manifest = JSON.parse(readFileSync(join(out, "manifest.json"), "utf8")) as {
  content_scripts: { js: string[] }[];
};
const contentScripts = manifest.content_scripts.flatMap((one) => one.js);
const pages = readdirSync(out).filter((name) => name.endsWith(".html"));

const parts: Part[] = [
  ...contentScripts.map((path) => ({ name: path, bytes: bytesOf(path), most: bars.contentScript })),
  { name: "care.js", bytes: bytesOf("care.js"), most: bars.care },
  { name: "care-words.js", bytes: bytesOf("care-words.js") },
  ...pages.map((page) => ({
    name: `${page} (scripts)`,
    bytes: scriptsOf(page).reduce((sum, path) => sum + bytesOf(path), 0),
    most: bars.page,
  })),
  { name: "background.js", bytes: bytesOf("background.js") },
  { name: "lexicon.bin", bytes: bytesOf("lexicon.bin") },
  ...languageTags.map((language) => {
    const name = languagePackName(language);
    return { name, bytes: bytesOf(name) };
  }),
  { name: "categories.json", bytes: bytesOf("categories.json") },
  { name: "baseline-ruleset.json", bytes: bytesOf("baseline-ruleset.json") },
];

const complaints = parts
  .filter((part) => part.most !== undefined && part.bytes > part.most)
  .map((part) => `${part.name} weighs ${part.bytes} bytes; expected at most ${part.most}`);
// The schema library weighs 68 kB and would sit in every frame of every page.
for (const path of contentScripts) {
  if (readFileSync(join(out, path), "utf8").includes("_zod")) {
    complaints.push(`${path} holds zod; expected types of the contract only`);
  }
}

for (const part of parts) {
  const bar = part.most === undefined ? "" : `  of ${part.most}`;
  console.log(`${part.name.padEnd(28)} ${String(part.bytes).padStart(9)} bytes${bar}`);
}
for (const complaint of complaints) console.error(`Too big: ${complaint}`);
console.log(
  `${relative(process.cwd(), out)}: ${complaints.length === 0 ? "within" : "over"} the bars`,
);
process.exitCode = complaints.length === 0 ? 0 : 1;
