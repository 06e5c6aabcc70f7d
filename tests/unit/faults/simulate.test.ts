// The short form of `npm run test:faults`: real workers, the real collector, a seed that is said, and nothing lost.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { faultKinds } from "../../faults/fault-kinds.ts";
import { openSimDatabase, type SimDatabase } from "../../faults/sim-database.ts";
import { simulate } from "../../faults/simulate.ts";
import { findPostgres } from "../../support/find-postgres.ts";

const seed = 20_261_122;

async function run(given: {
  readonly events: number;
  readonly faults: number;
  readonly database?: SimDatabase;
}) {
  const folder = mkdtempSync(join(tmpdir(), "schoolgate-faults-"));
  try {
    return await simulate({ seed, devices: 2, onDisk: 1, folder, ...given });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

test("seed 20261122: 600 events through 60 faults of every kind: nothing lost, nothing twice, worries first, the audit whole", async () => {
  const result = await run({ events: 600, faults: 60 });
  expect(result.problems).toEqual([]);
  expect(faultKinds.filter((kind) => result.faults[kind] === 0)).toEqual([]);
  expect(result.told).toBe(600);
  expect(result.arrived["worry"]).toBe(result.worries);
  const gone = result.gaveWay - result.gaveWayAfterArrival;
  expect((result.arrived["finding"] ?? 0) + gone).toBe(600 - result.worries);
  expect(result.audit).toMatchObject({ whole: true, seals: 1 });
});

test("the same seed gives the same run", async () => {
  const given = { events: 120, faults: 20 };
  const [one, other] = [await run(given), await run(given)];
  expect(other.trace).toBe(one.trace);
});

test.skipIf(findPostgres() === undefined)(
  "240 events while PostgreSQL's server is killed again and again",
  async () => {
    const database = await openSimDatabase();
    try {
      const result = await run({ events: 240, faults: 40, database });
      expect(result.problems).toEqual([]);
      expect(result.faults["database killed"]).toBeGreaterThan(2);
      expect(result.arrived["worry"]).toBe(result.worries);
    } finally {
      await database.stop();
    }
  },
);
