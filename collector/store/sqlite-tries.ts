// Wrong tries at the sign-in, kept so that a restart forgives none.
import type { DatabaseSync } from "node:sqlite";
import { inTransaction } from "./sqlite-tools.ts";
import type { Store, TryLimit } from "./store.ts";

type TryStore = Pick<Store, "readTries" | "putTries" | "dropTries" | "dropAllTries">;

export function sqliteTries(db: DatabaseSync): TryStore {
  const all = db.prepare("SELECT * FROM sign_in_try ORDER BY last_at_ms");
  const upsert = db.prepare(`
    INSERT INTO sign_in_try (limit_name, key, count, last_at_ms) VALUES (?, ?, ?, ?)
    ON CONFLICT (limit_name, key) DO UPDATE SET count = excluded.count, last_at_ms = excluded.last_at_ms`);
  const drop = db.prepare("DELETE FROM sign_in_try WHERE limit_name = ? AND key = ?");
  const dropOld = db.prepare("DELETE FROM sign_in_try WHERE last_at_ms < ?");
  const dropEach = db.prepare("DELETE FROM sign_in_try");

  return {
    async readTries() {
      return all.all().map((row) => ({
        limit: row["limit_name"] as TryLimit,
        key: String(row["key"]),
        count: Number(row["count"]),
        lastAtMs: Number(row["last_at_ms"]),
      }));
    },
    async putTries(tries, forgetBeforeMs) {
      inTransaction(db, () => {
        dropOld.run(forgetBeforeMs);
        for (const { limit, key, count, lastAtMs } of tries)
          upsert.run(limit, key, count, lastAtMs);
      });
    },
    async dropTries(tries) {
      inTransaction(db, () => {
        for (const { limit, key } of tries) drop.run(limit, key);
      });
    },
    async dropAllTries() {
      dropEach.run();
    },
  };
}
