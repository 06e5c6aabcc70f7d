// What the tests of ways round the filter share: tabs that were turned away, and settings that change under way.
import type { Page } from "puppeteer";
import { waitUntil } from "../../cli/kit/wait-until.ts";
import type { PolicyInput } from "../../lib/contract/policy.ts";
import type { BypassSeen } from "./bypass-record.ts";
import type { ManagedSchool } from "./managed-school.ts";
import { standsOn, visit } from "./visit.ts";

/** Goes there in a tab of its own, and waits for the block page in it. */
export async function turnedAway(school: ManagedSchool, address: string): Promise<void> {
  const page = await school.page();
  await visit(page, address);
  await standsOn(page, "blocked.html");
  await page.close();
}

/** Closes every tab but the last one left, so that a crowd of a test before does not slow the next. */
export async function closeTabs(pages: readonly Page[]): Promise<void> {
  for (const page of pages) await page.close().catch(() => undefined);
}

/** The tab that a page opens next. */
export function nextPopup(page: Page): Promise<Page> {
  return new Promise((resolve, reject) => {
    page.once("popup", (popup) => {
      if (popup === null) reject(new Error("the new tab is gone already"));
      else resolve(popup);
    });
  });
}

/** The tab of the running browser whose address has this part. */
export function tabWith(school: ManagedSchool, part: string): Promise<Page> {
  return waitUntil(`a tab with ${part}`, async () =>
    (await school.chromebook().browser.pages()).find((one) => one.url().includes(part)),
  );
}

/** What Chromium says of each page that the tab names by speculation rules. */
async function sayOfReady(tab: Page): Promise<string> {
  // A second session in a tab keeps Chromium from making anything ready there: the tab is of no use afterwards.
  const devTools = await tab.createCDPSession();
  const said = new Map<string, string>();
  devTools.on("Preload.prerenderStatusUpdated", ({ key, status, prerenderStatus }) => {
    said.set(key.url, prerenderStatus ?? status);
  });
  await devTools.send("Preload.enable");
  // What it says of the past comes before the answer to this.
  await devTools.send("Runtime.evaluate", { expression: "0" });
  return [...said].map(([url, status]) => `${url}: ${status}`).join(", ") || "asks for none";
}

/**
 * A tab for which Chromium makes ready the page that it names by speculation rules. Now and then it makes none ready,
 * and why is not known: it is written down, and another tab asks.
 */
export async function madeReady(
  open: () => Promise<Page>,
  isAskedFor: () => boolean,
): Promise<Page> {
  return waitUntil("a page is made ready", async () => {
    const tab = await open();
    await tab.bringToFront();
    try {
      await waitUntil("it is asked for", isAskedFor, { deadlineMs: 2000 });
      return tab;
    } catch {
      const said = await sayOfReady(tab);
      process.stderr.write(`not made ready: ${said}\n`);
      await tab.close();
      throw new Error(said);
    }
  });
}

export const blocked = (seen: string): BypassSeen => ({ outcome: "blocked", seen });

let version = 0;
/** The policy with another version and changes, put on the device; resolves when it is in force. */
export async function putInForce(
  school: ManagedSchool,
  policy: PolicyInput,
  changes: Partial<PolicyInput>,
): Promise<void> {
  version += 1;
  const next = { ...policy, ...changes, version: `change-${version}` };
  school.configure(next);
  await school.policyInForce(next.version);
}

/** The policy with these hosts on one more blocked list. */
export function alsoBlocking(policy: PolicyInput, hosts: readonly string[]): Partial<PolicyInput> {
  return {
    lists: [
      ...(policy.lists ?? []),
      { id: "own-later", title: "Own list", category: "gambling", hosts: [...hosts] },
    ],
  };
}
