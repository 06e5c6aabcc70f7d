import { readFileSync } from "node:fs";
import { join } from "node:path";
import { defineConfig } from "wxt";
import { allowStylesOf, firstScreens } from "./lib/build/first-screen.ts";
import { generatedFiles, generatedFolder } from "./lib/build/generate.ts";
import { buildManifest, contentSecurityPolicy } from "./lib/build/manifest.ts";

const { version } = JSON.parse(readFileSync(join(import.meta.dirname, "package.json"), "utf8")) as {
  version: string;
};

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
    "build:manifestGenerated": ({ config }, manifest) => {
      const html = readFileSync(join(config.outDir, "report.html"), "utf8");
      const policy = allowStylesOf(html, contentSecurityPolicy);
      Object.assign(manifest, { content_security_policy: { extension_pages: policy } });
    },
  },
  vite: () => ({
    plugins: [firstScreens(import.meta.dirname)],
    build: {
      target: "chrome130",
      sourcemap: false,
      reportCompressedSize: false,
      // Chrome fetches modules of a package without them.
      modulePreload: false,
    },
    oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  }),
});
