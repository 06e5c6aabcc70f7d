// Which database stands behind the store: a file in the data folder, or PostgreSQL where an address is given.
import { join } from "node:path";
import { openSqliteStore } from "./sqlite.ts";
import type { Store } from "./store.ts";

/** The database's file in a data folder. */
export function sqlitePath(dataDir: string): string {
  return join(dataDir, "collector.sqlite");
}

export async function openStore(where: {
  readonly data: string;
  readonly databaseUrl?: string | undefined;
}): Promise<Store> {
  if (where.databaseUrl === undefined) return openSqliteStore(sqlitePath(where.data));
  // A school with the embedded database never loads the other one's driver.
  const { openPostgresStore } = await import("./postgres.ts");
  return openPostgresStore(where.databaseUrl);
}
