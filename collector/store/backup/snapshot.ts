// All tables as they are at one moment, read while the collector writes on.
import { DatabaseSync } from "node:sqlite";
import type pg from "pg";
import type { SqlValue } from "../driver.ts";
import { leftOut } from "./backup-form.ts";

export interface Table {
  readonly name: string;
  readonly columns: readonly string[];
}

export interface Snapshot {
  readonly version: number;
  /** Those that others refer to come first. */
  readonly tables: readonly Table[];
  rows(table: Table): AsyncGenerator<readonly SqlValue[]>;
  close(): Promise<void>;
}

const rowsAtOnce = 1000;

const quoted = (names: readonly string[]) => names.map((name) => `"${name}"`).join(", ");

/** Puts tables behind those that they refer to. `references` are [table, what it refers to]. */
function inOrder(
  tables: readonly Table[],
  references: readonly (readonly [string, string])[],
): readonly Table[] {
  const placed: Table[] = [];
  const left = new Map(tables.map((table) => [table.name, table]));
  while (left.size > 0) {
    const free = [...left.values()].filter(({ name }) =>
      references.every(([from, to]) => from !== name || to === name || !left.has(to)),
    );
    // References in a circle: none of ours are.
    if (free.length === 0) throw new Error("tables refer to one another in a circle");
    for (const table of free) {
      placed.push(table);
      left.delete(table.name);
    }
  }
  return placed;
}

/** A connection of its own, and a read transaction: writers go on beside it. */
export function sqliteSnapshot(path: string): Snapshot {
  const db = new DatabaseSync(path, { readOnly: true });
  db.exec("BEGIN");
  const version = Number(db.prepare("PRAGMA user_version").get()?.["user_version"] ?? 0);
  const names = db
    .prepare(
      "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'",
    )
    .all()
    .map((row) => String(row["name"]))
    .filter((name) => !leftOut.includes(name));
  const tables = names.map((name) => ({
    name,
    columns: db
      .prepare("SELECT name FROM pragma_table_info(?) ORDER BY cid")
      .all(name)
      .map((row) => String(row["name"])),
  }));
  const references = names.flatMap((name) =>
    db
      .prepare('SELECT "table" AS name FROM pragma_foreign_key_list(?)')
      .all(name)
      .map((row) => [name, String(row["name"])] as const),
  );
  return {
    version,
    tables: inOrder(tables, references),
    async *rows({ name, columns }) {
      const select = db.prepare(`SELECT ${quoted(columns)} FROM "${name}"`);
      for (const row of select.iterate()) {
        yield columns.map((column) => (row as Record<string, SqlValue>)[column] ?? null);
      }
    },
    async close() {
      db.close();
    },
  };
}

/** One transaction that sees the database as it was when it began. */
export async function postgresSnapshot(pool: pg.Pool): Promise<Snapshot> {
  const client = await pool.connect();
  try {
    await client.query("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
    const ask = async (sql: string) => (await client.query<Record<string, string>>(sql)).rows;
    const version = Number((await ask("SELECT version FROM schoolgate_version"))[0]?.["version"]);
    const columns = await ask(
      `SELECT c.table_name AS name, c.column_name AS field, c.data_type AS type FROM information_schema.columns AS c
       JOIN information_schema.tables AS t ON t.table_schema = c.table_schema AND t.table_name = c.table_name
       WHERE c.table_schema = current_schema() AND t.table_type = 'BASE TABLE' AND c.table_name <> 'schoolgate_version'
       ORDER BY c.table_name, c.ordinal_position`,
    );
    const references = await ask(
      `SELECT f.relname AS from_name, t.relname AS to_name FROM pg_constraint AS r
       JOIN pg_class AS f ON f.oid = r.conrelid JOIN pg_class AS t ON t.oid = r.confrelid WHERE r.contype = 'f'`,
    );
    const names = [...new Set(columns.map(({ name }) => name ?? ""))];
    const fieldsOf = (name: string) => columns.filter((one) => one["name"] === name);
    const numbers = new Set(
      columns.filter(({ type }) => type === "bigint").map(({ name, field }) => `${name}.${field}`),
    );
    const tables = names
      .filter((name) => !leftOut.includes(name))
      .map((name) => ({ name, columns: fieldsOf(name).map(({ field }) => field ?? "") }));
    return {
      version,
      tables: inOrder(
        tables,
        references.map((one) => [one["from_name"] ?? "", one["to_name"] ?? ""] as const),
      ),
      async *rows({ name, columns: fields }) {
        await client.query(
          `DECLARE all_rows NO SCROLL CURSOR FOR SELECT ${quoted(fields)} FROM "${name}"`,
        );
        for (;;) {
          const { rows } = await client.query<Record<string, string | null>>(
            `FETCH ${rowsAtOnce} FROM all_rows`,
          );
          for (const row of rows) {
            yield fields.map((field) => {
              const value = row[field] ?? null;
              return value !== null && numbers.has(`${name}.${field}`) ? Number(value) : value;
            });
          }
          if (rows.length < rowsAtOnce) break;
        }
        await client.query("CLOSE all_rows");
      },
      async close() {
        await client.query("ROLLBACK").catch(() => undefined);
        client.release();
      },
    };
  } catch (error) {
    client.release(true);
    throw error;
  }
}
