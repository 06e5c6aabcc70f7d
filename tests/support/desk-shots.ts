// Pictures of the desk alone: `node tests/support/desk-shots.ts OUT_DIR`. `npm run shots` takes them with all others.
import { mkdirSync } from "node:fs";
import { photographDesk } from "./gallery/desk-shots.ts";

const outDir = process.argv[2];
if (outDir === undefined) {
  process.stderr.write("usage: node tests/support/desk-shots.ts OUT_DIR\n");
  process.exit(2);
}
mkdirSync(outDir, { recursive: true });
const { pictures, problems } = await photographDesk(outDir);
for (const problem of problems) process.stdout.write(`${problem}\n`);
process.stdout.write(`${pictures.length} pictures, ${problems.length} problems\n`);
process.exitCode = problems.length === 0 ? 0 : 1;
