// What the parts of the store stand on: a handful of calls that SQLite and PostgreSQL both answer. Every query is
// written once, in the words that both take:
// - values as `?`, in order (no `?` inside a text of the SQL); identifiers that PostgreSQL reserves in quotes ("user")
// - columns hold texts, whole numbers and null, nothing else; a boolean is 0 or 1
// - the greater of two by CASE: SQLite's max(a, b) and PostgreSQL's greatest(a, b) have no common name
// - texts compare byte by byte in both (PostgreSQL's columns are COLLATE "C"), lower() minds A to Z alone

/** The first half of PostgreSQL's advisory locks: locks of other programs on the same database are others. */
export const lockSpace = 1_397_245_031;

export type SqlValue = string | number | null;

export type Row = Readonly<Record<string, SqlValue>>;

/** Where statements are run: outside any transaction, or inside one. */
export interface Sql {
  all(sql: string, ...values: readonly SqlValue[]): Promise<readonly Row[]>;
  /** The first row. */
  get(sql: string, ...values: readonly SqlValue[]): Promise<Row | undefined>;
  /** How many rows were changed. */
  run(sql: string, ...values: readonly SqlValue[]): Promise<number>;
  /**
   * Adds rows: `into` is "table (column, column)". In SQLite one statement for each row, which is the fastest there; in
   * PostgreSQL many rows for each journey over the network.
   */
  insertAll(into: string, rows: readonly (readonly SqlValue[])[]): Promise<void>;
  /**
   * Put behind a SELECT inside a transaction whose rows are changed next: " FOR UPDATE" in PostgreSQL, where another
   * collector may write at the same moment; nothing in SQLite, where a transaction has the database to itself.
   */
  readonly forUpdate: "" | " FOR UPDATE";
  /** The same where no key is changed and nothing deleted: rows that name these as theirs can be added meanwhile. */
  readonly forNoKeyUpdate: "" | " FOR NO KEY UPDATE";
}

export interface Driver extends Sql {
  readonly dialect: "sqlite" | "postgres";
  /**
   * All of `work` or none of it, on disk when the promise settles. Inside, only the given `sql` is used (the driver itself
   * would wait for this very transaction), and nothing else is awaited. May run again from the start where another
   * collector got in between: `work` changes nothing but the database. Of transactions that name a lock in common, one
   * runs after another, over all collectors of the database; SQLite runs all one after another anyway.
   */
  transaction<T>(work: (sql: Sql) => Promise<T>, locks?: readonly string[]): Promise<T>;
  /** Says `text` (at most 2,000 characters) to every collector of this database, this one too. */
  notify(channel: string, text: string): Promise<void>;
  /**
   * Hears what `notify` says. `onGap`: the line was cut and stands again; what was said meanwhile is lost. Returns what
   * ends it.
   */
  listen(channel: string, onText: (text: string) => void, onGap: () => void): Promise<() => void>;
  /** Overwrites what was erased; false where another program holds the database. */
  clearTraces(): Promise<boolean>;
  close(): Promise<void>;
}

/**
 * "?, ?, ?, ?" for an IN list, and its values: filled up with the last one to a power of two, so that few different
 * statements are prepared. Never empty: an empty list finds nothing by `IN (NULL)`.
 */
export function listOf(values: readonly SqlValue[]): {
  readonly places: string;
  readonly values: readonly SqlValue[];
} {
  const last = values.at(-1) ?? null;
  const count = 2 ** Math.ceil(Math.log2(Math.max(1, values.length)));
  const filled = [...values, ...Array<SqlValue>(count - values.length).fill(last)];
  return { places: filled.map(() => "?").join(", "), values: filled };
}

/**
 * Rows for `(VALUES …) AS x` with its columns column1, column2, …: of these types (TEXT, BIGINT), filled up with the last
 * row to a power of two as in `listOf`. Only where the same row twice does what it does once.
 */
export function valuesOf(
  types: readonly ("TEXT" | "BIGINT")[],
  rows: readonly (readonly SqlValue[])[],
): { readonly places: string; readonly values: readonly SqlValue[] } {
  const last = rows.at(-1);
  if (last === undefined) return { places: "", values: [] };
  const count = 2 ** Math.ceil(Math.log2(rows.length));
  const filled = [...rows, ...Array<readonly SqlValue[]>(count - rows.length).fill(last)];
  // PostgreSQL takes the types of all rows from the first.
  const first = `(${types.map((type) => `CAST(? AS ${type})`).join(", ")})`;
  const other = `(${types.map(() => "?").join(", ")})`;
  return {
    places: [first, ...Array<string>(count - 1).fill(other)].join(", "),
    values: filled.flat(),
  };
}
