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
  body { margin: 1rem; font: 13px/1.4 system-ui, sans-serif; background: #e4e4e4; color: #111; width: 1860px; }
  section { padding: .5rem; } h2 { margin: 0 0 .4rem; font-size: 16px; }
  .all { display: flex; flex-wrap: wrap; gap: 10px; align-items: start; }
  figure { margin: 0; } img { display: block; border: 1px solid #999; }
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
          `<figure style="width:${width}px"><a href="${file}"><img src="${file}" width="${width}" alt=""></a><figcaption>${escape(name)}</figcaption></figure>`,
      );
    return `<section id="${section}"><h2>${escape(section)}</h2><div class="all">${shown.join("")}</div></section>`;
  });
  const sheet = join(folder, "index.html");
  await writeFile(
    sheet,
    `<!doctype html><html lang="en-GB"><meta charset="utf-8"><title>Schoolgate: all pictures</title><style>${style}</style>${html.join("")}</html>`,
  );
  const files = ["index.html"];
  const page = await browser.newPage();
  try {
    await page.setViewport({ width: 1900, height: 1000 });
    await page.goto(pathToFileURL(sheet).href, { waitUntil: "load", timeout: 120_000 });
    for (const section of sections) {
      const file = `sheet-${section}.png`;
      const found = await page.$(`section[id="${section}"]`);
      await found?.screenshot({ path: join(folder, file) });
      files.push(file);
    }
  } finally {
    await page.close();
  }
  return files;
}
