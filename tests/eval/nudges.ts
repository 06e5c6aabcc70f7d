// How often a nudge would be wrong: `node tests/eval/nudges.ts [--sets DIR] [--ids]` (Node 24).
// Puts harmless texts to the nudge's detectors: the repository's own, and the development sets where they lie. Prints
// counts, and with --ids the ids of the tuning half; never a text.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { findDetails } from "../../lib/core/nudge/find-details.ts";
import { detailKinds, type DetailKind } from "../../lib/core/nudge/types.ts";
import { allSigns } from "../unit/core/nudge/all-signs.ts";
import { readHarmless, readSets, type EvalRow } from "./read-sets.ts";

interface FalseNudge {
  readonly row: EvalRow;
  readonly kinds: ReadonlySet<DetailKind>;
}

const languages = Object.values(allSigns);

function nudged(rows: readonly EvalRow[]): FalseNudge[] {
  return rows.flatMap((row) => {
    const details = findDetails(row.text, "", languages);
    return details.length === 0 ? [] : [{ row, kinds: new Set(details.map(({ kind }) => kind)) }];
  });
}

/** The harmless texts of the repository itself: how many, and the ids of those that would be nudged. */
export async function nudgeOwnTexts(): Promise<{
  readonly texts: number;
  readonly ids: readonly string[];
}> {
  const rows = [
    ...(await readHarmless(join(import.meta.dirname, "benign"))),
    ...(await readSets(join(import.meta.dirname, "cases"))).filter(
      ({ label }) => label === "benign",
    ),
  ];
  return { texts: rows.length, ids: nudged(rows).map(({ row }) => row.id) };
}

function report(name: string, rows: readonly EvalRow[], withIds: boolean): void {
  const hits = nudged(rows);
  const per1000 = rows.length === 0 ? 0 : (hits.length / rows.length) * 1000;
  const kinds = detailKinds.map(
    (kind) => `${kind} ${hits.filter((hit) => hit.kinds.has(kind)).length}`,
  );
  console.log(
    `${name.padEnd(34)} ${String(rows.length).padStart(6)} texts  ${String(hits.length).padStart(4)} nudged  ` +
      `${per1000.toFixed(2)} per 1,000  (${kinds.join(", ")})`,
  );
  if (!withIds) return;
  for (const { row, kinds: found } of hits) {
    if (row.half === "tune") console.log(`  ${row.id} ${row.category}: ${[...found].join(" ")}`);
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { values } = parseArgs({
    options: { sets: { type: "string" }, ids: { type: "boolean", default: false } },
  });
  const own = await nudgeOwnTexts();
  console.log(`own harmless texts: ${own.texts}, nudged: ${own.ids.join(" ")}`);
  const dir = values.sets ?? process.env["SCHOOLGATE_EVAL_SETS"] ?? "";
  if (existsSync(dir)) {
    const benign = (await readSets(dir)).filter(({ label }) => label === "benign");
    const tell = (name: string, wanted: (row: EvalRow) => boolean): void =>
      report(`development sets, ${name}`, benign.filter(wanted), values.ids);
    tell("all", () => true);
    tell("tuning half", ({ half }) => half === "tune");
    tell("checking half", ({ half }) => half === "check");
    tell("posts and lines", ({ unit }) => unit !== "page");
  } else console.log("No development sets named (--sets, SCHOOLGATE_EVAL_SETS): skipped.");
}
