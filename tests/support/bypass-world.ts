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

/**
 * Waits until Chromium makes ready what the page in the tab names by speculation rules. It makes none ready where it is
 * short of memory or the tab is behind another: the page is loaded anew, and asks again.
 */
export async function madeReady(tab: Page, isAskedFor: () => boolean): Promise<void> {
  await tab.bringToFront();
  await waitUntil("the page is made ready", async () => {
    const asked = waitUntil("it is asked for", isAskedFor, { deadlineMs: 2000 });
    return asked.catch(async () => {
      await tab.reload();
      return false;
    });
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
