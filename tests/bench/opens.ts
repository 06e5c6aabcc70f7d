// `npm run -s bench -- opens [--rounds N]`: how long the worry form takes to open on a processor at a quarter of its
// speed, beside a page of 100 bytes of another extension, turn about, each in a tab of its own. One JSON line per page,
// then one per bar. The clock of the page itself: from the navigation to the first paint, with which the form is there and
// keeps what is pressed; `answersMs` is when its program has taken that over.
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { exit, stderr } from "node:process";
import { setTimeout as wait } from "node:timers/promises";
import { TargetType, type Browser } from "puppeteer";
import { readArgs } from "../../cli/args.ts";
import { findChromium } from "../../cli/kit/find-chromium.ts";
import { launchManagedChromium } from "../../cli/kit/managed-chromium.ts";
import { projectRoot } from "../../cli/kit/project-root.ts";
import { tempFolder } from "../support/temp-folder.ts";
import { median, print, printBar, printMachine, round } from "./figures.ts";

const usage = "npm run -s bench -- opens [--rounds N]";
const throttle = 4;
const mostMs = 200;

function refuse(why: string): never {
  stderr.write(`${why}\n${usage}\n`);
  exit(2);
}

const args = readArgs(process.argv.slice(3), { usage, words: [], values: ["rounds"] });
if (!args.ok) refuse(args.error);
const rounds = Number(args.value.values.get("rounds") ?? "11");
if (!Number.isInteger(rounds) || rounds < 1) refuse("--rounds: expected a whole number from 1 on");
const built = join(projectRoot, ".output/chrome-mv3");
if (!existsSync(join(built, "manifest.json"))) refuse("no built extension: npm run build first");
const chromium = findChromium();
if (chromium === undefined) refuse("no Chromium: npm test installs one where it can");

const folder = tempFolder("opens");
const smallest = join(folder, "smallest");
mkdirSync(smallest);
const manifest = {
  manifest_version: 3,
  name: "smallest",
  version: "1.0",
  background: { service_worker: "worker.js" },
};
writeFileSync(join(smallest, "manifest.json"), JSON.stringify(manifest));
writeFileSync(join(smallest, "worker.js"), "");
const smallPage = `<!doctype html><html lang="en"><title>A</title><h1>A page</h1><p>Words`;
writeFileSync(join(smallest, "page.html"), smallPage.padEnd(100, "."));

interface Opened {
  readonly paintMs: number;
  /** When the form's program hears for itself; the smallest page has none. */
  readonly answersMs: number;
}

/** Runs in the page before anything of it: notes when the program takes the first screen over. */
function noteTakeover(): void {
  let first: { end(): void } | undefined;
  Object.defineProperty(globalThis, "schoolgateFirstLook", {
    get: () => first,
    set(given: { end(): void }) {
      const end = given.end.bind(given);
      given.end = () => {
        end();
        performance.mark("answers");
      };
      first = given;
    },
  });
}

/** Not through a page of puppeteer's: that makes a world of its own in every page, which costs as much as our program. */
async function open(browser: Browser, address: string, hasProgram: boolean): Promise<Opened> {
  const all = await browser.target().createCDPSession();
  const { targetId } = await all.send("Target.createTarget", { url: "about:blank" });
  try {
    const { sessionId } = await all.send("Target.attachToTarget", { targetId, flatten: true });
    const tab = all.connection()?.session(sessionId);
    if (!tab) throw new Error("the new tab is not to be reached");
    await tab.send("Emulation.setCPUThrottlingRate", { rate: throttle });
    await tab.send("Page.enable");
    await tab.send("Page.addScriptToEvaluateOnNewDocument", {
      source: `(${String(noteTakeover)})()`,
    });
    await tab.send("Page.navigate", { url: address });
    for (const until = Date.now() + 60_000; Date.now() < until; await wait(100)) {
      const { result } = await tab.send("Runtime.evaluate", {
        expression: `(${String(readTimes)})()`,
        returnByValue: true,
      });
      const opened = result.value as Opened | undefined;
      if (opened && opened.paintMs > 0 && (!hasProgram || opened.answersMs > 0)) return opened;
    }
    throw new Error(`${address} was not painted within a minute`);
  } finally {
    await all.send("Target.closeTarget", { targetId });
    await all.detach();
  }
}

/** Runs in the page. 0: not yet. */
function readTimes(): Opened {
  const at = (name: string) => performance.getEntriesByName(name)[0]?.startTime ?? 0;
  return { paintMs: at("first-contentful-paint"), answersMs: at("answers") };
}

printMachine(
  `processor held to 1/${throttle} by the browser; ${rounds} tabs each, turn about, after one of each that does not count; first-contentful-paint by the page's own clock`,
);
const running = await launchManagedChromium({
  chromium,
  userDataDir: join(folder, "profile"),
  headless: true,
  offline: true,
  unpacked: [built, smallest],
});
try {
  const { browser } = running;
  const originOf = async (worker: string): Promise<string> => {
    const target = await browser.waitForTarget(
      (one) => one.type() === TargetType.SERVICE_WORKER && one.url().endsWith(worker),
      { timeout: 60_000 },
    );
    return target.url().slice(0, -worker.length);
  };
  const form = `${await originOf("/background.js")}/report.html`;
  const small = `${await originOf("/worker.js")}/page.html`;
  const ours: Opened[] = [];
  const theirs: Opened[] = [];
  for (let turn = 0; turn <= rounds; turn += 1) {
    const isFirst = turn % 2 === 0;
    if (!isFirst) theirs.push(await open(browser, small, false));
    ours.push(await open(browser, form, true));
    if (isFirst) theirs.push(await open(browser, small, false));
  }
  const of = (all: readonly Opened[], what: keyof Opened) => all.slice(1).map((one) => one[what]);
  const added = of(ours, "paintMs").map((ms, at) => ms - (of(theirs, "paintMs")[at] ?? Number.NaN));
  const row = (page: string, all: readonly Opened[], more: object = {}) => {
    const paints = of(all, "paintMs");
    print({
      page,
      coldPaintMs: round(all[0]?.paintMs ?? Number.NaN),
      paintMs: round(median(paints)),
      leastMs: round(Math.min(...paints)),
      mostMs: round(Math.max(...paints)),
      ...more,
    });
  };
  row("report.html", ours, { answersMs: round(median(of(ours, "answersMs"))) });
  row("100 bytes", theirs);
  print({ page: "report.html less 100 bytes", paintMs: round(median(added)) });
  printBar(
    "opens",
    "first paint of the form, less that of 100 bytes, ms",
    `<= ${mostMs}`,
    median(added),
  );
  printBar(
    "opens",
    "first paint of the form by the clock, ms",
    `<= ${mostMs}`,
    median(of(ours, "paintMs")),
  );
} finally {
  await running.close();
}
