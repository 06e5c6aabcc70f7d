// The help card on a page that the scanner judged, and the note on long use, in a real browser.
import type { ElementHandle, Page } from "puppeteer";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { waitUntil } from "../../cli/kit/wait-until.ts";
import { concernTexts } from "../support/concern-texts.ts";
import { openManagedSchool, type ManagedSchool } from "../support/managed-school.ts";
import { openAfresh } from "../support/open-afresh.ts";
import { hosts, testPolicy } from "../support/test-policy.ts";
import { html, visit } from "../support/visit.ts";

const card = "People to talk to";
const rest = "A short break";
const story = html(
  "A diary",
  `<h1>My diary</h1><p>${concernTexts.selfHarm}</p><button>More</button>`,
);

let school: ManagedSchool;
/** Of the extension: the only place from which its session can be set. */
let inside: Page;
let page: Page;
let pages = 0;

openAfresh(
  async () => {
    const { profiles } = testPolicy();
    school = await openManagedSchool({
      policy: testPolicy({
        profiles: { pupil: { ...profiles["pupil"], care: { longUseMinutes: 15 } } },
        reporting: { batchSeconds: 5, batchEvents: 1 },
      }),
      sites: {
        "*.diary.example-site.test": () => story,
        "lessons.example-academy.test": () => story,
        [hosts.help]: () => story,
        [hosts.open]: () => html("A lesson", "<h1>Volcanoes</h1><p>They are hot.</p>"),
      },
    });
    await school.policyInForce("test-1");
    inside = await school.extensionPage("status.html");
  },
  () => school?.close(),
);
beforeEach(async () => {
  // As at the browser's start: what one test was shown keeps no other quiet.
  await inside.evaluate(() => chrome.storage.session.remove("care"));
  page = await school.page();
});
afterEach(() => page?.close().catch(() => undefined));

/** A site of its own each time: the same words on one site are told once in a sitting. */
const freshHost = (): string => `d${(pages += 1)}.diary.example-site.test`;
const find = (name: string, within = page): Promise<ElementHandle> =>
  waitUntil(`"${name}" is there`, async () => (await within.$(`aria/${name}`)) ?? undefined, {
    deadlineMs: 60_000,
  });
const isGone = (name: string): Promise<boolean> =>
  waitUntil(`"${name}" is gone`, async () =>
    (await page.$(`aria/${name}`)) === null ? true : undefined,
  );
const arrivedFrom = (host: string) =>
  waitUntil(
    `the finding of ${host}`,
    () => school.arrived().find((one) => one.kind === "finding" && one.address.includes(host)),
    { deadlineMs: 60_000 },
  );

describe("on a page that was judged", () => {
  test("people to talk to; the page is as it was, and the finding says nothing of it", async () => {
    const host = freshHost();
    await visit(page, `https://${host}/`);
    await find(card);
    await find("Tell somebody at school");
    expect(await page.evaluate(() => document.documentElement.innerText)).not.toContain(
      "Childline",
    );
    expect(await page.evaluate(() => document.activeElement === document.body)).toBe(true);
    const finding = await arrivedFrom(host);
    expect(finding).toMatchObject({ source: "page", theme: "self-harm" });
    expect(JSON.stringify(finding)).not.toMatch(/card|childline/i);
    // The page answers as before, and the card goes by a press.
    await page.click("button");
    await (await find("Put this away")).click();
    await isGone(card);
    const kept = await inside.evaluate(async () =>
      JSON.stringify((await chrome.storage.session.get("care"))["care"]),
    );
    expect(kept).not.toMatch(/self-harm|diary/);
  });

  test("by keyboard: Escape in it puts it away", async () => {
    await visit(page, `https://${freshHost()}/`);
    const away = await find("Put this away");
    await away.focus();
    await page.keyboard.press("Escape");
    await isGone(card);
  });

  test("none on a help site and none on the school's own; where it is a stranger's, it comes", async () => {
    const calm: Page[] = [];
    for (const host of [hosts.help, "lessons.example-academy.test"]) {
      const tab = await school.page();
      calm.push(tab);
      await visit(tab, `https://${host}/`);
    }
    await arrivedFrom("lessons.example-academy.test");
    await page.bringToFront();
    await visit(page, `https://${freshHost()}/`);
    await find(card);
    for (const tab of calm) {
      // A tab behind answers no question of this kind.
      await tab.bringToFront();
      expect(await tab.$(`aria/${card}`), tab.url()).toBeNull();
      await tab.close();
    }
    expect(JSON.stringify(school.arrived())).not.toContain(hosts.help);
  });
});

test("after long use a kind note, once its minute comes; it goes with a press, and nothing is told", async () => {
  await visit(page, `https://${hosts.open}/`);
  await inside.evaluate(async () => {
    const minuteAtMs = Date.now() - 60_000;
    await chrome.storage.session.set({
      care: { quietUntilMs: 0, minutes: 14, minuteAtMs, restAt: 0, shownIn: [] },
    });
  });
  await page.bringToFront();
  // The worker's own alarm of each minute.
  await waitUntil("the note is there", async () => (await page.$(`aria/${rest}`)) ?? undefined, {
    deadlineMs: 150_000,
    everyMs: 500,
  });
  expect(await page.$eval("h1", (title) => title.textContent)).toBe("Volcanoes");
  await (await find("OK")).click();
  await isGone(rest);
  expect(JSON.stringify(school.arrived())).not.toMatch(/longUse|minutes/);
});
