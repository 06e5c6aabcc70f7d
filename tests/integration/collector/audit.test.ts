// The audit's chain under hands that may write to the database: what is found, and where.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { runMain } from "../../../cli/main.ts";
import { headPath, readHeadFile, startHeadKeeper } from "../../../collector/audit/head-keeper.ts";
import { checkAudit } from "../../../collector/audit/verify.ts";
import { chainHash, chainStart } from "../../../collector/review/audit-chain.ts";
import { auditEntry, type AuditAct } from "../../../collector/review/audit.ts";
import { loadSigner } from "../../../collector/signing.ts";
import { sqlitePath } from "../../../collector/store/open-store.ts";
import { openSqliteStore } from "../../../collector/store/sqlite.ts";
import { recordIo } from "../../support/command-io.ts";

const atMs = Date.UTC(2026, 8, 14, 10);
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "schoolgate-audit-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const needs = (store: ReturnType<typeof openSqliteStore>, logged: string[] = []) => ({
  store,
  signer: loadSigner(folder),
  dataDir: folder,
  now: () => atMs,
  log: (line: string) => logged.push(line),
});

/** An audit of six entries, sealed after the third and at the end, its head beside it. */
async function sixEntries(): Promise<void> {
  const store = openSqliteStore(sqlitePath(folder));
  for (const count of [1, 2, 3, 4, 5, 6]) {
    await store.addAudit(auditEntry(atMs + count, `person ${count}`, "signed-in"));
    if (count % 3 === 0) await startHeadKeeper(needs(store)).end();
  }
  await store.close();
}

async function check() {
  const store = openSqliteStore(sqlitePath(folder));
  const { publicKey } = loadSigner(folder);
  try {
    return await checkAudit({ store, publicKey, file: readHeadFile(headPath(folder)) });
  } finally {
    await store.close();
  }
}

/** What somebody with the database's file can do: no trigger stands in their way for long. */
function tamper(work: (db: DatabaseSync) => void): void {
  const db = new DatabaseSync(sqlitePath(folder));
  const triggers = db.prepare("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").all();
  for (const { name } of triggers) db.exec(`DROP TRIGGER ${String(name)}`);
  work(db);
  for (const { sql } of triggers) db.exec(String(sql));
  db.close();
}

/** Makes every hash anew, as the collector would have. */
function chainAnew(db: DatabaseSync): void {
  let hash = chainStart;
  for (const row of db.prepare("SELECT * FROM audit ORDER BY number").all()) {
    const entry = {
      number: Number(row["number"]),
      atMs: Number(row["at_ms"]),
      who: String(row["who"]),
      act: row["act"] as AuditAct,
      caseId: null,
      detail: String(row["detail"]),
    };
    hash = chainHash(entry, hash);
    db.prepare("UPDATE audit SET hash = ? WHERE number = ?").run(hash, entry.number);
  }
}

test("a whole audit is whole: all entries, seals signed with the collector's key", async () => {
  await sixEntries();
  expect(await check()).toMatchObject({
    head: { number: 6 },
    seals: 2,
    otherSeals: 0,
    broken: undefined,
  });
});

describe("somebody with the database", () => {
  const rows: readonly [name: string, work: (db: DatabaseSync) => void, at: number, why: RegExp][] =
    [
      [
        "changes who did something",
        (db) => db.exec("UPDATE audit SET who = 'nobody' WHERE number = 4"),
        4,
        /not as it was written/,
      ],
      [
        "takes one out",
        (db) => db.exec("DELETE FROM audit WHERE number = 2"),
        2,
        /missing; the next one there is 3/,
      ],
      [
        "takes one out and closes the gap",
        (db) =>
          db.exec(
            "DELETE FROM audit WHERE number = 2; UPDATE audit SET number = -number WHERE number > 2; UPDATE audit SET number = -number - 1 WHERE number < 0",
          ),
        2,
        /not as it was written/,
      ],
      [
        "puts one in at the end, unchained",
        (db) =>
          db.exec(
            "INSERT INTO audit SELECT 7, at_ms, who, act, case_id, detail, hash FROM audit WHERE number = 6",
          ),
        7,
        /not as it was written/,
      ],
      [
        "cuts the end off",
        (db) => db.exec("DELETE FROM audit WHERE number > 4"),
        5,
        /missing; there were 6 entries or more/,
      ],
      [
        "cuts the end off with its seals",
        (db) =>
          db.exec("DELETE FROM audit WHERE number > 4; DELETE FROM audit_seal WHERE number > 4"),
        5,
        /missing; there were 6 entries or more/,
      ],
      [
        "empties it",
        (db) => db.exec("DELETE FROM audit; DELETE FROM audit_seal"),
        1,
        /there were 6/,
      ],
      [
        "changes one and makes the chain anew",
        (db) => {
          db.exec("UPDATE audit SET who = 'nobody' WHERE number = 2");
          chainAnew(db);
        },
        3,
        /not the one that was sealed/,
      ],
      [
        "changes one, makes the chain anew and takes the seals away",
        (db) => {
          db.exec("UPDATE audit SET who = 'nobody' WHERE number = 2; DELETE FROM audit_seal");
          chainAnew(db);
        },
        6,
        /not the one that was sealed/,
      ],
      [
        "puts a seal in without the key",
        (db) =>
          db.exec(`INSERT INTO audit_seal SELECT 5, (SELECT hash FROM audit WHERE number = 5), at_ms, public_key, signature
          FROM audit_seal WHERE number = 6`),
        5,
        /not signed with this collector's key/,
      ],
    ];
  test.each(rows)("%s: found", async (_name, work, at, why) => {
    await sixEntries();
    tamper(work);
    const { broken } = await check();
    expect(broken?.number).toBe(at);
    expect(broken?.why).toMatch(why);
  });
});

test.each([
  ["cannot be read", () => "{", /unreadable/],
  [
    "was made without the key",
    (text: string) => JSON.stringify({ ...(JSON.parse(text) as object), atMs: 1 }),
    /not signed with its key/,
  ],
] as const)("a head beside the database that %s: found", async (_name, change, why) => {
  await sixEntries();
  const path = headPath(folder);
  writeFileSync(path, change(readFileSync(path, "utf8")));
  expect((await check()).broken?.why).toMatch(why);
});

test("a collector that starts on a shorter audit says so, and seals nothing over it", async () => {
  await sixEntries();
  tamper((db) => db.exec("DELETE FROM audit WHERE number > 3; DELETE FROM audit_seal"));
  const before = readFileSync(headPath(folder), "utf8");
  const store = openSqliteStore(sqlitePath(folder));
  const logged: string[] = [];
  await startHeadKeeper(needs(store, logged)).end();
  expect(logged).toEqual(["the audit is shorter than it was: run schoolgate audit verify"]);
  expect(await store.readSeals()).toEqual([]);
  expect(readFileSync(headPath(folder), "utf8")).toBe(before);
  await store.close();
});

describe("schoolgate audit verify", () => {
  const run = async () => {
    const io = recordIo();
    const code = await runMain(["audit", "verify", "--data", folder], io);
    return { code, out: io.printed(), notes: io.notes() };
  };
  test("exit 0 and the head's hash where it is whole, exit 1 and the place where it is not", async () => {
    await sixEntries();
    const whole = await run();
    expect(whole.code).toBe(0);
    expect(JSON.parse(whole.out)).toMatchObject({
      whole: true,
      entries: 6,
      seals: 2,
      headFile: true,
    });
    tamper((db) => db.exec("UPDATE audit SET detail = 'x' WHERE number = 4"));
    const broken = await run();
    expect(broken.code).toBe(1);
    expect(broken.notes).toContain("broken at entry 4");
    expect(JSON.parse(broken.out)).toMatchObject({ whole: false, broken: { number: 4 } });
  });
  test("no database: exit 1; neither folder nor address: exit 2", async () => {
    expect((await run()).code).toBe(1);
    expect(await runMain(["audit", "verify"], recordIo())).toBe(2);
  });
});
