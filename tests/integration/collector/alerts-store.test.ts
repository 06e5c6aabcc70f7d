// Alerts on SQLite, and on a PostgreSQL that several collectors share.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe } from "vitest";
import { openPostgresStore } from "../../../collector/store/postgres.ts";
import { openSqliteStore } from "../../../collector/store/sqlite.ts";
import type { Store } from "../../../collector/store/store.ts";
import { findPostgres, whatPostgresNeeds } from "../../support/find-postgres.ts";
import { startPostgres, type TestPostgres } from "../../support/postgres.ts";
import { alertsSuite } from "./alerts-suite.ts";

// One file has one collector: there, several keepers share the store.
alertsSuite("SQLite", async () => {
  const folder = mkdtempSync(join(tmpdir(), "schoolgate-alerts-"));
  const store = openSqliteStore(join(folder, "collector.sqlite"));
  return {
    open: async () => store,
    drop: async () => {
      await store.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
});

const there = findPostgres() !== undefined;
if (!there) console.warn(whatPostgresNeeds);

describe.skipIf(!there)(there ? "PostgreSQL" : whatPostgresNeeds, () => {
  let server: TestPostgres;
  beforeAll(async () => {
    server = await startPostgres();
  });
  afterAll(() => server.stop());

  alertsSuite("PostgreSQL", async () => {
    const address = await server.createDatabase();
    const opened: Store[] = [];
    return {
      open: async () => {
        const store = await openPostgresStore(address);
        opened.push(store);
        return store;
      },
      drop: async () => {
        for (const store of opened) await store.close();
        await server.dropDatabase(address);
      },
    };
  });
});
