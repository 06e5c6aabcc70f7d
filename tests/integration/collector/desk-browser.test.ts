// The desk in Chromium: live, by keyboard alone, accessible in every view, and under its own content policy.
import type { KeyInput, Page } from "puppeteer";
import { afterAll, beforeAll, expect, test } from "vitest";
import { signedDevice } from "../../support/signed-device.ts";
import { makeFinding, makeWorry, schoolDay, sendBatch } from "../../support/collector-seed.ts";
import {
  axeViolations,
  deskPassword,
  deskToken,
  goTo,
  openDesk,
  setScheme,
  type DeskBrowser,
} from "../../support/desk-browser.ts";

let desk: DeskBrowser;
let page: Page;
beforeAll(async () => {
  desk = await openDesk();
  page = desk.page;
});
afterAll(() => desk?.close());

const stopsMost = 60;

/** Presses Tab until what has the focus reads as `words`; each stop on the way must show that it has it. */
async function tabTo(words: string): Promise<void> {
  for (let count = 0; count < stopsMost; count += 1) {
    await page.keyboard.press("Tab");
    const stop = await page.evaluate(() => {
      const element = document.activeElement;
      if (element === null || element === document.body) return undefined;
      const label = element.id === "" ? null : document.querySelector(`label[for="${element.id}"]`);
      // A table that scrolls by itself is a stop too, and holds the words of all its buttons.
      if (element.getAttribute("role") === "region") return undefined;
      return {
        text: `${element.textContent ?? ""} ${label?.textContent ?? ""}`,
        outline: getComputedStyle(element).outlineStyle,
        html: element.outerHTML.slice(0, 120),
      };
    });
    if (stop === undefined) continue;
    expect([stop.html, stop.outline]).not.toEqual([stop.html, "none"]);
    if (stop.text.includes(words)) return;
  }
  throw new Error(`no way to “${words}” by keyboard`);
}
const press = (key: KeyInput) => page.keyboard.press(key);

test("by keyboard alone: sign in, open the first case, look into it, close it, take it back", async () => {
  await sendBatch(desk.collector.address, deskToken, schoolDay(Date.now()));
  await page.focus("#password");
  await page.keyboard.type(deskPassword);
  await press("Enter");
  await page.waitForSelector(".row");
  await tabTo("Somebody is being unkind");
  await press("Enter");
  await page.waitForSelector(".worry blockquote");
  expect(await page.evaluate(() => document.activeElement?.id)).toBe("main");
  await tabTo("I am looking into this");
  await press("Enter");
  await page.waitForSelector(".notice-good");
  expect(await page.evaluate(() => document.activeElement?.id)).toBe("decision");
  await tabTo("Close this case");
  await press("Enter");
  await page.waitForSelector(".close-form");
  await press("ArrowDown");
  await press("ArrowDown");
  await tabTo("Why, in a sentence");
  await page.keyboard.type("Talked at lunch.");
  await tabTo("Close the case");
  await press("Enter");
  await page.waitForSelector(".pill-closed");
  await tabTo("Undo");
  await press("Enter");
  await page.waitForSelector(".case-head .pill-looking");
  const history = await page.$$eval(".history li div", (lines) =>
    lines.map((line) => line.textContent),
  );
  expect(history.filter((line) => line?.includes("opened it"))).toHaveLength(1);
  expect(history.join()).toContain("Talked at lunch.");
});

test("what arrives appears by itself, announced, without a reload", async () => {
  await goTo(page, "#/", ".row");
  await page.waitForSelector(".line-live");
  const before = (await page.$$(".row")).length;
  await sendBatch(desk.collector.address, deskToken, [makeWorry({ what: "believe" })]);
  await page.waitForFunction(
    (count) => document.querySelectorAll(".row").length > count,
    { timeout: 120_000 },
    before,
  );
  expect(await page.$eval(".row:first-child", (row) => row.textContent)).toContain(
    "believe or join",
  );
  expect(
    await page.$$eval("[role=status]", (all) => all.map((one) => one.textContent).join()),
  ).toContain("1 concern has come in");
});

test("more tabs than a browser has connections: hidden ones give theirs up, and all of them answer", async () => {
  const browser = page.browser();
  const tabs: Page[] = [];
  try {
    for (let count = 0; count < 8; count += 1) {
      const tab = await browser.newPage();
      tabs.push(tab);
      await tab.goto(`${desk.collector.address}/desk/`);
      await tab.waitForSelector(".line-live", { timeout: 120_000 });
      await tab.waitForSelector(".row", { timeout: 120_000 });
    }
    expect(await tabs[0]?.evaluate(() => document.visibilityState)).toBe("hidden");
    expect(await tabs[0]?.$(".line-live")).toBeNull();
    await tabs[0]?.bringToFront();
    await tabs[0]?.waitForSelector(".line-live", { timeout: 120_000 });
  } finally {
    for (const tab of tabs) await tab.close();
    await page.bringToFront();
  }
  await page.waitForSelector(".line-live", { timeout: 120_000 });
});

test("by keyboard alone: answer a request, take the answer back", async () => {
  await goTo(page, "#/requests", ".request");
  await tabTo("Answer …");
  await press("Enter");
  await page.waitForSelector(".request .close-form");
  expect(await axeViolations(page)).toEqual([]);
  await press("Space");
  await tabTo("Note, if you like");
  await page.keyboard.type("Open in lessons from Monday.");
  await tabTo("Keep the answer");
  await press("Enter");
  await page.waitForSelector(".request-answered .notice-good");
  expect(await axeViolations(page)).toEqual([]);
  expect(await page.evaluate(() => document.activeElement?.className)).toBe("answer");
  await tabTo("Undo: take the answer back");
  await press("Enter");
  await page.waitForFunction(() => document.querySelector(".request-answered") === null);
});

test("by keyboard alone: a lost Chromebook is shut out, and let in again", async () => {
  const device = signedDevice(desk.collector.address, deskToken);
  // A second try shuts another one out.
  const label = `Lost ${device.device.slice(-6)}`;
  await device.deliver(await device.enrolment(label));
  await goTo(page, `#/devices?search=${encodeURIComponent(label)}`, "tbody tr");
  await tabTo("Shut out …");
  await press("Enter");
  await page.waitForSelector(".device-question");
  for (const scheme of ["light", "dark"] as const) {
    await setScheme(page, scheme);
    expect([scheme, await axeViolations(page)]).toEqual([scheme, []]);
  }
  // The button that does it has the focus.
  await press("Enter");
  await page.waitForSelector(".device-out");
  expect(await page.evaluate(() => document.activeElement?.textContent)).toContain("is shut out");
  expect(await axeViolations(page)).toEqual([]);
  expect((await device.send()).status).toBe(403);
  await tabTo("Let in again");
  await press("Enter");
  await page.waitForFunction(() => document.querySelector(".device-out") === null);
  expect((await device.send()).status).toBe(200);
});

test("by keyboard alone: open a site for a time, end it, take that back, make a code", async () => {
  await goTo(page, "#/open/site", "#address");
  await tabTo("Address");
  await page.keyboard.type("puzzles.example.test");
  await tabTo("For whom");
  await page.keyboard.type("Everyone");
  await tabTo("Why");
  await page.keyboard.type("Maths club");
  await press("Enter");
  await page.waitForSelector(".order");
  expect(await page.$eval(".order", (order) => order.textContent)).toContain("for everyone");
  await tabTo("End now");
  await press("Enter");
  await page.waitForSelector(".order-ended");
  await tabTo("Undo");
  await press("Enter");
  await page.waitForFunction(() => document.querySelector(".order-ended") === null);
  await page.waitForSelector(".order");
  await goTo(page, "#/open/code", "#request");
  await tabTo(" Request");
  await page.keyboard.type("k7q4 9mzptr");
  await tabTo("Site, as the screen shows it");
  await page.keyboard.type("puzzles.example.test");
  await tabTo("Why");
  await page.keyboard.type("Maths club");
  await press("Enter");
  await page.waitForSelector(".code-digits");
  await page.waitForFunction(() => document.activeElement?.id === "code-made");
  expect(await axeViolations(page)).toEqual([]);
});

test("a request leads to a draft of the policy, its release, and back again", async () => {
  await goTo(page, "#/requests", ".request");
  await tabTo("in the policy …");
  await press("Enter");
  await page.waitForSelector(".preview li");
  expect(await page.$eval(".preview", (found) => found.textContent)).toContain("example.test");
  expect(await axeViolations(page)).toEqual([]);
  await tabTo("Release it");
  await press("Enter");
  await page.waitForFunction(() => document.querySelectorAll("tbody tr").length === 2);
  await tabTo("Go back to this");
  await press("Enter");
  await page.waitForSelector("#step-why");
  await page.focus("#step-why");
  await page.keyboard.type("Not yet");
  await press("Enter");
  await page.waitForFunction(() => document.querySelectorAll("tbody tr").length === 3);
  expect(await page.$eval("tbody tr", (row) => row.textContent)).toContain("Everybody");
});

test("markup sent by a device runs nowhere", async () => {
  const evil = `<img src=x onerror="document.title='stolen'"><script>document.title='stolen'</script>`;
  const finding = makeFinding({
    severity: "critical",
    title: evil,
    excerpt: evil,
    user: evil,
    deviceLabel: evil,
    matches: [{ start: 0, end: 4, phrase: evil }],
    address: "javascript:document.title='stolen'",
  });
  await sendBatch(desk.collector.address, deskToken, [finding]);
  await goTo(page, `#/case/${finding.id}`, ".excerpt mark");
  expect(await page.$eval(".excerpt", (excerpt) => excerpt.textContent)).toBe(evil);
  expect(await page.$("main img, main script, main a[href^='javascript']")).toBeNull();
  expect(await page.title()).toContain("Schoolgate desk");
});

const views: readonly [name: string, hash: string, wait: string][] = [
  ["queue", "#/", ".row"],
  ["nothing found", "#/?search=nothing-like-this", ".empty"],
  ["case", "", ".case"],
  ["requests", "#/requests", ".request"],
  ["blocked sites", "#/activity/visits", "tbody tr"],
  ["agreements", "#/activity/agreements", "tbody tr"],
  ["ways round", "#/activity/attempts", "tbody tr"],
  ["policy changes", "#/activity/changes", "tbody tr"],
  ["policy problems", "#/activity/problems", "tbody code"],
  ["open a site", "#/open/site", "#address"],
  ["lesson", "#/open/lesson", "#lesson"],
  ["code", "#/open/code", "#request"],
  ["policy", "#/policy", "tbody tr"],
  ["lists", "#/lists", ".card"],
  ["accounts", "#/accounts", "#full-name"],
  ["audit", "#/audit", "tbody tr"],
  ["devices", "#/devices", "tbody tr"],
  ["settings", "#/settings", "#next"],
  ["alerts", "#/alerts", "#times-title"],
];
test.each(views)(
  "axe finds nothing wrong, light and dark, whole and at 200 %%: %s",
  async (name, hash, wait) => {
    if (name === "case") {
      await goTo(page, "#/", ".row-high");
      await page.click(".row-high a");
      await page.waitForSelector(".why summary");
      await page.click(".why summary");
    } else await goTo(page, hash, wait);
    for (const [width, height] of [
      [1366, 768],
      [683, 384],
    ] as const) {
      await page.setViewport({ width, height });
      for (const scheme of ["light", "dark"] as const) {
        await setScheme(page, scheme);
        expect([width, scheme, await axeViolations(page)]).toEqual([width, scheme, []]);
      }
      expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(
        true,
      );
    }
    await page.setViewport({ width: 1366, height: 768 });
  },
);

test("axe would have said so: a control", async () => {
  await page.evaluate(() =>
    document.querySelector("main")?.append(document.createElement("button")),
  );
  expect((await axeViolations(page)).join()).toContain("button-name");
});

test("a session that ends brings back the sign-in, which says why", async () => {
  await page.deleteCookie(...(await page.cookies(`${desk.collector.address}/desk`)));
  await goTo(page, "#/audit", ".door-card");
  expect(await page.$eval(".door-card", (card) => card.textContent)).toContain(
    "Your session has ended",
  );
  expect(await axeViolations(page)).toEqual([]);
});

test("through all of it the page met no error and no breach of its content policy", () => {
  expect(desk.troubles).toEqual([]);
});
