// What a person does with a page: looks for words, presses what carries them, waits for what comes.
import type { ElementHandle, Page } from "puppeteer";
import { waitUntil } from "../kit/wait-until.ts";

/** Goes to an address as a person would. A navigation that is turned elsewhere is no error. */
export async function visit(page: Page, address: string): Promise<void> {
  await page.goto(address, { waitUntil: "load", timeout: 20_000 }).catch(() => undefined);
}

/** Waits until the tab stands on an address that `fits`, and names what it stands on otherwise. */
export async function standsOn(
  page: Page,
  what: string,
  fits: (address: string) => boolean,
): Promise<void> {
  await waitUntil(`the tab stands on ${what}`, () => {
    if (fits(page.url())) return true;
    throw new Error(page.url());
  });
}

/** All that can be read on the page, in one line. */
export function readPage(page: Page): Promise<string> {
  return page.evaluate(() => document.body.innerText.replaceAll(/\s+/g, " ").trim());
}

/** Waits until the page says something, and returns all it says. */
export async function waitForWords(
  page: Page,
  words: RegExp,
  deadlineMs = 20_000,
): Promise<string> {
  return waitUntil(
    `the page says ${String(words)}`,
    async () => {
      const text = await readPage(page);
      if (words.test(text)) return text;
      throw new Error(text.slice(0, 200));
    },
    { deadlineMs },
  );
}

async function findByWords(page: Page, selector: string, words: RegExp): Promise<ElementHandle> {
  return waitUntil(`there is a ${selector} with ${String(words)}`, async () => {
    for (const element of await page.$$(selector)) {
      const usable = await element.evaluate((node) =>
        node.getClientRects().length > 0 && node.getAttribute("aria-disabled") !== "true"
          ? (node.textContent ?? "")
          : "",
      );
      if (usable !== "" && words.test(usable)) return element;
    }
    return undefined;
  });
}

/** Presses the button, link or choice that carries these words. */
export async function press(
  page: Page,
  words: RegExp,
  selector = "button, a, label, summary, [role=button]",
): Promise<void> {
  const element = await findByWords(page, selector, words);
  await element.evaluate((node) => node.scrollIntoView({ block: "center" }));
  await element.click();
}

/** Replaces what stands in a field by what a person types, key by key. */
export async function write(page: Page, selector: string, text: string): Promise<void> {
  const field = await page.waitForSelector(selector, { visible: true, timeout: 20_000 });
  await field?.click();
  await page.keyboard.down("Control");
  await page.keyboard.press("a");
  await page.keyboard.up("Control");
  await page.keyboard.type(text, { delay: 5 });
  const stands = await field?.evaluate((node) =>
    node instanceof HTMLElement && node.isContentEditable
      ? node.innerText
      : "value" in node && node.value,
  );
  if (stands !== text) throw new Error(`typed "${text}", and "${String(stands)}" stands there`);
}
