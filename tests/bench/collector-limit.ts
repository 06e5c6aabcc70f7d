// The store's own limit: the rows that the collector has made of the same events, put straight into the same kind of
// database: the same shape and the same durability, the same batches, one transaction each.
import { spawnSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import { openSqliteFile } from "../../collector/store/sqlite-driver.ts";
import { openSqliteStore } from "../../collector/store/sqlite.ts";
import { openPostgresStore } from "../../collector/store/postgres.ts";
import { parentOf, usageOf, type Usage } from "./collector-usage.ts";

type Value = string | number | null;

const columnsOf = (names: string): readonly string[] => names.split(/\s+/);
const eventColumns = columnsOf(
  `id kind at_ms received_at_ms skew_ms sent_from device device_label "user" profile host category action count accident proceeded
   case_id body`,
);
const caseColumns = columnsOf(
  `id kind what severity source rank "user" device device_label profile host title first_at_ms last_at_ms received_at_ms
   count state outcome reason version opened_at_ms last_opened_at_ms`,
);

/** What one batch became. */
export interface BatchRows {
  readonly cases: readonly (readonly Value[])[];
  readonly events: readonly (readonly Value[])[];
}

export interface Limit {
  /** The rows that the collector's own database holds of these batches, in their order. */
  rowsOf(batches: readonly (readonly string[])[]): Promise<readonly BatchRows[]>;
  /** Puts them into a database of its own; seconds. */
  insert(rows: readonly BatchRows[]): Promise<number>;
  /** Of the database's processes; undefined where it has none of its own. */
  usage(): Usage | undefined;
  /** Bytes that the collector's database takes on the disk. */
  bytes(): Promise<number>;
  /** What either database has written but not yet brought home is brought home: what comes next begins on a quiet disk. */
  rest(): Promise<void>;
  close(): Promise<void>;
}

/** What the file system still holds back; a system without the command has its own way. */
const syncDisk = () => void spawnSync("sync");

type RawRow = Readonly<Record<string, Value>>;

const bare = (column: string): string => column.replaceAll('"', "");

/** A case goes with the batch whose event opened it: it has that event's id. */
function batchRows(
  batches: readonly (readonly string[])[],
  events: ReadonlyMap<string, RawRow>,
  cases: ReadonlyMap<string, RawRow>,
): readonly BatchRows[] {
  const pick = (
    from: ReadonlyMap<string, RawRow>,
    columns: readonly string[],
    ids: readonly string[],
  ) =>
    ids.flatMap((id) => {
      const row = from.get(id);
      return row === undefined ? [] : [columns.map((column) => row[bare(column)] ?? null)];
    });
  return batches.map((ids) => ({
    cases: pick(cases, caseColumns, ids),
    events: pick(events, eventColumns, ids),
  }));
}

const byId = (rows: readonly RawRow[]) => new Map(rows.map((row) => [String(row["id"]), row]));

export function sqliteLimit(collectorFile: string, folder: string): Limit {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, "limit.sqlite");
  void openSqliteStore(file).close();
  const db = openSqliteFile(file);
  const from = openSqliteFile(collectorFile);
  const insertInto = (table: string, columns: readonly string[]) =>
    db.prepare(
      `INSERT INTO ${table} (${columns.join(", ")}) VALUES (${columns.map(() => "?").join(", ")})`,
    );
  const caseInsert = insertInto("case_file", caseColumns);
  const eventInsert = insertInto("event", eventColumns);
  const one = (table: string) => from.prepare(`SELECT * FROM ${table} WHERE id = ?`);
  const [event, caseFile] = [one("event"), one("case_file")];
  return {
    async rowsOf(batches) {
      const ids = batches.flat();
      const found = (statement: typeof event) =>
        byId(
          ids.flatMap((id): readonly RawRow[] => {
            const row = statement.get(id);
            return row === undefined ? [] : [row as RawRow];
          }),
        );
      return batchRows(batches, found(event), found(caseFile));
    },
    async insert(rows) {
      const begunMs = performance.now();
      for (const { cases, events } of rows) {
        db.exec("BEGIN IMMEDIATE");
        for (const row of cases) caseInsert.run(...row);
        for (const row of events) eventInsert.run(...row);
        db.exec("COMMIT");
      }
      return (performance.now() - begunMs) / 1000;
    },
    usage: () => undefined,
    async bytes() {
      const pages = from.prepare("PRAGMA page_count").get()?.["page_count"];
      return Number(pages) * Number(from.prepare("PRAGMA page_size").get()?.["page_size"]);
    },
    async rest() {
      // The log is begun anew, not cut: it never is while it is written to, and freed room slows a disk's syncs.
      for (const one of [from, db]) one.exec("PRAGMA wal_checkpoint(RESTART)");
      syncDisk();
    },
    async close() {
      from.close();
      db.close();
    },
  };
}

/** Opened with several connections, each with a transaction of its own under way: one alone would wait for each sync. */
export async function postgresLimit(
  collectorAddress: string,
  address: string,
  connections: number,
): Promise<Limit> {
  await (await openPostgresStore(address)).close();
  const pool = new pg.Pool({ connectionString: address, max: connections });
  const from = new pg.Pool({ connectionString: collectorAddress, max: 1 });
  const { rows: pids } = await from.query<{ pid: number }>("SELECT pg_backend_pid() AS pid");
  const server = parentOf(pids[0]?.pid ?? 0);
  const insertInto = async (
    client: pg.PoolClient,
    table: string,
    columns: readonly string[],
    rows: readonly (readonly Value[])[],
  ) => {
    if (rows.length === 0) return;
    let number = 0;
    const places = rows.map((row) => `(${row.map(() => `$${(number += 1)}`).join(", ")})`);
    await client.query({
      name: `${table}_${rows.length}`,
      text: `INSERT INTO ${table} (${columns.join(", ")}) VALUES ${places.join(", ")}`,
      values: rows.flat(),
    });
  };
  return {
    async rowsOf(batches) {
      const ids = batches.flat();
      const find = async (table: string) => {
        const { rows } = await from.query<RawRow>(
          `SELECT * FROM ${table} WHERE id = ANY($1::text[])`,
          [ids],
        );
        return byId(rows);
      };
      return batchRows(batches, await find("event"), await find("case_file"));
    },
    async insert(rows) {
      let next = 0;
      const begunMs = performance.now();
      await Promise.all(
        Array.from({ length: connections }, async () => {
          const client = await pool.connect();
          for (;;) {
            const batch = rows[next];
            if (batch === undefined) break;
            next += 1;
            await client.query("BEGIN; SET LOCAL synchronous_commit = on");
            await insertInto(client, "case_file", caseColumns, batch.cases);
            await insertInto(client, "event", eventColumns, batch.events);
            await client.query("COMMIT");
          }
          client.release();
        }),
      );
      return (performance.now() - begunMs) / 1000;
    },
    usage: () => usageOf(server),
    async bytes() {
      const { rows } = await from.query<{ n: string }>(
        "SELECT pg_database_size(current_database()) AS n",
      );
      return Number(rows[0]?.n ?? 0);
    },
    async rest() {
      // Of the whole server, so of both databases.
      await from.query("CHECKPOINT");
      syncDisk();
    },
    async close() {
      await pool.end();
      await from.end();
    },
  };
}
