// Measures the filter: `npm run -s bench -- filter [--pairs N] [--most HOSTS]`. One JSON line per figure, no judgement.
// Compiling is measured here, in processor time of this process and by the clock; everything else in Chromium, with the
// product's own rule service, on loopback.
import { cpus, loadavg } from "node:os";
import { parseArgs } from "node:util";
import type { Page } from "puppeteer";
import { openStandInWeb } from "../../cli/kit/stand-in-web.ts";
import { compileBulk } from "../../lib/core/dnr/compile-policy.ts";
import { markRules } from "../../lib/core/dnr/plan-update.ts";
import { buildHostTable } from "../../lib/core/policy/host-table.ts";
import { hostSet, plainPolicy } from "../support/effective-policies.ts";
import type { FilterBench } from "./filter-page.ts";
import { bundlePage, openFilterBrowser } from "./filter-browser.ts";
import { makeHosts } from "./made-hosts.ts";

const { values } = parseArgs({
  args: process.argv.slice(3),
  options: {
    pairs: { type: "string", default: "21" },
    most: { type: "string", default: "1000000" },
    changes: { type: "string", default: "7" },
  },
});
const sizes = [1000, 10_000, 100_000, 1_000_000].filter((size) => size <= Number(values.most));
const pairs = Number(values.pairs);
const changes = Number(values.changes);
const subresources = 200;

function print(row: Readonly<Record<string, unknown>>): void {
  process.stdout.write(`${JSON.stringify(row)}\n`);
}

const round = (value: number, digits = 1): number => Number(value.toFixed(digits));

function median(numbers: readonly number[]): number {
  return [...numbers].sort((a, b) => a - b)[numbers.length >> 1] ?? 0;
}

/** Runs one method of the page's bench. */
function ask<Name extends keyof FilterBench>(
  page: Page,
  name: Name,
  ...args: Parameters<FilterBench[Name]>
): Promise<Awaited<ReturnType<FilterBench[Name]>>> {
  return page.evaluate(
    (called, given) => {
      const bench = (globalThis as unknown as { filterBench: Record<string, Function> })
        .filterBench;
      return bench[called]?.(...given);
    },
    name,
    args as unknown[],
  ) as Promise<Awaited<ReturnType<FilterBench[Name]>>>;
}

/** From clean hosts to rules with their fingerprints and the table the gates look up, as on a device. */
function measureCompile(size: number): void {
  const hosts = makeHosts(size);
  const effective = plainPolicy({
    categories: { games: { action: "block", rule: "profiles.ks3.categories.games" } },
  });
  const pages = { blocked: "chrome-extension://id/blocked.html", agreement: "x", closed: "y" };
  const rounds: { wallMs: number; cpuMs: number }[] = [];
  let rules = 0;
  for (let turn = 0; turn < 5; turn += 1) {
    const begun = process.cpuUsage();
    const begunMs = performance.now();
    const sets = [hostSet("big", "games", hosts)];
    const compiled = compileBulk({ effective, sets, state: {}, pages, atMs: 0 });
    markRules(compiled.rules);
    buildHostTable(sets);
    rules = compiled.rules.length;
    const spent = process.cpuUsage(begun);
    rounds.push({
      wallMs: performance.now() - begunMs,
      cpuMs: (spent.user + spent.system) / 1000,
    });
  }
  print({
    bench: "filter-compile",
    hosts: size,
    rules,
    wallMs: round(median(rounds.map(({ wallMs }) => wallMs))),
    cpuMs: round(median(rounds.map(({ cpuMs }) => cpuMs))),
    rounds: rounds.length,
  });
}

async function measureChange(
  page: Page,
  name: "unlock" | "addHost" | "addBlock" | "unlockWhileSettling",
  hosts: number,
): Promise<void> {
  const effect: number[] = [];
  const settled: number[] = [];
  for (let turn = 0; turn < changes; turn += 1) {
    const { effectMs, settledMs } = await ask(page, name);
    effect.push(effectMs);
    settled.push(settledMs);
  }
  print({
    bench: "filter-change",
    change: name,
    hosts,
    effectMs: round(median(effect)),
    worstEffectMs: round(Math.max(...effect)),
    settledMs: round(median(settled)),
    rounds: changes,
  });
}

/** Milliseconds from the navigation's start to the end of the page's load event. */
async function loadMs(page: Page): Promise<number> {
  await page.bringToFront();
  await page.goto("http://page.bench-site.test/", { waitUntil: "load" });
  return page.evaluate(() => {
    const [entry] = performance.getEntriesByType("navigation") as PerformanceNavigationTiming[];
    return entry?.loadEventEnd ?? 0;
  });
}

print({
  machine: cpus()[0]?.model,
  cores: cpus().length,
  node: process.version,
  load: loadavg().map((value) => round(value)),
  method: "medians; compile in Node; the rest in headless Chromium with the product's rule service",
});
for (const size of sizes) measureCompile(size);

const image = "R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw==";
const parts = Array.from(
  { length: subresources },
  (_, place) => `<img src="http://cdn-${place % 20}.bench-site.test/${place}.gif" alt="">`,
).join("");
const web = await openStandInWeb({
  "*.bench-site.test": ({ path }) =>
    path.endsWith(".gif")
      ? {
          type: "image/gif",
          body: Buffer.from(image, "base64").toString("latin1"),
          headers: { "cache-control": "no-store" },
        }
      : { body: `<!doctype html><title>bench</title>${parts}` },
});
const script = await bundlePage();
const [withRules, without] = await Promise.all([
  openFilterBrowser(script, web.hostMap),
  openFilterBrowser(script, web.hostMap),
]);
const [one, other] = await Promise.all([
  withRules.running.browser.newPage(),
  without.running.browser.newPage(),
]);

interface Loads {
  readonly withMs: number;
  readonly withoutMs: number;
  readonly ratio: number;
}

/** Pairs of page loads, turn about, so that neither browser always goes first. */
async function measurePages(filtered: Page, free: Page): Promise<Loads> {
  // Connections, caches of the browser and compiled code: not what is measured.
  for (let turn = 0; turn < 3; turn += 1) {
    await loadMs(filtered);
    await loadMs(free);
  }
  const found: { withMs: number; withoutMs: number }[] = [];
  for (let turn = 0; turn < pairs; turn += 1) {
    const isFirst = turn % 2 === 0;
    const before = isFirst ? await loadMs(filtered) : 0;
    const withoutMs = await loadMs(free);
    found.push({ withMs: isFirst ? before : await loadMs(filtered), withoutMs });
  }
  return {
    withMs: median(found.map(({ withMs }) => withMs)),
    withoutMs: median(found.map(({ withoutMs }) => withoutMs)),
    ratio: median(found.map(({ withMs, withoutMs }) => withMs / withoutMs)),
  };
}

const empty = await measurePages(one, other);
const chromiumVersion = await withRules.running.browser.version();
const emptyMb = withRules.memoryMb();
for (const size of sizes) {
  const { reconcileMs, updateMs, ...rules } = await ask(withRules.page, "load", size);
  print({
    bench: "filter-load",
    chromium: chromiumVersion,
    hosts: size,
    ...rules,
    updateMs: round(updateMs),
    allMs: round(reconcileMs),
    browserMbAdded: withRules.memoryMb() - emptyMb,
  });
}
const most = sizes.at(-1) ?? 0;
for (const name of ["unlock", "addHost", "addBlock", "unlockWhileSettling"] as const) {
  await measureChange(withRules.page, name, most);
}

// One of two browsers is always a little faster. So they change places: what is the browser's own cancels out.
const first = await measurePages(one, other);
await withRules.page.evaluate(async () => {
  const rules = chrome.declarativeNetRequest;
  const ids = (list: { id: number }[]): number[] => list.map(({ id }) => id);
  await rules.updateDynamicRules({ removeRuleIds: ids(await rules.getDynamicRules()) });
  await rules.updateSessionRules({ removeRuleIds: ids(await rules.getSessionRules()) });
});
await ask(without.page, "load", most);
const second = await measurePages(other, one);
print({
  bench: "filter-page-load",
  hosts: most,
  subresources,
  pairs: 2 * pairs,
  withMs: round((first.withMs + second.withMs) / 2),
  withoutMs: round((first.withoutMs + second.withoutMs) / 2),
  medianRatio: round(Math.sqrt(first.ratio * second.ratio), 3),
  eachWay: [round(first.ratio, 3), round(second.ratio, 3)],
  // The same two browsers before either had a rule.
  emptyRatio: round(empty.ratio, 3),
});
await Promise.all([withRules.running.close(), without.running.close()]);
await web.close();
process.exit(0);
