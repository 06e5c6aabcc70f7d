// Measures the collector under load: `npm run -s bench -- collector [--events N] [--rounds N] [--batch N,N] [--seconds N]
// [--halves N] [--connections N] [--stores sqlite,postgres] [--profile DIR] [--write docs/SCALE.md]`. One JSON line per
// figure, then one per bar. The collector runs as the command line starts it; this process sends to it over loopback what enrolled Chromebooks would. In each round the
// collector takes new events, and then the rows that it made of them go straight into the same kind of database.
import { randomBytes } from "node:crypto";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { exit, stderr } from "node:process";
import { readArgs } from "../../cli/args.ts";
import { hashSecret } from "../../collector/auth/secret.ts";
import { openStore, sqlitePath } from "../../collector/store/open-store.ts";
import { startCollector, type RunningCollector } from "../support/collector-process.ts";
import { findPostgres, whatPostgresNeeds } from "../support/find-postgres.ts";
import { startPostgres } from "../support/postgres.ts";
import { createBatchMaker, type BatchMaker, type MadeRequest } from "./collector-batches.ts";
import { checkTaken, createDrive, percentile, type Drive } from "./collector-drive.ts";
import { postgresLimit, sqliteLimit, type Limit } from "./collector-limit.ts";
import { printPlan, type Measured } from "./collector-plan.ts";
import { writeTables } from "./collector-tables.ts";
import { usageOf, type Usage } from "./collector-usage.ts";
import { diskP99Ms } from "./disk-probe.ts";
import { median, medianRatio, print, printBar, printed, printMachine, round } from "./figures.ts";

const usage =
  "npm run -s bench -- collector [--events N] [--rounds N] [--batch N,N] [--seconds N] [--halves N] [--connections N] [--stores sqlite,postgres] [--profile DIR] [--write FILE]";

function refuse(why: string): never {
  stderr.write(`${why}\n${usage}\n`);
  exit(2);
}

const args = readArgs(process.argv.slice(3), {
  usage,
  words: [],
  values: [
    "events",
    "rounds",
    "batch",
    "seconds",
    "halves",
    "connections",
    "stores",
    "profile",
    "write",
  ],
});
if (!args.ok) refuse(args.error);
const { values } = args.value;

function numbersOf(name: string, usual: string, least: number): readonly number[] {
  const said = values.get(name) ?? usual;
  const numbers = said.split(",").map(Number);
  if (!numbers.every((number) => Number.isInteger(number) && number >= least)) {
    refuse(`--${name} ${said}: expected whole numbers from ${least} on`);
  }
  return numbers;
}
const numberOf = (name: string, usual: string, least: number): number =>
  numbersOf(name, usual, least)[0] ?? least;

const events = numberOf("events", "10000", 20);
const rounds = numberOf("rounds", "7", 1);
/** What a Chromebook has after its minute of waiting; what it sends at most at once (`batchEvents` of the policy). */
const sizes = numbersOf("batch", "5,50", 1);
/** Of half load: long enough for a checkpoint of its own. */
const seconds = numberOf("seconds", "20", 1);
const halves = numberOf("halves", "3", 1);
const connections = numberOf("connections", "32", 1);
const storeNames = ["sqlite", "postgres"] as const;
type StoreName = (typeof storeNames)[number];
const wanted = values.get("stores")?.split(",") ?? [...storeNames];
for (const name of wanted) {
  if (!storeNames.some((known) => known === name)) {
    refuse(`--stores ${name}: expected some of ${storeNames.join(", ")}`);
  }
}

/** A credential has a rate of its own; a unit of a school each. */
const tokenCount = 64;

interface Bench {
  readonly store: StoreName;
  readonly batch: number;
  readonly collector: RunningCollector;
  readonly drive: Drive;
  readonly limit: Limit;
  readonly maker: BatchMaker;
  readonly host: string;
}

/** So many batches of new events, each of another device. */
async function makeBatches(bench: Bench, count: number): Promise<readonly MadeRequest[]> {
  const { maker, batch, host } = bench;
  const made: MadeRequest[] = [];
  for (let place = 0; place < count; place += 1) {
    const device = maker.devices[place % maker.devices.length];
    if (device !== undefined) made.push(await maker.batch(device, batch, host));
  }
  return made;
}

const spent = (after: Usage | undefined, before: Usage | undefined): number | null =>
  after === undefined || before === undefined
    ? null
    : round(after.cpuSeconds - before.cpuSeconds, 2);

type Rate = Omit<Measured, "store" | "questionMs" | "databaseQuestionMs"> & {
  readonly eventsPerSecond: number;
};

/** Turn by turn. */
async function measureRate(bench: Bench): Promise<Rate> {
  const { store, batch, collector, drive, limit } = bench;
  const pid = collector.child.pid ?? 0;
  const emptyBytes = await limit.bytes();
  const rates: number[] = [];
  const limits: number[] = [];
  const waitsMs: number[] = [];
  let [collectorCpu, databaseCpu, limitCpu, directCpu, sent, took] = [0, 0, 0, 0, 0, 0];
  for (let turn = 0; turn <= rounds; turn += 1) {
    const made = await makeBatches(bench, Math.max(connections, Math.floor(events / batch)));
    const count = made.length * batch;
    const [before, databaseBefore] = [usageOf(pid), limit.usage()];
    const done = await drive.atOnce(made);
    const [after, databaseAfter] = [usageOf(pid), limit.usage()];
    checkTaken(made, done);
    const rows = await limit.rowsOf(made.map(({ ids }) => ids));
    const [own, databaseOwn] = [process.cpuUsage(), limit.usage()];
    const directSeconds = await limit.insert(rows);
    const [ownSpent, databaseSpent] = [process.cpuUsage(own), limit.usage()];
    // The first turn warms up code and caches of both.
    if (turn === 0) continue;
    rates.push(count / done.seconds);
    limits.push(count / directSeconds);
    waitsMs.push(...done.waitsMs);
    sent += count;
    took += made.reduce((sum, { bytes }) => sum + bytes.length, 0);
    collectorCpu += after.cpuSeconds - before.cpuSeconds;
    databaseCpu += spent(databaseAfter, databaseBefore) ?? 0;
    limitCpu += (ownSpent.user + ownSpent.system) / 1e6;
    directCpu += spent(databaseSpent, databaseOwn) ?? 0;
  }
  const rate = median(rates);
  const has = limit.usage() !== undefined;
  const stored = (rounds + 1) * Math.max(connections, Math.floor(events / batch)) * batch;
  const figures = {
    batchMs: round((collectorCpu * 1000 * batch) / sent, 3),
    databaseBatchMs: round((databaseCpu * 1000 * batch) / sent, 3),
    memoryMb: Math.round(usageOf(pid).memoryMb),
    sentBytesPerEvent: Math.round(took / sent),
    storedBytesPerEvent: Math.round(((await limit.bytes()) - emptyBytes) / stored),
  };
  print({
    bench: "collector",
    store,
    batch,
    eventsPerSecond: Math.round(rate),
    batchesPerSecond: Math.round(rate / batch),
    p50Ms: round(percentile(waitsMs, 50)),
    p99Ms: round(percentile(waitsMs, 99)),
    limitEventsPerSecond: Math.round(median(limits)),
    ratio: round(medianRatio(rates, limits), 3),
    collectorCpuMsPerBatch: figures.batchMs,
    databaseCpuMsPerBatch: has ? figures.databaseBatchMs : null,
    limitCpuMsPerBatch: round(((limitCpu + directCpu) * 1000 * batch) / sent, 3),
    collectorMemoryMb: figures.memoryMb,
    databaseMemoryMb: has ? Math.round(limit.usage()?.memoryMb ?? 0) : null,
    sentBytesPerEvent: figures.sentBytesPerEvent,
    storedBytesPerEvent: figures.storedBytesPerEvent,
    events: sent,
    rounds,
  });
  printBar(
    "collector",
    `${store}, batches of ${batch}: own limit`,
    ">= 0.35",
    medianRatio(rates, limits),
  );
  return { ...figures, eventsPerSecond: rate };
}

/** Half load, `halves` times; the bar is asked of the middle one. Beside each what the disk does by itself just before. */
async function measureHalf(bench: Bench, rate: Rate, folder: string): Promise<void> {
  const { store, batch, drive, collector, limit } = bench;
  const perSecond = rate.eventsPerSecond / batch / 2;
  const runs: { readonly p50Ms: number; readonly p99Ms: number; readonly diskMs: number }[] = [];
  for (let run = 1; run <= halves; run += 1) {
    const made = await makeBatches(bench, Math.max(connections, Math.ceil(perSecond * seconds)));
    await limit.rest();
    const bytes = rate.storedBytesPerEvent * batch;
    const diskMs = await diskP99Ms(join(folder, "probe"), bytes, perSecond);
    const before = usageOf(collector.child.pid ?? 0);
    const done = await drive.byClock(made, perSecond);
    checkTaken(made, done);
    const [p50Ms, p99Ms] = [percentile(done.waitsMs, 50), percentile(done.waitsMs, 99)];
    runs.push({ p50Ms, p99Ms, diskMs });
    print({
      bench: "collector-half",
      store,
      batch,
      run,
      eventsPerSecond: Math.round((made.length * batch) / done.seconds),
      batchesPerSecond: Math.round(made.length / done.seconds),
      p50Ms: round(p50Ms),
      p99Ms: round(p99Ms),
      mostMs: round(percentile(done.waitsMs, 100)),
      diskP99Ms: round(diskMs),
      collectorCores: round(
        (usageOf(collector.child.pid ?? 0).cpuSeconds - before.cpuSeconds) / done.seconds,
        2,
      ),
      batches: made.length,
    });
  }
  const sorted = runs.toSorted((a, b) => a.p99Ms - b.p99Ms);
  const middle = sorted[(sorted.length - 1) >> 1] ?? raise();
  print({
    bench: "collector-half-middle",
    store,
    batch,
    p50Ms: round(middle.p50Ms),
    p99Ms: round(middle.p99Ms),
    diskP99Ms: round(middle.diskMs),
  });
  printBar(
    "collector",
    `${store}, batches of ${batch}: p99 at half load, ms`,
    "<= 250",
    middle.p99Ms,
  );
}

/** What each Chromebook asks once a minute, whether it has anything to tell or not. */
async function measureQuestions(
  bench: Bench,
): Promise<Pick<Measured, "questionMs" | "databaseQuestionMs">> {
  const { store, drive, maker, host, collector, limit } = bench;
  const pid = collector.child.pid ?? 0;
  const made = Array.from({ length: Math.max(connections, Math.floor(events / 2)) }, (_, place) =>
    maker.question(maker.devices[place % maker.devices.length] ?? raise(), host),
  );
  await drive.atOnce(made.slice(0, Math.ceil(made.length / 4)));
  const [before, databaseBefore] = [usageOf(pid), limit.usage()];
  const done = await drive.atOnce(made);
  const [after, databaseAfter] = [usageOf(pid), limit.usage()];
  checkTaken(made, done);
  const perSecond = made.length / done.seconds;
  const half = await drive.byClock(made, perSecond / 2);
  const cpu = (later: Usage, earlier: Usage) =>
    round(((later.cpuSeconds - earlier.cpuSeconds) * 1000) / made.length, 3);
  const questionMs = cpu(after, before);
  const databaseQuestionMs =
    databaseAfter === undefined || databaseBefore === undefined
      ? 0
      : cpu(databaseAfter, databaseBefore);
  print({
    bench: "collector-orders",
    store,
    questionsPerSecond: Math.round(perSecond),
    p50Ms: round(percentile(half.waitsMs, 50)),
    p99Ms: round(percentile(half.waitsMs, 99)),
    collectorCpuMs: questionMs,
    databaseCpuMs: databaseAfter === undefined ? null : databaseQuestionMs,
    sentBytes: made[0]?.bytes.length ?? 0,
    answerBytes: done.answers[0]?.body.length ?? 0,
    questions: made.length,
  });
  return { questionMs, databaseQuestionMs };
}

function raise(): never {
  throw new Error("nothing was made");
}

async function measure(
  store: StoreName,
  batch: number,
  folder: string,
  databases: readonly string[],
): Promise<void> {
  const data = join(folder, `${store}-${batch}`);
  mkdirSync(data, { recursive: true });
  const [databaseUrl, limitUrl] = databases;
  const tokens = Array.from({ length: tokenCount }, () => randomBytes(24).toString("base64url"));
  const opened = await openStore({ data, databaseUrl });
  for (const token of tokens) await opened.addDeviceToken(hashSecret(token), "bench", Date.now());
  await opened.close();
  const devices = Math.max(connections, Math.floor(events / batch));
  const maker = await createBatchMaker(devices, tokens, events);
  const profile = values.get("profile");
  const collector = await startCollector({
    data,
    env: {
      DATABASE_URL: databaseUrl ?? "",
      ...(profile === undefined
        ? {}
        : { NODE_OPTIONS: `--cpu-prof --cpu-prof-dir=${join(profile, `${store}-${batch}`)}` }),
    },
  });
  const kill = () => void collector.child.kill("SIGKILL");
  process.once("exit", kill);
  const limit =
    databaseUrl === undefined
      ? sqliteLimit(sqlitePath(data), join(folder, `limit-${batch}`))
      : await postgresLimit(databaseUrl, limitUrl ?? "", 8);
  const drive = createDrive(collector.address, connections);
  try {
    const host = new URL(collector.address).host;
    const bench: Bench = { store, batch, collector, drive, limit, maker, host };
    const enrolments: MadeRequest[] = [];
    for (const device of maker.devices) enrolments.push(await maker.enrolment(device, host));
    checkTaken(enrolments, await drive.atOnce(enrolments));
    const rate = await measureRate(bench);
    await measureHalf(bench, rate, folder);
    if (batch === sizes[0]) printPlan({ store, ...rate, ...(await measureQuestions(bench)) });
  } finally {
    await limit.close();
    await collector.stop();
    process.off("exit", kill);
    stderr.write(collector.errors());
  }
}

printMachine(
  `the collector's own process over loopback, ${connections} connections, SQLite and PostgreSQL with every commit synced; ` +
    `sealed to two keys, signed by a device for each batch, packed; median of ${rounds} rounds, each followed by its rows ` +
    `straight into the same kind of database, in the same batches (SQLite: one connection, PostgreSQL: 8); half load ${halves} ` +
    `times for ${seconds} s (the middle one is judged), begun when both databases have made a checkpoint and the disk is synced`,
);
const folder = mkdtempSync(join(tmpdir(), "schoolgate-bench-"));
// Whoever ends a bench ends what it has started.
process.once("SIGINT", () => exit(130));
process.once("SIGTERM", () => exit(143));
process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
try {
  if (wanted.includes("sqlite")) {
    for (const batch of sizes) await measure("sqlite", batch, folder, []);
  }
  if (wanted.includes("postgres") && findPostgres() === undefined) {
    print({ bench: "collector", store: "postgres", skipped: whatPostgresNeeds });
  } else if (wanted.includes("postgres")) {
    const server = await startPostgres();
    try {
      for (const batch of sizes) {
        const databases = [await server.createDatabase(), await server.createDatabase()];
        await measure("postgres", batch, folder, databases);
      }
    } finally {
      await server.stop();
    }
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
const written = values.get("write");
if (written !== undefined) writeTables(written, printed);
exit(0);
