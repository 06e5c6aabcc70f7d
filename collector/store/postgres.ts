// The store on PostgreSQL: for several collectors on one database.
import { migratePostgres } from "./migrations.ts";
import { openPool, postgresDriver } from "./postgres-driver.ts";
import { storeOver } from "./store-parts.ts";
import type { Store } from "./store.ts";

/**
 * Opens the database at `address` ("postgres://…") and makes or brings up to date its tables.
 * Rejects where it cannot be reached, or was written by a newer collector than this.
 */
export async function openPostgresStore(address: string): Promise<Store> {
  const pool = openPool(address);
  try {
    await migratePostgres(pool);
  } catch (error) {
    await pool.end();
    throw error;
  }
  return storeOver(postgresDriver(pool));
}
