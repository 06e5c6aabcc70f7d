// npm run test:faults: at least 100,000 events through at least 1,000 faults. The same seed gives the same run.
//   --seed N --events N --faults N --devices N
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { simulate } from "./simulate.ts";

const { values } = parseArgs({
  options: {
    seed: { type: "string", default: String(Date.now() % 2 ** 31) },
    events: { type: "string", default: "100000" },
    faults: { type: "string", default: "2000" },
    devices: { type: "string", default: "4" },
  },
});
const folder = mkdtempSync(join(tmpdir(), "schoolgate-faults-"));
const say = (line: string) => process.stdout.write(`${line}\n`);
say(`seed ${values.seed}`);
try {
  const begunAt = performance.now();
  const result = await simulate({
    seed: Number(values.seed),
    events: Number(values.events),
    faults: Number(values.faults),
    devices: Number(values.devices),
    onDisk: 1,
    folder,
    onProgress: say,
  });
  const seconds = Math.round((performance.now() - begunAt) / 1000);
  say(`\n${"fault".padEnd(54)} times`);
  for (const [kind, times] of Object.entries(result.faults)) say(`${kind.padEnd(54)} ${times}`);
  const all = Object.values(result.faults).reduce((sum, times) => sum + times, 0);
  say(`${"all".padEnd(54)} ${all}\n`);
  const kinds = Object.entries(result.arrived).map(([kind, count]) => `${kind} ${count}`);
  say(
    `told ${result.told} (${result.worries} worries), gave way in a full store ${result.gaveWay}`,
  );
  say(`at the collector: ${kinds.join(", ")}`);
  say(
    `${result.batches} batches, ${result.turns} turns, ${result.simulatedDays} days in ${seconds} s`,
  );
  say(`trace ${result.trace}`);
  for (const problem of result.problems.slice(0, 40)) say(`PROBLEM ${problem}`);
  say(
    result.problems.length === 0
      ? "nothing lost, nothing twice, worries first"
      : `${result.problems.length} problems`,
  );
  process.exitCode = result.problems.length === 0 ? 0 : 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
