// `npm test`: every gate in order, all of them even after one has failed, and one closing line.
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { constants, setPriority, tmpdir } from "node:os";
import { join, relative } from "node:path";
import { createInterface } from "node:readline";
import { parseArgs, stripVTControlCharacters } from "node:util";
import { ensureChromium } from "../cli/kit/find-chromium.ts";
import { projectRoot } from "../cli/kit/project-root.ts";
import { ensurePostgres } from "./support/find-postgres.ts";

interface Gate {
  readonly name: string;
  /** A program of node_modules/.bin, or "node". */
  readonly command: string;
  readonly args: readonly string[];
  /** A Vitest project: its tests are counted one by one; any other gate counts as one. */
  readonly project?: string;
  /** Needs a Chromium on this machine. */
  readonly chromium?: boolean;
  /** Has tests that need PostgreSQL; where there is none they are skipped, with a sentence. */
  readonly postgres?: boolean;
  /**
   * Runs beside the gates after it, with what they leave of the processors: they wait for browsers and databases most of
   * the time. Its output is shown when it is done.
   */
  readonly beside?: boolean;
  /**
   * Its tests wait for what other programs do: a file that fails is run once more by itself when all the rest is done,
   * and the closing lines say so.
   */
  readonly again?: boolean;
}

interface Count {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  /** Files with a failed test, as paths from the project's root, and how many tests passed in each. */
  readonly failedFiles?: readonly { readonly path: string; readonly passed: number }[];
  /** Lines of a failed gate. */
  readonly telling?: readonly string[];
}

const quiet = "--disable-warning=ExperimentalWarning";
const vitest = (project: string, chromium = false): Gate => ({
  name: project,
  command: "vitest",
  args: ["run", "--project", project, "--passWithNoTests=false"],
  project,
  chromium,
});

/** What takes too long for every day: laws tried on thousands of drawn cases, in Chromium and without. */
const longGates: readonly Gate[] = [
  {
    name: "laws",
    command: "vitest",
    args: ["run", "--project", "unit"],
    project: "unit",
  },
  {
    name: "conformance",
    command: "vitest",
    args: ["run", "--project", "chromium", "tests/chromium/dnr-conformance.test.ts"],
    project: "chromium",
    chromium: true,
  },
];

const gates: readonly Gate[] = [
  { name: "build", command: "node", args: [quiet, "cli/build.ts"] },
  { name: "format", command: "oxfmt", args: ["--check"] },
  { name: "lint", command: "oxlint", args: ["--type-aware", "--max-warnings", "0"] },
  { name: "types", command: "tsc", args: ["--noEmit"] },
  { name: "types-core", command: "tsc", args: ["--noEmit", "-p", "tsconfig.core.json"] },
  { name: "knip", command: "knip", args: [] },
  { name: "size", command: "node", args: [quiet, "cli/size.ts"] },
  { ...vitest("unit"), beside: true },
  { ...vitest("component"), again: true },
  // Walks the desk in a browser.
  { ...vitest("integration", true), postgres: true, again: true },
  { ...vitest("chromium", true), again: true },
];

const help = `npm test                          all gates: ${gates.map((gate) => gate.name).join(", ")}
npm test -- --only NAME[,NAME …]  only these, in this order
npm run test:long                 the long form of: ${longGates.map((gate) => gate.name).join(", ")}
`;

function fail(sentence: string): never {
  process.stderr.write(`${sentence}\n\n${help}`);
  process.exit(2);
}

/** Read by the tests themselves: how many cases they draw. */
const longSign = "SCHOOLGATE_LONG";

function choose(): readonly Gate[] {
  let only: string | undefined;
  try {
    const { values } = parseArgs({
      options: {
        only: { type: "string" },
        long: { type: "boolean" },
        help: { type: "boolean", short: "h" },
      },
    });
    if (values.help === true) {
      process.stdout.write(help);
      process.exit(0);
    }
    if (values.long === true) {
      process.env[longSign] = "1";
      return [...gates.slice(0, 1), ...longGates];
    }
    only = values.only;
  } catch (error) {
    fail(error instanceof Error ? error.message : String(error));
  }
  if (only === undefined) return gates;
  const names = only.split(",").map((name) => name.trim());
  const unknown = names.filter((name) => !gates.some((gate) => gate.name === name));
  if (unknown.length > 0) fail(`--only names ${unknown.join(", ")}; expected names of gates`);
  return gates.filter((gate) => names.includes(gate.name));
}

/** Of a failed gate, what the closing lines repeat: a long log is often kept by its end only. */
const tellingSign = /\bFAIL\b|Unhandled|\b[A-Z]\w*Error\b/;
const mostTelling = 20;

interface Ran {
  readonly ok: boolean;
  readonly telling: readonly string[];
}

/** The lowest priority, for it and for all that it starts. */
function yieldTo(pid: number): void {
  try {
    setPriority(pid, constants.priority.PRIORITY_LOW);
  } catch {
    // Where that is not allowed it runs as any other.
  }
}

function run(gate: Gate, args: readonly string[]): Promise<Ran> {
  return new Promise((resolve) => {
    const command = gate.command === "node" ? process.execPath : gate.command;
    const child = spawn(command, args, {
      cwd: projectRoot,
      stdio: ["ignore", "pipe", "pipe"],
      env: {
        ...process.env,
        // The collector and the commands are started hundreds of times.
        NODE_COMPILE_CACHE: join(projectRoot, "node_modules/.cache/compile"),
        PATH: `${join(projectRoot, "node_modules/.bin")}:${process.env["PATH"] ?? ""}`,
      },
    });
    const told = new Set<string>();
    const kept: Buffer[] = [];
    if (gate.beside === true && child.pid !== undefined) yieldTo(child.pid);
    for (const [from, to] of [
      [child.stdout, process.stdout],
      [child.stderr, process.stderr],
    ] as const) {
      if (gate.beside === true) from.on("data", (bytes: Buffer) => kept.push(bytes));
      else from.pipe(to, { end: false });
      createInterface({ input: from }).on("line", (line) => {
        const plain = stripVTControlCharacters(line).trim();
        if (told.size < mostTelling && tellingSign.test(plain)) told.add(plain);
      });
    }
    const stop = (): void => void child.kill("SIGTERM");
    process.once("SIGINT", stop).once("SIGTERM", stop);
    child.once("error", (error) => {
      process.stdout.write(`${error.message}\n`);
      resolve({ ok: false, telling: [error.message] });
    });
    child.once("close", (code) => {
      process.off("SIGINT", stop).off("SIGTERM", stop);
      if (kept.length > 0) process.stdout.write(`\n── ${gate.name}, beside\n`);
      for (const bytes of kept) process.stdout.write(bytes);
      resolve({ ok: code === 0, telling: [...told] });
    });
  });
}

/** Reads Vitest's JSON report. A run that failed without a failed test (a file that does not load) counts as one. */
function readCount(path: string, { ok, telling }: Ran): Count {
  try {
    const report = JSON.parse(readFileSync(path, "utf8")) as {
      numPassedTests: number;
      numFailedTests: number;
      numPendingTests: number;
      testResults: { name: string; status: string; assertionResults: { status: string }[] }[];
    };
    const failed = report.numFailedTests === 0 && !ok ? 1 : report.numFailedTests;
    const failedFiles = report.testResults
      .filter(({ status }) => status === "failed")
      .map(({ name, assertionResults }) => ({
        path: relative(projectRoot, name),
        passed: assertionResults.filter((one) => one.status === "passed").length,
      }));
    const skipped = report.numPendingTests;
    return { passed: report.numPassedTests, failed, skipped, failedFiles, telling };
  } catch {
    return { passed: 0, failed: 1, skipped: 0, telling };
  }
}

async function pass(gate: Gate, reports: string): Promise<Count> {
  if (gate.chromium === true) {
    await ensureChromium((line) => process.stdout.write(`${line}\n`));
  }
  if (gate.postgres === true) await ensurePostgres((line) => process.stdout.write(`${line}\n`));
  if (gate.project === undefined) {
    const { ok, telling } = await run(gate, gate.args);
    return { passed: ok ? 1 : 0, failed: ok ? 0 : 1, skipped: 0, telling };
  }
  const report = join(reports, `${gate.name}.json`);
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
  return readCount(report, await run(gate, [...gate.args, ...reporters]));
}

const chosen = choose();
const reports = mkdtempSync(join(tmpdir(), "schoolgate-reports-"));

interface Passed {
  readonly gate: Gate;
  readonly count: Count;
  readonly lines: readonly string[];
}

async function passAndTell(gate: Gate): Promise<Passed> {
  const startMs = performance.now();
  let count: Count;
  try {
    count = await pass(gate, reports);
  } catch (error) {
    process.stdout.write(`${error instanceof Error ? error.message : String(error)}\n`);
    count = { passed: 0, failed: 1, skipped: 0 };
  }
  const seconds = ((performance.now() - startMs) / 1000).toFixed(1).padStart(7);
  const skipped = count.skipped > 0 ? `, ${count.skipped} skipped` : "";
  const lines = [
    `${count.failed === 0 ? "ok    " : "FAILED"} ${gate.name.padEnd(12)} ${seconds} s  ${count.passed} passed, ${count.failed} failed${skipped}`,
  ];
  if (count.failed > 0) lines.push(...(count.telling ?? []).map((line) => `         ${line}`));
  return { gate, count, lines };
}

/** More than these are no accident. */
const mostAgain = 3;

/** Runs the failed files of a gate once more, when nothing else runs; where all of them pass, that is what counts. */
async function tryAgain(first: Passed): Promise<Passed> {
  const { gate, count, lines } = first;
  const files = count.failedFiles ?? [];
  if (gate.again !== true || files.length === 0 || files.length > mostAgain) return first;
  const paths = files.map(({ path }) => path);
  process.stdout.write(`\n── ${gate.name}, once more: ${paths.join(", ")}\n`);
  const name = `${gate.name} again`;
  const second = await passAndTell({ ...gate, name, args: [...gate.args, ...paths] });
  if (second.count.failed > 0) return { ...first, lines: [...lines, ...second.lines] };
  const passed = files.reduce((sum, file) => sum - file.passed, count.passed + second.count.passed);
  const [head = "", ...rest] = lines;
  const said = paths.map(
    (path) => `         ${path} failed among the others, and passes by itself`,
  );
  return {
    gate,
    count: { ...count, passed, failed: 0 },
    lines: [head.replace("FAILED", "again "), ...rest, ...second.lines, ...said],
  };
}

const all: Promise<Passed>[] = [];
for (const gate of chosen) {
  // Alone it has nobody to run beside.
  const beside = gate.beside === true && chosen.length > 1;
  process.stdout.write(`\n── ${gate.name}${beside ? ": runs beside the next ones" : ""}\n`);
  const done = passAndTell({ ...gate, beside });
  all.push(done);
  if (!beside) await done;
}
const results: Passed[] = [];
for (const done of await Promise.all(all)) results.push(await tryAgain(done));
const passed = results.reduce((sum, { count }) => sum + count.passed, 0);
const failed = results.reduce((sum, { count }) => sum + count.failed, 0);
const lines = results.flatMap((one) => one.lines);
rmSync(reports, { recursive: true, force: true });
process.stdout.write(`\n${lines.join("\n")}\n\n${passed} passed, ${failed} failed\n`);
process.exitCode = failed === 0 && passed > 0 ? 0 : 1;
