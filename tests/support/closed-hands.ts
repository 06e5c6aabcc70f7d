// The two hands on what stands in a root that no page, and no program of a test, can open: the nudge and the help card.
import type { Page, SerializedAXNode } from "puppeteer";
import { waitUntil } from "../../cli/kit/wait-until.ts";
import type { HandName } from "./hands.ts";

/** What the focus is on, as a screen reader says it. */
function focusedIn(node: SerializedAXNode): string | undefined {
  for (const child of node.children ?? []) {
    const found = focusedIn(child);
    if (found !== undefined) return found;
  }
  return node.focused === true ? node.name : undefined;
}

const mostStops = 60;

async function tabTo(page: Page, name: string): Promise<void> {
  const met: string[] = [];
  for (let stop = 0; stop < mostStops; stop += 1) {
    await page.keyboard.press("Tab");
    const tree = await page.accessibility.snapshot();
    const on = tree === null ? undefined : focusedIn(tree);
    if (on === name) return;
    met.push(on ?? "nothing");
  }
  throw new Error(`Tab did not reach ${name} among ${met.join(" · ")}`);
}

/** Presses what has this name, once it is there. */
export async function pressClosed(page: Page, hand: HandName, name: string): Promise<void> {
  const target = await waitUntil(
    `"${name}" is there`,
    async () => (await page.$(`aria/${name}`)) ?? undefined,
    { deadlineMs: 60_000 },
  );
  if (hand === "pointer") {
    await target.click();
    return;
  }
  await tabTo(page, name);
  await page.keyboard.press("Enter");
}

export const isGone = (page: Page, name: string): Promise<boolean> =>
  waitUntil(`"${name}" is gone`, async () =>
    (await page.$(`aria/${name}`)) === null ? true : undefined,
  );
