// Wrong tries at the sign-in, kept so that a restart forgives none and collectors of one database share them.
import type { Driver } from "./driver.ts";
import type { Store, TryLimit } from "./store.ts";

type TryStore = Pick<Store, "readTries" | "putTries" | "dropTries" | "dropAllTries">;

export function tryStore(driver: Driver): TryStore {
  return {
    async readTries() {
      const rows = await driver.all("SELECT * FROM sign_in_try ORDER BY last_at_ms");
      return rows.map((row) => ({
        limit: row["limit_name"] as TryLimit,
        key: String(row["key"]),
        count: Number(row["count"]),
        lastAtMs: Number(row["last_at_ms"]),
      }));
    },
    async putTries(tries, forgetBeforeMs) {
      await driver.transaction(
        async (sql) => {
          await sql.run("DELETE FROM sign_in_try WHERE last_at_ms < ?", forgetBeforeMs);
          for (const { limit, key, count, lastAtMs } of tries) {
            // Where another collector has counted a try since this one looked, both count.
            await sql.run(
              `INSERT INTO sign_in_try (limit_name, key, count, last_at_ms) VALUES (?, ?, ?, ?)
               ON CONFLICT (limit_name, key) DO UPDATE SET
                 count = CASE WHEN excluded.count > sign_in_try.count THEN excluded.count ELSE sign_in_try.count + 1 END,
                 last_at_ms = CASE WHEN excluded.last_at_ms > sign_in_try.last_at_ms
                   THEN excluded.last_at_ms ELSE sign_in_try.last_at_ms END`,
              limit,
              key,
              count,
              lastAtMs,
            );
          }
        },
        ["tries"],
      );
    },
    async dropTries(tries) {
      await driver.transaction(
        async (sql) => {
          for (const { limit, key } of tries) {
            await sql.run("DELETE FROM sign_in_try WHERE limit_name = ? AND key = ?", limit, key);
          }
        },
        ["tries"],
      );
    },
    async dropAllTries() {
      await driver.run("DELETE FROM sign_in_try");
    },
  };
}
