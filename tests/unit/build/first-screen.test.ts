import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { allowStylesOf, drawReport, putFirstScreen } from "../../../lib/build/first-screen.ts";
import { contentSecurityPolicy } from "../../../lib/build/manifest.ts";
import { reportEnglish } from "../../../lib/ui/i18n/english/report.ts";

const root = join(import.meta.dirname, "../../..");
const link = (file: string) => `<link rel="stylesheet" crossorigin href="/${file}">`;
const built = (body: string, styles = link("assets/a.css") + link("assets/b.css")) =>
  `<head><script type="module" crossorigin src="/chunks/report-abc.js"></script>${styles}</head>${body}`;
const place = '<div id="app"></div>';
const sources: Readonly<Record<string, string>> = {
  "assets/a.css": "h1 { color: teal }\n",
  "assets/b.css": "h1 { color: navy }",
  "assets/odd.css": "h1 { --x: '</style>' }",
};
const sourceOf = (file: string) => sources[file];

test("the form's first screen: every kind of worry, the way out, no script and no style", async () => {
  const screen = await drawReport(root);
  expect(screen.match(/type="radio"/g)).toHaveLength(Object.keys(reportEnglish.kinds).length);
  expect(screen).toContain("What’s happened?");
  expect(screen).toMatch(/<button type="button" class="button quit">/);
  expect(screen).not.toMatch(/<script|style=|\son\w+=/);
  expect("document" in globalThis, "nothing of the drawing is left behind").toBe(false);
});

test("it stands where the program draws, with its styles in their order, and the program waits for it", () => {
  expect(putFirstScreen(built(place), "<h1>$& here</h1>", sourceOf)).toBe(
    "<head><style>h1 { color: teal }\nh1 { color: navy }</style>\n" +
      '    <link rel="stylesheet" disabled href="/assets/a.css">\n' +
      '    <link rel="stylesheet" disabled href="/assets/b.css">\n' +
      '    <script src="/first-look.js" data-src="/chunks/report-abc.js"></script></head>' +
      '<div id="app"><h1>$& here</h1></div>',
  );
});

test.each([
  ["no program", place],
  ["no place", built('<div id="other"></div>')],
  ["no styles", built(place, "")],
  ["styles that are not built", built(place, link("assets/c.css"))],
  ["styles that would end their own element", built(place, link("assets/odd.css"))],
])("a page with %s is not built in silence", (_name, html) => {
  expect(() => putFirstScreen(html, "x", sourceOf)).toThrow("report.html");
});

test("the policy lets in the page's own styles by their hash, and no others", () => {
  const policy = allowStylesOf(putFirstScreen(built(place), "x", sourceOf), contentSecurityPolicy);
  const hash = createHash("sha256")
    .update("h1 { color: teal }\nh1 { color: navy }")
    .digest("base64");
  expect(policy).toBe(
    contentSecurityPolicy.replace("style-src 'self'", `style-src 'self' 'sha256-${hash}'`),
  );
  expect(allowStylesOf("<p>plain", contentSecurityPolicy)).toBe(contentSecurityPolicy);
  expect(() => allowStylesOf("<p>plain", "script-src 'self'")).toThrow("styles");
});

test("the page's own file has the place", () => {
  const file = readFileSync(join(root, "entrypoints/report/index.html"), "utf8");
  expect(file).toContain('<div id="app"></div>');
});
