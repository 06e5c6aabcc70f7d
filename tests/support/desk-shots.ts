// Pictures of the desk and an accessibility run over each: `node tests/support/desk-shots.ts OUT_DIR`.
// Everything is real: a collector on a temporary folder, events sent over HTTP, a browser that signs in.
import { mkdtempSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import puppeteer, { type Page } from "puppeteer";
import { buildConsole } from "../../collector/console/build.ts";
import { startCollector } from "./collector-process.ts";
import { schoolDay, sendBatch } from "./collector-seed.ts";

interface AxeRun {
  readonly violations: readonly {
    readonly id: string;
    readonly help: string;
    readonly nodes: readonly { readonly html: string; readonly failureSummary?: string }[];
  }[];
}

const outDir = process.argv[2];
if (outDir === undefined) {
  process.stderr.write("usage: node tests/support/desk-shots.ts OUT_DIR\n");
  process.exit(2);
}
mkdirSync(outDir, { recursive: true });
const work = mkdtempSync(join(tmpdir(), "schoolgate-desk-"));
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const token = "token-for-pictures";
const password = "a plain invented password";
const policy = join(work, "policy.json");
writeFileSync(policy, JSON.stringify({ school: { name: "Example Academy" } }));

await buildConsole(join(work, "console"));
const collector = await startCollector({
  data: join(work, "data"),
  args: ["--console", join(work, "console"), "--policy", policy],
  env: { SCHOOLGATE_DEVICE_TOKEN: token, SCHOOLGATE_DESK_PASSWORD: password },
});
const browser = await puppeteer.launch({
  executablePath: process.env["CHROMIUM"] ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--force-prefers-reduced-motion"],
});
let broken = 0;

async function shoot(page: Page, name: string): Promise<void> {
  for (const scheme of ["light", "dark"]) {
    await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
    await page.screenshot({
      path: join(outDir ?? ".", `${name}-${scheme}.png`),
    });
    // Through the debugger, not a script element: the page's own content policy stays in force.
    await page.evaluate(axe);
    const run = (await page.evaluate(
      "axe.run(document, {runOnly: ['wcag2a','wcag2aa','wcag21a','wcag21aa','wcag22aa','best-practice']})",
    )) as AxeRun;
    for (const found of run.violations) {
      broken += 1;
      process.stdout.write(`${name} ${scheme}: ${found.id}: ${found.help}\n`);
      for (const node of found.nodes.slice(0, 3)) {
        process.stdout.write(
          `    ${node.html.slice(0, 160)}\n    ${(node.failureSummary ?? "").replaceAll("\n", " ").slice(0, 240)}\n`,
        );
      }
    }
  }
}

try {
  const page = await browser.newPage();
  page.on("pageerror", (error) => {
    broken += 1;
    process.stdout.write(`page error: ${String(error)}\n`);
  });
  page.on("console", (message) => {
    if (message.type() === "error" && !message.text().includes("401")) {
      broken += 1;
      process.stdout.write(`console: ${message.text()}\n`);
    }
  });
  await page.setViewport({ width: 1366, height: 768 });
  const go = async (hash: string, wait: string) => {
    await page.evaluate((next) => {
      location.hash = next;
    }, hash);
    await page.waitForSelector(wait);
  };
  const press = (words: string) => page.locator(`::-p-text(${words})`).click();

  await page.goto(`${collector.address}/desk/`);
  await page.waitForSelector("#password");
  await page.type("#password", "wrong one");
  await page.click("button.primary");
  await page.waitForFunction("document.querySelector('#sign-in-trouble').textContent !== ''");
  await shoot(page, "01-sign-in");
  await page.locator("#password").fill(password);
  await page.click("button.primary");
  await page.waitForSelector(".empty");
  await page.waitForSelector(".line-live");
  await shoot(page, "02-queue-empty");

  const sent = await sendBatch(collector.address, token, schoolDay(Date.now()));
  if (sent.status !== 200 || sent.answer.refused.length > 0) throw new Error(JSON.stringify(sent));
  // No reload: the live line brings them.
  await page.waitForFunction("document.querySelectorAll('.row').length >= 8", { timeout: 10_000 });
  await shoot(page, "03-queue");

  await page.click(".row-worry a");
  await page.waitForSelector(".worry blockquote");
  await shoot(page, "04-case-worry");
  await press("I am looking into this");
  await page.waitForSelector(".notice-good");
  await page.type("#note", "Spoke with the form tutor; meeting at lunch in D12.");
  await press("Keep the note");
  await page.waitForSelector(".history-note");
  await press("Close this case");
  await page.waitForSelector(".close-form");
  await page.click("input[value=supported-in-school]");
  await page.type("#reason", "Talked at lunch. The chat was deleted, the year lead follows up.");
  await page.setViewport({ width: 1366, height: 1100 });
  await shoot(page, "05-case-closing");
  await press("Close the case");
  await page.waitForSelector(".pill-closed");
  await shoot(page, "06-case-closed");
  await page.setViewport({ width: 1366, height: 768 });

  await go("#/", ".row-critical");
  await page.click(".row-critical a");
  await page.waitForSelector(".finding mark");
  await page.click(".why summary");
  await shoot(page, "07-case-finding");
  await page.screenshot({
    path: join(outDir, "07-case-finding-full.png"),
    fullPage: true,
  });
  await go("#/", ".row-high");
  await page.click(".row-high a");
  await page.waitForSelector(".finding mark");
  await shoot(page, "08-case-grooming");
  await go("#/?state=all", ".row");
  await page.screenshot({
    path: join(outDir, "09-queue-all-full.png"),
    fullPage: true,
  });
  await go("#/?search=nothing-like-this", ".empty");
  await shoot(page, "10-queue-nothing-found");
  await go("#/requests", ".request");
  await shoot(page, "11-requests");
  await go("#/activity/visits", "tbody tr");
  await shoot(page, "12-activity-visits");
  await go("#/activity/agreements", "tbody tr");
  await shoot(page, "13-activity-agreements");
  await go("#/activity/problems", "tbody code");
  await shoot(page, "14-activity-problems");
  await go("#/audit", "tbody tr");
  await shoot(page, "15-audit");
  await go("#/settings", "#next");
  await shoot(page, "16-settings");
  // 200 % zoom of 1366 × 768.
  await page.setViewport({ width: 683, height: 384, deviceScaleFactor: 2 });
  await go("#/", ".row");
  await shoot(page, "17-queue-zoomed");
  const wide = await page.evaluate("document.documentElement.scrollWidth > innerWidth");
  await page.click(".row a");
  await page.waitForSelector(".case");
  await shoot(page, "18-case-zoomed");
  const caseWide = await page.evaluate("document.documentElement.scrollWidth > innerWidth");
  if (wide === true || caseWide === true) {
    broken += 1;
    process.stdout.write("at 200 % the page scrolls sideways\n");
  }
} finally {
  await browser.close();
  await collector.stop();
  rmSync(work, { recursive: true, force: true });
}
process.stdout.write(broken === 0 ? "all views: no violations\n" : `${broken} violations\n`);
process.exitCode = broken === 0 ? 0 : 1;
