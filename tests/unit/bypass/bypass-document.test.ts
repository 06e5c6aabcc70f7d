import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { projectRoot } from "../../../cli/kit/project-root.ts";
import { bypassDocument } from "../../support/bypass-document.ts";
import { bypassRows } from "../../support/bypass-rows.ts";

const folder = join(projectRoot, "tests/chromium");
const tests = readdirSync(folder, { recursive: true, encoding: "utf8" })
  .filter((name) => name.endsWith(".test.ts"))
  .map((name) => readFileSync(join(folder, name), "utf8"))
  .join("\n");

test("docs/BYPASS.md is made from the rows (node tests/support/bypass-document.ts > docs/BYPASS.md)", () => {
  expect(readFileSync(join(projectRoot, "docs/BYPASS.md"), "utf8")).toBe(bypassDocument());
});

test("no row stands twice", () => {
  const ids = bypassRows.map((row) => row.id);
  expect(ids).toEqual([...new Set(ids)]);
});

test.each(bypassRows.map((row) => row.id))("%s: a test names the row", (id) => {
  expect(tests).toContain(`"${id}"`);
});
