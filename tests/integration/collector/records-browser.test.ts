// One person's records in a real browser: sealed events opened there, packed, saved as a file, and checked by the
// command line; by keyboard, and under axe.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { strFromU8, unzipSync } from "fflate";
import type { Page } from "puppeteer";
import { afterAll, beforeAll, expect, test } from "vitest";
import { waitUntil } from "../../../cli/kit/wait-until.ts";
import { runMain } from "../../../cli/main.ts";
import type { RecordsFile } from "../../../collector/console/records/records-file.ts";
import type { KeysAnswer } from "../../../collector/desk-types.ts";
import { makeFinding, makeVisit, makeWorry, sendBatch } from "../../support/collector-seed.ts";
import { recordIo } from "../../support/command-io.ts";
import {
  axeViolations,
  deskPassword,
  deskToken,
  goTo,
  openDesk,
  setScheme,
  type DeskBrowser,
} from "../../support/desk-browser.ts";
import { sealEvent } from "../../support/seal-event.ts";
import { signedDevice } from "../../support/signed-device.ts";
import { tempFolder } from "../../support/temp-folder.ts";

const robin = "robin.sample@pupils.example-academy.test";
const jo = "jo.invented@pupils.example-academy.test";
const downloads = tempFolder("downloads");

let desk: DeskBrowser;
let page: Page;
beforeAll(async () => {
  desk = await openDesk();
  page = desk.page;
  await page.type("#password", deskPassword);
  await page.keyboard.press("Enter");
  await page.waitForSelector(".key-bar");
  await goTo(page, "#/settings", "#key-first");
  for (const field of ["#key-first", "#key-again"])
    await page.type(field, "four quiet green teapots");
  await page.keyboard.press("Enter");
  await page.waitForSelector(".sheet code");
  const { holders } = JSON.parse(
    await page.evaluate(async () => (await fetch("/desk/api/keys")).text()),
  ) as KeysAnswer;
  const keys = holders.map(({ key }) => key);
  const seal = async (tag: string, event: Parameters<typeof sealEvent>[0]) => ({
    ...(await sealEvent(event, keys)),
    user: `~${tag}`,
  });
  const broken = await seal(
    "1111111111111111",
    makeVisit({ user: robin, atMs: Date.now() - 9000 }),
  );
  const sent = await sendBatch(desk.collector.address, deskToken, [
    await seal("1111111111111111", makeWorry({ user: robin, words: "the purple elephant" })),
    await seal("1111111111111111", makeFinding({ user: robin, excerpt: "nobody likes you @jo_i" })),
    { ...broken, sealed: broken.sealed?.replace(/"ciphertext":"..../, '"ciphertext":"AAAA') ?? "" },
    await seal("2222222222222222", makeWorry({ user: jo, words: "a green giraffe" })),
  ]);
  expect(sent.answer.refused).toEqual([]);
});
afterAll(() => desk?.close());

test("the archive is put together in the browser, saved, and is as it was signed", async () => {
  const session = await page.createCDPSession();
  await session.send("Browser.setDownloadBehavior", {
    behavior: "allow",
    downloadPath: downloads,
  });
  await goTo(page, "#/records", "#records-person");
  for (const scheme of ["light", "dark"] as const) {
    await setScheme(page, scheme);
    expect(await axeViolations(page)).toEqual([]);
  }
  // By keyboard alone, from the first field on.
  await page.focus("#records-person");
  for (const words of [robin, "The person asks, Article 15", "SAR 2026/14"]) {
    await page.keyboard.type(words);
    await page.keyboard.press("Tab");
  }
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await page.waitForSelector("#archive-title");
  const said = await page.$eval("main", (main) => main.textContent);
  expect(said).toContain("2 events");
  expect(said).toContain("1 event could not be opened");
  expect(await axeViolations(page)).toEqual([]);
  await page.waitForSelector("a[download][href^=blob]");
  await page.click("a[download]");
  const saved = () => readdirSync(downloads).find((name) => name.endsWith(".zip"));
  await waitUntil("the archive is saved", () => Promise.resolve(saved() !== undefined));
  const path = join(downloads, saved() ?? "");
  const parts = unzipSync(new Uint8Array(readFileSync(path)));
  const file = JSON.parse(strFromU8(parts["records.json"] ?? new Uint8Array())) as RecordsFile;
  expect(file.person).toBe(robin);
  expect(file.events.map(({ kind }) => kind).sort()).toEqual(["finding", "worry"]);
  expect(file.notOpened).toHaveLength(1);
  expect(JSON.stringify(file)).toContain("purple elephant");
  expect(JSON.stringify(file)).not.toContain("giraffe");
  const io = recordIo();
  expect(await runMain(["archive", "verify", path], io)).toBe(0);
  expect(io.printed()).toContain("(school-root)");
});

test("the page to read opens by itself, asks for nothing and is clean under axe", async () => {
  const path = join(downloads, readdirSync(downloads).find((name) => name.endsWith(".zip")) ?? "");
  const parts = unzipSync(new Uint8Array(readFileSync(path)));
  const reader = await page.browser().newPage();
  const asked: string[] = [];
  reader.on("request", (request) => asked.push(request.url()));
  await reader.setContent(strFromU8(parts["records.html"] ?? new Uint8Array()));
  expect(await reader.$eval("h1", (title) => title.textContent)).toBe(`Records of ${robin}`);
  expect(await axeViolations(reader)).toEqual([]);
  expect(asked.filter((url) => !url.startsWith("data:") && url !== "about:blank")).toEqual([]);
  await reader.close();
});

test("the devices: empty, then one that enrolled and was forged; by keyboard, and under axe", async () => {
  await goTo(page, "#/devices", ".empty");
  expect(await axeViolations(page)).toEqual([]);
  const device = signedDevice(desk.collector.address, deskToken);
  await device.deliver(await device.enrolment("Trolley 2, number 7"));
  expect((await device.send()).status).toBe(200);
  const thief = signedDevice(desk.collector.address, deskToken, device.device);
  expect((await thief.send()).status).toBe(401);
  await page.focus(".filters button");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  // Its row may have come by itself already, before it had been forged.
  await page.waitForFunction(() =>
    document.querySelector("main")?.textContent.includes("Signed with another key (forgery): 1"),
  );
  expect(await page.evaluate(() => location.hash)).toBe("#/devices?only=refused");
  const said = await page.$eval("main", (main) => main.textContent);
  expect(said).toContain("Trolley 2, number 7");
  for (const scheme of ["light", "dark"] as const) {
    await setScheme(page, scheme);
    expect(await axeViolations(page)).toEqual([]);
  }
  const isWide = "document.documentElement.scrollWidth > innerWidth";
  expect(await page.evaluate(isWide)).toBe(false);
});

test("nothing of it is at the collector: neither the name nor a word, in any file", () => {
  const holds = (needle: string) =>
    readdirSync(desk.dataFolder, { recursive: true, encoding: "utf8" }).filter((name) => {
      try {
        return readFileSync(join(desk.dataFolder, name)).includes(needle);
      } catch {
        return false;
      }
    });
  for (const secret of ["elephant", "robin.sample", "nobody likes you"]) {
    expect([secret, holds(secret)]).toEqual([secret, []]);
  }
  // The search can find: the reference of the request stands in the audit.
  expect(holds("SAR 2026/14")).not.toEqual([]);
  expect(desk.troubles).toEqual([]);
});
