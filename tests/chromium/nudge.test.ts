// Nudge and help card on pages of strangers in a real browser: by keyboard and by pointer, and nothing kept of it.
import type { ElementHandle, Page } from "puppeteer";
import { beforeEach, afterEach, describe, expect, test } from "vitest";
import { waitUntil } from "../../cli/kit/wait-until.ts";
import { openManagedSchool, type ManagedSchool } from "../support/managed-school.ts";
import { strangers } from "../support/nudge-pages.ts";
import { openAfresh } from "../support/open-afresh.ts";
import { hosts, testPolicy } from "../support/test-policy.ts";
import { html, visit } from "../support/visit.ts";

const number = "07700 900123";
const results = html("Results", "<h1>Results</h1><p>Ten pages were found for what you asked.</p>");

let school: ManagedSchool;
let page: Page;

openAfresh(
  async () => {
    school = await openManagedSchool({
      sites: {
        ...strangers,
        [hosts.search]: () => results,
        [hosts.open]: () => strangers["exampletalk.test"](),
      },
    });
    await school.policyInForce("test-1");
  },
  () => school?.close(),
);
beforeEach(async () => {
  page = await school.page();
});
afterEach(() => page?.close().catch(() => undefined));

/** What somebody who uses a screen reader or looks would find: also in roots that no page can open. */
async function find(name: string): Promise<ElementHandle> {
  return waitUntil(`"${name}" is there`, async () => (await page.$(`aria/${name}`)) ?? undefined, {
    deadlineMs: 20_000,
  });
}
const isGone = (name: string): Promise<boolean> =>
  waitUntil(`"${name}" is gone`, async () =>
    (await page.$(`aria/${name}`)) === null ? true : undefined,
  );
const takeOut = "Take it out";
const valueOf = (selector: string): Promise<string> =>
  page.$eval(selector, (field) => (field as HTMLTextAreaElement).value);

async function typeInto(selector: string, words: string): Promise<void> {
  await page.click(selector);
  await page.keyboard.type(words, { delay: 4 });
}

describe("in a chat", () => {
  beforeEach(() => visit(page, "https://exampletalk.test/"));

  test("by keyboard: noticed, taken out, brought back; the field keeps its focus and the page learns nothing", async () => {
    await typeInto("#say", `call me on ${number}`);
    await find(takeOut);
    expect(await page.evaluate(() => document.activeElement?.id)).toBe("say");
    const seen = await page.evaluate(() => {
      const host = document.documentElement.lastElementChild as HTMLElement;
      const { width, height } = host.getBoundingClientRect();
      return { root: host.shadowRoot, text: document.documentElement.innerText, width, height };
    });
    expect(seen).toMatchObject({ root: null, width: 0, height: 0 });
    expect(seen.text).not.toContain("phone number");

    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await waitUntil(
      "the number is out",
      async () => (await valueOf("#say")) === "call me on " || undefined,
    );
    expect(await page.evaluate(() => document.activeElement?.id)).toBe("say");
    await page.keyboard.down("Control");
    await page.keyboard.press("z");
    await page.keyboard.up("Control");
    await waitUntil(
      "undo brings it back",
      async () => (await valueOf("#say")).includes(number) || undefined,
    );
    const heard = await page.evaluate(() => (window as unknown as { heard: string[] }).heard);
    // The page's own handler for Enter has not sent what was to be taken out.
    expect(heard.filter((one) => one.startsWith("keydown Enter say"))).toEqual([]);
    expect(heard.some((one) => one.startsWith("input"))).toBe(true);
  });

  test("Escape puts it away for good; the page does not hear it, and writing goes on", async () => {
    await typeInto("#say", `my number is ${number}`);
    await find(takeOut);
    await page.keyboard.press("Escape");
    await isGone(takeOut);
    await page.keyboard.type(" or ask sam");
    expect(await valueOf("#say")).toBe(`my number is ${number} or ask sam`);
    // Another thing is noticed, which shows that it was looked at; the first was not said again.
    await page.keyboard.type(". my password is kittens99");
    await find("This looks like a password.");
    expect(await page.$("aria/This looks like a phone number.")).toBeNull();
    const heard = await page.evaluate(() => (window as unknown as { heard: string[] }).heard);
    expect(heard.filter((one) => one.startsWith("keydown Escape"))).toEqual([]);
  });

  test("by pointer: I'm sure", async () => {
    await typeInto("#say", "i live at 12 example road");
    const sure = await find("I’m sure");
    await sure.click();
    await isGone(takeOut);
    expect(await valueOf("#say")).toBe("i live at 12 example road");
    expect(await page.evaluate(() => document.activeElement?.id)).toBe("say");
  });

  test("a bare yes to somebody who asks to meet", async () => {
    await typeInto("#say", "yes");
    await find("This sounds like meeting up.");
  });

  test("goes with what was sent", async () => {
    await typeInto("#say", `text ${number}`);
    await find(takeOut);
    await page.keyboard.press("Enter");
    await isGone(takeOut);
    expect(await valueOf("#say")).toBe("");
  });
});

test("in a form: a telephone field is noticed; a password's and a search are not read", async () => {
  await visit(page, "https://prizes.examplegames.test/");
  await typeInto("#secret", "my password is kittens99");
  await typeInto("#find", `my number is ${number}`);
  await typeInto("#phone", "01632 960123");
  await find("This looks like a phone number.");
  await page.keyboard.press("Escape");
  await isGone(takeOut);
  await typeInto("#address", "12 Example Road\nExampleton");
  await (await find(takeOut)).click();
  await waitUntil(
    "the road is out",
    async () => (await valueOf("#address")).trim() === "Exampleton" || undefined,
  );
});

test("in a mail: taken out of an editor", async () => {
  await visit(page, "https://examplemail.test/");
  await typeInto("#last", `You can ring me: ${number}.`);
  await (await find(takeOut)).click();
  const left = await waitUntil("the number is out", async () => {
    const text = await page.$eval("#body", (body) => (body as HTMLElement).innerText);
    return text.includes("07700") ? undefined : text;
  });
  expect(left).toContain("Hello,");
  expect(left).toContain("You can ring me:");
});

test("nothing of it is kept here or sent", async () => {
  expect(await school.everythingKept()).not.toContain("900123");
  expect(JSON.stringify(school.arrived())).not.toContain("900123");
});

describe("beside a search", () => {
  const search = (words: string): Promise<void> =>
    visit(page, `https://${hosts.search}/search?q=${encodeURIComponent(words)}`);

  test("people to talk to; put away, it stays away; nobody's page, and no finding of its own", async () => {
    await search("volcanoes in iceland");
    await search("eating disorder");
    await find("People to talk to");
    await find("Tell somebody at school");
    const text = await page.evaluate(() => document.documentElement.innerText);
    expect(text).not.toContain("Childline");
    // It stands in nobody's way: the page scrolls and is pressed as before.
    expect(await page.evaluate(() => document.activeElement === document.body)).toBe(true);
    await (await find("Put this away")).click();
    await isGone("People to talk to");
    const pageFindings = school
      .arrived()
      .filter((event) => event.kind === "finding" && event.source === "page");
    expect(pageFindings).toEqual([]);
  });
});

test("in the school’s language, whose words are brought only then", async () => {
  const { profiles, school: about } = testPolicy();
  school.configure(
    testPolicy({
      version: "arabic",
      school: { ...about, language: "ar" },
      profiles: { pupil: { ...profiles["pupil"], care: { ownServices: [hosts.open] } } },
    }),
  );
  await school.policyInForce("arabic");
  await visit(page, "https://exampletalk.test/");
  await typeInto("#say", `call ${number}`);
  await find("احذفه");
});
