// What a first pass in a fresh frame would cost, compiling the engine and copying its tables included, and the wait for
// tables there. Pages are looked through in the worker,
// where neither is paid: `npm run -s bench -- page` measures what a page pays.
import type { Page } from "puppeteer";
import { waitUntil } from "../../cli/kit/wait-until.ts";
import { scriptedPath, type BenchBrowser } from "./bench-browser.ts";
import type { BenchServer } from "./bench-server.ts";
import type { ColdBench, ColdPass } from "./cold-page.ts";
import { median, medianRatio, print, printBar, rotate, round } from "./figures.ts";
import { nodeCount, nodeUnits } from "./match-texts.ts";
import { callsOf, startTrace } from "./read-trace.ts";

const passes: readonly ColdPass[] = ["touch", "own", "ownScan", "open"];

/** Runs a pass in a frame of `page` that is made for it and taken away, or in the page itself. */
async function runCold(page: Page, pass: ColdPass, inFrame: boolean): Promise<void> {
  await page.evaluate(
    async (pass, inFrame) => {
      const here = globalThis as unknown as {
        coldInput: Parameters<ColdBench["run"]>[1];
        coldBench: ColdBench;
      };
      if (!inFrame) {
        await here.coldBench.run(pass, here.coldInput);
        return;
      }
      const frame = document.createElement("iframe");
      frame.src = "/cold-frame.html";
      await new Promise((resolve) => {
        frame.addEventListener("load", resolve);
        document.body.append(frame);
      });
      const { coldBench } = frame.contentWindow as unknown as { coldBench: ColdBench };
      await coldBench.run(pass, here.coldInput);
      frame.remove();
    },
    pass,
    inFrame,
  );
}

/** A page of a fresh site with the texts and the tables in it. */
async function openColdPage(bench: BenchBrowser): Promise<Page> {
  const page = await bench.running.browser.newPage();
  await page.goto(bench.freshSite("/cold.html"));
  await page.evaluate(
    async (units, count) => {
      const [text, packed] = await Promise.all([
        fetch("/cold.txt").then((answer) => answer.text()),
        fetch("/cold.bin").then((answer) => answer.arrayBuffer()),
      ]);
      const nodes = Array.from({ length: count }, (_, at) =>
        text.slice(at * units, (at + 1) * units),
      );
      Object.assign(globalThis, { coldInput: { nodes, packed } });
    },
    nodeUnits,
    nodeCount,
  );
  return page;
}

async function measureFirstPass(
  bench: BenchBrowser,
  fresh: "frame" | "process",
  throttle: number,
  rounds: number,
): Promise<void> {
  const times = new Map<ColdPass, number[]>(passes.map((pass) => [pass, []]));
  const shared = fresh === "frame" ? await openColdPage(bench) : undefined;
  for (let turn = 0; turn < rounds; turn += 1) {
    for (const pass of rotate(passes, turn)) {
      const page = shared ?? (await openColdPage(bench));
      const devTools = await page.createCDPSession();
      await devTools.send("Emulation.setCPUThrottlingRate", { rate: throttle });
      const endTrace = await startTrace(page, ["devtools.timeline"]);
      await runCold(page, pass, fresh === "frame");
      const [ms] = callsOf(await endTrace(), "coldTask");
      times.get(pass)?.push(ms ?? Number.NaN);
      await devTools.detach();
      if (page !== shared) await page.close();
    }
  }
  await shared?.close();
  const touch = times.get("touch") ?? [];
  for (const [pass, spent] of times) {
    print({
      bench: "match-cold",
      fresh,
      throttle,
      pass,
      ms: round(median(spent), 2),
      leastMs: round(Math.min(...spent), 2),
      timesTouch: round(medianRatio(spent, touch), 2),
      rounds: spent.length,
    });
  }
  const ratio = medianRatio(times.get("own") ?? [], touch);
  const what = `10,000 phrases: first pass of 200 kB, fresh ${fresh}, ${throttle} x slower: own / touch loop`;
  printBar("match-cold", what, "<= 2.5", ratio);
  if (fresh === "frame" && throttle === 1) {
    printBar(
      "match-cold",
      "tables opened in a fresh frame, ms",
      "<= 1",
      median(times.get("open") ?? []),
    );
  }
}

async function measureTables(bench: BenchBrowser, rounds: number): Promise<void> {
  const waits: number[] = [];
  const opens: number[] = [];
  const page = await bench.running.browser.newPage();
  for (let turn = 0; turn < 3 * rounds; turn += 1) {
    await page.goto(bench.freshSite(`${scriptedPath}-leaf.html`));
    const said = await waitUntil("the tables are ready", () =>
      page.evaluate(() => document.documentElement.dataset["tables"]),
    );
    const { waitMs, openMs } = JSON.parse(said) as { waitMs: number; openMs: number };
    waits.push(waitMs);
    opens.push(openMs);
  }
  await page.close();
  print({
    bench: "match-tables",
    waitMs: round(median(waits)),
    leastWaitMs: round(Math.min(...waits)),
    openMs: round(median(opens), 2),
    rounds: waits.length,
  });
  printBar(
    "match-tables",
    "10,000 phrases: wait for the tables by the clock, ms",
    "<= 15",
    median(waits),
  );
}

/** `script`: the bundle of `cold-page.ts`; `prose`: 200,000 units; `packed`: what the extension holds as well. */
export async function measureCold(
  bench: BenchBrowser,
  server: BenchServer,
  given: {
    readonly script: string;
    readonly prose: string;
    readonly packed: ArrayBuffer;
    readonly rounds: number;
  },
): Promise<void> {
  const { files } = server;
  const page = '<!doctype html><meta charset="utf-8"><script src="/cold.js"></script><body>';
  files.set("/cold.js", given.script);
  files.set("/cold.html", page);
  files.set("/cold-frame.html", page);
  files.set("/cold.txt", given.prose);
  files.set("/cold.bin", new Uint8Array(given.packed));
  files.set(`${scriptedPath}-leaf.html`, `<!doctype html><body><p>${given.prose.slice(0, 2000)}`);
  for (const fresh of ["frame", "process"] as const) {
    for (const throttle of [1, 4]) await measureFirstPass(bench, fresh, throttle, given.rounds);
  }
  await measureTables(bench, given.rounds);
}
