// Legal hold: cases that are kept although their time is over, by whom and why.
import type { AuditEntry } from "../review/audit.ts";
import type { CaseHold } from "../review/retention.ts";
import type { Driver } from "./driver.ts";
import { audited } from "./row-tools.ts";

export interface HoldStore {
  readHold(caseId: string): Promise<CaseHold | undefined>;
  /** With its line in the audit. False where it is held already, or there is no such case. */
  holdCase(caseId: string, hold: CaseHold, audit: AuditEntry): Promise<boolean>;
  /** With its line in the audit. False where it is not held. */
  endHold(caseId: string, audit: AuditEntry): Promise<boolean>;
}

export function holdStore(driver: Driver): HoldStore {
  return {
    async readHold(caseId) {
      const row = await driver.get("SELECT * FROM case_hold WHERE case_id = ?", caseId);
      if (row === undefined) return undefined;
      return { atMs: Number(row["at_ms"]), who: String(row["who"]), why: String(row["why"]) };
    },

    async holdCase(caseId, { atMs, who, why }, audit) {
      return audited(driver, async (sql, tell) => {
        const held = await sql.run(
          `INSERT INTO case_hold (case_id, at_ms, who, why) SELECT id, ?, ?, ? FROM case_file WHERE id = ?
           ON CONFLICT (case_id) DO NOTHING`,
          atMs,
          who,
          why,
          caseId,
        );
        if (held > 0) await tell(audit);
        return held > 0;
      });
    },

    async endHold(caseId, audit) {
      return audited(driver, async (sql, tell) => {
        const ended = await sql.run("DELETE FROM case_hold WHERE case_id = ?", caseId);
        if (ended > 0) await tell(audit);
        return ended > 0;
      });
    },
  };
}
