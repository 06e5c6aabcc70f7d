// Photographs nudge, help card and the note on long use on stand-in pages of strangers, light and dark, out of the built
// package: `node tests/support/gallery/care-shots.ts OUT_DIR`, or `photographCare` beside the other pictures.
import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Browser, Page } from "puppeteer";
import { waitUntil } from "../../../cli/kit/wait-until.ts";
import type { PageCare } from "../../../lib/contract/message.ts";
import { strangers } from "../nudge-pages.ts";
import { html } from "../visit.ts";
import type { Picture } from "./contact-sheet.ts";
import { launchForGallery } from "./open-shot.ts";

interface CareShot {
  readonly name: string;
  readonly body: string;
  readonly care: PageCare;
  /** Field and words. */
  readonly write?: readonly [string, string];
  /** Twice as big, as by the browser's zoom. */
  readonly isZoomed?: true;
}

const chat = strangers["exampletalk.test"]().body;
const form = strangers["prizes.examplegames.test"]().body;
const mail = strangers["examplemail.test"]().body;
const results = html(
  "Results",
  `<style>body{font:16px sans-serif;margin:24px 120px}h3{margin-bottom:2px}
  @media (prefers-color-scheme:dark){body{background:#202124;color:#ddd}}</style>
  <p><input value="what somebody asked for" style="width:480px;padding:8px"></p>` +
    Array.from(
      { length: 9 },
      (_, at) =>
        `<h3>Result ${at + 1}</h3><p>A sentence of a page that was found, as it stands there.</p>`,
    ).join(""),
).body;

const teen: PageCare = { reading: "ks3", language: "en", nudges: true };
const young: PageCare = { ...teen, reading: "ks1" };
const say = (words: string) => ["#say", words] as const;

const careShots: readonly CareShot[] = [
  { name: "nudge-phone", body: chat, care: teen, write: say("call me on 07700 900123") },
  { name: "nudge-meeting-young", body: chat, care: young, write: say("meet me at the park at 5") },
  { name: "nudge-form", body: form, care: teen, write: ["#phone", "07700 900123"] },
  {
    name: "nudge-mail",
    body: mail,
    care: teen,
    write: ["#last", "I live at 12 Example Road, Exampleton"],
  },
  {
    name: "nudge-password-zoom",
    body: chat,
    care: teen,
    write: say("my password is kittens99"),
    isZoomed: true,
  },
  {
    name: "nudge-urdu",
    body: chat,
    care: { ...teen, language: "ur" },
    write: say("my number is 07700 900123"),
  },
  { name: "card-self-harm", body: results, care: { ...teen, card: "self-harm" } },
  { name: "card-eating", body: results, care: { ...teen, reading: "post16", card: "eating" } },
  { name: "card-abuse-young", body: results, care: { ...young, card: "abuse" } },
  { name: "card-arabic", body: results, care: { ...teen, language: "ar", card: "self-harm" } },
  { name: "card-bengali", body: results, care: { ...teen, language: "bn", card: "abuse" } },
  { name: "card-zoom", body: results, care: { ...teen, card: "self-harm" }, isZoomed: true },
  { name: "rest", body: results, care: { ...teen, restMinutes: 120 } },
];

/** The extension's own calls, answered for the picture. */
function stub(care: PageCare): void {
  Object.assign(globalThis, {
    chrome: {
      runtime: {
        id: "for-a-picture",
        sendMessage: (message: { schoolgate: string }) =>
          Promise.resolve({ ok: true, value: message.schoolgate === "page/care" ? care : {} }),
      },
      dom: { openOrClosedShadowRoot: (element: Element) => element.shadowRoot },
    },
  });
}

async function open(page: Page, shot: CareShot, scripts: readonly string[]): Promise<void> {
  await page.goto("about:blank");
  await page.setContent(shot.body);
  await page.evaluate(stub, shot.care);
  for (const script of scripts) await page.evaluate(script);
  if (shot.write !== undefined) {
    await page.click(shot.write[0]);
    await page.keyboard.type(shot.write[1]);
  }
  await waitUntil(`${shot.name} shows`, async () => {
    const isThere = await page.evaluate(
      () => document.documentElement.lastElementChild?.localName === "div",
    );
    return isThere || undefined;
  });
}

/** Needs the built package in `packageFolder`. */
export async function photographCare(
  browser: Browser,
  folder: string,
  packageFolder: string,
): Promise<readonly Picture[]> {
  const scripts = ["care-words.js", "care.js"].map((name) =>
    readFileSync(join(packageFolder, name), "utf8"),
  );
  const page = await browser.newPage();
  const pictures: Picture[] = [];
  for (const shot of careShots) {
    for (const scheme of ["light", "dark"] as const) {
      const scale = shot.isZoomed === true ? 2 : 1;
      await page.setViewport({
        width: 1366 / scale,
        height: 768 / scale,
        deviceScaleFactor: scale,
      });
      await page.emulateMediaFeatures([
        { name: "prefers-color-scheme", value: scheme },
        { name: "prefers-reduced-motion", value: "reduce" },
      ]);
      await open(page, shot, scripts);
      const name = `care-${shot.name}-${scheme}`;
      await page.screenshot({ path: join(folder, `${name}.png`) });
      pictures.push({ section: `care-${scheme}`, name, file: `${name}.png`, width: 455 });
    }
  }
  await page.close();
  return pictures;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [outDir] = process.argv.slice(2);
  if (outDir === undefined) {
    console.error("usage: node tests/support/gallery/care-shots.ts OUT_DIR");
    process.exit(2);
  }
  mkdirSync(outDir, { recursive: true });
  const browser = await launchForGallery();
  try {
    const root = join(import.meta.dirname, "../../..");
    const taken = await photographCare(browser, outDir, join(root, ".output/chrome-mv3"));
    console.log(`${taken.length} pictures in ${outDir}`);
  } finally {
    await browser.close();
  }
}
