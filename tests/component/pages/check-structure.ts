import { createRequire } from "node:module";
import type { AxeResults, RunOptions } from "axe-core";
import { expect } from "vitest";

const axe = createRequire(import.meta.url)("axe-core") as {
  run: (root: Element, options: RunOptions) => Promise<AxeResults>;
};

/**
 * Structure as axe sees it: names, roles, headings, landmarks. Colour contrast needs a real browser and is checked
 * in the gallery (tests/chromium/accessibility.test.ts).
 */
export async function expectSoundStructure(root: Element): Promise<void> {
  document.documentElement.lang = "en-GB";
  document.title = "Schoolgate";
  const results = await axe.run(root, { rules: { "color-contrast": { enabled: false } } });
  expect(results.violations.map((found) => `${found.id}: ${found.nodes[0]?.html ?? ""}`)).toEqual(
    [],
  );
}
