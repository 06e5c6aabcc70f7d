// How well the scanner does: `npm run -s eval [-- --sets DIR] [-- --no-write]`. Scores the repository's own cases, and
// the development sets of --sets, of SCHOOLGATE_EVAL_SETS, or of a folder beside the checkout where there is one.
import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { loadScanner } from "./load-scanner.ts";
import { readSets } from "./read-sets.ts";
import { scoreRows } from "./score-sets.ts";
import { accuracyPage, section, worstPhrases } from "./write-report.ts";

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const { values } = parseArgs({
  options: { sets: { type: "string" }, "no-write": { type: "boolean", default: false } },
});
const besides = here("../../../shared/eval");
const setsFolder =
  values.sets ?? process.env["SCHOOLGATE_EVAL_SETS"] ?? (existsSync(besides) ? besides : undefined);

const scanner = await loadScanner("ks3");
const own = scoreRows(await readSets(here("cases")), scanner);
console.log(section("The repository's own cases", own));
const sets = setsFolder ? scoreRows(await readSets(setsFolder), scanner) : undefined;
if (sets) {
  console.log(`\n${section("Development sets", sets)}`);
  console.log("\nPhrases most often wrong:");
  for (const line of worstPhrases(sets.phrases, 20)) console.log(`  ${line}`);
} else {
  console.log("\nNo development sets: name their folder with --sets DIR or SCHOOLGATE_EVAL_SETS.");
}
if (values["no-write"]) {
  console.log("\nNothing written.");
} else if (sets) {
  const page = here("../../docs/ACCURACY.md");
  await writeFile(page, accuracyPage({ own, sets }));
  execFileSync(here("../../node_modules/.bin/oxfmt"), [page], { stdio: "ignore" });
  console.log("\nWritten: docs/ACCURACY.md");
} else {
  console.log("\ndocs/ACCURACY.md is left as it is: it holds the figures of the development sets.");
}
