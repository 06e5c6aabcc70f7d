// What Google Admin (or a policy file) hands to this extension. Read-only; late after a browser start.
import type { ManagedSource } from "../app/ports.ts";
import { browser } from "./browser.ts";

export function createManagedSource(): ManagedSource {
  return {
    async read(): Promise<unknown> {
      try {
        return await browser.storage.managed.get(null);
      } catch {
        // Without any policy for the extension some browsers reject instead of answering with nothing.
        return {};
      }
    },
  };
}
