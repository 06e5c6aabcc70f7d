// The database's shape, step by step, in SQLite and PostgreSQL. A step that has shipped is never changed; the next one
// is added at the end. SQLite counts the steps that a database has taken in `PRAGMA user_version`, PostgreSQL in the
// table `schoolgate_version`; PostgreSQL begins with the fourth, which holds the ones before.
import type { DatabaseSync } from "node:sqlite";
import type pg from "pg";
import { lockSpace } from "./driver.ts";
import { sqliteSteps1To3 } from "./steps/sqlite-1-to-3.ts";
import { forPostgres, type Step } from "./steps/step.ts";
import { step4 } from "./steps/step-4.ts";
import { step5 } from "./steps/step-5.ts";
import { step6 } from "./steps/step-6.ts";
import { step7 } from "./steps/step-7.ts";
import { step8 } from "./steps/step-8.ts";
import { step9 } from "./steps/step-9.ts";
import { step10 } from "./steps/step-10.ts";
import { step11 } from "./steps/step-11.ts";
import { step12 } from "./steps/step-12.ts";

const steps: readonly Step[] = [
  ...sqliteSteps1To3.map((sqlite) => ({ sqlite })),
  step4,
  step5,
  step6,
  step7,
  step8,
  step9,
  step10,
  step11,
  step12,
];

/** The version of a database that has taken every step. */
export const newestVersion = steps.length;

/** PostgreSQL's first version. */
const postgresFrom = 4;

function refuseNewer(taken: number): void {
  if (taken <= newestVersion) return;
  throw new Error(
    `the database has version ${taken}; this collector knows ${newestVersion}: use the newer collector`,
  );
}

/** Takes the steps that are missing, up to `version`. Throws where the database is newer than this collector. */
export function migrateSqlite(db: DatabaseSync, version = newestVersion): void {
  const taken = Number(db.prepare("PRAGMA user_version").get()?.["user_version"] ?? 0);
  refuseNewer(Math.max(taken, version));
  for (const [number, step] of steps.entries()) {
    if (number < taken || number >= version) continue;
    db.exec("BEGIN IMMEDIATE");
    try {
      if (step.both !== undefined) db.exec(step.both);
      step.sqliteWork?.(db);
      if (step.sqlite !== undefined) db.exec(step.sqlite);
      db.exec(`PRAGMA user_version = ${number + 1}`);
      db.exec("COMMIT");
    } catch (error) {
      db.exec("ROLLBACK");
      throw error;
    }
  }
  // Version 1 left the text of what it overwrote in the gaps of its pages: they are written anew, once.
  if (taken === 1) db.exec("VACUUM");
}

/** The same on PostgreSQL, in one transaction; of collectors that start at once one does it, the others wait. */
export async function migratePostgres(pool: pg.Pool): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query("BEGIN");
    await takePostgresSteps(client, newestVersion);
    await client.query("COMMIT");
  } catch (error) {
    await client.query("ROLLBACK").catch(() => undefined);
    throw error;
  } finally {
    client.release();
  }
}

/** Takes the steps that are missing, inside a transaction that is begun; the version that it found. */
export async function takePostgresSteps(
  client: Pick<pg.ClientBase, "query">,
  version: number,
): Promise<number> {
  await client.query(`SELECT pg_advisory_xact_lock(${lockSpace}, 0)`);
  await client.query("CREATE TABLE IF NOT EXISTS schoolgate_version (version BIGINT NOT NULL)");
  const { rows } = await client.query<{ version: string }>(
    "SELECT version FROM schoolgate_version",
  );
  const taken = Number(rows[0]?.version ?? 0);
  refuseNewer(Math.max(taken, version));
  for (const [number, step] of steps.entries()) {
    if (number < Math.max(taken, postgresFrom - 1) || number >= version) continue;
    if (step.both !== undefined) await client.query(forPostgres(step.both));
    if (step.postgres !== undefined) await client.query(step.postgres);
  }
  if (taken < version) {
    await client.query("DELETE FROM schoolgate_version");
    await client.query("INSERT INTO schoolgate_version (version) VALUES ($1)", [version]);
  }
  return taken;
}
