// Small values in storage.local: a set survives an immediate SIGKILL of the browser (measured).
import type { StateStore } from "../app/ports.ts";
import { browser } from "./browser.ts";

export function createStateStore(): StateStore {
  return {
    async get(name): Promise<unknown> {
      const found: Record<string, unknown> = await browser.storage.local.get(name);
      return found[name];
    },
    async set(name, value) {
      // A key whose value is undefined is passed over by `set`, and keeps what it had (measured).
      if (value === undefined) {
        await browser.storage.local.remove(name);
        return;
      }
      await browser.storage.local.set({ [name]: value });
    },
    async remove(name) {
      await browser.storage.local.remove(name);
    },
  };
}
