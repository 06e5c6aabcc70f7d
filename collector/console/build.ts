// Builds the desk into a folder: `node collector/console/build.ts OUT_DIR`, or from the start script.
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "vite";

/** Writes index.html and its assets into `outDir`, which is emptied first. Rejects where the build fails. */
export async function buildConsole(outDir: string): Promise<void> {
  await build({
    configFile: fileURLToPath(new URL("vite.config.ts", import.meta.url)),
    build: { outDir: resolve(outDir), emptyOutDir: true },
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const outDir = process.argv[2];
  if (outDir === undefined) {
    process.stderr.write("usage: node collector/console/build.ts OUT_DIR\n");
    process.exitCode = 2;
  } else {
    await buildConsole(outDir);
  }
}
