// The worry form from the first press to the last, by pointer and by keyboard, with the network up, down and changing:
// told, looked up, the copy deleted; half-written and kept, or not; left in a hurry.
import type { Page } from "puppeteer";
import { describe, expect, test } from "vitest";
import { waitUntil } from "../../cli/kit/wait-until.ts";
import { handOf, says, type Hand } from "../support/hands.ts";
import { openManagedSchool, type ManagedSchool } from "../support/managed-school.ts";
import { uniqueName, walks, type Walk } from "../support/networks.ts";
import { openAfresh } from "../support/open-afresh.ts";

let school: ManagedSchool;
openAfresh(
  async () => {
    school = await openManagedSchool();
    await school.policyInForce("test-1");
  },
  () => school?.close(),
);

async function openForm(): Promise<Page> {
  const page = await school.extensionPage("report.html");
  await page.emulateMediaFeatures([{ name: "prefers-reduced-motion", value: "reduce" }]);
  // As large as the popup.
  await page.setViewport({ width: 410, height: 510 });
  await says(page, /Example/);
  return page;
}

/** On to the next step, which has begun when its heading has the focus. */
async function goOn(page: Page, hand: Hand, heading: RegExp): Promise<void> {
  await hand.press(/^Next/);
  await waitUntil(`the step ${String(heading)} begins`, async () => {
    const on = await page.evaluate(() => [
      document.activeElement?.localName,
      document.activeElement?.textContent,
    ]);
    return on[0] === "h1" && heading.test(on[1] ?? "");
  });
}

/** To the step where words are written. */
async function beginToTell(page: Page, hand: Hand): Promise<void> {
  await hand.press(/something that upset me/);
  await goOn(page, hand, /Who would you like to tell/);
  await hand.press(/Ms Ode Example/);
  await goOn(page, hand, /say more/);
}

const told = (words: string) =>
  school.arrived().filter((event) => event.kind === "worry" && event.words.includes(words));
const draft = async () => {
  const reply = await school.send("worry/draft-read", {});
  if (!reply.ok) throw new Error(reply.error);
  return reply.value.draft;
};

async function begin(walk: Walk): Promise<[page: Page, hand: Hand, words: string]> {
  school.gate.mode = walk.before;
  const page = await openForm();
  return [page, handOf(walk.hand, page), uniqueName(walk)];
}

describe.each(walks)("by $hand, $name", (walk) => {
  test("a worry is told, the truth about it said, its reference looked up, the copy deleted; once at school", async () => {
    const [page, hand, words] = await begin(walk);
    await beginToTell(page, hand);
    await hand.write(/own words/, words);
    await goOn(page, hand, /exactly what will be sent/);
    await says(page, new RegExp(`exactly what will be sent[^]*${words}`));
    school.gate.mode = walk.after;
    await hand.press(/^Send/);
    await says(page, walk.after === "open" ? /Sent\. Thank you/ : /Kept safe on this Chromebook/);
    expect(told(words)).toHaveLength(walk.after === "open" ? 1 : 0);
    const reference = await page.$eval(".reference-code", (one) => one.textContent);
    await hand.press(/^My worries/);
    await says(
      page,
      new RegExp(`${walk.after === "open" ? "Sent to school" : "not sent yet"}[^]*${reference}`),
    );
    await hand.press(new RegExp(`Forget my copy ${reference}`));
    await hand.press(/^Yes, forget it/);
    await waitUntil("the reference is gone from the list", async () => {
      const text = await page.evaluate(() => document.body.innerText);
      return /earlier worries/.test(text) && !text.includes(reference);
    });
    school.gate.mode = "open";
    await waitUntil("it is at school", () => told(words).length > 0, { deadlineMs: 60_000 });
    expect(told(words)).toHaveLength(1);
    await waitUntil("no word of it is left here", async () => {
      return !(await school.everythingKept()).includes(words);
    });
    await page.close();
  });

  test("half-written: kept for a day where that was chosen, and gone where it was not to be kept", async () => {
    const [page, hand, words] = await begin(walk);
    await beginToTell(page, hand);
    await hand.write(/own words/, words);
    await hand.press(/for a day, locked/);
    school.gate.mode = walk.after;
    await hand.write(/own words/, " and then");
    await waitUntil("it is kept", async () => {
      const kept = await draft();
      return kept?.keep === "day" && kept.words === `${words} and then`;
    });
    await page.close();
    const again = await openForm();
    await says(again, /You began to tell something/);
    const otherHand = handOf(walk.hand, again);
    await otherHand.press(/^Go on with it/);
    await again.waitForSelector("#words");
    expect(await again.$eval("#words", (one) => (one as HTMLTextAreaElement).value)).toBe(
      `${words} and then`,
    );
    await otherHand.press(/^Don’t keep it/);
    await waitUntil("nothing of it is kept", async () => (await draft()) === undefined);
    await again.close();
    const third = await openForm();
    await says(third, /What’s happened/);
    expect(await third.evaluate(() => document.body.innerText)).not.toContain("You began");
    await third.close();
  });

  test("left in a hurry: an empty page, and nothing of it kept or sent", async () => {
    const [page, hand, words] = await begin(walk);
    await beginToTell(page, hand);
    await hand.write(/own words/, words);
    await waitUntil("it is kept for now", async () => (await draft())?.words === words);
    school.gate.mode = walk.after;
    await hand.leave();
    await waitUntil("the form is gone", () => page.isClosed() || page.url() === "about:blank");
    await waitUntil("nothing of it is kept", async () => (await draft()) === undefined);
    expect(await school.everythingKept()).not.toContain(words);
    school.gate.mode = "open";
    expect(told(words)).toEqual([]);
    if (!page.isClosed()) await page.close();
  });
});
