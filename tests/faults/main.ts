// npm run test:faults: at least 100,000 events through at least 1,000 faults, some hundreds of them in a real Chromium.
// What is simulated is the same again for the same seed.
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { buildExtension } from "../../cli/kit/build-kit.ts";
import { ensureChromium } from "../../cli/kit/find-chromium.ts";
import { projectRoot } from "../../cli/kit/project-root.ts";
import { ensurePostgres } from "../support/find-postgres.ts";
import { barsOf, linesOf } from "./bars.ts";
import { jsonLine, tableOf, type Part } from "./report.ts";
import { openSimDatabase } from "./sim-database.ts";
import { simulate } from "./simulate.ts";

const usage = `npm run test:faults [-- OPTIONS]

  --seed N        what is drawn (default: by the clock; it is printed)
  --events N      told in the simulation (default 100000)
  --faults N      in the simulation (default 2000)
  --simulated     the simulation alone
  --chromium      the real Chromium alone
  --chromium-faults N   in Chromium (default 220)
  --chromium-minutes N  no more faults are begun there after this (default 20)
  --database NAME       in Chromium, "sqlite" or "postgres" alone
`;

const { values } = parseArgs({
  options: {
    seed: { type: "string", default: String(Date.now() % 2 ** 31) },
    events: { type: "string", default: "100000" },
    faults: { type: "string", default: "2000" },
    "chromium-faults": { type: "string", default: "220" },
    "chromium-minutes": { type: "string", default: "20" },
    database: { type: "string" },
    simulated: { type: "boolean", default: false },
    chromium: { type: "boolean", default: false },
    help: { type: "boolean", default: false },
  },
});

/** So much of the simulation stands on PostgreSQL, which dies at every second fault: it takes its time to rise again. */
const onPostgres = 0.03;

const say = (line: string) => void process.stdout.write(`${line}\n`);
const seed = Number(values.seed);
const [events, faults] = [Number(values.events), Number(values.faults)];
const chromiumFaults = Number(values["chromium-faults"]);

async function simulated(
  name: string,
  given: { readonly events: number; readonly faults: number; readonly isOnPostgres: boolean },
): Promise<Part> {
  const folder = mkdtempSync(join(tmpdir(), "schoolgate-faults-"));
  const database = given.isOnPostgres ? await openSimDatabase() : undefined;
  const begunAt = performance.now();
  try {
    const {
      faults,
      problems,
      audit,
      arrived,
      seed: drawn,
      ...counts
    } = await simulate({
      ...given,
      seed,
      database,
      devices: 4,
      onDisk: 1,
      folder,
      onProgress: (line) => say(`${name}: ${line}`),
    });
    const kinds = Object.entries(arrived).map(([kind, count]) => [`arrived: ${kind}`, count]);
    return {
      part: name,
      seed: drawn,
      seconds: Math.round((performance.now() - begunAt) / 1000),
      faults,
      counts: {
        ...counts,
        trace: counts.trace.slice(0, 12),
        ...(Object.fromEntries(kinds) as Record<string, number>),
        "audit entries": audit.entries,
        "audit whole": audit.whole,
      },
      problems,
    };
  } finally {
    await database?.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Not made smaller on purpose: then the numbers are bars too. */
const isWhole = (): boolean =>
  events >= 100_000 && faults >= 1000 && chromiumFaults >= 200 && values.database === undefined;

async function main(): Promise<void> {
  if (values.help) return say(usage);
  say(`seed ${seed}`);
  const hasPostgres = (await ensurePostgres(say)) !== undefined;
  const parts: Part[] = [];
  const add = (part: Part) => {
    parts.push(part);
    say(jsonLine(part));
  };
  if (!values.chromium) {
    const share = hasPostgres ? onPostgres : 0;
    const few = { events: Math.round(events * share), faults: Math.round(faults * share) };
    const most = { events: events - few.events, faults: faults - few.faults };
    add(await simulated("SQLite", { ...most, isOnPostgres: false }));
    if (hasPostgres) add(await simulated("PostgreSQL", { ...few, isOnPostgres: true }));
  }
  if (!values.simulated) {
    const { runInChromium } = await import("./chromium/run.ts");
    await ensureChromium(say);
    // Once, before both halves want it.
    if (!existsSync(join(projectRoot, ".output/chrome-mv3/manifest.json")))
      await buildExtension("");
    const databases = (hasPostgres ? ["sqlite", "postgres"] : ["sqlite"]).filter(
      (database) => database === (values.database ?? database),
    );
    const share = Math.ceil(chromiumFaults / databases.length);
    const mostMs = Number(values["chromium-minutes"]) * 60_000;
    // Side by side: both wait for most of their time.
    const halves = databases.map((database) =>
      runInChromium({ seed, faults: share, isOnPostgres: database === "postgres", mostMs, say }),
    );
    for (const part of await Promise.all(halves)) add(part);
  }
  say(`\n${tableOf(parts)}\n`);
  for (const { part, problems } of parts) for (const what of problems) say(`${part}: ${what}`);
  const bars = barsOf(parts, {
    simulated: !values.chromium,
    chromium: !values.simulated,
    isWhole: isWhole(),
  });
  say(linesOf(bars));
  process.exitCode = bars.every(({ isHeld }) => isHeld) ? 0 : 1;
}

// What was begun here ends with this process, whatever ends it.
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
  process.once(signal, () => process.exit(1));
}
await main();
// Whatever was begun here has been ended; what a library has left open keeps nobody waiting.
process.exit();
