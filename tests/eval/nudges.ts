// How often a nudge would be wrong: `node tests/eval/nudges.ts [--sets DIR] [--ids]` (Node 24).
// Puts harmless texts to the nudge's detectors: the repository's own, and the development sets where they lie. Prints
// counts, and with --ids the ids of the tuning half; never a text.
import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { findDetails } from "../../lib/core/nudge/find-details.ts";
import { detailKinds } from "../../lib/core/nudge/types.ts";
import { readHarmless, readSets, type EvalRow } from "./read-sets.ts";

const { values } = parseArgs({
  options: { sets: { type: "string" }, ids: { type: "boolean", default: false } },
});
const here = import.meta.dirname;
const beside = resolve(here, "../../../shared/eval");
const dir = values.sets ?? process.env["SCHOOLGATE_EVAL_SETS"] ?? beside;

function report(name: string, rows: readonly EvalRow[]): void {
  const hits = rows.flatMap((row) => {
    const details = findDetails(row.text);
    return details.length === 0 ? [] : [{ row, kinds: new Set(details.map(({ kind }) => kind)) }];
  });
  const per1000 = rows.length === 0 ? 0 : (hits.length / rows.length) * 1000;
  const kinds = detailKinds.map(
    (kind) => `${kind} ${hits.filter((hit) => hit.kinds.has(kind)).length}`,
  );
  console.log(
    `${name.padEnd(34)} ${String(rows.length).padStart(6)} texts  ${String(hits.length).padStart(4)} nudged  ` +
      `${per1000.toFixed(2)} per 1,000  (${kinds.join(", ")})`,
  );
  if (!values.ids) return;
  for (const { row, kinds: found } of hits) {
    if (row.half === "tune") console.log(`  ${row.id} ${row.category}: ${[...found].join(" ")}`);
  }
}

report("own harmless lines", await readHarmless(join(here, "benign")));
report(
  "own harmless cases",
  (await readSets(join(here, "cases"))).filter(({ label }) => label === "benign"),
);
if (existsSync(dir)) {
  const benign = (await readSets(dir)).filter(({ label }) => label === "benign");
  report("development sets, all", benign);
  report(
    "development sets, tuning half",
    benign.filter(({ half }) => half === "tune"),
  );
  report(
    "development sets, checking half",
    benign.filter(({ half }) => half === "check"),
  );
  report(
    "development sets, posts and lines",
    benign.filter(({ unit }) => unit !== "page"),
  );
} else console.log("No development sets here: skipped.");
