// However often a pupil has to press: one worry told is one worry at the desk, and two are two.
import type { Page } from "puppeteer";
import { expect, test } from "vitest";
import { waitUntil } from "../../cli/kit/wait-until.ts";
import { openManagedSchool, type ManagedSchool } from "../support/managed-school.ts";
import { openAfresh } from "../support/open-afresh.ts";

let school: ManagedSchool;
openAfresh(
  async () => {
    school = await openManagedSchool();
    await school.policyInForce("test-1");
  },
  () => school?.close(),
);

/** As the form asks a worker for so long that has died before: more often than it asks at one press. */
const triesOfOnePress = 3;

/**
 * The form, whose worker dies between keeping a worry and answering, so often. Nothing else stands between the form and
 * the real worker.
 */
async function openForm(deaths: number): Promise<Page> {
  const page = await school.extensionPage("report.html");
  await page.exposeFunction("stopWorkers", () => school.stopWorkers());
  await page.evaluate((left) => {
    const ask = chrome.runtime.sendMessage.bind(chrome.runtime) as (one: unknown) => unknown;
    const withDeaths = async (message: { readonly schoolgate?: string }): Promise<unknown> => {
      const answer = await ask(message);
      if (message.schoolgate !== "worry/send" || left <= 0) return answer;
      left -= 1;
      await (globalThis as unknown as { stopWorkers(): Promise<void> }).stopWorkers();
      throw new Error("the worker died before it answered");
    };
    Object.assign(chrome.runtime, { sendMessage: withDeaths });
  }, deaths);
  return page;
}

const next = (page: Page) => page.click(".actions-row .button-main");

async function pick(page: Page, selector: string): Promise<void> {
  await (await page.waitForSelector(selector))?.click();
  await next(page);
}

async function fillIn(page: Page, words: string): Promise<void> {
  await pick(page, 'input[value="other"]');
  await pick(page, 'input[name="tell"]');
  const field = await page.waitForSelector("#words");
  const typed = () => page.$eval("#words", (box) => (box as HTMLTextAreaElement).value);
  await waitUntil("the words stand in the field", async () => {
    if ((await typed()) === words) return true;
    await field?.click({ count: 3 });
    await field?.type(words);
    return (await typed()) === words;
  });
  await next(page);
  await page.waitForSelector("#words", { hidden: true });
}

/** Presses "send", and again where it says that it did not work; how often that was. */
async function pressUntilTaken(page: Page): Promise<number> {
  for (let presses = 1; presses <= 5; presses += 1) {
    await next(page);
    await waitUntil(
      "the form says what became of it",
      async () =>
        (await page.$(".reference-code")) !== null ||
        ((await page.$(".actions h2")) !== null &&
          (await page.$('.button-main[aria-disabled="true"]')) === null),
      { deadlineMs: 60_000 },
    );
    if ((await page.$(".reference-code")) !== null) return presses;
  }
  throw new Error("five presses, and not taken");
}

const arrived = (words: string) =>
  school.arrived().filter((event) => event.kind === "worry" && event.words === words);

/** A worry told last has taken along whatever waited before it. */
async function allHasArrived(): Promise<void> {
  const claim = crypto.randomUUID().replaceAll("-", "");
  const words = `the last, ${claim}`;
  await waitUntil("the last worry is at the collector", async () => {
    const rest = { what: "other", tell: "", reach: "", address: "", named: true } as const;
    await school.send("worry/send", { ...rest, words, claim });
    const status = await school.send("status/read", {});
    return status.ok && status.value.queue.waiting === 0;
  });
}

test("pressed three times through a worker that dies, it is one worry", async () => {
  const page = await openForm(2 * triesOfOnePress);
  await fillIn(page, "pressed three times");
  expect(await pressUntilTaken(page)).toBe(3);
  await allHasArrived();
  expect(arrived("pressed three times")).toHaveLength(1);
  await page.close();
});

test("a form that is closed under the answer, and filled in again, tells one worry", async () => {
  const first = await openForm(triesOfOnePress);
  await fillIn(first, "filled in again");
  await next(first);
  await first.waitForSelector(".actions h2", { timeout: 60_000 });
  await first.close();
  const second = await openForm(0);
  await fillIn(second, "filled in again");
  expect(await pressUntilTaken(second)).toBe(1);
  await allHasArrived();
  expect(arrived("filled in again")).toHaveLength(1);
  await second.close();
});

test("told twice with the same words, it is two worries", async () => {
  for (const time of ["first", "second"]) {
    const page = await openForm(0);
    await fillIn(page, "the same words");
    expect(await pressUntilTaken(page), time).toBe(1);
    await page.close();
  }
  await allHasArrived();
  expect(arrived("the same words")).toHaveLength(2);
});
