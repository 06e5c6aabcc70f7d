// Measures the match engine against its rivals: `npm run -s bench -- match [--chromium [--cold]] [--rounds N]
// [--sizes N,N] [--units N] [--engines A,B]`. One JSON line per figure, then one per bar. All engines of a size take turns
// in one realm of one process: a worker of Node, or with --chromium a page. Processor time, not the clock: other work on
// the machine stretches the clock, and what it does to caches it does to the touch loop beside it.
import { exit, stderr } from "node:process";
import { readArgs } from "../../cli/args.ts";
import { readLexicons } from "../../lib/build/lexicon-pack.ts";
import { openBenchBrowser } from "./bench-browser.ts";
import { openBenchServer } from "./bench-server.ts";
import { bundleScript } from "./bundle.ts";
import { medianRatio, print, printBar, printMachine, round } from "./figures.ts";
import { chromiumRunners } from "./match-chromium.ts";
import { measureCold } from "./match-cold.ts";
import { readCorpus } from "./match-corpus.ts";
import { engineNames, type EngineName } from "./match-engines.ts";
import { runRounds, speedKey, type RoundsPlan, type Speeds } from "./match-rounds.ts";
import { openNodeRunner, type OpenRunner } from "./match-runner.ts";
import { buildRustModule } from "./match-rust.ts";
import { makePhrases, makeProse, rankWords, type WorkloadName } from "./match-texts.ts";

const usage =
  "npm run -s bench -- match [--chromium] [--cold] [--rounds N] [--sizes N,N] [--units N] [--engines A,B]";

function refuse(why: string): never {
  stderr.write(`${why}\n${usage}\n`);
  exit(2);
}

const args = readArgs(process.argv.slice(3), {
  usage,
  words: [],
  values: ["rounds", "sizes", "units", "engines"],
  flags: ["chromium", "cold"],
});
if (!args.ok) refuse(args.error);
const { values, flags } = args.value;

function numberOf(name: string, usual: number, least: number): number {
  const said = values.get(name) ?? String(usual);
  const value = Number(said);
  if (!Number.isInteger(value) || value < least) {
    refuse(`--${name} ${said}: expected a whole number from ${least} on`);
  }
  return value;
}

const rounds = numberOf("rounds", 7, 1);
const units = numberOf("units", 2_000_000, 200_000);
const sizes = (values.get("sizes") ?? "1000,10000,50000").split(",").map((text) => {
  const size = Number(text);
  if (!Number.isInteger(size) || size < 100)
    refuse(`--sizes ${text}: expected numbers from 100 on`);
  return size;
});
const wanted = values.get("engines")?.split(",") ?? engineNames;
for (const name of wanted) {
  if (!engineNames.some((known) => known === name)) {
    refuse(`--engines ${name}: expected some of ${engineNames.join(", ")}`);
  }
}
const chosen = engineNames.filter((name) => wanted.includes(name));
const workloads: readonly WorkloadName[] = ["prose", "pages", "nodes", "joined"];
const where = flags.has("chromium") ? "chromium" : "node";

function pack(phrases: readonly string[]): ArrayBuffer {
  const text = `theme drugs\nlanguage en\n${phrases.map((phrase) => `40 low | ${phrase}`).join("\n")}`;
  const begunMs = performance.now();
  const { lexicon, problems } = readLexicons([{ name: "bench.txt", text }]);
  if (lexicon === undefined) throw new Error(JSON.stringify(problems.slice(0, 3)));
  print({
    bench: "match-pack",
    phrases: phrases.length,
    packMs: round(performance.now() - begunMs),
    packedMb: round(lexicon.byteLength / 1e6, 3),
  });
  return lexicon;
}

/** The bars that these figures answer. */
function printBars(size: number, speeds: Speeds, packed: ArrayBuffer): void {
  const of = (engine: EngineName, workload: WorkloadName): readonly number[] =>
    speeds.get(speedKey(engine, workload)) ?? [];
  // The first of the rivals is known to be the strongest: without it there is nothing to say.
  const against = (
    rivals: readonly [EngineName, ...EngineName[]],
    theirs: WorkloadName,
    owns: WorkloadName = theirs,
  ): number => {
    if (of(rivals[0], theirs).length === 0) return Number.NaN;
    const ratios = rivals.map((rival) => medianRatio(of("own", owns), of(rival, theirs)));
    return Math.min(...ratios.filter((ratio) => !Number.isNaN(ratio)));
  };
  const automata = ["monyone", "ahocorasick"] as const;
  const expressions = ["regexpEdges", "regexpFactored", "regexp"] as const;
  const bar = (what: string, least: `>= ${number}`, measured: number): void => {
    if (Number.isFinite(measured))
      printBar(`match-${where}`, `${size} phrases: ${what}`, least, measured);
  };
  if (size >= 10_000) {
    bar("prose, own / fastest npm automaton", ">= 4", against(automata, "prose"));
  }
  if (size === 10_000) {
    bar("prose, own / best RegExp", ">= 2", against(expressions, "prose"));
    bar("prose, own / Rust WASM DFA", ">= 1.2", against(["rustDfa"], "prose"));
    bar("prose, own / touch loop", ">= 0.2", against(["touch"], "prose"));
    bar("5,000 nodes, own / fastest npm automaton", ">= 3", against(automata, "nodes"));
    bar("5,000 nodes, own / best RegExp", ">= 2", against(expressions, "nodes"));
    // The page walk hands nodes over joined; the rivals are taken as they are used, node by node.
    const joined = "5,000 nodes joined by own";
    bar(`${joined}, / fastest npm automaton`, ">= 3", against(automata, "nodes", "joined"));
    bar(`${joined}, / best RegExp`, ">= 2", against(expressions, "nodes", "joined"));
    printBar(`match-${where}`, "packed 10,000 phrases, MB", "<= 0.8", packed.byteLength / 1e6);
  }
}

printMachine(
  `English lines of the installed packages' readme files, one word in a thousand followed by a phrase of 2 to 4 words; ` +
    `median of ${rounds} rounds in rotated order, processor time of the thread; ratios are medians of the rounds' own`,
);
const lines = readCorpus();
const ranked = rankWords(lines);
const rust = buildRustModule();
print({ bench: "match-rust", ...("module" in rust ? { crate: rust.version } : rust) });

async function measureAll(open: OpenRunner): Promise<void> {
  for (const size of sizes) {
    const phrases = makePhrases(size, ranked);
    const packed = pack(phrases);
    const plan: RoundsPlan = { where, engines: chosen, workloads, rounds };
    const speeds = await runRounds(plan, open, {
      phrases,
      packed,
      rust: "module" in rust ? rust.module : undefined,
      prose: makeProse(lines, units, phrases),
    });
    printBars(size, speeds, packed);
  }
}

if (where === "node") {
  if (flags.has("cold")) refuse("--cold is measured in Chromium: add --chromium");
  await measureAll(openNodeRunner);
} else {
  // Tables and code of one moment, whatever is edited meanwhile.
  const phrases = makePhrases(10_000, ranked);
  const packed = pack(phrases);
  const warm = await bundleScript("match-page.ts");
  const cold = await bundleScript("cold-page.ts");
  const server = await openBenchServer();
  const bench = await openBenchBrowser(server, packed);
  if (!flags.has("cold")) await measureAll(chromiumRunners(bench.running.browser, server, warm));
  const prose = makeProse(lines, 200_000, phrases);
  await measureCold(bench, server, { script: cold, prose, packed, rounds });
  await bench.running.close();
  server.close();
}
exit(0);
