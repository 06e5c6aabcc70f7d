// The store's calls on SQLite: one connection, every commit synced before it is answered.
import { chmodSync } from "node:fs";
import { DatabaseSync, type StatementSync } from "node:sqlite";
import type { Driver, Row, Sql, SqlValue } from "./driver.ts";

/** How long a statement waits for another program that holds the database. */
const busyWaitMs = 5000;

/** Nobody waits long for traces to be cleared: while it tries, the collector answers nobody. */
const checkpointWaitMs = 200;

/** Opens (or makes) the file, for its own account alone. */
export function openSqliteFile(path: string): DatabaseSync {
  const db = new DatabaseSync(path, { timeout: busyWaitMs });
  // What is in it concerns children: no other account of the machine reads it.
  chmodSync(path, 0o600);
  db.exec("PRAGMA journal_mode = WAL");
  db.exec("PRAGMA synchronous = FULL");
  db.exec("PRAGMA foreign_keys = ON");
  // What is deleted or overwritten leaves zeros, not its text.
  db.exec("PRAGMA secure_delete = ON");
  return db;
}

export function sqliteDriver(db: DatabaseSync): Driver {
  const prepared = new Map<string, StatementSync>();
  const statement = (sql: string): StatementSync => {
    const known = prepared.get(sql);
    if (known !== undefined) return known;
    const made = db.prepare(sql);
    prepared.set(sql, made);
    return made;
  };
  const inside: Sql = {
    async all(sql, ...values) {
      return statement(sql).all(...values) as Row[];
    },
    async get(sql, ...values) {
      return statement(sql).get(...values) as Row | undefined;
    },
    async run(sql, ...values) {
      return Number(statement(sql).run(...values).changes);
    },
    async insertAll(into, rows) {
      const [first] = rows;
      if (first === undefined) return;
      const insert = statement(`INSERT INTO ${into} VALUES (${first.map(() => "?").join(", ")})`);
      for (const row of rows) insert.run(...row);
    },
    forUpdate: "",
  };

  // One connection: what is not of the transaction under way waits until it is over.
  let last: Promise<unknown> = Promise.resolve();
  let waiting = 0;
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    waiting += 1;
    const turn = last.then(work).finally(() => (waiting -= 1));
    last = turn.catch(() => undefined);
    return turn;
  };
  const single = <T>(work: () => Promise<T>): Promise<T> => (waiting === 0 ? work() : inTurn(work));
  const bound =
    <T>(name: "all" | "get" | "run") =>
    (sql: string, ...values: readonly SqlValue[]) =>
      single(() => inside[name](sql, ...values) as Promise<T>);

  const transaction = <T>(work: (sql: Sql) => Promise<T>): Promise<T> =>
    inTurn(async () => {
      db.exec("BEGIN IMMEDIATE");
      try {
        const value = await work(inside);
        db.exec("COMMIT");
        return value;
      } catch (error) {
        // A full disk may have rolled it back already.
        if (db.isTransaction) db.exec("ROLLBACK");
        throw error;
      }
    });

  return {
    dialect: "sqlite",
    forUpdate: "",
    all: bound<readonly Row[]>("all"),
    get: bound<Row | undefined>("get"),
    run: bound<number>("run"),
    insertAll: (into, rows) => transaction((sql) => sql.insertAll(into, rows)),
    transaction,
    // One file has one collector: there is nobody to tell.
    notify: async () => undefined,
    listen: async () => () => undefined,
    clearTraces: () =>
      single(async () => {
        // The erased pages are overwritten in the write-ahead log first; this brings them into the file and empties the log.
        db.exec(`PRAGMA busy_timeout = ${checkpointWaitMs}`);
        try {
          const row = db.prepare("PRAGMA wal_checkpoint(TRUNCATE)").get();
          return Number(row?.["busy"]) === 0;
        } finally {
          db.exec(`PRAGMA busy_timeout = ${busyWaitMs}`);
        }
      }),
    close: () => inTurn(async () => db.close()),
  };
}
