import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { checkAudit } from "../../../collector/audit/verify.ts";
import { auditEntry } from "../../../collector/review/audit.ts";
import { openSqliteStore } from "../../../collector/store/sqlite.ts";
import { newestVersion } from "../../../collector/store/migrations.ts";
import type { SchoolgateEvent } from "../../../lib/contract/event.ts";
import { makeFinding } from "../../support/collector-seed.ts";
import { storeSuite } from "./store-suite.ts";

storeSuite("SQLite", async () => {
  const folder = mkdtempSync(join(tmpdir(), "schoolgate-store-"));
  const store = openSqliteStore(join(folder, "db.sqlite"));
  return {
    store,
    drop: async () => {
      await store.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
});

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "schoolgate-store-"));
  path = join(folder, "db.sqlite");
});
afterEach(() => vi.restoreAllMocks());
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A database as an earlier collector left it, from its stored text. */
function restore(name: string): void {
  const db = new DatabaseSync(path);
  db.exec(readFileSync(new URL(name, import.meta.url), "utf8"));
  db.close();
}

test("a database of version 1 opens with all that is in it", async () => {
  restore("example-v1.sql");
  const store = openSqliteStore(path);
  const { cases, counts } = await store.listCases({ state: "all" }, { offset: 0, most: 10 });
  expect(cases.map(({ kind, what, state }) => [kind, what, state])).toEqual([
    ["worry", "unkind", "looking"],
    ["finding", "bullying", "closed"],
  ]);
  expect(counts).toEqual({ new: 0, looking: 1, closed: 1 });
  // Version 1 did not keep when a case was closed: it is read out of the history.
  expect(cases.map(({ closedAtMs }) => closedAtMs)).toEqual([null, 1_789_380_200_000]);
  const file = await store.openCase(cases[1]?.id ?? "", "dsl", 2_000_000_000_000, false);
  expect(file?.changes).toMatchObject([{ kind: "state", to: "closed", outcome: "no-concern" }]);
  expect(file?.events).toMatchObject([
    { event: { kind: "finding", excerpt: "you are not wanted here" } },
  ]);
  expect((await store.readAccount("dsl"))?.role).toBe("dsl");
  await store.close();
  const version = new DatabaseSync(path).prepare("PRAGMA user_version").get()?.["user_version"];
  expect(version).toBe(newestVersion);
});

test("a database of version 2 opens with all that is in it, and its accounts stay open", async () => {
  restore("example-v2.sql");
  const store = openSqliteStore(path);
  expect((await store.listCases({ state: "all" }, { offset: 0, most: 10 })).total).toBe(2);
  expect(await store.readSetting("keep-days")).toBe("400");
  expect(await store.readTries()).toHaveLength(1);
  expect(await store.listAccounts()).toMatchObject([
    { name: "dsl", fullName: "", role: "dsl", oneTimeUntilMs: null, disabledAtMs: null },
  ]);
  expect(await store.stagesNow()).toEqual([]);
  expect(await store.openOrders(1)).toEqual([]);
  await store.close();
  const version = new DatabaseSync(path).prepare("PRAGMA user_version").get()?.["user_version"];
  expect(version).toBe(newestVersion);
});

test("a database of version 3 opens with all that is in it", async () => {
  restore("example-v3.sql");
  const store = openSqliteStore(path);
  expect((await store.listAccounts()).map(({ name, role }) => [name, role])).toEqual([
    ["dsl", "dsl"],
    ["it-desk", "it"],
    ["was-here", "staff"],
  ]);
  expect((await store.openOrders(1_789_380_700_000)).map(({ why }) => why)).toEqual([
    "Maths club.",
  ]);
  expect((await store.stagesNow()).map(({ stage, serial }) => [stage, serial])).toEqual([
    ["", 7],
    ["pilot", 8],
  ]);
  await store.close();
});

test.each([
  ["example-v1.sql", 4],
  ["example-v2.sql", 4],
  ["example-v3.sql", 5],
])("the audit of %s becomes the beginning of the chain, and goes on", async (name, entries) => {
  restore(name);
  const store = openSqliteStore(path);
  const before = await store.auditHead();
  expect(before.number).toBe(entries);
  await store.addAudit(auditEntry(1, "dsl", "signed-in"));
  const { head, broken } = await checkAudit({ store, publicKey: undefined, file: undefined });
  expect([head.number, broken]).toEqual([entries + 1, undefined]);
  await store.close();
  const db = new DatabaseSync(path);
  expect(() => db.exec("UPDATE audit SET hash = ''")).toThrow(/only added to/);
  expect(() => db.exec("DELETE FROM audit")).toThrow(/only added to/);
  db.close();
});

test("what version 1 left in the gaps of its file is gone once it is opened", async () => {
  restore("example-v1.sql");
  const db = new DatabaseSync(path);
  db.exec("PRAGMA secure_delete = OFF; PRAGMA journal_mode = DELETE");
  db.exec("INSERT INTO session VALUES ('left-in-a-gap', 'dsl', 1, 1)");
  db.exec("DELETE FROM session");
  db.close();
  expect(readFileSync(path).includes("left-in-a-gap")).toBe(true);
  const store = openSqliteStore(path);
  expect(await store.clearTraces()).toBe(true);
  expect(readFileSync(path).includes("left-in-a-gap")).toBe(false);
  expect(readFileSync(path).includes("you are not wanted here")).toBe(true);
  await store.close();
});

test("a database of a newer collector is left alone, with a reason", () => {
  const db = new DatabaseSync(path);
  db.exec("PRAGMA user_version = 99");
  db.close();
  expect(() => openSqliteStore(path)).toThrow(/version 99.*newer collector/);
});

test("every commit is synced, in a write-ahead log, in a file of the collector alone", async () => {
  const asked = vi.spyOn(DatabaseSync.prototype, "exec");
  const store = openSqliteStore(path);
  expect(asked.mock.calls.flat()).toContain("PRAGMA synchronous = FULL");
  await store.close();
  expect(statSync(path).mode & 0o777).toBe(0o600);
  const db = new DatabaseSync(path);
  expect(db.prepare("PRAGMA journal_mode").get()?.["journal_mode"]).toBe("wal");
  db.close();
});

test.each([
  "UPDATE audit SET who = 'nobody'",
  "DELETE FROM audit",
  "UPDATE case_change SET body = '{}'",
  "DELETE FROM case_change",
])("the database itself refuses: %s", (statement) => {
  restore("example-v1.sql");
  const db = new DatabaseSync(path);
  expect(() => db.exec(statement)).toThrow(/only added to/);
  db.close();
});

test("the database itself keeps every release as it was", async () => {
  const store = openSqliteStore(path);
  const release = { serial: 1, atMs: 1, who: "dsl", why: "x", version: "1", origin: 1 };
  await store.addRelease(release, "{}", "", auditEntry(1, "dsl", "policy-released"));
  await store.close();
  const db = new DatabaseSync(path);
  for (const table of ["policy_release", "policy_step"]) {
    expect(() => db.exec(`UPDATE ${table} SET who = 'nobody'`)).toThrow(/only added to/);
    expect(() => db.exec(`DELETE FROM ${table}`)).toThrow(/only added to/);
  }
  db.close();
});

test("a fault in the middle of a batch leaves nothing of it", async () => {
  const store = openSqliteStore(path);
  const good = makeFinding();
  // What no schema lets through, as a stand-in for a disk that fails at the second row.
  const bad = { ...makeFinding(), profile: undefined as unknown as string };
  const item = (event: typeof good) => ({ event, receivedAtMs: 1, skewMs: 0 });
  await expect(store.keepEvents([item(good), item(bad)])).rejects.toThrow();
  expect(await store.countEvents()).toBe(0);
  expect(await store.readCase(good.id)).toBeUndefined();
  expect((await store.keepEvents([item(good)])).fresh).toEqual([good.id]);
  await store.close();
});

test("transactions that share a sync: a fault in one undoes that one alone", async () => {
  const store = openSqliteStore(path);
  const commits = vi.spyOn(DatabaseSync.prototype, "exec");
  const good = Array.from({ length: 20 }, () => makeFinding());
  const bad = { ...makeFinding(), profile: undefined as unknown as string };
  const item = (event: SchoolgateEvent) => ({ event, receivedAtMs: 1, skewMs: 0 });
  const kept = await Promise.allSettled(
    [...good.slice(0, 10), bad, ...good.slice(10)].map((event) => store.keepEvents([item(event)])),
  );
  expect(kept.map(({ status }) => status)).toEqual([
    ...good.slice(0, 10).map(() => "fulfilled"),
    "rejected",
    ...good.slice(10).map(() => "fulfilled"),
  ]);
  expect(await store.countEvents()).toBe(20);
  // They waited for one another's sync, not each for its own.
  expect(commits.mock.calls.flat().filter((sql) => sql === "COMMIT").length).toBeLessThan(5);
  await store.close();
});

test("where the common commit fails, nobody is told that it is kept", async () => {
  const store = openSqliteStore(path);
  const { exec } = Object.getOwnPropertyDescriptors(DatabaseSync.prototype);
  const failing = vi.spyOn(DatabaseSync.prototype, "exec").mockImplementation(function (
    this: DatabaseSync,
    sql: string,
  ) {
    if (sql === "COMMIT") throw new Error("disk full");
    Reflect.apply(exec.value as (sql: string) => void, this, [sql]);
  });
  const kept = await Promise.allSettled(
    [1, 2, 3].map(() => store.keepEvents([{ event: makeFinding(), receivedAtMs: 1, skewMs: 0 }])),
  );
  expect(kept.map(({ status }) => status)).toEqual(["rejected", "rejected", "rejected"]);
  failing.mockRestore();
  expect(await store.countEvents()).toBe(0);
  await store.close();
});
