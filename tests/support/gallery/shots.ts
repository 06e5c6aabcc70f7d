// Opens every page in every state in Chromium, light and dark, runs axe on it and keeps a picture.
// `node tests/support/gallery/shots.ts OUT_DIR [NAME_PART]`; exits 1 where axe finds anything or a page logs an error.
import { mkdir, readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { launch, type Browser, type Page } from "puppeteer";
import { serveGallery } from "./serve.ts";
import { shots, type Shot, type Step } from "./shot-list.ts";

const [outDir, part = ""] = process.argv.slice(2);
if (outDir === undefined) {
  console.error("usage: node tests/support/gallery/shots.ts OUT_DIR [NAME_PART]");
  process.exit(2);
}

const axeSource = await readFile(
  createRequire(import.meta.url).resolve("axe-core/axe.min.js"),
  "utf8",
);
const stepDeadlineMs = 10_000;

async function take(page: Page, step: Step): Promise<void> {
  if ("click" in step) {
    await page.locator(step.click).setTimeout(stepDeadlineMs).click();
  } else if ("press" in step) {
    await page
      .locator(`::-p-xpath(//*[self::button or self::summary][normalize-space(.)="${step.press}"])`)
      .setTimeout(stepDeadlineMs)
      .click();
  } else if ("choose" in step) {
    await page
      .locator(`label.choice:has(input[value="${step.choose}"])`)
      .setTimeout(stepDeadlineMs)
      .click();
  } else {
    await page.locator(step.write[0]).setTimeout(stepDeadlineMs).fill(step.write[1]);
  }
}

interface AxeResult {
  readonly id: string;
  readonly help: string;
  readonly nodes: readonly { readonly html: string; readonly failureSummary?: string }[];
}

async function look(
  browser: Browser,
  origin: string,
  shot: Shot,
  scheme: "light" | "dark",
): Promise<string[]> {
  const page = await browser.newPage();
  const problems: string[] = [];
  page.on("pageerror", (error) => problems.push(`page error: ${String(error)}`));
  page.on("console", (message) => {
    const favicon = message.location().url?.endsWith("/favicon.ico") ?? false;
    if (message.type() === "error" && !favicon) problems.push(`console: ${message.text()}`);
  });
  try {
    await page.setViewport(
      shot.popup === true
        ? { width: 380, height: 600, deviceScaleFactor: 1.5 }
        : { width: 1366, height: 768 },
    );
    await page.emulateMediaFeatures([
      { name: "prefers-color-scheme", value: scheme },
      { name: "prefers-reduced-motion", value: "reduce" },
    ]);
    await page.evaluateOnNewDocument((language) => {
      localStorage.setItem("language", language);
    }, shot.language ?? "en");
    await page.goto(
      `${origin}/entrypoints/${shot.page}/index.html?state=${shot.state}${shot.hash ?? ""}`,
    );
    await page.waitForSelector("h1", { timeout: stepDeadlineMs });
    for (const step of shot.steps ?? []) await take(page, step);
    await page.waitForNetworkIdle({ idleTime: 100, timeout: stepDeadlineMs });
    await page.evaluate(axeSource);
    const found = (await page.evaluate(
      `axe.run({ runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] }).then((r) => r.violations)`,
    )) as readonly AxeResult[];
    for (const one of found) {
      problems.push(
        `axe ${one.id}: ${one.help}: ${one.nodes
          .map((node) => `${node.html} ${node.failureSummary ?? ""}`)
          .slice(0, 3)
          .join(" | ")}`,
      );
    }
    const sideways = await page.evaluate("document.documentElement.scrollWidth > innerWidth");
    if (sideways === true) problems.push("scrolls sideways");
    await page.screenshot({ path: join(outDir ?? ".", `${shot.name}-${scheme}.png`) });
    if (shot.popup === true) {
      const height = await page.evaluate(
        "(() => { const main = document.querySelector('main'); return innerHeight + main.scrollHeight - main.clientHeight; })()",
      );
      await page.setViewport({ width: 380, height: Number(height), deviceScaleFactor: 1.5 });
    }
    await page.screenshot({
      path: join(outDir ?? ".", `${shot.name}-${scheme}-whole.png`),
      fullPage: true,
    });
  } catch (error) {
    problems.push(`did not get there: ${String(error)}`);
  } finally {
    await page.close();
  }
  return problems;
}

await mkdir(outDir, { recursive: true });
const gallery = await serveGallery();
const browser = await launch({
  executablePath: process.env["CHROMIUM"] ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu"],
});
let bad = 0;
try {
  for (const shot of shots.filter((one) => one.name.includes(part))) {
    for (const scheme of ["light", "dark"] as const) {
      const problems = await look(browser, gallery.origin, shot, scheme);
      bad += problems.length;
      console.log(`${problems.length === 0 ? "ok " : "BAD"} ${shot.name} ${scheme}`);
      for (const problem of problems) console.log(`    ${problem}`);
    }
  }
} finally {
  await browser.close();
  await gallery.close();
}
console.log(`${bad} problems`);
process.exit(bad === 0 ? 0 : 1);
