// The first screen of the worry form, drawn at build time into report.html with its styles: the browser paints it when it
// has read that one file and the small script that dresses the page. Of a browser held to a quarter of its speed each file
// more costs some 10 ms.
import { createHash } from "node:crypto";
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

const styleLink = /\s*<link rel="stylesheet" crossorigin href="\/([^"]+)">/g;

/**
 * `sourceOf` gives what a file of the build holds. Throws where the page is not as it is known here: a form that opens
 * slowly is not to be shipped unseen.
 */
export function putFirstScreen(
  html: string,
  screen: string,
  sourceOf: (file: string) => string | undefined,
): string {
  const program = programTag.exec(html);
  if (program === null || !html.includes(emptyRoot)) {
    throw new Error("report.html has no program, or no place for its first screen");
  }
  const files = Array.from(html.matchAll(styleLink), ([, file = ""]) => file);
  const sources = files.map((file) => {
    const source = sourceOf(file);
    if (source === undefined) throw new Error(`report.html asks for ${file}, which is not built`);
    if (/<\/style/i.test(source)) throw new Error(`report.html: ${file} would end its own element`);
    return source.trim();
  });
  if (sources.length === 0) throw new Error("report.html has no styles");
  // Not fetched. Parts of the program that come later ask for the styles that they need, unless a link names them.
  const named = files.map((file) => `<link rel="stylesheet" disabled href="/${file}">`);
  const head = [
    `<style>${sources.join("\n")}</style>`,
    ...named,
    `<script src="/first-look.js" data-src="${program[1] ?? ""}"></script>`,
  ];
  return html
    .replaceAll(styleLink, "")
    .replace(program[0], () => head.join("\n    "))
    .replace(emptyRoot, () => `<div id="app">${screen}</div>`);
}

/** A content security policy by which a page may have its own styles, and no others, within it. */
export function allowStylesOf(html: string, policy: string): string {
  const hashes = [...html.matchAll(/<style>([^]*?)<\/style>/g)].map(
    ([, source = ""]) => ` 'sha256-${createHash("sha256").update(source).digest("base64")}'`,
  );
  if (!policy.includes("style-src 'self'")) throw new Error("the policy names no styles");
  return policy.replace("style-src 'self'", (styles) => styles + hashes.join(""));
}

/** For the build of the pages. */
export function firstScreens(root: string): Plugin {
  return {
    name: "first-screens",
    apply: "build",
    transformIndexHtml: {
      order: "post",
      async handler(html, { filename, bundle }) {
        if (!filename.replaceAll("\\", "/").endsWith("/report/index.html")) return html;
        return putFirstScreen(html, await drawReport(root), (file) => {
          const built = bundle?.[file];
          return built?.type === "asset" ? String(built.source) : undefined;
        });
      },
    },
  };
}
