// Photographs every page in every state, light and dark, and the desk; one sheet of all. `npm run shots [-- NAME_PART]`
// or `node tests/support/gallery/shots.ts OUT_DIR [NAME_PART]`; exits 1 where a page logs an error or was not reached.
import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { Browser, Page } from "puppeteer";
import { photographCare } from "./care-shots.ts";
import { makeContactSheet, type Picture } from "./contact-sheet.ts";
import { photographDesk } from "./desk-shots.ts";
import { galleryRoot } from "./gallery-pages.ts";
import { launchForGallery, openLooker, openShot, setReader, sizeOf } from "./open-shot.ts";
import { serveGallery } from "./serve.ts";
import { shots, type Shot } from "./shot-list.ts";

const [outDir, part = ""] = process.argv.slice(2);
if (outDir === undefined) {
  console.error("usage: node tests/support/gallery/shots.ts OUT_DIR [NAME_PART]");
  process.exit(2);
}
/** Whatever hangs: by then it has ended. */
const deadlineMs = 15 * 60_000;
const atOnce = 2;

const startMs = performance.now();
const pictures: Picture[] = [];
const problems: string[] = [];

/** The state as it is first seen, and whole where it is longer than its window. */
async function photograph(page: Page, folder: string, shot: Shot): Promise<readonly Picture[]> {
  const size = sizeOf(shot);
  const taken: Picture[] = [];
  for (const scheme of ["light", "dark"] as const) {
    const viewport = { ...size, deviceScaleFactor: shot.popup === true ? 1.5 : 1 };
    await page.setViewport(viewport);
    await setReader(page, { scheme });
    const name = `${shot.name}-${scheme}`;
    await page.screenshot({ path: join(folder, `${name}.png`) });
    const wholePx = await page.evaluate(() => {
      const main = document.querySelector("main");
      const inside = main === null ? 0 : main.scrollHeight - main.clientHeight;
      return Math.max(document.documentElement.scrollHeight, innerHeight + inside);
    });
    let file = `${name}.png`;
    if (wholePx > size.height) {
      file = `${name}-whole.png`;
      await page.setViewport({ ...viewport, height: Math.min(wholePx, 4000) });
      await page.screenshot({ path: join(folder, file) });
    }
    const section = shot.language === undefined ? `${shot.page}-${scheme}` : `in-${shot.language}`;
    taken.push({ section, name, file, width: shot.popup === true ? 270 : 455 });
  }
  return taken;
}

async function photographPages(browser: Browser, folder: string): Promise<void> {
  const gallery = await serveGallery();
  const wanted = shots.filter((one) => one.name.includes(part));
  const byName = new Map<string, readonly Picture[]>();
  const queue = wanted.values();
  const work = async (): Promise<void> => {
    const { page, wrong } = await openLooker(browser);
    for (const shot of queue) {
      wrong.length = 0;
      try {
        await page.setViewport(sizeOf(shot));
        await setReader(page, {});
        await openShot(page, gallery.origin, shot);
        byName.set(shot.name, await photograph(page, folder, shot));
      } catch (error) {
        wrong.push(`did not get there: ${String(error)}`);
      }
      problems.push(...wrong.map((one) => `${shot.name}: ${one}`));
    }
    await page.close();
  };
  try {
    await Promise.all(Array.from({ length: atOnce }, work));
  } finally {
    await gallery.close();
  }
  for (const { name } of wanted) pictures.push(...(byName.get(name) ?? []));
}

/** The notes are scripts of the package: built anew where it is not fresh. */
function builtPackage(): string {
  const built = spawnSync(process.execPath, [join(galleryRoot, "cli/build.ts")], {
    stdio: "inherit",
  });
  if (built.status !== 0) throw new Error("the package does not build");
  return join(galleryRoot, ".output/chrome-mv3");
}

/** A browser of its own for each part: what one leaves behind troubles no other. */
async function inBrowser<T>(use: (browser: Browser) => Promise<T>): Promise<T> {
  const browser = await launchForGallery();
  try {
    return await use(browser);
  } finally {
    await browser.close();
  }
}

setTimeout(() => {
  console.error(`not done after ${deadlineMs / 60_000} minutes`);
  process.exit(1);
}, deadlineMs).unref();

mkdirSync(outDir, { recursive: true });
// What an earlier run left would be looked at as if it were new.
for (const file of readdirSync(outDir)) {
  if (/-(light|dark)(-whole)?\.png$|^sheet-.*\.png$/.test(file)) rmSync(join(outDir, file));
}
try {
  await inBrowser((browser) => photographPages(browser, outDir));
  const states = new Set(pictures.map((one) => one.name.replace(/-(light|dark)$/, ""))).size;
  console.log(`${states} states of ${new Set(shots.map((one) => one.page)).size} pages`);
  if (part === "" || "desk".includes(part)) {
    const desk = await photographDesk(outDir);
    pictures.push(...desk.pictures);
    problems.push(...desk.problems);
    console.log(`${desk.pictures.length / 2} views and states of the desk`);
  }
  if (part === "" || "care".includes(part)) {
    const care = await inBrowser((browser) => photographCare(browser, outDir, builtPackage()));
    pictures.push(...care);
    console.log(`${care.length / 2} notes beside a stranger's page`);
  }
  const files = await inBrowser((browser) => makeContactSheet(browser, outDir, pictures));
  console.log(
    `${pictures.length} pictures and ${files.length} sheets in ${outDir}; begin with index.html`,
  );
} catch (error) {
  problems.push(`ended early: ${String(error)}`);
}
for (const problem of problems) console.log(`    ${problem}`);
const seconds = Math.round((performance.now() - startMs) / 1000);
console.log(`${problems.length} problems; ${seconds} s`);
process.exitCode = problems.length === 0 ? 0 : 1;
