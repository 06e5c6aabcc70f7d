// A browser that stands before a page of the gallery, in its state, as one kind of reader sees it.
import { launch, type Browser, type CDPSession, type Page } from "puppeteer";
import { endAnimations } from "../../../cli/kit/end-animations.ts";
import { ensureChromium } from "../../../cli/kit/find-chromium.ts";
import { addressOfShot, type Shot } from "./shot-list.ts";

export const popupSize = { width: 380, height: 600 } as const;
export const chromebookSize = { width: 1366, height: 768 } as const;
/** 1366 × 768 at 200 %. */
export const zoomedSize = { width: 683, height: 384 } as const;
/** The reflow of WCAG 1.4.10: 1280 × 1024 at 400 %. */
export const narrowestSize = { width: 320, height: 256 } as const;

export const sizeOf = (shot: Shot) => (shot.popup === true ? popupSize : chromebookSize);

export async function launchForGallery(): Promise<Browser> {
  const { command } = await ensureChromium((line) => console.error(line));
  return launch({ executablePath: command, args: ["--no-sandbox", "--disable-gpu"] });
}

/** How the reader's system is set. What is not named is as it is delivered. */
export interface Reader {
  readonly scheme?: "light" | "dark";
  readonly forced?: boolean;
}

/** What a session emulates ends with it. */
const sessions = new WeakMap<Page, CDPSession>();

/** Sets it without loading the page anew. Motion is always reduced: what is looked at stands still. */
export async function setReader(page: Page, reader: Reader): Promise<void> {
  const session = sessions.get(page) ?? (await page.createCDPSession());
  sessions.set(page, session);
  await session.send("Emulation.setEmulatedMedia", {
    features: [
      { name: "prefers-reduced-motion", value: "reduce" },
      { name: "prefers-color-scheme", value: reader.scheme ?? "light" },
      { name: "forced-colors", value: reader.forced === true ? "active" : "none" },
    ],
  });
  await endAnimations(page);
}

const walkDeadlineMs = 120_000;

/** A page in a window of its own (a tab behind another draws no frames); what it logs as wrong is kept in `wrong`. */
export async function openLooker(
  browser: Browser,
): Promise<{ readonly page: Page; readonly wrong: string[] }> {
  const context = await browser.createBrowserContext();
  const page = await context.newPage();
  page.setDefaultTimeout(walkDeadlineMs);
  const wrong: string[] = [];
  page.on("pageerror", (error) => wrong.push(`page error: ${String(error)}`));
  page.on("console", (message) => {
    if (message.type() === "error") wrong.push(`console: ${message.text()}`);
  });
  return { page, wrong };
}

/** Loads the page and waits until it has walked to its state. Rejects with the step that could not be taken. */
export async function openShot(page: Page, origin: string, shot: Shot): Promise<void> {
  await page.goto(`${origin}${addressOfShot(shot)}`, { waitUntil: "domcontentloaded" });
  await page.waitForFunction("document.documentElement.dataset.gallery !== undefined", {
    timeout: walkDeadlineMs,
    polling: "mutation",
  });
  const where = await page.evaluate(() => document.documentElement.dataset["gallery"]);
  if (where !== "there") throw new Error(`${shot.name}: ${where ?? "nowhere"}`);
}
