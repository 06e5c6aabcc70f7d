import type { Page } from "puppeteer";

/**
 * Brings every animation and transition of a page to its end: colours that are still changing are nobody's. Nothing is
 * waited for: Chromium may draw no further frame of a page on which nothing else moves, and without a frame no
 * animation's `finished` resolves. Rejects where one has no end.
 */
export const endAnimations = (page: Page): Promise<void> =>
  page.evaluate(() => {
    for (const one of document.getAnimations()) one.finish();
  });
