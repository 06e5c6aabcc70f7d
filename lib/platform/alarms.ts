import type { Alarms } from "../app/ports.ts";
import { browser } from "./browser.ts";

export function createAlarms(): Alarms {
  return {
    async at(name, atMs) {
      await browser.alarms.create(name, { when: atMs });
    },
    async clear(name) {
      await browser.alarms.clear(name);
    },
  };
}
