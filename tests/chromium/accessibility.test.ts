// Every page in every state that the gallery has, as Chromium draws it: axe, light and dark; the size of what can be
// pressed; at 200 % and at 320 px; in forced colours; and the outline that a screen reader hears.
import type { Browser, Page, SerializedAXNode } from "puppeteer";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  chromebookSize,
  launchForGallery,
  narrowestSize,
  openLooker,
  openShot,
  setReader,
  sizeOf,
  zoomedSize,
} from "../support/gallery/open-shot.ts";
import {
  axeFinds,
  cutTexts,
  edgelessControls,
  smallTargets,
} from "../support/gallery/page-checks.ts";
import { serveGallery, type Gallery } from "../support/gallery/serve.ts";
import { shots, type Shot } from "../support/gallery/shot-list.ts";

type Looker = Awaited<ReturnType<typeof openLooker>>;

let gallery: Gallery;
let browser: Browser;
const free: Looker[] = [];
const waiting: ((looker: Looker) => void)[] = [];
const atOnce = 2;

beforeAll(async () => {
  [gallery, browser] = await Promise.all([serveGallery(), launchForGallery()]);
  for (let count = 0; count < atOnce; count += 1) free.push(await openLooker(browser));
});
afterAll(async () => {
  await browser?.close();
  await gallery?.close();
});

function giveBack(looker: Looker): void {
  const next = waiting.shift();
  if (next === undefined) free.push(looker);
  else next(looker);
}

/** In place of a window in which a look has failed: it, or the whole browser, may be broken. */
async function replace(broken: Looker): Promise<Looker> {
  await broken.page.close().catch(() => undefined);
  if (!browser.connected) browser = await launchForGallery();
  return openLooker(browser);
}

/** Two windows for all states: a test waits until one of them is free. */
async function withPage<T>(look: (page: Page, wrong: string[]) => Promise<T>): Promise<T> {
  const looker = free.pop() ?? (await new Promise<Looker>((resolve) => waiting.push(resolve)));
  looker.wrong.length = 0;
  try {
    const seen = await look(looker.page, looker.wrong);
    giveBack(looker);
    return seen;
  } catch (error) {
    giveBack(await replace(looker).catch(() => looker));
    throw error;
  }
}

async function lookAt(page: Page, shot: Shot): Promise<readonly string[]> {
  const found: string[] = [];
  const note = (where: string, problems: readonly string[]): void => {
    found.push(...problems.map((one) => `${where}: ${one}`));
  };
  const size = sizeOf(shot);
  await page.setViewport(size);
  await setReader(page, {});
  await openShot(page, gallery.origin, shot);
  note("light", await axeFinds(page));
  note("light", await page.evaluate(cutTexts));
  // The IT lead's page is a page for a desk.
  if (shot.page !== "status") note("to press", await page.evaluate(smallTargets));
  await setReader(page, { scheme: "dark" });
  note("dark", await axeFinds(page, "colours"));
  for (const [where, narrow] of [
    ["at 200 %", zoomedSize],
    ["at 320 px", narrowestSize],
  ] as const) {
    if (narrow.width > size.width) continue;
    await page.setViewport(narrow);
    note(where, await page.evaluate(cutTexts));
  }
  return found;
}

/** Words in other languages have a test of their own (words.test.ts); here are one from right to left, and very big ones. */
const looked = shots.filter(
  ({ language, name }) =>
    language === undefined || language === "ar" || name.startsWith("reading-"),
);

const inForcedColours = shots.filter(({ name }) =>
  /^(report-(1-what|3-words|4-check|5-sent|help|mine)|blocked(-review|-help|-warn|-unlock|-self-harm)?|agreement|notice|closed|status)$/.test(
    name,
  ),
);

describe.concurrent("nothing is wrong with", () => {
  test.each(looked.map((shot) => [shot.name, shot] as const))("%s", async (_name, shot) => {
    const found = await withPage(async (page, wrong) => [...(await lookAt(page, shot)), ...wrong]);
    expect(found).toEqual([]);
  });
});

test("in forced colours every control has an edge, an underline or a sign", async () => {
  // A page of its own: Chromium does not always survive a page that goes back to its own colours.
  const { page } = await openLooker(browser);
  await page.setViewport(chromebookSize);
  await setReader(page, { forced: true });
  const found: string[] = [];
  for (const shot of inForcedColours) {
    await openShot(page, gallery.origin, shot);
    expect(await page.evaluate(() => matchMedia("(forced-colors: active)").matches)).toBe(true);
    const bare = await page.evaluate(edgelessControls);
    found.push(...bare.map((one) => `${shot.name}: ${one}`));
  }
  expect(found).toEqual([]);
  await page.close();
});

/** Role and name of all that a screen reader meets, in its order. */
function outlineOf(node: SerializedAXNode): readonly string[] {
  const own = `${node.role}${node.level === undefined ? "" : ` ${node.level}`}: ${node.name ?? ""}`;
  return [own, ...(node.children ?? []).flatMap(outlineOf)];
}

describe("what a screen reader hears, in order", () => {
  test.each<readonly [shot: string, expected: readonly RegExp[]]>([
    [
      "report-1-what",
      [
        /^RootWebArea: .*worry/i,
        /^combobox: Language/,
        /^button: Make it easier to read/,
        /^button: Read it to me/,
        /^button: Close now/,
        /^button: Tell/,
        /^button: Help now/,
        /^button: My worries/,
        /^heading 1: What’s happened/,
        /^radio: Somebody is being unkind/,
        /^radio: Something else/,
        /^button: Next/,
        /^link: What is watched here/,
        /999/,
      ],
    ],
    [
      "report-4-check",
      [
        /^heading 1: This is exactly what will be sent/,
        /^button: Change: /,
        /^button: Back/,
        /^button: Send/,
      ],
    ],
    [
      "report-5-sent",
      [/^heading 1: Sent/, /7QX-M2K/, /^heading 2: Want to talk/, /^link: childline/],
    ],
    [
      "report-help",
      [
        /^heading 1: People who can help/,
        /^heading 2: At school/,
        /Amara Okafor/,
        /^link: childline/,
      ],
    ],
    [
      "blocked",
      [
        /^heading 1: This page is closed/,
        /bigwins\.example\.test/,
        /betting with money/,
        /Dan Frost/,
        /^button: Go back/,
        /^button: I think this should be open/,
        /^button: I came here by accident/,
        /^button: I need help/,
      ],
    ],
    [
      "blocked-warn",
      [/^heading 1: A moment/, /^textbox: What do you need/i, /^button: Go on/, /^button: Go back/],
    ],
    [
      "blocked-self-harm",
      [
        /^heading 1: You matter/,
        /Amara Okafor/,
        /^link: Tell somebody/,
        /0800 1111/,
        /^button: Go back/,
      ],
    ],
    [
      "agreement",
      [
        /^heading 1: Using the internet/,
        /^heading 2: The rules/,
        /password/,
        /^heading 2: What the school can see/,
        /^button: I agree/,
      ],
    ],
    [
      "notice",
      [
        /^heading 1: What is watched here/,
        /^heading 2: What it looks at/,
        /^heading 2: What it never does/,
        /^heading 2: Who sees it/,
        /^link: Childline/,
      ],
    ],
    [
      "closed",
      [
        /^heading 1: This page is closed by law/,
        /^button: Go back/,
        /^heading 2: Somebody to talk to/,
      ],
    ],
  ])("%s", async (name, expected) => {
    const heard = await withPage(async (page) => {
      const shot = shots.find((one) => one.name === name);
      if (shot === undefined) throw new Error(`no shot ${name}`);
      await page.setViewport(sizeOf(shot));
      await openShot(page, gallery.origin, shot);
      const tree = await page.accessibility.snapshot();
      return tree === null ? [] : outlineOf(tree);
    });
    let from = 0;
    for (const words of expected) {
      const at = heard.findIndex((one, index) => index >= from && words.test(one));
      expect(at, `${String(words)} from line ${from} of:\n${heard.join("\n")}`).toBeGreaterThan(-1);
      from = at + 1;
    }
    // Nothing to press without a name.
    expect(
      heard.filter((one) => /^(button|link|textbox|combobox|radio|checkbox): *$/.test(one)),
    ).toEqual([]);
  });
});
