// Erasing what has been kept long enough, so that it is gone from the files and not only from the lists.
import type { EventKind } from "../../lib/contract/event.ts";
import { auditEntry, collectorName } from "../review/audit.ts";
import { activityKinds, erasedWords, idsSinceMs, type Erased } from "../review/retention.ts";
import { listOf, type Driver, type Row, type Sql } from "./driver.ts";
import { audited } from "./row-tools.ts";
import type { Store } from "./store.ts";

type RetentionStore = Pick<
  Store,
  "eraseDue" | "clearTraces" | "readSetting" | "writeSetting" | "settleSetting"
>;

const kinds = activityKinds.map((kind) => `'${kind}'`).join(", ");

export function retentionStore(driver: Driver): RetentionStore {
  return {
    async eraseDue(sinceMs, atMs, most) {
      return audited(driver, async (sql, tell) => {
        const cases = await eraseCases(sql, sinceMs, atMs, most);
        const dueEvents = await sql.all(
          `SELECT id, kind FROM event WHERE case_id IS NULL AND kind IN (${kinds}) AND received_at_ms <= ?
           ORDER BY received_at_ms LIMIT ?`,
          sinceMs,
          most,
        );
        await eraseEvents(sql, dueEvents, atMs);
        const answers = await sql.run(
          `DELETE FROM request_answer WHERE at_ms <= ? AND NOT EXISTS (SELECT 1 FROM event
             WHERE kind = 'review-request' AND event.host = request_answer.host AND event.action = request_answer.wanted)`,
          sinceMs,
        );
        const orders = await sql.run(
          "DELETE FROM staff_order WHERE until_ms <= ? OR (ended_at_ms IS NOT NULL AND ended_at_ms <= ?)",
          sinceMs,
          sinceMs,
        );
        await sql.run("DELETE FROM erased_event WHERE erased_at_ms < ?", idsSinceMs(atMs));
        const events: Partial<Record<EventKind, number>> = {};
        for (const row of [...cases.events, ...dueEvents]) {
          const kind = row["kind"] as EventKind;
          events[kind] = (events[kind] ?? 0) + 1;
        }
        const erased: Erased = { cases: cases.count, events, answers, orders };
        const words = erasedWords(erased);
        if (words !== "") {
          await tell(auditEntry(atMs, collectorName, "erased", { detail: words }));
        }
        return erased;
      });
    },

    clearTraces: () => driver.clearTraces(),

    async readSetting(name) {
      const row = await driver.get("SELECT value FROM setting WHERE name = ?", name);
      return row === undefined ? undefined : String(row["value"]);
    },

    async writeSetting(name, value) {
      await driver.run(
        "INSERT INTO setting (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        name,
        value,
      );
    },

    async settleSetting(name, value) {
      return driver.transaction(async (sql) => {
        await sql.run(
          "INSERT INTO setting (name, value) VALUES (?, ?) ON CONFLICT DO NOTHING",
          name,
          value,
        );
        const row = await sql.get("SELECT value FROM setting WHERE name = ?", name);
        return String(row?.["value"]);
      });
    },
  };
}

/** The same question as `isCaseDue`, and `isEventDue` above; a test holds them together. */
async function eraseCases(
  sql: Sql,
  sinceMs: number,
  atMs: number,
  most: number,
): Promise<{ readonly count: number; readonly events: readonly Row[] }> {
  const due = await sql.all(
    `SELECT id FROM case_file WHERE state = 'closed' AND closed_at_ms <= ?
       AND NOT EXISTS (SELECT 1 FROM case_hold WHERE case_hold.case_id = case_file.id)
     ORDER BY closed_at_ms LIMIT ?${sql.forUpdate}`,
    sinceMs,
    most,
  );
  if (due.length === 0) return { count: 0, events: [] };
  const ids = due.map((row) => String(row["id"]));
  const { places, values } = listOf(ids);
  const events = await sql.all(
    `SELECT id, kind FROM event WHERE case_id IN (${places})`,
    ...values,
  );
  // Triggers let nothing of a case go but while it stands here.
  await sql.insertAll(
    "erasing (case_id)",
    ids.map((id) => [id]),
  );
  await eraseEvents(sql, events, atMs);
  await sql.run(`DELETE FROM case_change WHERE case_id IN (${places})`, ...values);
  await sql.run(`DELETE FROM case_file WHERE id IN (${places})`, ...values);
  await sql.run("DELETE FROM erasing");
  return { count: ids.length, events };
}

/** How many ids stand in one statement. */
const atOnce = 512;

/** Erases events; their ids alone are remembered. */
export async function eraseEvents(sql: Sql, rows: readonly Row[], atMs: number): Promise<void> {
  for (let from = 0; from < rows.length; from += atOnce) {
    const ids = rows.slice(from, from + atOnce).map((row) => String(row["id"]));
    const { places, values } = listOf(ids);
    await sql.run(`DELETE FROM event WHERE id IN (${places})`, ...values);
    // An id cannot be there yet: what was erased once is never kept again.
    await sql.insertAll(
      "erased_event (id, erased_at_ms)",
      ids.map((id) => [id, atMs]),
    );
  }
}
