// The desk in a real browser: a collector on a temporary folder, its built page, Chromium without a window.
import { copyFileSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import puppeteer, { type Page } from "puppeteer";
import { findChromium } from "../../cli/kit/find-chromium.ts";
import { patience } from "../../cli/kit/wait-until.ts";
import { buildConsole } from "../../collector/console/build.ts";
import { startCollector, type RunningCollector } from "./collector-process.ts";

export const deskToken = "token-for-the-desk-in-a-browser";
export const deskPassword = "a plain invented password";

export interface DeskBrowser {
  readonly collector: RunningCollector;
  readonly page: Page;
  /** Where the collector keeps everything. */
  readonly dataFolder: string;
  /** Errors of the page and its console, but for the 401 of not being signed in yet. */
  readonly troubles: string[];
  close(): Promise<void>;
}

/** Opens the desk's sign-in at 1366 × 768. Rejects where there is no Chromium or no collector comes up. */
export async function openDesk(): Promise<DeskBrowser> {
  const chromium = findChromium();
  if (chromium === undefined) throw new Error("no Chromium: install it, or name it in CHROMIUM");
  const work = mkdtempSync(join(tmpdir(), "schoolgate-desk-"));
  const policy = join(work, "policy.json");
  copyFileSync(new URL("../../rules/policies/example-academy.json", import.meta.url), policy);
  await buildConsole(join(work, "console"));
  const collector = await startCollector({
    data: join(work, "data"),
    args: ["--console", join(work, "console"), "--policy", policy],
    env: { SCHOOLGATE_DEVICE_TOKEN: deskToken, SCHOOLGATE_DESK_PASSWORD: deskPassword },
  });
  const browser = await puppeteer
    .launch({
      executablePath: chromium.command,
      args: ["--no-sandbox", "--force-prefers-reduced-motion"],
    })
    .catch(async (error: unknown) => {
      await collector.stop();
      throw error;
    });
  const page = await browser.newPage();
  page.setDefaultTimeout(30_000 * patience);
  const troubles: string[] = [];
  page.on("pageerror", (error) => troubles.push(`page error: ${String(error)}`));
  page.on("console", (message) => {
    if (message.type() === "error" && !message.text().includes("401")) {
      troubles.push(`console: ${message.text()}`);
    }
  });
  await page.setViewport({ width: 1366, height: 768 });
  await page.goto(`${collector.address}/desk/`);
  await page.waitForSelector("#password");
  return {
    collector,
    page,
    dataFolder: join(work, "data"),
    troubles,
    async close() {
      await browser.close();
      await collector.stop();
      rmSync(work, { recursive: true, force: true });
    },
  };
}

export async function goTo(page: Page, hash: string, wait: string): Promise<void> {
  await page.evaluate((next) => {
    location.hash = next;
  }, hash);
  await page.waitForSelector(wait);
}

interface AxeRun {
  readonly passes: readonly unknown[];
  readonly violations: readonly {
    readonly id: string;
    readonly nodes: readonly { readonly html: string; readonly failureSummary?: string }[];
  }[];
}

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** What axe finds wrong with the page as it stands (WCAG 2.2 AA and good practice), one line each. */
export async function axeViolations(page: Page): Promise<readonly string[]> {
  // Through the debugger, not a script element: the page's own content policy stays in force.
  await page.evaluate(axe);
  const run = (await page.evaluate(
    "axe.run(document, {runOnly: ['wcag2a','wcag2aa','wcag21a','wcag21aa','wcag22aa','best-practice']})",
  )) as AxeRun;
  if (run.passes.length === 0) throw new Error("axe looked at nothing");
  return run.violations.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${node.html.slice(0, 160)} ${node.failureSummary ?? ""}`),
  );
}

export async function setScheme(page: Page, scheme: "light" | "dark"): Promise<void> {
  await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
}
