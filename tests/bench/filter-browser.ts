// A browser with the stub extension in which the filter is measured.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "puppeteer";
import { build } from "vite";
import type { ManagedChromium } from "../../cli/kit/managed-chromium.ts";
import { projectRoot } from "../../cli/kit/project-root.ts";
import { waitUntil } from "../../cli/kit/wait-until.ts";
import { openStubExtension } from "../support/stub-extension.ts";

export interface FilterBrowser {
  readonly running: ManagedChromium;
  /** A page of the stub, where `filterBench` is. */
  readonly page: Page;
  /** Resident memory of the browser process, which holds the rules, in MB. */
  memoryMb(): number;
}

/** The bench's page and all of the product that it uses, as one script. */
export async function bundlePage(): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: "silent",
    build: {
      write: false,
      minify: false,
      lib: {
        entry: join(projectRoot, "tests/bench/filter-page.ts"),
        formats: ["iife"],
        name: "filterPage",
        fileName: "page",
      },
    },
  });
  const [output] = [built].flat();
  const chunk = output !== undefined && "output" in output ? output.output[0] : undefined;
  if (chunk === undefined) throw new Error("the bench's page was not bundled");
  return chunk.code;
}

export async function openFilterBrowser(
  script: string,
  hostMap: Readonly<Record<string, string>>,
): Promise<FilterBrowser> {
  const { running, origin } = await openStubExtension({
    manifest: {
      permissions: ["declarativeNetRequest", "storage", "unlimitedStorage", "alarms"],
      declarative_net_request: {
        rule_resources: [{ id: "baseline", enabled: true, path: "baseline.json" }],
      },
      web_accessible_resources: [{ resources: ["blocked.html"], matches: ["<all_urls>"] }],
    },
    files: {
      "baseline.json": "[]",
      "bench.js": script,
      "bench.html": '<!doctype html><meta charset="utf-8"><script src="bench.js"></script>',
      "blocked.html": "<!doctype html>",
      "agreement.html": "<!doctype html>",
      "closed.html": "<!doctype html>",
    },
    hostMap,
  });
  const page = await running.browser.newPage();
  page.setDefaultTimeout(0);
  await waitUntil("the stub extension is loaded", async () => {
    await page.goto(`${origin}/bench.html`);
    return page.evaluate(() => "filterBench" in globalThis);
  });
  const memoryMb = (): number => {
    const status = readFileSync(`/proc/${running.pid}/status`, "utf8");
    return Math.round(Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1] ?? 0) / 1024);
  };
  return { running, page, memoryMb };
}
