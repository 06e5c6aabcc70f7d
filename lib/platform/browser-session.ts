// storage.session: emptied when the browser ends, kept when the worker dies.
import type { BrowserSession } from "../app/ports.ts";

const name = "rules-stand";

export function createBrowserSession(): BrowserSession {
  return {
    async haveRulesStood() {
      return (await chrome.storage.session.get(name))[name] === true;
    },
    noteRulesStand: () => chrome.storage.session.set({ [name]: true }),
  };
}
