// Sealed from the first key to the page that shows it: made in Chromium by the lead, read by nobody on the way.
import { readFileSync, readdirSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { gunzipSync } from "node:zlib";
import type { Page } from "puppeteer";
import { afterAll, beforeAll, expect, test } from "vitest";
import { runMain } from "../../../cli/main.ts";
import type { KeysAnswer } from "../../../collector/desk-types.ts";
import { makeFinding, makeVisit, makeWorry, sendBatch } from "../../support/collector-seed.ts";
import { waitUntil } from "../../../cli/kit/wait-until.ts";
import {
  axeViolations,
  deskPassword,
  deskToken,
  goTo,
  openDesk,
  type DeskBrowser,
} from "../../support/desk-browser.ts";
import { recordIo } from "../../support/command-io.ts";
import { sealEvent } from "../../support/seal-event.ts";

const passphrase = "four quiet green teapots";
const words = "the purple elephant is unkind to me";
const pupil = "robin.sample@pupils.example-academy.test";

let desk: DeskBrowser;
let page: Page;
let code = "";
beforeAll(async () => {
  desk = await openDesk();
  page = desk.page;
});
afterAll(() => desk?.close());

const text = () => page.evaluate(() => document.querySelector("main")?.textContent ?? "");

const showsPupil = () =>
  waitUntil("the pupil’s name is shown", async () => (await text()).includes(pupil));

/** Who, where and which words; and what opens them. */
const secrets = () => ["elephant", "robin.sample", "bets.example", "Purple", "teapots", code];

async function clickOn(words: string): Promise<void> {
  const button = await page.waitForSelector(`::-p-aria([name="${words}"][role="button"])`);
  await button?.click();
}

/** Everything the collector has on disk, in both widths of letters. */
function filesWith(needle: string): readonly string[] {
  const folder = desk.dataFolder;
  const wide = Buffer.from(needle, "utf16le");
  return readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => {
    const path = join(folder, name);
    if (!statSync(path).isFile()) return false;
    const bytes = readFileSync(path);
    return bytes.includes(needle) || bytes.includes(wide);
  });
}

test("the lead makes the school's keys, and is given the sheet once", async () => {
  await page.type("#password", deskPassword);
  await page.keyboard.press("Enter");
  await page.waitForSelector(".key-bar");
  expect(await text()).toContain("Nothing is sealed yet");
  await goTo(page, "#/settings", "#keys-title");
  await page.type("#key-first", "too short");
  await page.type("#key-again", "too short");
  await clickOn("Make the school’s keys");
  await page.waitForSelector(".notice-bad");
  expect(await text()).toContain("at least 12 characters");
  for (const field of ["#key-first", "#key-again"]) {
    await page.$eval(field, (input) => (input as HTMLInputElement).select());
    await page.type(field, passphrase);
  }
  await clickOn("Make the school’s keys");
  code =
    (await page
      .waitForSelector(".sheet code")
      .then((one) => one?.evaluate((e) => e.textContent))) ?? "";
  expect(code).toMatch(/^(?:[0-9A-Z]{4}-){7}[0-9A-Z]{4}$/);
  expect(await axeViolations(page)).toEqual([]);
  await clickOn("I have it on paper");
  await page.waitForSelector(".sheet", { hidden: true });
  expect(await text()).toContain("Your key is open in this page");
});

test("what comes in sealed is shown opened", async () => {
  const answer = await page.evaluate(async () => (await fetch("/desk/api/keys")).text());
  const { holders } = JSON.parse(answer) as KeysAnswer;
  const keys = holders.map(({ key }) => key);
  await sendBatch(desk.collector.address, deskToken, [
    await sealEvent(makeWorry({ words, user: pupil }), keys),
    await sealEvent(makeFinding({ excerpt: words, user: pupil, title: "Purple room" }), keys),
    await sealEvent(makeVisit({ user: pupil }), keys),
  ]);
  await goTo(page, "#/", ".row");
  await showsPupil();
  expect(await text()).toContain("Purple room");
  await page.click(".row-worry a");
  await page.waitForSelector(".worry blockquote");
  expect(await page.$eval(".worry blockquote", (quote) => quote.textContent)).toBe(words);
  await goTo(page, "#/activity/visits", "table");
  expect(await text()).toContain("bets.example.test");
  expect(await text()).toContain(pupil);
});

test("a name is found by searching, though the collector cannot", async () => {
  await goTo(page, "#/?search=ROBIN.sample", ".row");
  await showsPupil();
  await goTo(page, "#/?search=nobody.of.this.name", ".empty");
  expect(await text()).toContain("Nothing fits this search");
});

test("locked, the names and the words are closed, and stay on no disk of the collector's", async () => {
  await page.reload();
  await page.waitForSelector("#unlock-passphrase");
  await goTo(page, "#/", ".row");
  expect(await text()).toContain("Name sealed");
  expect(await page.content()).not.toContain(pupil);
  await page.click(".row-worry a");
  await page.waitForSelector(".case");
  expect(await text()).toContain("The words of this case are sealed");
  expect(await page.content()).not.toContain("elephant");
  expect(await axeViolations(page)).toEqual([]);
  for (const secret of secrets()) {
    expect([secret, filesWith(secret)]).toEqual([secret, []]);
  }
  // The search can find: what stays open is there.
  expect(filesWith("gambling")).not.toEqual([]);
});

test("nor in a backup", async () => {
  const file = join(dirname(desk.dataFolder), "keys.backup.gz");
  const made = await runMain(["backup", "make", file, "--data", desk.dataFolder], recordIo());
  expect(made).toBe(0);
  const kept = gunzipSync(readFileSync(file)).toString("utf8");
  for (const secret of secrets()) expect([secret, kept.includes(secret)]).toEqual([secret, false]);
  expect(kept).toContain("gambling");
});

test("the wrong passphrase opens nothing; the right one does", async () => {
  await page.type("#unlock-passphrase", "three quiet green teapots");
  await clickOn("Open");
  await page.waitForSelector(".key-bar .notice-bad");
  await page.$eval("#unlock-passphrase", (input) => (input as HTMLInputElement).select());
  await page.type("#unlock-passphrase", passphrase);
  await page.keyboard.press("Enter");
  await page.waitForSelector(".worry blockquote");
  expect(await page.$eval(".worry blockquote", (quote) => quote.textContent)).toBe(words);
});

test("who forgot the passphrase opens the key with the sheet", async () => {
  await page.reload();
  await goTo(page, "#/settings", "#keys-title");
  // Other parts of the settings fold open, too, and each comes when its own answer is there.
  const sheet = await page.waitForSelector("details:has(#key-code) > summary");
  await sheet?.click();
  await page.type("#key-code", code.toLowerCase().replaceAll("-", " "));
  await page.type("#key-next", "a wholly new passphrase");
  await clickOn("Use the sheet");
  await page.waitForSelector(".notice-good");
  await goTo(page, "#/", "#unlock-passphrase");
  await page.type("#unlock-passphrase", "a wholly new passphrase");
  await page.keyboard.press("Enter");
  await showsPupil();
  expect(desk.troubles).toEqual([]);
});
