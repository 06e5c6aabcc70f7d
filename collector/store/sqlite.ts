// The store on SQLite: one file, write-ahead log, every commit synced before it is answered.
import type { DatabaseSync } from "node:sqlite";
import { sqliteMigrations } from "./migrations.ts";
import { openSqliteFile, sqliteDriver } from "./sqlite-driver.ts";
import { storeOver } from "./store-parts.ts";
import type { Store } from "./store.ts";

/**
 * Opens (and makes or brings up to date) the database in `path`.
 * Throws where the file cannot be opened, or was written by a newer collector than this.
 */
export function openSqliteStore(path: string): Store {
  const db = openSqliteFile(path);
  migrate(db);
  return storeOver(sqliteDriver(db));
}

function migrate(db: DatabaseSync): void {
  const taken = Number(db.prepare("PRAGMA user_version").get()?.["user_version"] ?? 0);
  if (taken > sqliteMigrations.length) {
    db.close();
    throw new Error(
      `the database has version ${taken}; this collector knows ${sqliteMigrations.length}: use the newer collector`,
    );
  }
  for (const [number, step] of sqliteMigrations.entries()) {
    if (number < taken) continue;
    db.exec("BEGIN IMMEDIATE");
    try {
      db.exec(step);
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
