// A browser with the bench's own small extension: a content script that gets the tables as the product's does.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { findChromium } from "../../cli/kit/find-chromium.ts";
import { launchManagedChromium, type ManagedChromium } from "../../cli/kit/managed-chromium.ts";
import { tempFolder } from "../support/temp-folder.ts";
import type { BenchServer } from "./bench-server.ts";
import { bundleScript } from "./bundle.ts";

export interface BenchBrowser {
  readonly running: ManagedChromium;
  /** An address of a site not used before, which gets a renderer process of its own. */
  freshSite(path: string): string;
}

/** Pages whose path begins so get the content script. */
export const scriptedPath = "/scripted";
const freshSites = 400;

/** `packed`: the tables that the content script reads, at an address of the session only. */
export async function openBenchBrowser(
  server: BenchServer,
  packed: ArrayBuffer,
): Promise<BenchBrowser> {
  const chromium = findChromium();
  if (chromium === undefined) throw new Error("no Chromium: npm test installs one where it can");
  const folder = tempFolder("bench");
  const extension = join(folder, "extension");
  mkdirSync(extension);
  const manifest = {
    manifest_version: 3,
    name: "bench",
    version: "1.0",
    content_scripts: [
      {
        matches: [`http://*/${scriptedPath.slice(1)}*`],
        js: ["frame.js"],
        all_frames: true,
        run_at: "document_start",
      },
    ],
    web_accessible_resources: [
      { resources: ["lexicon.bin"], matches: ["<all_urls>"], use_dynamic_url: true },
    ],
  };
  writeFileSync(join(extension, "manifest.json"), JSON.stringify(manifest));
  writeFileSync(join(extension, "lexicon.bin"), new Uint8Array(packed));
  writeFileSync(
    join(extension, "frame.js"),
    await bundleScript("cold-script.ts", { minify: true }),
  );
  const hosts = Array.from({ length: freshSites }, (_, place) => `bench-${place}.test`);
  const running = await launchManagedChromium({
    chromium,
    userDataDir: join(folder, "profile"),
    headless: true,
    offline: true,
    unpacked: [extension],
    hostMap: Object.fromEntries(hosts.map((host) => [host, `127.0.0.1:${server.port}`])),
  });
  let used = 0;
  return {
    running,
    freshSite(path) {
      used += 1;
      return `http://${hosts[used % freshSites]}${path}`;
    },
  };
}
