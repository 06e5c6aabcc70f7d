import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { drawReport, putFirstScreen } from "../../../lib/build/first-screen.ts";
import { reportEnglish } from "../../../lib/ui/i18n/english/report.ts";

const root = join(import.meta.dirname, "../../..");
const built = (body: string) =>
  `<head><script type="module" crossorigin src="/chunks/report-abc.js"></script></head>${body}`;

test("the form's first screen: every kind of worry, the way out, no script and no style", async () => {
  const screen = await drawReport(root);
  expect(screen.match(/type="radio"/g)).toHaveLength(Object.keys(reportEnglish.kinds).length);
  expect(screen).toContain("What’s happened?");
  expect(screen).toMatch(/<button type="button" class="button quit">/);
  expect(screen).not.toMatch(/<script|style=|\son\w+=/);
  expect("document" in globalThis, "nothing of the drawing is left behind").toBe(false);
});

test("it stands where the program draws, and the program waits for it", () => {
  expect(putFirstScreen(built('<div id="app"></div>'), "<h1>$& here</h1>")).toBe(
    '<head><script src="/first-look.js" data-src="/chunks/report-abc.js"></script></head>' +
      '<div id="app"><h1>$& here</h1></div>',
  );
});

test.each([
  ["no program", '<div id="app"></div>'],
  ["no place", built('<div id="other"></div>')],
])("a page with %s is not built in silence", (_name, html) => {
  expect(() => putFirstScreen(html, "x")).toThrow("report.html");
});

test("the page's own file has the place", () => {
  const file = readFileSync(join(root, "entrypoints/report/index.html"), "utf8");
  expect(file).toContain('<div id="app"></div>');
});
