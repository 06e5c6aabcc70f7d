import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { compileEngine, engineModulePath } from "../../../lib/build/compile-engine.ts";

// The compiler takes some seconds, and more on a busy machine.
test(
  "the committed WebAssembly is what its sources are compiled to",
  { timeout: 240_000 },
  async () => {
    expect(await compileEngine()).toBe(await readFile(engineModulePath, "utf8"));
  },
);
