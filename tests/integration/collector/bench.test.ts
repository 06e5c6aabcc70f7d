// The collector's bench in its shortest form: that it runs, and prints every line of its long form. No figure is judged.
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { findPostgres } from "../../support/find-postgres.ts";

const main = fileURLToPath(new URL("../../bench/main.ts", import.meta.url));

type Line = Readonly<Record<string, unknown>>;

/** Short enough for a busy machine; the children of it end with it. */
function runBench(args: readonly string[]): { readonly status: number | null; lines: Line[] } {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ["--disable-warning=ExperimentalWarning", main, "collector", ...args],
    { encoding: "utf8", timeout: 220_000 },
  );
  if (status !== 0) throw new Error(stderr.slice(-2000));
  const lines = stdout.trim().split("\n");
  return { status, lines: lines.map((line) => JSON.parse(line) as Line) };
}

const short = ["--events", "40", "--rounds", "1", "--seconds", "1", "--connections", "4"];
const there = findPostgres() !== undefined;

test.for([
  ["sqlite", null],
  ["postgres", there ? "its own" : "skipped"],
] as const)(
  "%s: figures, memory, and a line for each bar",
  { timeout: 240_000 },
  ([store, database]) => {
    const { lines } = runBench([...short, "--batch", "5", "--stores", store]);
    expect(lines[0]).toMatchObject({ machine: expect.any(String), method: expect.any(String) });
    if (database === "skipped") {
      expect(lines[1]).toMatchObject({ store, skipped: expect.stringContaining("PostgreSQL") });
      return;
    }
    const of = (bench: string) => lines.find((line) => line["bench"] === bench && "store" in line);
    const figure = expect.any(Number) as number;
    expect(of("collector")).toMatchObject({
      store,
      batch: 5,
      eventsPerSecond: figure,
      limitEventsPerSecond: figure,
      ratio: figure,
      p50Ms: figure,
      p99Ms: figure,
      collectorCpuMsPerBatch: figure,
      collectorMemoryMb: figure,
      databaseMemoryMb: database === null ? null : figure,
      events: 40,
    });
    expect(of("collector-half")).toMatchObject({ store, p99Ms: figure, collectorCores: figure });
    expect(of("collector-orders")).toMatchObject({ store, questionsPerSecond: figure });
    expect(lines.filter((line) => "bar" in line).map((line) => line["bar"])).toEqual([
      `${store}, batches of 5: own limit`,
      `${store}, batches of 5: p99 at half load, ms`,
    ]);
  },
);

test("what it does not know it says, and measures nothing", () => {
  expect(() => runBench(["--stores", "oracle"])).toThrow(/expected some of sqlite, postgres/);
  expect(() => runBench(["--rounds", "0"])).toThrow(/expected whole numbers from 1 on/);
});
