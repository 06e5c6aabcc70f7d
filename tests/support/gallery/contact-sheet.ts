// All pictures on one page, and that page as pictures, a section each.
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser } from "puppeteer";

export interface Picture {
  readonly section: string;
  /** What is under the picture. */
  readonly name: string;
  /** Relative to the sheet. */
  readonly file: string;
  /** CSS pixels it is shown at. */
  readonly width: number;
}

const escape = (text: string): string => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");

const style = `
  body { margin: 1rem; font: 13px/1.4 system-ui, sans-serif; background: #e4e4e4; color: #111; width: 1424px; }
  section { padding: .5rem; } h2 { margin: 0 0 .4rem; font-size: 16px; }
  .all { display: flex; flex-wrap: wrap; gap: 10px; align-items: start; }
  figure { margin: 0; } img { display: block; border: 1px solid #999; }
  body:has(section:target) section:not(:target) { display: none; }
  figcaption { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }`;

/** Writes `index.html` and `sheet-SECTION.png` for each section into `folder`; returns the names of the files. */
export async function makeContactSheet(
  browser: Browser,
  folder: string,
  pictures: readonly Picture[],
): Promise<readonly string[]> {
  const sections = [...new Set(pictures.map((one) => one.section))];
  const html = sections.map((section) => {
    const shown = pictures
      .filter((one) => one.section === section)
      .map(
        ({ name, file, width }) =>
          `<figure style="width:${width}px"><a href="${file}"><img src="${file}" width="${width}" alt="" loading="lazy"></a><figcaption>${escape(name)}</figcaption></figure>`,
      );
    return `<section id="${section}"><h2>${escape(section)}</h2><div class="all">${shown.join("")}</div></section>`;
  });
  const sheet = join(folder, "index.html");
  await writeFile(
    sheet,
    `<!doctype html><html lang="en-GB"><meta charset="utf-8"><title>Schoolgate: all pictures</title><style>${style}</style>${html.join("")}</html>`,
  );
  const files = ["index.html"];
  for (const section of sections) {
    const page = await browser.newPage();
    await page.setViewport({ width: 1464, height: 1000 });
    // Alone in sight: the pictures of all other sections are not even read.
    await page.goto(`${pathToFileURL(sheet).href}#${section}`, { waitUntil: "load" });
    const found = await page.waitForSelector(`section[id="${section}"]`);
    await page.evaluate(() => {
      for (const one of document.querySelectorAll<HTMLImageElement>("section:target img")) {
        one.loading = "eager";
      }
    });
    await page.waitForFunction(
      "[...document.querySelectorAll('section:target img')].every((one) => one.complete)",
      { timeout: 120_000 },
    );
    const file = `sheet-${section}.png`;
    await found?.screenshot({ path: join(folder, file) });
    files.push(file);
    await page.close();
  }
  return files;
}
