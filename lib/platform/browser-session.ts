// storage.session: emptied when the browser ends, kept when the worker dies.
import type { BrowserSession } from "../app/ports.ts";

const name = "rules-stand";
const runName = "run-name";
const careName = "care";

export function createBrowserSession(): BrowserSession {
  return {
    async haveRulesStood() {
      return (await chrome.storage.session.get(name))[name] === true;
    },
    noteRulesStand: () => chrome.storage.session.set({ [name]: true }),
    async runName() {
      const known: unknown = (await chrome.storage.session.get(runName))[runName];
      if (typeof known === "string") return known;
      const made = crypto.randomUUID();
      await chrome.storage.session.set({ [runName]: made });
      return made;
    },
    async care() {
      const kept: unknown = (await chrome.storage.session.get(careName))[careName];
      return kept;
    },
    keepCare: (value) => chrome.storage.session.set({ [careName]: value }),
  };
}
