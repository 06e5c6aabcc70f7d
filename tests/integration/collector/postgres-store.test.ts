// The store on PostgreSQL: the same suite as SQLite, and what only a database of several collectors has to do.
import { afterAll, beforeAll, describe } from "vitest";
import { openPostgresStore } from "../../../collector/store/postgres.ts";
import { findPostgres, whatPostgresNeeds } from "../../support/find-postgres.ts";
import { startPostgres, type TestPostgres } from "../../support/postgres.ts";
import { storeSuite } from "./store-suite.ts";

const there = findPostgres() !== undefined;
if (!there) console.warn(whatPostgresNeeds);

describe.skipIf(!there)(there ? "PostgreSQL" : whatPostgresNeeds, () => {
  let server: TestPostgres;
  beforeAll(async () => {
    server = await startPostgres();
  });
  afterAll(() => server.stop());

  storeSuite("PostgreSQL", async () => {
    const address = await server.createDatabase();
    const store = await openPostgresStore(address);
    return {
      store,
      drop: async () => {
        await store.close();
        await server.dropDatabase(address);
      },
    };
  });
});
