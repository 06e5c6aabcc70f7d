// The store on PostgreSQL: the same suite as SQLite, and what only a database of several collectors has to do.
import pg from "pg";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { waitUntil } from "../../../cli/kit/wait-until.ts";
import { createLive } from "../../../collector/live.ts";
import { eraseWhatIsDue } from "../../../collector/retention.ts";
import { auditEntry } from "../../../collector/review/audit.ts";
import type { Sql } from "../../../collector/store/driver.ts";
import { newestVersion } from "../../../collector/store/migrations.ts";
import { openPool, postgresDriver } from "../../../collector/store/postgres-driver.ts";
import { openPostgresStore } from "../../../collector/store/postgres.ts";
import { makeFinding, makeVisit, makeWorry } from "../../support/collector-seed.ts";
import { findPostgres, whatPostgresNeeds } from "../../support/find-postgres.ts";
import { startPostgres, type TestPostgres } from "../../support/postgres.ts";
import { closeCase } from "./close-case.ts";
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

  describe("the database itself", () => {
    let address: string;
    let client: pg.Client;
    beforeEach(async () => {
      address = await server.createDatabase();
      client = new pg.Client({ connectionString: address });
      await client.connect();
    });
    afterEach(async () => {
      await client.end();
      await server.dropDatabase(address);
    });

    const finding = makeFinding({ atMs: 1 });
    /** A closed case with its history, a release, a seal, and an open case. */
    async function fill(): Promise<void> {
      const store = await openPostgresStore(address);
      const events = [finding, makeWorry({ atMs: 1 })];
      await store.keepEvents(events.map((event) => ({ event, receivedAtMs: 1, skewMs: 0 })));
      await closeCase(store, finding.id, 2);
      const release = { serial: 1, atMs: 1, who: "dsl", why: "x", version: "1", origin: 1 };
      await store.addRelease(release, "{}", "", auditEntry(1, "dsl", "policy-released"));
      await store.addSeal({ number: 1, hash: "h", atMs: 1, publicKey: "k", signature: "s" });
      await store.close();
    }

    const refused: readonly [statement: string, why: RegExp][] = [
      ["UPDATE audit SET who = 'nobody'", /only added to/],
      ["DELETE FROM audit", /only added to/],
      ["TRUNCATE audit", /only added to/],
      ["UPDATE audit_seal SET hash = ''", /only added to/],
      ["DELETE FROM audit_seal", /only added to/],
      ["UPDATE case_change SET body = '{}'", /only added to/],
      ["DELETE FROM case_change", /only added to/],
      ["TRUNCATE case_change", /only added to/],
      ["UPDATE policy_release SET who = 'nobody'", /only added to/],
      ["DELETE FROM policy_step", /only added to/],
      ["DELETE FROM event", /what belongs to a case goes with it/],
      ["DELETE FROM case_file", /a case goes only when its time is over/],
      [
        "INSERT INTO erasing (case_id) SELECT id FROM case_file WHERE state <> 'closed'",
        /an open case is never erased/,
      ],
    ];
    test("refuses to change or delete what is only added to", async () => {
      await fill();
      for (const [statement, why] of refused) {
        await expect(client.query(statement), statement).rejects.toThrow(why);
      }
    });

    test("a version of a newer collector is left alone, with a reason", async () => {
      await fill();
      await client.query("UPDATE schoolgate_version SET version = 99");
      await expect(openPostgresStore(address)).rejects.toThrow(/version 99.*newer collector/);
    });

    test("opened by several at once, its tables are made once", async () => {
      const stores = await Promise.all([1, 2, 3].map(() => openPostgresStore(address)));
      await Promise.all(stores.map((store) => store.close()));
      const { rows } = await client.query("SELECT version::int FROM schoolgate_version");
      expect(rows).toEqual([{ version: newestVersion }]);
    });

    test("acknowledges only what is on disk, whatever the server's own setting", async () => {
      await client.query(
        "DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET synchronous_commit = off', current_database()); END $$",
      );
      const pool = openPool(address);
      const driver = postgresDriver(pool);
      const inside = await driver.transaction((sql) =>
        sql.get("SELECT current_setting('synchronous_commit') AS now"),
      );
      expect(inside?.["now"]).toBe("on");
      await driver.close();
    });

    test("a transaction that another one got in the way of is begun again", async () => {
      await fill();
      const pool = openPool(address);
      const driver = postgresDriver(pool);
      let tries = 0;
      const insert = (sql: Sql) => sql.run("INSERT INTO setting (name, value) VALUES ('x', '')");
      await driver.transaction(async (sql) => {
        tries += 1;
        if ((await sql.get("SELECT 1 AS n FROM setting WHERE name = 'x'")) !== undefined) return;
        // Somebody else adds it between the question and the answer.
        if (tries === 1) await insert(driver);
        await insert(sql);
      });
      expect(tries).toBe(2);
      await driver.close();
    });

    test("of two collectors that would erase at once one does; each thing is erased and told of once", async () => {
      const stores = await Promise.all([1, 2].map(() => openPostgresStore(address)));
      const [first] = stores;
      const visits = Array.from({ length: 1200 }, () => makeVisit({ atMs: 1 }));
      await first?.keepEvents(visits.map((event) => ({ event, receivedAtMs: 1, skewMs: 0 })));
      const erased = await Promise.all(
        stores.map((store, at) =>
          eraseWhatIsDue({ store, now: Date.now, live: createLive(), holder: `collector ${at}` }),
        ),
      );
      expect(erased.filter(Boolean)).toHaveLength(1);
      expect(await first?.countEvents()).toBe(0);
      const { entries } = (await first?.listAudit({ offset: 0, most: 10 })) ?? { entries: [] };
      expect(entries.map(({ detail }) => Number.parseInt(detail, 10))).toEqual([200, 500, 500]);
      // It is let go: the other may at once.
      expect(await first?.claimTask("retention", "collector 2", 1, 2)).toBe(true);
      await Promise.all(stores.map((store) => store.close()));
    });

    test("a line that was cut is made anew, and says that something may have been missed", async () => {
      const store = await openPostgresStore(address);
      const heard: string[] = [];
      let gaps = 0;
      const end = await store.hearNotices(
        (text) => heard.push(text),
        () => (gaps += 1),
      );
      await store.sayNotice("one");
      await waitUntil("the first is heard", () => heard.length === 1);
      await client.query(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'LISTEN%' AND datname = current_database()",
      );
      await waitUntil("the line stands again", () => gaps === 1);
      await store.sayNotice("two");
      await waitUntil("the second is heard", () => heard.length === 2);
      expect(heard).toEqual(["one", "two"]);
      end();
      await store.close();
    });
  });
});
