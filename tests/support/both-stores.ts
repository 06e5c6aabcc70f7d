// The same tests on SQLite and on a PostgreSQL that two collectors share.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe } from "vitest";
import { openPostgresStore } from "../../collector/store/postgres.ts";
import { openSqliteStore } from "../../collector/store/sqlite.ts";
import type { Store } from "../../collector/store/store.ts";
import { findPostgres, whatPostgresNeeds } from "./find-postgres.ts";
import { startPostgres, type TestPostgres } from "./postgres.ts";

export interface OpenedStores {
  /** Of one fresh database: in PostgreSQL two collectors, in SQLite the same one twice. */
  readonly stores: readonly [Store, Store];
  drop(): Promise<void>;
}

/** Runs `suite` once for each database; skipped, and said so, where there is no PostgreSQL. */
export function onBothStores(suite: (open: () => Promise<OpenedStores>) => void): void {
  describe("SQLite", () => {
    suite(async () => {
      const folder = mkdtempSync(join(tmpdir(), "schoolgate-stores-"));
      const store = openSqliteStore(join(folder, "collector.sqlite"));
      return {
        stores: [store, store],
        drop: async () => {
          await store.close();
          rmSync(folder, { recursive: true, force: true });
        },
      };
    });
  });

  const there = findPostgres() !== undefined;
  describe.skipIf(!there)(there ? "PostgreSQL" : whatPostgresNeeds, () => {
    let server: TestPostgres;
    beforeAll(async () => {
      server = await startPostgres();
    });
    afterAll(() => server.stop());
    suite(async () => {
      const address = await server.createDatabase();
      const stores = [await openPostgresStore(address), await openPostgresStore(address)] as const;
      return {
        stores,
        drop: async () => {
          for (const store of stores) await store.close();
        },
      };
    });
  });
}
