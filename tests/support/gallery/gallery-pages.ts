// How the gallery is made of the real pages: their own index.html and main.tsx, with a messenger that answers from samples.
import { fileURLToPath } from "node:url";
import type { InlineConfig, Plugin } from "vite";
import { renderIndex } from "./render-index.ts";
import { galleryPages } from "./shot-list.ts";

export const galleryRoot = fileURLToPath(new URL("../../../", import.meta.url));
const fake = fileURLToPath(new URL("fake-send.ts", import.meta.url));

/** Before anything of the page runs: what its reader chose earlier (`?keep.NAME=VALUE`), and nothing else. */
const keptScript = `
  const asked = new URLSearchParams(location.search);
  if (asked.has("shot")) localStorage.clear();
  for (const [name, value] of asked) {
    if (name.startsWith("keep.")) localStorage.setItem(name.slice(5), value);
  }`;

const fakeMessenger: Plugin = {
  name: "fake-messenger",
  enforce: "pre",
  resolveId: (source) => (source.endsWith("platform/send-message.ts") ? fake : undefined),
  transformIndexHtml: () => [{ tag: "script", children: keptScript, injectTo: "head-prepend" }],
};

/** What a built gallery and one that follows every edit have in common. */
export const galleryConfig = {
  root: galleryRoot,
  configFile: false,
  logLevel: "warn",
  publicDir: false,
  plugins: [fakeMessenger],
} satisfies InlineConfig;

export const galleryEntries = galleryPages.map(
  (page) => `${galleryRoot}entrypoints/${page}/index.html`,
);

/** The first page: what there is to look at. `desk` is a sentence about where the desk is. */
export const galleryIndex = (desk: string): string => renderIndex(desk);
