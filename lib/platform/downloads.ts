// Downloads that are stopped. Each step may find the download further on than the one before: none of them may reject.
import type { Downloads } from "../app/ports.ts";
import { browser } from "./browser.ts";

export function createDownloads(): Downloads {
  return {
    async stop(id) {
      await browser.downloads.cancel(id).catch(() => {});
      // One that was complete already is a file by now.
      await browser.downloads.removeFile(id).catch(() => {});
      await browser.downloads.erase({ id }).catch(() => {});
    },
  };
}
