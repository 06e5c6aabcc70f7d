// The first screen of the worry form, drawn at build time into report.html: the browser paints it before it has read a
// script of ours but the small one that dresses the page.
import { join } from "node:path";
import { runnerImport, type Plugin } from "vite";

interface FirstScreen {
  drawFirstScreen(root: Element): string;
}

/** The part of jsdom that is used; it comes without types. */
interface Jsdom {
  readonly JSDOM: new (html: string) => { readonly window: Window };
}

const programTag = /<script type="module" crossorigin src="([^"]+)"><\/script>/;
const emptyRoot = '<div id="app"></div>';

/** The form's markup as the page's own program would draw it. `root` is the project's folder. */
export async function drawReport(root: string): Promise<string> {
  const { module } = await runnerImport<FirstScreen>(
    join(root, "entrypoints/report/first-screen.tsx"),
    {
      root,
      configFile: false,
      logLevel: "warn",
      oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
    },
  );
  const jsdom: string = "jsdom";
  const { JSDOM } = (await import(jsdom)) as Jsdom;
  const { window } = new JSDOM("<!doctype html>");
  // What every browser of ours has, and the page asks about.
  const world = { document: window.document, window, speechSynthesis: {} };
  const before = Object.keys(world).map(
    (name) => [name, Object.getOwnPropertyDescriptor(globalThis, name)] as const,
  );
  Object.assign(globalThis, world);
  try {
    return module.drawFirstScreen(window.document.body);
  } finally {
    for (const [name, descriptor] of before) {
      if (descriptor === undefined) Reflect.deleteProperty(globalThis, name);
      else Object.defineProperty(globalThis, name, descriptor);
    }
    window.close();
  }
}

/** Throws where the page is not as it is known here: a form that opens slowly is not to be shipped unseen. */
export function putFirstScreen(html: string, screen: string): string {
  const program = programTag.exec(html);
  if (program === null || !html.includes(emptyRoot)) {
    throw new Error("report.html has no program, or no place for its first screen");
  }
  return html
    .replace(program[0], `<script src="/first-look.js" data-src="${program[1] ?? ""}"></script>`)
    .replace(emptyRoot, () => `<div id="app">${screen}</div>`);
}

/** For the build of the pages. */
export function firstScreens(root: string): Plugin {
  return {
    name: "first-screens",
    apply: "build",
    transformIndexHtml: {
      order: "post",
      async handler(html, { filename }) {
        if (!filename.replaceAll("\\", "/").endsWith("/report/index.html")) return html;
        return putFirstScreen(html, await drawReport(root));
      },
    },
  };
}
