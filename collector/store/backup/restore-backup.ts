// A backup read into an empty database: all of it, or the database stays empty.
import { createReadStream, existsSync, renameSync, rmSync } from "node:fs";
import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";
import type { Sql, SqlValue } from "../driver.ts";
import { migrateSqlite, takePostgresSteps } from "../migrations.ts";
import { openPool, postgresSql } from "../postgres-driver.ts";
import { openSqliteFile, sqliteDriver } from "../sqlite-driver.ts";
import { readParts, type BackupHeader, type BackupPart } from "./backup-form.ts";

const rowsAtOnce = 256;

async function* linesOf(path: string): AsyncGenerator<string> {
  const unpacked = createGunzip();
  // Its fault comes out of the loop below.
  pipeline(createReadStream(path), unpacked).catch(() => undefined);
  let rest = "";
  unpacked.setEncoding("utf8");
  for await (const text of unpacked as AsyncIterable<string>) {
    const lines = (rest + text).split("\n");
    rest = lines.pop() ?? "";
    yield* lines;
  }
  if (rest !== "") yield rest;
}

/** Puts every row where it belongs. */
async function load(sql: Sql, parts: AsyncIterable<BackupPart>): Promise<number> {
  let into = "";
  let waiting: (readonly SqlValue[])[] = [];
  let count = 0;
  const flush = async () => {
    await sql.insertAll(into, waiting);
    count += waiting.length;
    waiting = [];
  };
  for await (const part of parts) {
    if (part.kind === "row") {
      waiting.push(part.row);
      if (waiting.length === rowsAtOnce) await flush();
    } else if (part.kind === "table") {
      await flush();
      into = `${nameOf(part.table)} (${part.columns.map(nameOf).join(", ")})`;
    }
  }
  await flush();
  return count;
}

/** Names come out of a file: only those that a table of ours could have. */
function nameOf(name: string): string {
  if (!/^[a-z_]{1,60}$/.test(name)) throw new Error("the backup names what is no table of ours");
  return `"${name}"`;
}

export interface Restored {
  readonly header: BackupHeader;
  readonly rows: number;
}

/** The header, and all that comes after it. */
async function begin(path: string) {
  const parts = readParts(linesOf(path));
  const first = await parts.next();
  if (first.done === true || first.value.kind !== "header") throw new Error("the backup is empty");
  return { header: first.value.header, parts };
}

/** Throws where there is a database in the way, or the backup is not whole. */
export async function restoreToSqlite(from: string, path: string): Promise<Restored> {
  if (existsSync(path))
    throw new Error(`${path} is there already: a backup is read into an empty folder`);
  const { header, parts } = await begin(from);
  const part = `${path}.restoring`;
  rmSync(part, { force: true });
  const db = openSqliteFile(part);
  const driver = sqliteDriver(db);
  try {
    migrateSqlite(db, header.version);
    const rows = await driver.transaction((sql) => load(sql, parts));
    db.exec("PRAGMA wal_checkpoint(TRUNCATE)");
    await driver.close();
    renameSync(part, path);
    return { header, rows };
  } catch (error) {
    if (db.isOpen) db.close();
    for (const end of ["", "-wal", "-shm"]) rmSync(part + end, { force: true });
    throw error;
  }
}

/** The same on PostgreSQL, in one transaction. */
export async function restoreToPostgres(from: string, address: string): Promise<Restored> {
  const { header, parts } = await begin(from);
  const pool = openPool(address);
  try {
    const client = await pool.connect();
    try {
      await client.query("BEGIN");
      if ((await takePostgresSteps(client, header.version)) > 0) {
        throw new Error("the database is not empty: a backup is read into an empty one");
      }
      const rows = await load(postgresSql(client), parts);
      await countOn(client);
      await client.query("COMMIT");
      return { header, rows };
    } catch (error) {
      await client.query("ROLLBACK").catch(() => undefined);
      throw error;
    } finally {
      client.release();
    }
  } finally {
    await pool.end();
  }
}

/** Columns that count by themselves go on after what was read. */
async function countOn(client: Parameters<typeof takePostgresSteps>[0]): Promise<void> {
  const { rows } = await client.query<{ table_name: string; column_name: string }>(
    `SELECT table_name, column_name FROM information_schema.columns
     WHERE table_schema = current_schema() AND is_identity = 'YES'`,
  );
  for (const { table_name: table, column_name: column } of rows) {
    await client.query(
      `SELECT setval(pg_get_serial_sequence('${table}', '${column}'), greatest(1, max("${column}")), max("${column}") IS NOT NULL)
       FROM "${table}"`,
    );
  }
}
