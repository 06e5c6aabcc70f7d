// How well the scanner does: `npm run -s eval [-- --sets DIR] [--no-sets] [--seconds N] [--phrases FILE] [--no-write]`.
// Scores the repository's own cases and pairs always, and the development sets of --sets, of SCHOOLGATE_EVAL_SETS, or of
// a folder beside the checkout where there is one. Prints figures, ids and phrases of ours, never a text.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { hatePairs } from "./hate-pairs.ts";
import { defaultThresholds } from "../../lib/core/match/default-thresholds.ts";
import { withLanguages } from "../../lib/core/phrases/language-scanner.ts";
import { loadLanguages, loadScanner } from "./load-scanner.ts";
import { readHarmless, readSets, type EvalRow } from "./read-sets.ts";
import { scoreRows } from "./score-sets.ts";
import {
  accuracyPage,
  aimSection,
  pairSection,
  phraseLines,
  section,
  worstPhrases,
} from "./write-report.ts";

/** Scoring stops after so long, whatever the machine: what was reached by then is a fair draw. */
const usualSeconds = 45;

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const { values } = parseArgs({
  options: {
    sets: { type: "string" },
    seconds: { type: "string", default: String(usualSeconds) },
    phrases: { type: "string" },
    "no-sets": { type: "boolean", default: false },
    "no-write": { type: "boolean", default: false },
  },
});
const seconds = Number(values.seconds);
if (!(seconds > 0)) {
  console.error(`--seconds "${values.seconds}" is no time; expected a number above 0`);
  process.exit(2);
}
const besides = here("../../../shared/eval");
const named = values.sets ?? process.env["SCHOOLGATE_EVAL_SETS"];
const setsFolder = values["no-sets"]
  ? undefined
  : (named ?? (existsSync(besides) ? besides : undefined));
if (setsFolder !== undefined && !existsSync(setsFolder)) {
  console.error(`"${setsFolder}" is not there; expected a folder of .jsonl or .jsonl.gz files`);
  process.exit(2);
}

/** In an order of chance that is always the same, so that the first of them are a fair draw. */
function shuffle(rows: readonly EvalRow[]): EvalRow[] {
  const keyOf = (row: EvalRow): string =>
    createHash("sha256").update(`order ${row.id}`).digest("hex");
  return rows
    .map((row) => ({ row, key: keyOf(row) }))
    .sort((a, b) => (a.key < b.key ? -1 : 1))
    .map(({ row }) => row);
}

const scanner = await loadScanner("ks3");
const endMs = performance.now() + seconds * 1000;
const isTimeUp = (): boolean => performance.now() > endMs;
const ownRows = [...(await readSets(here("cases"))), ...(await readHarmless(here("benign")))];
// Our own cases are of every language, and each must leave the others' innocent texts alone.
const inEveryLanguage = withLanguages(scanner, await loadLanguages(), {
  thresholds: defaultThresholds.ks3,
});
const own = scoreRows(ownRows, inEveryLanguage);
const pairs = scoreRows(hatePairs(), scanner);
const sets =
  setsFolder === undefined
    ? undefined
    : scoreRows(shuffle(await readSets(setsFolder)), scanner, isTimeUp);
const found = { own, pairs, sets };

console.log(section("The repository's own cases", own));
console.log(`\n${pairSection(pairs)}`);
if (sets) {
  console.log(`\n${section("Development sets", sets)}`);
  console.log("\nPhrases most often wrong:");
  for (const line of worstPhrases(sets.phrases, 20)) console.log(`  ${line}`);
}
console.log(`\n${aimSection(found)}`);
if (!sets) {
  console.log("\nNo development sets: only the repository's own cases and pairs were scored.");
  console.log("Name their folder with --sets DIR or SCHOOLGATE_EVAL_SETS.");
}
if (values.phrases !== undefined) {
  const lines = [
    phraseLines("own", own.phrases),
    phraseLines("pairs", pairs.phrases),
    phraseLines("sets", sets?.phrases ?? []),
  ];
  await writeFile(values.phrases, lines.join(""));
  console.log(`\nWritten: ${values.phrases}`);
}
if (values["no-write"]) {
  console.log("\nNothing written.");
} else if (sets && sets.left > 0) {
  console.log(
    `\ndocs/ACCURACY.md is left as it is: ${sets.left} rows were not reached; try --seconds.`,
  );
} else if (sets) {
  const page = here("../../docs/ACCURACY.md");
  await writeFile(page, accuracyPage(found));
  execFileSync(here("../../node_modules/.bin/oxfmt"), [page], { stdio: "ignore" });
  console.log("\nWritten: docs/ACCURACY.md");
} else {
  console.log("docs/ACCURACY.md is left as it is: it holds the figures of the development sets.");
}
