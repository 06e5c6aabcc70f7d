import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const made = new Set<string>();
process.on("exit", () => {
  for (const folder of made) rmSync(folder, { recursive: true, force: true });
});

/** A folder of its own for one test file, gone when the process ends. */
export function tempFolder(what: string): string {
  const folder = mkdtempSync(join(tmpdir(), `schoolgate-${what}-`));
  made.add(folder);
  return folder;
}
