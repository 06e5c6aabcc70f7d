// The store on SQLite: one file, write-ahead log, every commit synced before it is answered.
import { migrateSqlite } from "./migrations.ts";
import { openSqliteFile, sqliteDriver } from "./sqlite-driver.ts";
import { storeOver } from "./store-parts.ts";
import type { Store } from "./store.ts";

/**
 * Opens (and makes or brings up to date) the database in `path`.
 * Throws where the file cannot be opened, or was written by a newer collector than this.
 */
export function openSqliteStore(path: string): Store {
  const db = openSqliteFile(path);
  try {
    migrateSqlite(db);
  } catch (error) {
    db.close();
    throw error;
  }
  return storeOver(sqliteDriver(db));
}
