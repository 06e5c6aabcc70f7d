// Walks the desk through its views and states, with a school's invented day. Everything is real: a collector on a
// temporary folder, events sent over HTTP, a browser that signs in.
import type { Page } from "puppeteer";
import { schoolDay, sendBatch } from "../collector-seed.ts";
import { deskPassword, deskToken, goTo, type DeskBrowser } from "../desk-browser.ts";
import { signedDevice } from "../signed-device.ts";

interface Walk {
  readonly page: Page;
  readonly shoot: (name: string) => Promise<void>;
  readonly go: (hash: string, wait: string) => Promise<void>;
  readonly press: (words: string) => Promise<void>;
}

/** What staff open, the policy, accounts and lists. */
async function walkStaff({ page, shoot, go, press }: Walk): Promise<void> {
  for (const list of ["attempts", "openings", "changes", "checks"]) {
    await go(`#/activity/${list}`, "tbody tr");
    await shoot(`20-activity-${list}`);
  }
  await go("#/open/site", "#address");
  await shoot("21-open-nothing");
  await page.locator("#address").fill("https://puzzles.example.test/sudoku");
  await page.locator("#for-value").fill("robin.sample@pupils.example-academy.test");
  await page.locator("#why").fill("Maths club");
  await page.click("form button.primary");
  await page.waitForSelector(".order");
  await go("#/open/lesson", "#lesson");
  await shoot("22-lesson");
  await page.select("#lesson", "");
  await page.locator("#title").fill("Year 9 poems");
  const sites = "https://poems.example.test/\nlibrary.example.test/shelf\n";
  await page.locator("#sites").fill(`${sites}not a site`);
  await page.focus("#why");
  await page.waitForSelector(".preview .notice-bad");
  await shoot("23-lesson-preview");
  await page.locator("#sites").fill(sites);
  await page.locator("#why").fill("Set texts");
  await page.select("#for-kind", "everyone");
  await page.click("form button.primary");
  await page.waitForFunction("document.querySelectorAll('.order').length === 2");
  await page.click(".order button");
  await page.waitForSelector(".order-ended");
  await go("#/open/site", "#address");
  await shoot("24-open-now");
  await go("#/open/code", "#request");
  await shoot("25-code");
  await page.locator("#request").fill("k7q4-9mzptr");
  await page.locator("#place").fill("puzzles.example.test");
  await page.locator("#why").fill("Maths club");
  await page.click("form button.primary");
  await page.waitForSelector(".code-digits");
  await shoot("26-code-made");
  await go("#/policy", "button.primary");
  await shoot("27-policy-file");
  await go("#/requests", ".request");
  await press("in the policy …");
  await page.waitForSelector(".preview");
  await shoot("28-policy-from-a-request");
  await page.click("form button.primary");
  await page.waitForSelector("tbody tr");
  await shoot("29-policy-released");
  await press("Go back to this");
  await page.waitForSelector("#step-why");
  await shoot("30-policy-back");
  await go("#/accounts", "#full-name");
  await page.locator("#full-name").fill("Mr Fiction");
  await page.locator("#account-name").fill("fiction");
  await page.click("form button.primary");
  await page.waitForSelector(".one-time");
  await shoot("31-accounts");
  await go("#/lists", "main .card, main table");
  await shoot("32-lists");
}

/** Calls `shoot` in every view and state, one after the other; names begin with the number of their view. */
export async function walkDesk(
  { collector, page }: DeskBrowser,
  shoot: (name: string) => Promise<void>,
): Promise<void> {
  const walk: Walk = {
    page,
    shoot,
    go: (hash, wait) => goTo(page, hash, wait),
    press: (words) => page.locator(`::-p-text(${words})`).click(),
  };
  const { go, press } = walk;
  /** By its address: the live line may draw a row anew under the pointer. */
  const follow = async (link: string, wait: string): Promise<void> => {
    await page.waitForSelector(link);
    await go(await page.$eval(link, (one) => one.getAttribute("href") ?? ""), wait);
  };
  await page.type("#password", "wrong one");
  await page.click("button.primary");
  await page.waitForFunction("document.querySelector('#sign-in-trouble').textContent !== ''");
  await shoot("01-sign-in");
  await page.locator("#password").fill(deskPassword);
  await page.click("button.primary");
  await page.waitForSelector(".empty");
  await page.waitForSelector(".line-live");
  await shoot("02-queue-empty");

  const sent = await sendBatch(collector.address, deskToken, schoolDay(Date.now()));
  if (sent.status !== 200 || sent.answer.refused.length > 0) throw new Error(JSON.stringify(sent));
  // No reload: the live line brings them.
  await page.waitForFunction("document.querySelectorAll('.row').length >= 8", { timeout: 10_000 });
  await shoot("03-queue");

  await follow(".row-worry a", ".worry blockquote");
  await shoot("04-case-worry");
  await press("I am looking into this");
  await page.waitForSelector(".notice-good");
  await page.type("#note", "Spoke with the form tutor; meeting at lunch in D12.");
  await press("Keep the note");
  await page.waitForSelector(".history-note");
  await press("Close this case");
  await page.waitForSelector(".close-form");
  await page.click("input[value=supported-in-school]");
  await page.type("#reason", "Talked at lunch. The chat was deleted, the year lead follows up.");
  await page.setViewport({ width: 1366, height: 1100 });
  await shoot("05-case-closing");
  await press("Close the case");
  await page.waitForSelector(".pill-closed");
  await shoot("06-case-closed");
  await page.setViewport({ width: 1366, height: 768 });

  await go("#/", ".row-critical");
  await follow(".row-critical a", ".finding mark");
  await page.click(".why summary");
  await shoot("07-case-finding");
  await go("#/", ".row-high");
  await follow(".row-high a", ".finding mark");
  await shoot("08-case-grooming");
  await go("#/?state=all", ".row");
  await shoot("09-queue-all");
  await go("#/?search=nothing-like-this", ".empty");
  await shoot("10-queue-nothing-found");
  await go("#/requests", ".request");
  await shoot("11-requests");
  await press("Answer …");
  await page.waitForSelector(".close-form");
  await page.click("input[value=left-closed]");
  await page.type(".close-form textarea", "It shows adverts. The maths club has another one.");
  await page.setViewport({ width: 1366, height: 1100 });
  await shoot("11-requests-answering");
  await press("Keep the answer");
  await page.waitForSelector(".request-answered");
  await shoot("11-requests-answered");
  await page.setViewport({ width: 1366, height: 768 });
  await go("#/activity/visits", "tbody tr");
  await shoot("12-activity-visits");
  await go("#/activity/agreements", "tbody tr");
  await shoot("13-activity-agreements");
  await go("#/activity/problems", "tbody code");
  await shoot("14-activity-problems");
  await walkStaff(walk);
  await go("#/audit", "tbody tr");
  await shoot("15-audit");
  await go("#/settings", "#next");
  await shoot("16-settings");
  await go("#/alerts", "#times-title");
  await shoot("33-alerts");
  await go("#/records", "#records-person");
  await page.locator("#records-person").fill("robin.sample@pupils.example-academy.test");
  await page.locator("#records-why").fill("The person asks, Article 15");
  await page.locator("#records-reference").fill("SAR 2026/14");
  await page.click("form button.primary");
  await page.waitForSelector("a[download][href^=blob]");
  await shoot("34-records");
  await go("#/devices", ".empty");
  await shoot("35-devices-none");
  for (const number of [1, 2, 3]) {
    const device = signedDevice(collector.address, deskToken);
    await device.deliver(await device.enrolment(`Trolley 2, number ${number}`));
    const batch = await device.batch([]);
    for (let time = 0; time < number; time += 1) await device.deliver(batch);
  }
  await go("#/devices?days=3", "tbody tr");
  await shoot("35-devices");
  // 200 % zoom of 1366 × 768.
  await page.setViewport({ width: 683, height: 384, deviceScaleFactor: 2 });
  await go("#/", ".row");
  await shoot("17-queue-zoomed");
  await follow(".row a", ".case");
  await shoot("18-case-zoomed");
  await page.setViewport({ width: 1366, height: 768 });
}
