// Step 4: the audit is a chain, daily work is claimed, and PostgreSQL begins.
import type { DatabaseSync } from "node:sqlite";
import { chainHash, chainStart, type ChainedEntry } from "../../review/audit-chain.ts";
import type { AuditAct } from "../../review/audit.ts";
import { postgresStep4 } from "./postgres-4.ts";
import { forPostgres, onlyAddedTo, type Step } from "./step.ts";

/** New in this step in both databases. */
const tables = `
  CREATE TABLE task_lease (
    name TEXT PRIMARY KEY,
    holder TEXT NOT NULL,
    until_ms INTEGER NOT NULL
  ) STRICT;

  CREATE TABLE audit_seal (
    number INTEGER PRIMARY KEY,
    hash TEXT NOT NULL,
    at_ms INTEGER NOT NULL,
    public_key TEXT NOT NULL,
    signature TEXT NOT NULL
  ) STRICT;
`;

const sealed = onlyAddedTo("audit_seal", "the audit is only added to");

export const step4: Step = {
  sqliteWork(db) {
    db.exec(tables);
    db.exec("ALTER TABLE audit ADD COLUMN hash TEXT NOT NULL DEFAULT ''");
    db.exec("DROP TRIGGER audit_stays");
    chainAll(db);
    db.exec(
      "CREATE TRIGGER audit_stays BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'the audit is only added to'); END",
    );
  },
  sqlite: sealed.sqlite,
  postgres: postgresStep4 + forPostgres(tables) + sealed.postgres,
};

/** Entries from before become the beginning of the chain, as they stand. */
function chainAll(db: DatabaseSync): void {
  const write = db.prepare("UPDATE audit SET number = ?, hash = ? WHERE number = ?");
  let hash = chainStart;
  let number = 0;
  for (const row of db.prepare("SELECT * FROM audit ORDER BY number").all()) {
    number += 1;
    const entry: ChainedEntry = {
      number,
      atMs: Number(row["at_ms"]),
      who: String(row["who"]),
      act: row["act"] as AuditAct,
      caseId: row["case_id"] === null ? null : String(row["case_id"]),
      detail: String(row["detail"]),
    };
    hash = chainHash(entry, hash);
    write.run(number, hash, Number(row["number"]));
  }
}
