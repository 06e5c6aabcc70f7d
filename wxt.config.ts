import { readFileSync } from "node:fs";
import { join } from "node:path";
import { defineConfig } from "wxt";
import { generatedFolder } from "./lib/build/generate.ts";
import { buildManifest } from "./lib/build/manifest.ts";

const { version } = JSON.parse(readFileSync(join(import.meta.dirname, "package.json"), "utf8")) as {
  version: string;
};

/** What `lib/build` has made before (cli/build.ts) and the package carries beside `public/`. */
const generatedFiles = [
  "baseline-ruleset.json",
  "managed_schema.json",
  "categories.json",
  "lexicon.bin",
];

export default defineConfig({
  imports: false,
  manifestVersion: 3,
  targetBrowsers: ["chrome"],
  manifest: () => buildManifest({ version, key: process.env["SCHOOLGATE_MANIFEST_KEY"] }),
  hooks: {
    "build:publicAssets": (_wxt, files) => {
      for (const name of generatedFiles) {
        files.push({ absoluteSrc: join(generatedFolder, name), relativeDest: name });
      }
    },
  },
  vite: () => ({
    build: {
      target: "chrome130",
      sourcemap: false,
      reportCompressedSize: false,
    },
    oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  }),
});
