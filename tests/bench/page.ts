// Measures what the extension costs a page: `npm run -s bench -- page [--pairs N] [--shapes A,B] [--against FOLDER]`.
// With `--against` a second build of the extension (an unpacked one, for example of yesterday) is visited in the same
// turns, for where the machine is never quiet: one line says what each costs. A managed Chromium
// that has the extension and one that has not visit the same pages turn about; each visit is traced. One JSON line per
// shape, then one per bar. Processor time of the page's main thread, not the clock: two browsers share the machine.
import { resolve } from "node:path";
import { exit, stderr } from "node:process";
import { TargetType, type Browser } from "puppeteer";
import { readArgs } from "../../cli/args.ts";
import { findChromium } from "../../cli/kit/find-chromium.ts";
import { launchManagedChromium } from "../../cli/kit/managed-chromium.ts";
import { waitUntil } from "../../cli/kit/wait-until.ts";
import { openManagedSchool } from "../support/managed-school.ts";
import { tempFolder } from "../support/temp-folder.ts";
import { median, medianRatio, print, printBar, printMachine, round } from "./figures.ts";
import { heapBytesOf } from "./match-chromium.ts";
import { readCorpus } from "./match-corpus.ts";
import { makeProse } from "./match-texts.ts";
import { readVisit, threadOf, type VisitCost } from "./page-trace.ts";
import { manyFrames, shapes, type Prose, type Shape } from "./pages/shapes.ts";
import { callsOf, startBrowserTrace, startTrace } from "./read-trace.ts";

const usage = "npm run -s bench -- page [--pairs N] [--shapes A,B] [--against FOLDER]";

function refuse(why: string): never {
  stderr.write(`${why}\n${usage}\n`);
  exit(2);
}

const args = readArgs(process.argv.slice(3), {
  usage,
  words: [],
  values: ["pairs", "shapes", "against"],
});
if (!args.ok) refuse(args.error);
const pairs = Number(args.value.values.get("pairs") ?? "5");
if (!Number.isInteger(pairs) || pairs < 1) refuse("--pairs: expected a whole number from 1 on");
const wanted = args.value.values.get("shapes")?.split(",") ?? shapes.map(({ name }) => name);
for (const name of wanted) {
  if (!shapes.some((shape) => shape.name === name)) {
    refuse(`--shapes ${name}: expected some of ${shapes.map((shape) => shape.name).join(", ")}`);
  }
}
const chosen = shapes.filter(({ name }) => wanted.includes(name));

interface Visit extends VisitCost {
  readonly heapMb: number;
}

/** Walks through one long text, so that no two places of the pages are the same. */
function proseFrom(lines: readonly string[]): Prose {
  const text = makeProse(lines, 3_000_000, []).replaceAll("&", "and").replaceAll("\n", " ");
  let at = 0;
  return (units) => {
    if (at + units >= text.length) at = 0;
    const piece = text.slice(at, at + units);
    at += units;
    return piece.trim();
  };
}

/**
 * Nobody looks into the page: where a debugger does, Chromium notes for each request and timer which script asked, and
 * for that reads our scripts a second time.
 */
async function visit(
  browser: Browser,
  shape: Shape,
  throttle: number,
  ownOrigin: string,
): Promise<Visit> {
  const known = new Set(browser.targets());
  const whole = await browser.target().createCDPSession();
  const { targetId } = await whole.send("Target.createTarget", { url: "about:blank" });
  const tab = await browser.waitForTarget(
    (one) => one.type() === TargetType.PAGE && !known.has(one),
  );
  const devTools = await tab.createCDPSession();
  await devTools.send("Emulation.setCPUThrottlingRate", { rate: throttle });
  const endTrace = await startBrowserTrace(whole);
  await devTools.send("Page.navigate", { url: `http://${shape.name}.bench-site.test/` });
  await waitUntil(`${shape.name} has loaded`, async () => {
    const { result } = await devTools.send("Runtime.evaluate", {
      expression: `location.hostname.startsWith("${shape.name}.") && document.readyState === "complete"`,
    });
    return result.value === true;
  });
  await devTools.send("Runtime.evaluate", {
    expression: `new Promise((resolve) => {
      setTimeout(function visitEnds() { resolve(); }, ${shape.windowMs});
    })`,
    awaitPromise: true,
  });
  const events = await endTrace();
  const thread = threadOf(events, "visitEnds");
  if (thread === undefined) throw new Error(`${shape.name}: the page's thread is not in the trace`);
  const heapMb = (await heapBytesOf(devTools)) / 1e6;
  await whole.send("Target.closeTarget", { targetId });
  await whole.detach();
  return { ...readVisit(events, thread, ownOrigin), heapMb };
}

/**
 * What this machine makes of a loop that touches each character, now: 500 to 800 where nothing else runs. Milliseconds
 * below are worth the more the lower this is.
 */
async function printYardstick(): Promise<void> {
  const page = await bare.browser.newPage();
  const endTrace = await startTrace(page, ["devtools.timeline"]);
  for (let turn = 0; turn < 5; turn += 1) {
    await page.evaluate(
      () =>
        new Promise<number>((resolve) => {
          const text = "a line of some text. ".repeat(500_000);
          setTimeout(function touchTask() {
            let sum = 0;
            for (let at = 0; at < text.length; at += 1) sum ^= text.charCodeAt(at);
            resolve(sum);
          }, 0);
        }),
    );
  }
  const units = 21 * 500_000;
  const speeds = callsOf(await endTrace(), "touchTask").map((ms) => units / 1000 / ms);
  print({ bench: "page-yardstick", touchMcuPerS: round(median(speeds)) });
  await page.close();
}

const lines = readCorpus();
const sites = Object.fromEntries(
  chosen.map((shape) => {
    const pages = shape.pages(proseFrom(lines));
    return [
      `${shape.name}.bench-site.test`,
      ({ path }: { path: string }) => {
        const body = pages[path];
        return body === undefined ? undefined : { body };
      },
    ];
  }),
);
const school = await openManagedSchool({ sites });
const otherFolder = args.value.values.get("against");
const other =
  otherFolder === undefined
    ? undefined
    : await openManagedSchool({ sites, extensionFolder: resolve(otherFolder) });
const chromium = findChromium();
if (chromium === undefined) throw new Error("no Chromium: npm test installs one where it can");
const bare = await launchManagedChromium({
  chromium,
  userDataDir: tempFolder("bare"),
  headless: true,
  offline: true,
  hostMap: school.web.hostMap,
  trustedKeyHash: school.web.trustedKeyHash,
});
await school.policyInForce("test-1");
await other?.policyInForce("test-1");
const ownOrigin = `chrome-extension://${school.extensionId}`;

printMachine(
  `${pairs} pairs of visits, with and without the extension, turn about; processor time of the page's main thread from ` +
    "Chromium's trace; medians, and medians of the pairs' own ratios and differences",
);

const costs = new Map<string, { with: Visit[]; without: Visit[] }>();
for (const throttle of [1, 4]) {
  await printYardstick();
  for (const shape of chosen) {
    const seen: { with: Visit[]; without: Visit[] } = { with: [], without: [] };
    // One visit each that does not count: the worker wakes, the browser's caches fill.
    const others: Visit[] = [];
    const visitOther = async (): Promise<void> => {
      if (other === undefined) return;
      const origin = `chrome-extension://${other.extensionId}`;
      others.push(await visit(other.chromebook().browser, shape, throttle, origin));
    };
    if (throttle === 1) {
      await visitOther();
      others.length = 0;
      await visit(school.chromebook().browser, shape, 1, ownOrigin);
      await visit(bare.browser, shape, 1, ownOrigin);
    }
    for (let pair = 0; pair < pairs; pair += 1) {
      const order =
        pair % 2 === 0 ? (["with", "without"] as const) : (["without", "with"] as const);
      for (const side of order) {
        const { browser } = side === "with" ? school.chromebook() : bare;
        seen[side].push(await visit(browser, shape, throttle, ownOrigin));
      }
      await visitOther();
    }
    costs.set(`${shape.name}/${throttle}`, seen);
    printShape(shape, throttle, seen);
    if (others.length > 0) printAgainst(shape, throttle, seen.with, others);
  }
}
printBars();
await bare.close();
await school.close();
await other?.close();
exit(0);

function printShape(
  shape: Shape,
  throttle: number,
  seen: { readonly with: readonly Visit[]; readonly without: readonly Visit[] },
): void {
  const both = (key: keyof Visit, digits = 1): readonly [number, number] => [
    round(median(seen.with.map((one) => one[key])), digits),
    round(median(seen.without.map((one) => one[key])), digits),
  ];
  const all = (side: "with" | "without"): number[] => seen[side].map(({ allMs }) => allMs);
  print({
    bench: "page",
    shape: shape.name,
    throttle,
    pairs: seen.with.length,
    // Each as [with, without].
    longTasks: both("longTasks"),
    blockingMs: both("blockingMs"),
    longestTaskMs: both("longestMs"),
    mainThreadMs: both("allMs"),
    mainThreadRatio: round(medianRatio(all("with"), all("without")), 3),
    heapMb: both("heapMb", 2),
    oursMs: both("oursMs", 2),
    oursLongestMs: both("oursLongestMs", 2),
    oursWorstMs: round(Math.max(...seen.with.map(({ oursLongestMs }) => oursLongestMs)), 2),
    oursTasks: both("oursTasks"),
    oursUntilMs: both("oursUntilMs", 0),
    visitMs: shape.windowMs,
    oursShare: round((median(seen.with.map(({ oursMs }) => oursMs)) / shape.windowMs) * 100, 2),
    // The second half of the visit alone: the page has been read by then.
    oursLateShare: round(
      (median(seen.with.map(({ oursLateMs }) => oursLateMs)) / (shape.windowMs / 2)) * 100,
      2,
    ),
    forcedLayouts: both("forced"),
  });
}

/** Both builds by what is ours alone, each as [this one, the other]: the least and the middle of the visits. */
function printAgainst(
  shape: Shape,
  throttle: number,
  these: readonly Visit[],
  others: readonly Visit[],
): void {
  const both = (key: "oursMs" | "oursLongestMs" | "oursLateMs", of: (ms: number[]) => number) =>
    [these, others].map((visits) => round(of(visits.map((one) => one[key])), 2));
  const least = (ms: number[]): number => Math.min(...ms);
  print({
    bench: "page-against",
    shape: shape.name,
    throttle,
    visits: others.length,
    oursLeastMs: both("oursMs", least),
    oursMs: both("oursMs", median),
    oursLongestLeastMs: both("oursLongestMs", least),
    oursLongestMs: both("oursLongestMs", median),
    oursLateMs: both("oursLateMs", median),
  });
}

function printBars(): void {
  const oursOf = (key: string): number =>
    median((costs.get(key)?.with ?? []).map(({ oursMs }) => oursMs));
  for (const [throttle, wantedMs] of [
    [1, "<= 8"],
    [4, "<= 16"],
  ] as const) {
    const longest = chosen.map(({ name }) =>
      median((costs.get(`${name}/${throttle}`)?.with ?? []).map((one) => one.oursLongestMs)),
    );
    const bar = `longest task of ours on any shape, ${throttle} x slower, ms`;
    printBar("page", bar, wantedMs, Math.max(...longest));
  }
  const windowMs = shapes.find(({ name }) => name === "churn")?.windowMs ?? Number.NaN;
  if (wanted.includes("churn")) {
    const late = median((costs.get("churn/1")?.with ?? []).map(({ oursLateMs }) => oursLateMs));
    const bar = "1,000 changes a second: share of the main thread, %";
    printBar("page", bar, "<= 1.5", (oursOf("churn/1") / windowMs) * 100);
    print({
      bench: "page",
      what: "the same once the page has been read (the second half of the visit), %",
      measured: round((late / (windowMs / 2)) * 100, 3),
    });
  }
  if (wanted.includes("article")) {
    const cold = oursOf("article/1");
    printBar("page", "main thread of ours for 100 kB cold, ms", "<= 8", cold);
    // Two million units less the first hundred thousand, in each hundred thousand.
    const warm = (oursOf("long-text/1") - cold) / 19;
    if (!Number.isNaN(warm))
      printBar("page", "main thread of ours for 100 kB warm, ms", "<= 3", warm);
  }
  const framed = costs.get("frames/1");
  if (framed !== undefined) {
    const extra = framed.with.map(
      (one, at) => (one.heapMb - (framed.without[at]?.heapMb ?? Number.NaN)) / (manyFrames + 1),
    );
    printBar(
      "page",
      "heap that each frame adds where all are of one origin, MB",
      "<= 1",
      median(extra),
    );
  }
}
