// The store on SQLite: one file, write-ahead log, every commit synced before it is answered.
import { chmodSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { sqliteMigrations } from "./migrations.ts";
import { sqliteCases } from "./sqlite-cases.ts";
import { sqliteEvents } from "./sqlite-events.ts";
import { sqliteLists } from "./sqlite-lists.ts";
import { sqliteOrders } from "./sqlite-orders.ts";
import { sqlitePeople } from "./sqlite-people.ts";
import { sqlitePolicy } from "./sqlite-policy.ts";
import { sqliteRequests } from "./sqlite-requests.ts";
import { sqliteRetention } from "./sqlite-retention.ts";
import { sqliteTries } from "./sqlite-tries.ts";
import { busyWaitMs } from "./sqlite-tools.ts";
import type { Store } from "./store.ts";

/**
 * Opens (and makes or brings up to date) the database in `path`.
 * Throws where the file cannot be opened, or was written by a newer collector than this.
 */
export function openSqliteStore(path: string): Store {
  const db = new DatabaseSync(path, { timeout: busyWaitMs });
  // What is in it concerns children: no other account of the machine reads it.
  chmodSync(path, 0o600);
  db.exec("PRAGMA journal_mode = WAL");
  db.exec("PRAGMA synchronous = FULL");
  db.exec("PRAGMA foreign_keys = ON");
  // What is deleted or overwritten leaves zeros, not its text.
  db.exec("PRAGMA secure_delete = ON");
  migrate(db);
  return {
    ...sqliteEvents(db),
    ...sqliteCases(db),
    ...sqliteLists(db),
    ...sqliteOrders(db),
    ...sqlitePeople(db),
    ...sqlitePolicy(db),
    ...sqliteRequests(db),
    ...sqliteRetention(db),
    ...sqliteTries(db),
    async close() {
      db.close();
    },
  };
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
