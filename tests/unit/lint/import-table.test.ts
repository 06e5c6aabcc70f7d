// The import table of the house is law only while the linter enforces it: each forbidden arrow is tried here,
// and each allowed one, on files of a scratch folder with the project's own configuration.
import { spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

const root = resolve(import.meta.dirname, "../../..");

interface Row {
  readonly from: string;
  readonly imports: string;
  readonly allowed: boolean;
  readonly typeOnly?: boolean;
}

const rows: readonly Row[] = [
  { from: "lib/contract/policy.ts", imports: "zod", allowed: true },
  { from: "lib/contract/policy.ts", imports: "./ids.ts", allowed: true },
  { from: "lib/contract/policy.ts", imports: "idb", allowed: false },
  { from: "lib/contract/policy.ts", imports: "../core/policy/decide.ts", allowed: false },
  { from: "lib/core/policy/decide.ts", imports: "./host.ts", allowed: true },
  { from: "lib/core/policy/decide.ts", imports: "../dnr/ladder.ts", allowed: true },
  { from: "lib/core/policy/decide.ts", imports: "../../contract/result.ts", allowed: true },
  { from: "lib/core/policy/decide.ts", imports: "../../contract/policy.ts", allowed: false },
  {
    from: "lib/core/policy/decide.ts",
    imports: "../../contract/policy.ts",
    allowed: true,
    typeOnly: true,
  },
  { from: "lib/core/policy/decide.ts", imports: "zod", allowed: false },
  { from: "lib/core/policy/decide.ts", imports: "../../app/ports.ts", allowed: false },
  { from: "lib/core/policy/decide.ts", imports: "../../platform/clock.ts", allowed: false },
  { from: "lib/app/background/ready.ts", imports: "../ports.ts", allowed: true },
  { from: "lib/app/background/ready.ts", imports: "../../core/dnr/ladder.ts", allowed: true },
  { from: "lib/app/background/ready.ts", imports: "../../platform/clock.ts", allowed: false },
  { from: "lib/app/background/ready.ts", imports: "../page/scan-session.ts", allowed: false },
  { from: "lib/app/background/ready.ts", imports: "webextension-polyfill", allowed: false },
  { from: "lib/app/page/scan-session.ts", imports: "../background/ready.ts", allowed: false },
  { from: "lib/app/page/scan-session.ts", imports: "../../core/match/types.ts", allowed: true },
  { from: "lib/app/page/scan-session.ts", imports: "../../contract/message.ts", allowed: false },
  {
    from: "lib/app/page/scan-session.ts",
    imports: "../../contract/message.ts",
    allowed: true,
    typeOnly: true,
  },
  { from: "lib/app/page/scan-session.ts", imports: "zod", allowed: false },
  { from: "lib/platform/browser.ts", imports: "webextension-polyfill", allowed: true },
  { from: "lib/platform/clock.ts", imports: "webextension-polyfill", allowed: false },
  { from: "lib/platform/event-store.ts", imports: "idb", allowed: true },
  { from: "lib/platform/event-store.ts", imports: "../core/queue/backoff.ts", allowed: false },
  {
    from: "lib/platform/event-store.ts",
    imports: "../app/ports.ts",
    allowed: true,
    typeOnly: true,
  },
  { from: "lib/platform/event-store.ts", imports: "../ui/button.tsx", allowed: false },
  { from: "lib/ui/button.ts", imports: "preact", allowed: true },
  { from: "lib/ui/button.ts", imports: "../contract/message.ts", allowed: false },
  { from: "lib/ui/button.ts", imports: "../app/ports.ts", allowed: false },
  { from: "lib/build/manifest.ts", imports: "node:fs", allowed: true },
  { from: "lib/build/manifest.ts", imports: "../platform/clock.ts", allowed: false },
  { from: "entrypoints/blocked/main.ts", imports: "../../lib/ui/button.tsx", allowed: true },
  { from: "entrypoints/blocked/main.ts", imports: "../../lib/build/manifest.ts", allowed: false },
  { from: "entrypoints/blocked/main.ts", imports: "../report/main.tsx", allowed: false },
  { from: "collector/app.ts", imports: "../lib/contract/batch.ts", allowed: true },
  { from: "collector/app.ts", imports: "../lib/app/ports.ts", allowed: false },
  { from: "collector/app.ts", imports: "../lib/ui/button.tsx", allowed: false },
  { from: "cli/main.ts", imports: "../lib/build/manifest.ts", allowed: true },
  { from: "cli/main.ts", imports: "../lib/platform/clock.ts", allowed: false },
  { from: "cli/main.ts", imports: "../collector/app.ts", allowed: false },
];

describe("the import table", () => {
  const scratch = mkdtempSync(join(tmpdir(), "schoolgate-lint-"));
  let complaints: string[] = [];
  const fileOf = (row: Row, index: number): string =>
    row.from === "lib/platform/browser.ts" ? row.from : row.from.replace(/\.ts$/, `-${index}.ts`);

  beforeAll(() => {
    copyFileSync(join(root, ".oxlintrc.json"), join(scratch, ".oxlintrc.json"));
    for (const [index, row] of rows.entries()) {
      const path = join(scratch, fileOf(row, index));
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(
        path,
        row.typeOnly === true
          ? `import type { A } from "${row.imports}";\nexport const a: A | undefined = undefined;\n`
          : `import { a } from "${row.imports}";\nexport const b = a;\n`,
      );
    }
    const run = spawnSync(
      join(root, "node_modules/.bin/oxlint"),
      ["-c", ".oxlintrc.json", "-f", "json", "."],
      { cwd: scratch, encoding: "utf8" },
    );
    const report = JSON.parse(run.stdout) as {
      diagnostics: { code: string; filename: string }[];
    };
    complaints = report.diagnostics
      .filter((found) => found.code.includes("no-restricted-imports"))
      .map((found) => found.filename);
  });
  afterAll(() => rmSync(scratch, { recursive: true, force: true }));

  test.each(rows.map((row, index) => [row, index] as const))("%j", (row, index) => {
    expect(complaints.includes(fileOf(row, index))).toBe(!row.allowed);
  });
});
