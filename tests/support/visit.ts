import type { Page } from "puppeteer";
import { waitUntil } from "../../cli/kit/wait-until.ts";

/** Goes to an address as a person would. A navigation that a gate turns elsewhere is no error. */
export async function visit(page: Page, address: string): Promise<void> {
  await page.goto(address, { waitUntil: "load", timeout: 60_000 }).catch(() => undefined);
}

/** Waits until the tab stands on one of the extension's pages, for example "blocked.html". */
export async function standsOn(page: Page, extensionPage: string): Promise<void> {
  await waitUntil(`the tab shows ${extensionPage}`, () => {
    const address = page.url();
    if (address.startsWith("chrome-extension://") && address.includes(`/${extensionPage}`)) {
      return true;
    }
    throw new Error(address);
  });
}

/** A page as a site would send it. */
export function html(title: string, body: string): { body: string } {
  return {
    body: `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${title}</title></head><body>${body}</body></html>`,
  };
}
