// The store's calls on PostgreSQL: a pool of connections, many collectors on one database.
import pg from "pg";
import { lockSpace, type Driver, type Sql, type SqlValue } from "./driver.ts";
import { listenOn } from "./postgres-listen.ts";

const connectionsMost = 10;
const connectWaitMs = 10_000;

/** Begun again where another collector got in between. */
const triesMost = 8;

/** Rows in one statement: few sizes, so that few different statements are prepared. */
const rowsAtOnce = [64, 32, 16, 8, 4, 2, 1] as const;

/**
 * What another collector's work may cause, and what a second run mends: a serialisation failure, a deadlock, a row that
 * somebody else has just added, and a statement that was prepared before the database took a new step.
 */
const runAgain = new Set(["40001", "40P01", "23505", "0A000"]);

const { builtins } = pg.types;
// Counts and times fit in a number: 2^53 ms are 285,000 years.
const bool: number = builtins.BOOL;
const numeric = new Set<number>([
  builtins.INT2,
  builtins.INT4,
  builtins.INT8,
  builtins.NUMERIC,
  builtins.FLOAT8,
]);
const types: pg.CustomTypesConfig = {
  getTypeParser: (oid: number) => (text: unknown) =>
    oid === bool ? Number(text === "t") : numeric.has(oid) ? Number(text) : text,
};

interface Statement {
  readonly name: string;
  readonly text: string;
}

const statements = new Map<string, Statement>();

/** `?` becomes `$1`, `$2`, …; each connection prepares a statement once, by its name. */
function statementOf(sql: string): Statement {
  const known = statements.get(sql);
  if (known !== undefined) return known;
  let number = 0;
  const text = sql.replaceAll("?", () => `$${(number += 1)}`);
  const made = { name: `schoolgate_${statements.size}`, text };
  statements.set(sql, made);
  return made;
}

/** PostgreSQL has no place for U+0000 in a text: a page that puts one into its title must not hold up a batch. */
function storable(value: SqlValue): SqlValue {
  return typeof value === "string" && value.includes("\0")
    ? value.replaceAll("\0", "\uFFFD")
    : value;
}

type Queryable = Pick<pg.ClientBase, "query">;

/** The calls on one connection, or on any of a pool. */
export function postgresSql(client: Queryable): Sql {
  const ask = (sql: string, values: readonly SqlValue[]) =>
    client.query<Record<string, SqlValue>>({
      ...statementOf(sql),
      values: values.map(storable),
      types,
    });
  return {
    all: async (sql, ...values) => (await ask(sql, values)).rows,
    get: async (sql, ...values) => (await ask(sql, values)).rows[0],
    run: async (sql, ...values) => (await ask(sql, values)).rowCount ?? 0,
    async insertAll(into, rows) {
      let done = 0;
      for (const size of rowsAtOnce) {
        for (; rows.length - done >= size; done += size) {
          const some = rows.slice(done, done + size);
          const places = some.map((row) => `(${row.map(() => "?").join(", ")})`).join(", ");
          await ask(`INSERT INTO ${into} VALUES ${places}`, some.flat());
        }
      }
    },
    forUpdate: " FOR UPDATE",
    forNoKeyUpdate: " FOR NO KEY UPDATE",
  };
}

const codeOf = (error: unknown): string =>
  typeof error === "object" && error !== null && "code" in error ? String(error.code) : "";

/** The pool of a database; the address may hold a password and is never shown. */
export function openPool(address: string): pg.Pool {
  const pool = new pg.Pool({
    connectionString: address,
    max: connectionsMost,
    connectionTimeoutMillis: connectWaitMs,
    keepAlive: true,
    application_name: "schoolgate",
    // A collector that is cut off in the middle of a transaction must not hold its locks for ever.
    idle_in_transaction_session_timeout: 60_000,
  });
  // A connection that breaks while nobody uses it is replaced at the next call, which fails where there is none. One that
  // breaks between two statements of a transaction says so by itself, too: the next statement fails.
  pool.on("error", () => undefined);
  pool.on("connect", (client) => client.on("error", () => undefined));
  return pool;
}

/** Together with the beginning, so that it is one journey. Always in the same order: two that want both wait, and no more. */
function takeLocks(locks: readonly string[]): string {
  if (locks.length === 0) return "";
  const names = locks.map((name) => pg.escapeLiteral(name)).join(", ");
  return `SELECT pg_advisory_xact_lock(${lockSpace}, place) FROM (
    SELECT DISTINCT hashtext(name) AS place FROM unnest(ARRAY[${names}]::text[]) AS name ORDER BY 1) AS places`;
}

export function postgresDriver(pool: pg.Pool): Driver {
  const onPool = postgresSql(pool);

  async function once<T>(
    work: (sql: Sql) => Promise<T>,
    locks: readonly string[],
  ): Promise<{ readonly value: T } | { readonly again: unknown }> {
    const client = await pool.connect();
    let broken = false;
    try {
      // An acknowledged event is on disk, whatever the server's own setting is.
      await client.query(`BEGIN; SET LOCAL synchronous_commit = on; ${takeLocks(locks)}`);
      const value = await work(postgresSql(client));
      await client.query("COMMIT");
      return { value };
    } catch (error) {
      const code = codeOf(error);
      broken = code === "0A000";
      if (!broken) await client.query("ROLLBACK").catch(() => (broken = true));
      if (runAgain.has(code)) return { again: error };
      throw error;
    } finally {
      client.release(broken);
    }
  }

  async function transaction<T>(
    work: (sql: Sql) => Promise<T>,
    locks: readonly string[] = [],
  ): Promise<T> {
    for (let tries = 1; ; tries += 1) {
      const done = await once(work, locks);
      if ("value" in done) return done.value;
      if (tries === triesMost) throw done.again;
    }
  }

  return {
    ...onPool,
    dialect: "postgres",
    insertAll: (into, rows) => transaction((sql) => sql.insertAll(into, rows)),
    transaction,
    async notify(channel, text) {
      await pool.query("SELECT pg_notify($1, $2)", [channel, text]);
    },
    listen: (channel, onText, onGap) => listenOn(pool, channel, onText, onGap),
    async clearTraces() {
      // What was erased leaves dead rows until a vacuum: this frees them for new ones. Unlike SQLite's secure_delete it
      // does not overwrite at once, and it does not reach the write-ahead log and its archives: docs say so.
      for (const table of ["event", "case_file", "case_change", "request_answer", "staff_order"]) {
        await pool.query(`VACUUM ${table}`);
      }
      return true;
    },
    close: () => pool.end(),
  };
}
