// How long kinds of activity are kept where the school keeps them shorter than everything else, and erasing them.
import { auditEntry, collectorName, type AuditEntry } from "../review/audit.ts";
import {
  erasedWords,
  readKeepKinds,
  type ActivityKind,
  type KeepKinds,
} from "../review/retention.ts";
import type { Driver, Sql } from "./driver.ts";
import { eraseEvents } from "./retention-store.ts";
import { audited } from "./row-tools.ts";

const settingName = "keep-kinds";

export interface KeepKindStore {
  keepKinds(): Promise<KeepKinds>;
  /** With its line in the audit. False where another setting stands than `before`. */
  writeKeepKinds(before: KeepKinds, next: KeepKinds, audit: AuditEntry): Promise<boolean>;
  /**
   * Erases at most `most` events of one kind of activity that came at `sinceMs` or before and belong to no case, and
   * writes how many to the audit, in one transaction. How many went.
   */
  eraseKindDue(kind: ActivityKind, sinceMs: number, atMs: number, most: number): Promise<number>;
}

export function keepKindStore(driver: Driver): KeepKindStore {
  const read = async (sql: Sql) => {
    const row = await sql.get("SELECT value FROM setting WHERE name = ?", settingName);
    return readKeepKinds(row === undefined ? "" : String(row["value"]));
  };
  return {
    keepKinds: () => read(driver),

    async writeKeepKinds(before, next, audit) {
      return audited(driver, async (sql, tell) => {
        if (JSON.stringify(await read(sql)) !== JSON.stringify(before)) return false;
        await sql.run(
          "INSERT INTO setting (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
          settingName,
          JSON.stringify(next),
        );
        await tell(audit);
        return true;
      });
    },

    async eraseKindDue(kind, sinceMs, atMs, most) {
      return audited(driver, async (sql, tell) => {
        const due = await sql.all(
          `SELECT id, kind FROM event WHERE case_id IS NULL AND kind = ? AND received_at_ms <= ?
           ORDER BY received_at_ms LIMIT ?`,
          kind,
          sinceMs,
          most,
        );
        if (due.length === 0) return 0;
        await eraseEvents(sql, due, atMs);
        const erased = { cases: 0, events: { [kind]: due.length }, answers: 0, orders: 0 };
        await tell(auditEntry(atMs, collectorName, "erased", { detail: erasedWords(erased) }));
        return due.length;
      });
    },
  };
}
