// The figures as the tables of docs/SCALE.md: `--write docs/SCALE.md` puts them between its marks.
import { readFileSync, writeFileSync } from "node:fs";

export type Figures = Readonly<Record<string, unknown>>;

interface Column {
  readonly title: string;
  readonly of: (row: Figures) => unknown;
}

const field = (title: string, name: string, unit = ""): Column => ({
  title,
  of: (row) => (row[name] === null || row[name] === undefined ? "–" : `${words(row[name])}${unit}`),
});

function words(value: unknown): string {
  if (Array.isArray(value)) return value.map(words).join(" to ");
  return typeof value === "number" ? value.toLocaleString("en-GB") : String(value);
}

function table(columns: readonly Column[], rows: readonly Figures[]): string {
  const line = (cells: readonly unknown[]) => `| ${cells.map(String).join(" | ")} |`;
  return [
    line(columns.map(({ title }) => title)),
    line(columns.map(() => "---")),
    ...rows.map((row) => line(columns.map(({ of }) => of(row)))),
  ].join("\n");
}

const load: readonly Column[] = [
  field("database", "store"),
  field("events a batch", "batch"),
  field("events/s", "eventsPerSecond"),
  field("the limit's", "limitEventsPerSecond"),
  field("ratio", "ratio"),
  field("collector, ms CPU a batch", "collectorCpuMsPerBatch"),
  field("database, ms CPU a batch", "databaseCpuMsPerBatch"),
  field("collector, MB", "collectorMemoryMb"),
  field("database, MB", "databaseMemoryMb"),
  field("p50 at half load", "halfP50Ms", " ms"),
  field("p99 at half load", "halfP99Ms", " ms"),
  field("p99 of the disk alone", "diskP99Ms", " ms"),
];

const questions: readonly Column[] = [
  field("database", "store"),
  field("questions for orders/s", "questionsPerSecond"),
  field("p50 at half load", "p50Ms", " ms"),
  field("p99 at half load", "p99Ms", " ms"),
  field("collector, ms CPU each", "collectorCpuMs"),
  field("database, ms CPU each", "databaseCpuMs"),
];

const plan: readonly Column[] = [
  field("", "place"),
  field("database", "store"),
  field("pupils", "pupils"),
  field("questions/s", "questionsPerSecond"),
  field("batches/s", "batchesPerSecond"),
  field("more questions/s at 8:50", "morningQuestionsPerSecond"),
  field("collector cores", "collectorCores"),
  field("at 8:50", "morningCollectorCores"),
  field("database cores", "databaseCores"),
  field("events, Mbit/s", "eventMbitPerSecond"),
  field("disk a year, GB", "diskGbYear"),
  field("range", "diskGbYearRange"),
  field("collectors", "collectors"),
  field("their memory, GB", "collectorMemoryGb"),
];

/** The two texts: what was measured, what it means. */
export function tablesOf(lines: readonly Figures[]): { readonly figures: string; plan: string } {
  const of = (bench: string) => lines.filter((line) => line["bench"] === bench && "store" in line);
  const [machine] = lines;
  const where = `${words(machine?.["cores"])} cores (${words(machine?.["machine"])}), Node ${words(machine?.["node"])}, load before the run ${words((machine?.["load"] as readonly unknown[] | undefined)?.[0])}, shared with the sender and the database.`;
  const loads = of("collector").flatMap((row) => {
    if ("bar" in row || "skipped" in row) return [];
    const half = of("collector-half-middle").find(
      (one) => one["store"] === row["store"] && one["batch"] === row["batch"],
    );
    return [
      {
        ...row,
        halfP50Ms: half?.["p50Ms"],
        halfP99Ms: half?.["p99Ms"],
        diskP99Ms: half?.["diskP99Ms"],
      },
    ];
  });
  return {
    figures: [where, table(load, loads), table(questions, of("collector-orders"))].join("\n\n"),
    plan: table(
      plan,
      of("collector-plan").filter((row) => "place" in row),
    ),
  };
}

/** Puts both between `<!-- bench: NAME -->` and `<!-- end -->` of a text. Throws where a mark is missing. */
export function writeTables(path: string, lines: readonly Figures[]): void {
  let text = readFileSync(path, "utf8");
  for (const [name, made] of Object.entries(tablesOf(lines))) {
    const begin = `<!-- bench: ${name} -->`;
    const from = text.indexOf(begin);
    const to = text.indexOf("<!-- end -->", from);
    if (from < 0 || to < 0) throw new Error(`${path} has no mark "${begin}" with its end`);
    text = `${text.slice(0, from + begin.length)}\n\n${made}\n\n${text.slice(to)}`;
  }
  writeFileSync(path, text);
}
