// `npm run build`: the extension, unpacked, ready to load or to pack.
//   --out FOLDER   where it goes (.output/chrome-mv3)
import { basename, dirname, join, relative, resolve } from "node:path";
import { parseArgs } from "node:util";
import { build } from "wxt";
import { generateAll, GenerateError } from "../lib/build/generate.ts";

const root = dirname(import.meta.dirname);
const usage = "usage: npm run build -- [--out FOLDER]";

function readOut(): string | undefined {
  try {
    const { values } = parseArgs({ options: { out: { type: "string" } } });
    return resolve(root, values.out ?? join(".output", "chrome-mv3"));
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : String(error)}\n${usage}`);
    return undefined;
  }
}

const out = readOut();
if (out === undefined) process.exit(2);
const beganAtMs = Date.now();
try {
  console.log("1/2 Making rulesets, managed schema and phrase tables …");
  const made = await generateAll();
  for (const found of made.warnings) {
    console.log(`    warning: ${found.path}: ${found.what}; expected ${found.expected}`);
  }
  if (made.skipped) console.log("    nothing has changed since the last time");
  console.log("2/2 Building the extension …");
  await withoutSpinner(() =>
    build({
      root,
      outDir: dirname(out),
      outDirTemplate: basename(out),
      logger: quietLogger(),
    }),
  );
  const seconds = ((Date.now() - beganAtMs) / 1000).toFixed(1);
  console.log(`Built in ${seconds} s: ${relative(process.cwd(), out) || out}`);
} catch (error) {
  console.error(error instanceof GenerateError ? error.message : error);
  process.exit(1);
}

/** WXT's own talk stays away but for what went wrong. */
function quietLogger() {
  const quiet = (): void => {};
  return {
    debug: quiet,
    log: quiet,
    info: quiet,
    success: quiet,
    warn: (...said: unknown[]) => console.warn("   ", ...said),
    error: (...said: unknown[]) => console.error("   ", ...said),
    fatal: (...said: unknown[]) => console.error("   ", ...said),
    level: 1,
  };
}

/** WXT draws a spinner on standard output, whoever reads it; nothing else of the build writes there. */
async function withoutSpinner<T>(work: () => Promise<T>): Promise<T> {
  const write = process.stdout.write.bind(process.stdout);
  process.stdout.write = () => true;
  try {
    return await work();
  } finally {
    process.stdout.write = write;
  }
}
