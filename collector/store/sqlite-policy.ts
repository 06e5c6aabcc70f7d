// Releases of the policy, and which stage has which.
import type { DatabaseSync } from "node:sqlite";
import type { AuditEntry } from "../review/audit.ts";
import { countOf, inTransaction, type Row } from "./sqlite-tools.ts";
import type { PolicyRelease, PolicyStep, PolicyStore } from "./staff-store.ts";

export function sqlitePolicy(db: DatabaseSync): PolicyStore {
  const highest = db.prepare("SELECT coalesce(max(serial), 0) AS n FROM policy_release");
  const insert = db.prepare(
    "INSERT INTO policy_release (serial, at_ms, who, why, version, origin, body) VALUES (?, ?, ?, ?, ?, ?, ?)",
  );
  const insertStep = db.prepare(
    "INSERT INTO policy_step (stage, serial, at_ms, who) VALUES (?, ?, ?, ?)",
  );
  const one = db.prepare("SELECT * FROM policy_release WHERE serial = ?");
  const stages = db.prepare(`
    SELECT stage, serial, at_ms, who FROM policy_step
    WHERE number IN (SELECT max(number) FROM policy_step GROUP BY stage) ORDER BY stage`);
  const page = db.prepare(`
    SELECT serial, at_ms, who, why, version, origin,
      (SELECT json_group_array(DISTINCT stage) FROM policy_step WHERE policy_step.serial = policy_release.serial) AS stages
    FROM policy_release ORDER BY serial DESC LIMIT ? OFFSET ?`);
  const total = db.prepare("SELECT count(*) AS n FROM policy_release");
  const insertAudit = db.prepare(
    "INSERT INTO audit (at_ms, who, act, case_id, detail) VALUES (?, ?, ?, ?, ?)",
  );
  const tell = (audit: AuditEntry) =>
    insertAudit.run(audit.atMs, audit.who, audit.act, audit.caseId, audit.detail);

  return {
    async addRelease({ serial, atMs, who, why, version, origin }, text, stage, audit) {
      return inTransaction(db, () => {
        if (countOf(highest.get()) >= serial) return false;
        insert.run(serial, atMs, who, why, version, origin, text);
        insertStep.run(stage, serial, atMs, who);
        tell(audit);
        return true;
      });
    },

    async giveRelease({ stage, serial, atMs, who }, audit) {
      return inTransaction(db, () => {
        if (one.get(serial) === undefined) return false;
        insertStep.run(stage, serial, atMs, who);
        tell(audit);
        return true;
      });
    },

    async stagesNow() {
      return stages.all().map((row): PolicyStep => ({
        stage: String(row["stage"]),
        serial: Number(row["serial"]),
        atMs: Number(row["at_ms"]),
        who: String(row["who"]),
      }));
    },

    async readRelease(serial) {
      const row = one.get(serial);
      return row === undefined
        ? undefined
        : { release: releaseOfRow(row), text: String(row["body"]) };
    },

    async listReleases({ most, offset }) {
      return {
        releases: page.all(most, offset).map((row) => ({
          ...releaseOfRow(row),
          stages: JSON.parse(String(row["stages"])) as string[],
        })),
        total: countOf(total.get()),
      };
    },
  };
}

function releaseOfRow(row: Row): PolicyRelease {
  return {
    serial: Number(row["serial"]),
    atMs: Number(row["at_ms"]),
    who: String(row["who"]),
    why: String(row["why"]),
    version: String(row["version"]),
    origin: Number(row["origin"]),
  };
}
