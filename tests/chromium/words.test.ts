// The pages in every language, as Chromium draws them: nothing is cut, nothing scrolls sideways, right-to-left pages
// are without an axe violation. The pages are the real ones; what the worker would say comes from samples.
import { launch, type Browser, type Page } from "puppeteer";
import { describe, expect, test } from "vitest";
import { languageCodes, languages, localeOf } from "../../lib/ui/i18n/languages.ts";
import { axeFinds, cutTexts } from "../support/gallery/page-checks.ts";
import { serveGallery, type Gallery } from "../support/gallery/serve.ts";
import { openAfresh } from "../support/open-afresh.ts";

let gallery: Gallery;
let browser: Browser;
openAfresh(
  async () => {
    gallery = await serveGallery();
    browser = await launch({
      executablePath: process.env["CHROMIUM"] ?? "/usr/bin/chromium",
      args: ["--no-sandbox", "--disable-gpu"],
    });
  },
  async () => {
    pages.clear();
    await browser?.close();
    await gallery?.close();
  },
);

type Look = (what: string) => Promise<void>;

const address = "#u=https://www.bigwins.example.test/slots?from=ad";
const blockedStates = [
  "blocked",
  "blocked-young",
  "warn",
  "self-harm",
  "self-harm-young",
  "lesson",
  "withdrawn",
  "through",
  "illegal",
  "baseline",
  "dead",
] as const;

async function press(page: Page, selector: string): Promise<void> {
  await page.locator(selector).click();
}

const pages = new Map<string, Page>();

/** One page for each language, that keeps what it has read. */
async function pageIn(code: string): Promise<Page> {
  const known = pages.get(code);
  if (known !== undefined) return known;
  const context = await browser.createBrowserContext();
  const page = await context.newPage();
  page.setDefaultTimeout(120_000);
  await page.evaluateOnNewDocument((chosen) => {
    localStorage.setItem("language", chosen);
  }, code);
  pages.set(code, page);
  return page;
}

async function openIn(
  code: string,
  path: string,
  width: number,
  height: number,
): Promise<{ readonly page: Page; readonly look: Look; readonly problems: string[] }> {
  const page = await pageIn(code);
  await page.setViewport({ width, height });
  await page.emulateMediaFeatures([{ name: "prefers-reduced-motion", value: "reduce" }]);
  const problems: string[] = [];
  page.removeAllListeners("pageerror");
  page.on("pageerror", (error) => problems.push(String(error)));
  await page.goto(`${gallery.origin}/entrypoints/${path}`);
  await page.waitForSelector("h1");
  const look: Look = async (what) => {
    for (const one of await page.evaluate(cutTexts)) problems.push(`${what}: ${one}`);
    if (code !== "ar" && code !== "ur") return;
    for (const one of await axeFinds(page)) problems.push(`${what}: ${one}`);
  };
  return { page, look, problems };
}

describe.each(languageCodes)("in %s", (code) => {
  test("the popup, from what happened to its receipt, help and earlier worries", async () => {
    for (const state of ["teen", "young"]) {
      const { page, look, problems } = await openIn(
        code,
        `report/index.html?state=${state}`,
        380,
        600,
      );
      const root = await page.evaluate(() => [
        document.documentElement.lang,
        document.documentElement.dir,
      ]);
      expect(root).toEqual([localeOf(code), languages[code].dir]);
      await look("what");
      await press(page, `label.choice:has(input[value="contact"])`);
      await press(page, ".actions-row .button-main");
      await page.waitForSelector(`input[name="tell"]`);
      await look("tell");
      await press(page, `label.choice:has(input[value="dsl"])`);
      await press(page, ".actions-row .button-main");
      await page.waitForSelector("#words");
      await press(page, ".disclosure > summary");
      await look("words");
      await press(page, ".actions-row .button-main");
      await page.waitForSelector(".letter");
      await look("check");
      await press(page, ".actions-row .button-main");
      await page.waitForSelector(".reference-code");
      await look("sent");
      await press(page, ".tab:nth-child(2)");
      await page.waitForSelector(".helps");
      await look("help");
      await press(page, ".tab:nth-child(3)");
      await look("mine");
      expect(problems, state).toEqual([]);
    }
    const { page, look, problems } = await openIn(
      code,
      "report/index.html?state=receipts",
      380,
      600,
    );
    await press(page, ".tab:nth-child(3)");
    await page.waitForSelector(".receipts");
    await press(page, ".receipt .button");
    await look("receipts");
    expect(problems).toEqual([]);
  });

  test("the block page in each of its states, and the page for what is against the law", async () => {
    const wrong: string[] = [];
    for (const state of blockedStates) {
      const { page, look, problems } = await openIn(
        code,
        `blocked/index.html?state=${state}${address}`,
        1366,
        768,
      );
      await look(state);
      if (state === "blocked") {
        await press(page, ".ways .button:nth-child(2)");
        await page.waitForSelector("#reason");
        await press(page, ".ways .button:nth-child(3)");
        await page.waitForSelector(".box");
        await look("asking, and by accident");
        await press(page, ".ways .button:nth-child(4)");
        await page.waitForSelector(".helps");
        await look("help");
      }
      wrong.push(...problems);
    }
    const { look, problems } = await openIn(code, "closed/index.html?state=notice", 1366, 768);
    await look("closed");
    wrong.push(...problems);
    expect(wrong).toEqual([]);
  });
});

test("a text that does not fit is noticed", async () => {
  const { page } = await openIn("en", "report/index.html?state=teen", 380, 600);
  expect(await page.evaluate(cutTexts)).toEqual([]);
  await page.$eval(".quit", (button) => {
    button.textContent = "a word without an end".repeat(5);
  });
  expect((await page.evaluate(cutTexts)).join()).toContain("outside BUTTON");
});

test("the pupil chooses a language on the page: it changes at once, and the next page speaks it", async () => {
  const page = await browser.newPage();
  page.setDefaultTimeout(120_000);
  await page.goto(`${gallery.origin}/entrypoints/report/index.html?state=teen`);
  await page.waitForSelector("h1");
  const title = () => page.$eval("h1", (h1) => h1.textContent);
  const before = await title();
  await page.select(".language select", "ar");
  await page.waitForFunction(() => document.documentElement.dir === "rtl");
  expect(await title()).not.toBe(before);
  await page.goto(`${gallery.origin}/entrypoints/blocked/index.html?state=blocked${address}`);
  await page.waitForSelector("h1");
  expect(await page.evaluate(() => document.documentElement.lang)).toBe("ar");
  // What is in the school's own words, or for staff, is English and says so.
  const marked = await page.$$eval("[lang=en-GB]", (parts) => parts.map((one) => one.textContent));
  expect(marked.join(" ")).toContain("betting with money");
  await page.goto(`${gallery.origin}/entrypoints/notice/index.html?state=notice`);
  await page.waitForSelector("h1");
  expect(await page.$eval("h1", (h1) => h1.closest("[lang]")?.getAttribute("lang"))).toBe("en-GB");
  expect(await page.$eval("h1", (h1) => getComputedStyle(h1).direction)).toBe("ltr");
  // Kept: the language, and how the school looks, with the dress that is made of it; nothing of whom.
  const kept = await page.evaluate(() => Object.fromEntries(Object.entries<string>(localStorage)));
  expect(Object.keys(kept).sort()).toEqual(["language", "look"]);
  expect(kept["language"]).toBe("ar");
  const { style, voice, ...look } = JSON.parse(kept["look"] ?? "{}") as Record<string, unknown>;
  expect(look).toEqual({ colour: "#7a1fa2", reading: "ks3" });
  expect(String(style)).toMatch(/^(?:--[a-z-]+: ?[^;]*; ?)*$/);
  expect(String(voice)).toMatch(/^(?:undefined|[a-z]+)$/);
  await page.select(".language select", "en");
  await page.waitForFunction(() => document.documentElement.dir === "ltr");
  await page.close();
});
