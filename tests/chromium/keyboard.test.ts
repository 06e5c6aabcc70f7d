// Every flow by keyboard alone, on the real pages with answers from samples: each stop shows that it has the focus and is
// not covered, the order is that of the page, nothing holds the focus fast.
import type { Browser, Page } from "puppeteer";
import { beforeEach, describe, expect, test } from "vitest";
import { launchForGallery, openShot, setReader, sizeOf } from "../support/gallery/open-shot.ts";
import { serveGallery, type Gallery } from "../support/gallery/serve.ts";
import { shots } from "../support/gallery/shot-list.ts";
import { openAfresh } from "../support/open-afresh.ts";

let gallery: Gallery;
let browser: Browser;
let page: Page;
/** Addresses of the web that were gone to; nothing leaves this machine. */
const goneTo: string[] = [];

openAfresh(
  async () => {
    [gallery, browser] = await Promise.all([serveGallery(), launchForGallery()]);
    page = await browser.newPage();
    page.setDefaultTimeout(60_000);
    // A tab whose only page is the form may close itself; a tab with a past goes to an empty page.
    await page.goto(gallery.origin);
    await page.setRequestInterception(true);
    page.on("request", (request) => {
      const address = request.url();
      if (address.startsWith(gallery.origin) || !address.startsWith("http")) {
        void request.continue();
        return;
      }
      if (!address.endsWith("/favicon.ico")) goneTo.push(address);
      void request.respond({ status: 200, contentType: "text/html", body: "<h1>The web</h1>" });
    });
  },
  async () => {
    await browser?.close();
    await gallery?.close();
  },
);
beforeEach(() => {
  goneTo.length = 0;
});

async function open(name: string): Promise<void> {
  const shot = shots.find((one) => one.name === name);
  if (shot === undefined) throw new Error(`no shot ${name}`);
  await page.setViewport(sizeOf(shot));
  await setReader(page, {});
  await openShot(page, gallery.origin, shot);
}

interface Stop {
  readonly name: string;
  /** An outline or a ring: on it, or on the card around a radio button. */
  readonly isShown: boolean;
  /** Within the window, and nothing else over its middle. */
  readonly isSeen: boolean;
  /** Down the page, in pixels; parts that stay in place (the bar, the foot) say so. */
  readonly top: number;
  readonly isFixed: boolean;
  /** The focus was here before: once round. */
  readonly isMet: boolean;
}

/** Runs in the page: what has the focus; undefined for nothing, or the page itself. */
function readStop(): Stop | undefined {
  const focused = document.activeElement;
  if (!(focused instanceof HTMLElement) || focused === document.body) return undefined;
  const isMet = focused.dataset["met"] !== undefined;
  focused.dataset["met"] = "";
  const label = focused instanceof HTMLInputElement ? focused.closest("label") : null;
  const whole = label ?? focused;
  const box = whole.getBoundingClientRect();
  const middle = document.elementFromPoint(
    box.left + box.width / 2,
    Math.min(Math.max(box.top + box.height / 2, 1), innerHeight - 1),
  );
  const named =
    focused instanceof HTMLInputElement ||
    focused instanceof HTMLSelectElement ||
    focused instanceof HTMLTextAreaElement
      ? (focused.labels?.[0]?.textContent ?? "")
      : focused.textContent;
  return {
    name: (focused.getAttribute("aria-label") ?? named).replaceAll(/\s+/g, " ").trim(),
    isShown: [focused, whole, label?.parentElement]
      .filter((one) => one instanceof HTMLElement)
      .map((one) => getComputedStyle(one))
      .some((style) => style.outlineStyle !== "none" || style.boxShadow !== "none"),
    isSeen:
      box.bottom > 0 &&
      box.top < innerHeight &&
      middle !== null &&
      (whole.contains(middle) || middle.contains(whole)),
    // The popup's middle scrolls by itself.
    top: box.top + scrollY + (document.querySelector("main")?.scrollTop ?? 0),
    isFixed: focused.closest(".frame-bar, .frame-foot, .tabs, .actions") !== null,
    isMet,
  };
}

async function tab(): Promise<Stop | undefined> {
  await page.keyboard.press("Tab");
  return page.evaluate(readStop);
}

const mostStops = 80;

/** Tabs until a stop is called `words`. Each stop on the way is shown and seen, or this fails. */
async function tabTo(words: RegExp): Promise<void> {
  const met: string[] = [];
  for (let count = 0; count < mostStops; count += 1) {
    const stop = await tab();
    if (stop === undefined) continue;
    met.push(stop.name);
    expect({ ...stop, top: 0 }).toMatchObject({ isShown: true, isSeen: true });
    if (words.test(stop.name)) return;
  }
  throw new Error(`${String(words)} was not among: ${met.join(" · ")}`);
}

const press = async (key: "Enter" | "Space" | "Escape" | "ArrowDown" | "ArrowRight" | "End") =>
  page.keyboard.press(key);
const appears = (selector: string) => page.waitForSelector(selector, { timeout: 60_000 });
const focusedWords = () => page.evaluate(() => document.activeElement?.textContent ?? "");
async function headingHasFocus(words: RegExp): Promise<void> {
  await page.waitForFunction(
    (source) =>
      /^H[1-6]$/.test(document.activeElement?.tagName ?? "") &&
      new RegExp(source, "i").test(document.activeElement?.textContent ?? ""),
    { timeout: 60_000 },
    words.source,
  );
}

describe("once round the page", () => {
  /** Every stop from the first to the last, as the words on it begin. */
  test.each<readonly [shot: string, stops: readonly RegExp[]]>([
    [
      "report-1-what",
      [
        /language/i,
        /easier to read/i,
        /Read it to me/,
        /close now/i,
        /^Tell/,
        /^Help/,
        /^My/,
        /unkind/,
        /tab/,
        /watched/,
        /rules/,
      ],
    ],
    [
      "report-3-words",
      [/own words/i, /reached/i, /page I’m on/, /without my name/, /pictures/i, /Back/, /^Next/],
    ],
    ["report-4-check", [/Change: What/, /Change/, /Back/, /^Send/]],
    ["report-5-sent", [/childline/i, /another worry/i]],
    ["report-help", [/^Help/, /childline/i]],
    ["report-mine", [/My worries/, /Forget/]],
    ["blocked", [/language/i, /Go back/, /should be open/, /accident/, /help/i, /Staff/]],
    ["blocked-warn", [/What do you need/i, /Go on/, /Go back/]],
    ["blocked-self-harm", [/Tell somebody/i, /childline/i, /Go back/]],
    ["agreement", [/language/i, /agree/i]],
    ["notice", [/language/i, /childline/i]],
    ["closed", [/language/i]],
    ["status", [/check/i]],
  ])("%s: every stop shown, none covered, in the order of the page", async (name, expected) => {
    await open(name);
    // From the very beginning, wherever the steps of the gallery left the focus.
    await page.evaluate(() => {
      document.querySelector<HTMLElement>("select, button, a[href], input")?.focus();
    });
    const first = await page.evaluate(readStop);
    const stops: Stop[] = first === undefined ? [] : [first];
    const wrong: string[] = [];
    for (let count = 0; count < mostStops; count += 1) {
      const stop = await tab();
      if (stop === undefined || stop.isMet) break;
      if (!stop.isShown) wrong.push(`no sign of the focus: ${stop.name}`);
      if (!stop.isSeen) wrong.push(`covered: ${stop.name}`);
      const before = stops.at(-1);
      const goesUp =
        before !== undefined && !before.isFixed && !stop.isFixed && stop.top < before.top - 40;
      if (goesUp && !isBesides(name)) wrong.push(`goes up from ${before.name} to ${stop.name}`);
      stops.push(stop);
    }
    expect(wrong).toEqual([]);
    expect(stops.length, "the focus comes out of the page again").toBeLessThan(mostStops);
    const names = stops.map((stop) => stop.name);
    let from = 0;
    for (const words of expected) {
      const found = names.findIndex((one, index) => index >= from && words.test(one));
      expect(found, `${String(words)} after ${from} in ${names.join(" · ")}`).toBeGreaterThan(-1);
      from = found + 1;
    }
    expect(await page.$("[tabindex]:not([tabindex='0']):not([tabindex='-1'])")).toBeNull();
  });
});

/** Pages in two columns: the second begins at the top again. */
function isBesides(name: string): boolean {
  return name === "notice" || name === "closed" || name === "status";
}

describe("the worry form", () => {
  test("from what happened to its reference, each step beginning at its heading", async () => {
    await open("report-1-what");
    await tabTo(/unkind/);
    await press("ArrowDown");
    expect(
      await page.$eval("input[name=what]:checked", (input) => input.getAttribute("value")),
    ).toBe("contact");
    await tabTo(/^Next/);
    await press("Enter");
    await headingHasFocus(/who/);
    await tabTo(/Whoever|Okafor/);
    await press("Space");
    await tabTo(/^Next/);
    await press("Enter");
    await headingHasFocus(/more/);
    await tabTo(/own words/i);
    await page.keyboard.type("Somebody keeps asking where I live.");
    await tabTo(/without my name/);
    await press("Space");
    await tabTo(/^Next/);
    await press("Enter");
    await headingHasFocus(/exactly what will be sent/);
    // Back to change one thing, and here again with what was written.
    await tabTo(/Change: Your words|Change: In your/i);
    await press("Enter");
    await headingHasFocus(/more/);
    expect(await page.$eval("#words", (field) => (field as HTMLTextAreaElement).value)).toContain(
      "where I live",
    );
    await tabTo(/^Next/);
    await press("Enter");
    await headingHasFocus(/exactly what will be sent/);
    await tabTo(/^Send/);
    await press("Enter");
    await headingHasFocus(/sent/);
    await appears(".reference-code");
  });

  test("Escape twice leaves at once, and nothing can be gone back to", async () => {
    await open("report-3-words");
    const before = await page.evaluate(() => history.length);
    await page.focus("#words");
    await press("Escape");
    await press("Escape");
    await page.waitForFunction("location.href === 'about:blank'", { timeout: 60_000 });
    // The empty page has taken the form's own place.
    expect(await page.evaluate(() => history.length)).toBe(before);
    await page.goto(`${gallery.origin}/entrypoints/report/index.html?state=teen`);
    await appears("h1");
    expect(
      await page.evaluate("JSON.stringify(localStorage) + JSON.stringify(sessionStorage)"),
    ).not.toContain("where I live");
  });

  test("Close now leaves by one press", async () => {
    await open("report-3-words");
    await page.focus(".frame-bar select");
    await tabTo(/Close now/);
    await press("Enter");
    await page.waitForFunction("location.href === 'about:blank'", { timeout: 60_000 });
  });
});

describe("the block page", () => {
  test("ask for it, with a reason", async () => {
    await open("blocked");
    await tabTo(/should be open/);
    await press("Enter");
    await appears("#reason");
    await tabTo(/help/i);
    await page.focus("#reason");
    await page.keyboard.type("We use it in maths.");
    await tabTo(/^Send/);
    await press("Enter");
    await page.waitForFunction("document.body.innerText.includes('4KD-9TZ')", { timeout: 60_000 });
  });

  test("go on past a warning: not without a reason, and then to the site", async () => {
    await open("blocked-warn");
    await tabTo(/Go on/);
    await press("Enter");
    await appears("#warn-reason[aria-invalid=true]");
    await page.focus("#warn-reason");
    await page.keyboard.type("For my project");
    await tabTo(/Go on/);
    await press("Enter");
    await page.waitForFunction("document.body.innerText === 'The web'", { timeout: 60_000 });
    expect(goneTo).toEqual(["https://www.bigwins.example.test/slots?from=ad"]);
  });

  test("help, and out of it again", async () => {
    await open("blocked");
    await tabTo(/I need help/);
    await press("Enter");
    await appears(".helps");
    await tabTo(/Tell somebody/);
    await tabTo(/Staff/);
  });
});

test("the agreement is agreed to", async () => {
  await open("agreement");
  await tabTo(/I agree/);
  await press("Enter");
  await page.waitForFunction(
    () => !/I agree/.test(document.querySelector("main")?.innerText ?? ""),
    { timeout: 60_000 },
  );
  // Whoever listens hears where they are now.
  expect(await focusedWords()).not.toBe("");
});

test("what is hidden on the notice opens and closes", async () => {
  await open("notice");
  await page.focus("main summary");
  await press("Enter");
  await appears("main details[open]");
  await press("Enter");
  await page.waitForFunction("document.querySelector('main details[open]') === null");
});

describe("settings of a reader", () => {
  test("another language: at once, and the focus stays where it was", async () => {
    await open("report-1-what");
    await tabTo(/language/i);
    await page.keyboard.type("Cy");
    await page.waitForFunction("document.documentElement.lang === 'cy'", { timeout: 60_000 });
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe("SELECT");
  });

  test("size and paper: the panel takes the focus, holds at once, and Escape gives it back", async () => {
    await open("blocked");
    const sizeBefore = await page.$eval("h1", (h1) =>
      Number.parseFloat(getComputedStyle(h1).fontSize),
    );
    await tabTo(/read/i);
    await press("Enter");
    await headingHasFocus(/read/);
    await tabTo(/./);
    await press("ArrowRight");
    await page.waitForFunction(
      (before) =>
        Number.parseFloat(getComputedStyle(document.querySelector("h1") as Element).fontSize) >
        before,
      { timeout: 60_000 },
      sizeBefore,
    );
    await press("Escape");
    await page.waitForFunction("document.querySelector('.reading-panel') === null");
    expect(await page.evaluate(() => document.activeElement?.getAttribute("aria-expanded"))).toBe(
      "false",
    );
  });
});
