// What Google Admin (or a policy file) hands to this extension. Read-only; late after a browser start.
import type { ManagedSource } from "../app/ports.ts";
import { browser } from "./browser.ts";

/**
 * A file that a trial puts beside the manifest of an extension that is loaded unpacked, where no managed policy can be
 * set. No signed package holds it, and it counts for nothing in an installed one.
 */
const trialFile = "trial-configuration.json";

async function readManaged(): Promise<Record<string, unknown>> {
  try {
    return await browser.storage.managed.get(null);
  } catch {
    // Without any policy for the extension some browsers reject instead of answering with nothing.
    return {};
  }
}

async function readTrial(): Promise<unknown> {
  try {
    const { installType } = await chrome.management.getSelf();
    if (installType !== "development") return {};
    const answer = await fetch(chrome.runtime.getURL(trialFile));
    return answer.ok ? await answer.json() : {};
  } catch {
    return {};
  }
}

export function createManagedSource(): ManagedSource {
  return {
    async read(): Promise<unknown> {
      const managed = await readManaged();
      return Object.keys(managed).length > 0 ? managed : readTrial();
    },
  };
}
