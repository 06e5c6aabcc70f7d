// The store's calls on SQLite: one connection, every commit synced before it is answered.
import { chmodSync } from "node:fs";
import { setImmediate as breathe } from "node:timers/promises";
import { DatabaseSync, type StatementSync } from "node:sqlite";
import type { Driver, Row, Sql, SqlValue } from "./driver.ts";

/** How long a statement waits for another program that holds the database. */
const busyWaitMs = 5000;

/** Nobody waits long for traces to be cleared: while it tries, the collector answers nobody. */
const checkpointWaitMs = 200;

/** So many transactions share a sync at most: nobody waits long behind the others. */
const togetherMost = 64;

interface Job {
  readonly work: (sql: Sql) => Promise<unknown>;
  readonly resolve: (value: unknown) => void;
  readonly reject: (why: unknown) => void;
}

/** Runs one of the transactions that share a commit; what to tell its caller once that is done. */
async function runOne(db: DatabaseSync, job: Job, sql: Sql): Promise<() => void> {
  db.exec("SAVEPOINT one");
  try {
    const value = await job.work(sql);
    db.exec("RELEASE one");
    return () => job.resolve(value);
  } catch (error) {
    // Where the disk is full all of them may be gone.
    if (!db.isTransaction) throw error;
    db.exec("ROLLBACK TO one");
    db.exec("RELEASE one");
    return () => job.reject(error);
  }
}

/** Without a savepoint, which copies each page that is changed: what fails is undone with the whole. */
async function runAlone(_: DatabaseSync, job: Job, sql: Sql): Promise<() => void> {
  const value = await job.work(sql);
  return () => job.resolve(value);
}

/** Opens (or makes) the file, for its own account alone. */
export function openSqliteFile(path: string): DatabaseSync {
  const db = new DatabaseSync(path, { timeout: busyWaitMs });
  // What is in it concerns children: no other account of the machine reads it.
  chmodSync(path, 0o600);
  db.exec("PRAGMA journal_mode = WAL");
  db.exec("PRAGMA synchronous = FULL");
  db.exec("PRAGMA foreign_keys = ON");
  // 8 MB: a full transaction (`eventsTogether`) stays in memory until its commit, and is not written out and read back.
  db.exec("PRAGMA cache_size = -8000");
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
    forNoKeyUpdate: "",
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

  // Transactions that wait for one another's sync share one: each is whole or undone by itself (a savepoint), and none is
  // answered before the common commit is on disk.
  const jobs: Job[] = [];
  const commitTogether = async () => {
    // What the network has brought meanwhile comes along.
    await breathe();
    const group = jobs.splice(0, togetherMost);
    if (jobs.length > 0) void inTurn(commitTogether);
    const settle: (() => void)[] = [];
    try {
      db.exec("BEGIN IMMEDIATE");
      const run = group.length === 1 ? runAlone : runOne;
      for (const job of group) settle.push(await run(db, job, inside));
      db.exec("COMMIT");
    } catch (error) {
      // A full disk may have rolled it back already.
      if (db.isTransaction) db.exec("ROLLBACK");
      for (const job of group) job.reject(error);
      return;
    }
    for (const tell of settle) tell();
  };
  const transaction = <T>(work: (sql: Sql) => Promise<T>): Promise<T> =>
    new Promise<T>((resolve, reject) => {
      jobs.push({ work, resolve: resolve as Job["resolve"], reject });
      if (jobs.length === 1) void inTurn(commitTogether);
    });

  return {
    dialect: "sqlite",
    forUpdate: "",
    forNoKeyUpdate: "",
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
