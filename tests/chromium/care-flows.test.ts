// What comes to a pupil on other people's pages, and the page that warns: by pointer and by keyboard, with the network up,
// down and changing. Stop and think; the nudge; the help card; one's own list taken away.
import type { Page } from "puppeteer";
import { expect, describe, test } from "vitest";
import { waitUntil } from "../../cli/kit/wait-until.ts";
import { isGone, pressClosed } from "../support/closed-hands.ts";
import { goesBack, handOf, says } from "../support/hands.ts";
import { openManagedSchool, type ManagedSchool } from "../support/managed-school.ts";
import { uniqueName, walks } from "../support/networks.ts";
import { strangers } from "../support/nudge-pages.ts";
import { openAfresh } from "../support/open-afresh.ts";
import { hosts } from "../support/test-policy.ts";
import { html, standsOn, visit } from "../support/visit.ts";

const number = "07700 900123";

let school: ManagedSchool;
/** Of the extension: the only place from which its session can be set. */
let inside: Page;
openAfresh(
  async () => {
    school = await openManagedSchool({
      sites: {
        ...strangers,
        [hosts.open]: () => html("Lessons", "<h1>Lessons</h1>"),
        [hosts.search]: () => html("Results", "<h1>Results</h1><p>Ten pages were found.</p>"),
        [`*.${hosts.warned}`]: () => html("Shop", "<h1>Shop</h1>"),
      },
    });
    await school.policyInForce("test-1");
    inside = await school.extensionPage("status.html");
  },
  () => school?.close(),
);

const hasHeading = (page: Page, words: string) =>
  waitUntil(
    `the page ${words} is there`,
    async () => (await page.$eval("h1", (one) => one.textContent)) === words,
    { deadlineMs: 60_000 },
  );

describe.each(walks)("by $hand, $name", (walk) => {
  test("stop and think: no going on without a reason; then on to the site, and back another time", async () => {
    const host = `${uniqueName(walk)}.${hosts.warned}`;
    school.gate.mode = walk.before;
    const page = await school.page();
    await page.emulateMediaFeatures([{ name: "prefers-reduced-motion", value: "reduce" }]);
    await visit(page, `https://${hosts.open}/`);
    await visit(page, `https://${host}/`);
    await standsOn(page, "blocked.html");
    await says(page, /A moment before you go on/);
    const hand = handOf(walk.hand, page);
    await hand.press(/^Go on for/);
    await says(page, /write a few words first/);
    await goesBack(page, hand, "Lessons");
    await visit(page, `https://${host}/`);
    await says(page, /A moment before you go on/);
    await hand.write(/What do you need it for/, "a present");
    school.gate.mode = walk.after;
    await hand.press(/^Go on for/);
    await hasHeading(page, "Shop");
    await page.close();
  });

  test("the nudge: taken out; written again, and sure; nothing of it is kept or told", async () => {
    school.gate.mode = walk.before;
    const page = await school.page();
    await visit(page, "https://exampletalk.test/");
    const value = () => page.$eval("#say", (field) => (field as HTMLTextAreaElement).value);
    await page.click("#say");
    await page.keyboard.type(`call me on ${number}`, { delay: 4 });
    await pressClosed(page, walk.hand, "Take it out");
    await waitUntil("the number is out", async () => (await value()) === "call me on ");
    school.gate.mode = walk.after;
    await page.click("#say");
    await page.keyboard.press("End");
    await page.keyboard.type("me. i live at 12 example road", { delay: 4 });
    await pressClosed(page, walk.hand, "I’m sure");
    await isGone(page, "Take it out");
    expect(await value()).toBe("call me on me. i live at 12 example road");
    expect(await school.everythingKept()).not.toMatch(/900123|example road/);
    expect(JSON.stringify(school.arrived())).not.toMatch(/900123|example road/);
    await page.close();
  });

  test("the help card: somebody at school is told from it; put away, it is gone", async () => {
    school.gate.mode = walk.before;
    // As at the browser's start: what another walk was shown keeps this one's card quiet.
    await inside.evaluate(() => chrome.storage.session.remove("care"));
    const page = await school.page();
    await visit(page, `https://${hosts.search}/search?q=eating+disorder`);
    await page.bringToFront();
    const opening = school
      .chromebook()
      .browser.waitForTarget((one) => one.url().endsWith("/report.html"), { timeout: 120_000 });
    await pressClosed(page, walk.hand, "Tell somebody at school");
    const form = await (await opening).asPage();
    await says(form, /Example[^]*What’s happened/);
    await form.evaluate(() => window.close()).catch(() => undefined);
    await waitUntil("the form is closed", () => form.isClosed());
    school.gate.mode = walk.after;
    await page.bringToFront();
    await pressClosed(page, walk.hand, "Put this away");
    await isGone(page, "People to talk to");
    expect(await page.$eval("h1", (one) => one.textContent)).toBe("Results");
    await page.close();
  });

  test("one's own list: shown, and taken away from this Chromebook", async () => {
    school.gate.mode = walk.before;
    const closed = await school.page();
    await visit(closed, `https://${hosts.blocked}/`);
    await standsOn(closed, "blocked.html");
    await says(closed, /Who you can ask/);
    await closed.close();
    const page = await school.extensionPage("notice.html");
    const hand = handOf(walk.hand, page);
    await says(page, /My closed pages and what I asked for/);
    await hand.press(/^Show them/);
    await says(page, new RegExp(hosts.blocked));
    school.gate.mode = walk.after;
    await hand.press(/^Delete my copy/);
    await says(page, /Your copy is deleted/);
    const mine = await school.send("mine/read", {});
    expect(mine).toMatchObject({ ok: true, value: { asked: [], closed: [] } });
    await page.close();
  });
});
