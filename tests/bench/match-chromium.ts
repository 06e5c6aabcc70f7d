// A realm in a page of Chromium, asked from outside. Each is a fresh page; times come from the browser's own trace.
import type { Browser, CDPSession, Page } from "puppeteer";
import { waitUntil } from "../../cli/kit/wait-until.ts";
import type { BenchServer } from "./bench-server.ts";
import type { MatchBench } from "./match-page.ts";
import type { OpenRunner, Timed } from "./match-runner.ts";
import { callsOf, startTrace } from "./read-trace.ts";

/** An automaton of 50,000 phrases has been seen to take minutes on a busy machine. */
const longestBuildMs = 900_000;

type Names = Exclude<keyof MatchBench, "open">;

function ask<Name extends Names>(
  page: Page,
  name: Name,
  given?: Parameters<MatchBench[Name]>[0],
): Promise<Awaited<ReturnType<MatchBench[Name]>>> {
  return page.evaluate(
    (called, value) => {
      const { matchBench } = globalThis as unknown as { matchBench: Record<string, Function> };
      return matchBench[called]?.(value);
    },
    name,
    given,
  ) as Promise<Awaited<ReturnType<MatchBench[Name]>>>;
}

/** Used bytes of the page's whole JavaScript heap, buffers included, after a collection. */
export async function heapBytesOf(devTools: CDPSession): Promise<number> {
  await devTools.send("HeapProfiler.collectGarbage");
  const usage = (await devTools.send("Runtime.getHeapUsage")) as {
    usedSize: number;
    backingStorageSize?: number;
  };
  return usage.usedSize + (usage.backingStorageSize ?? 0);
}

/** `script`: the bundle of `match-page.ts`. */
export function chromiumRunners(browser: Browser, server: BenchServer, script: string): OpenRunner {
  return async (input) => {
    const { files, port } = server;
    files.set("/match.js", script);
    files.set(
      "/match.html",
      '<!doctype html><meta charset="utf-8"><script src="match.js"></script>',
    );
    files.set("/texts.json", JSON.stringify({ phrases: input.phrases, prose: input.prose }));
    files.set("/packed.bin", new Uint8Array(input.packed));
    if (input.rust !== undefined) files.set("/rust.wasm", new Uint8Array(input.rust));
    const page = await browser.newPage();
    page.setDefaultTimeout(0);
    await page.goto(`http://127.0.0.1:${port}/match.html`);
    await page.evaluate(() =>
      (globalThis as unknown as { matchBench: MatchBench }).matchBench.open(),
    );
    const devTools = await page.createCDPSession();
    const endTrace = await startTrace(page, ["devtools.timeline"]);
    return {
      async time(work): Promise<Timed> {
        if (work.kind === "run") return ask(page, "time", work);
        await ask(page, "begin", work);
        const done = await waitUntil(`${work.engine} is built`, () => ask(page, "done"), {
          deadlineMs: longestBuildMs,
        });
        if ("error" in done) throw new Error(done.error);
        return done;
      },
      unitsOf: async (workload) => ask(page, "unitsOf", workload),
      found: async (engine, units) => ask(page, "found", [engine, units]),
      bytesOf: async (engine) => ask(page, "bytesOf", engine),
      heapBytes: () => heapBytesOf(devTools),
      async settle() {
        const times = callsOf(await endTrace(), "benchTask");
        await page.close();
        return times;
      },
    };
  };
}
