// Erasing what has been kept long enough, so that it is gone from the files and not only from the lists.
import type { DatabaseSync } from "node:sqlite";
import type { EventKind } from "../../lib/contract/event.ts";
import { auditEntry, collectorName } from "../review/audit.ts";
import { activityKinds, erasedWords, idsSinceMs, type Erased } from "../review/retention.ts";
import { busyWaitMs, inTransaction } from "./sqlite-tools.ts";
import type { Store } from "./store.ts";

type RetentionStore = Pick<Store, "eraseDue" | "clearTraces" | "readSetting" | "writeSetting">;

const checkpointWaitMs = 200;

export function sqliteRetention(db: DatabaseSync): RetentionStore {
  // The same two questions as `isCaseDue` and `isEventDue`; a test holds them together.
  const dueCases = db.prepare(
    "SELECT id FROM case_file WHERE state = 'closed' AND closed_at_ms <= ? ORDER BY closed_at_ms LIMIT ?",
  );
  const kinds = activityKinds.map((kind) => `'${kind}'`).join(", ");
  const dueEvents = db.prepare(`
    SELECT id, kind FROM event WHERE case_id IS NULL AND kind IN (${kinds}) AND received_at_ms <= ?
    ORDER BY received_at_ms LIMIT ?`);
  const eventsOfCase = db.prepare("SELECT id, kind FROM event WHERE case_id = ?");
  const beginErasing = db.prepare("INSERT INTO erasing (case_id) VALUES (?)");
  const endErasing = db.prepare("DELETE FROM erasing");
  const dropChanges = db.prepare("DELETE FROM case_change WHERE case_id = ?");
  const dropCase = db.prepare("DELETE FROM case_file WHERE id = ?");
  const dropEvent = db.prepare("DELETE FROM event WHERE id = ?");
  const rememberId = db.prepare(
    "INSERT INTO erased_event (id, erased_at_ms) VALUES (?, ?) ON CONFLICT DO NOTHING",
  );
  const forgetIds = db.prepare("DELETE FROM erased_event WHERE erased_at_ms < ?");
  const dropAnswers = db.prepare(`
    DELETE FROM request_answer WHERE at_ms <= ? AND NOT EXISTS (SELECT 1 FROM event
      WHERE kind = 'review-request' AND event.host = request_answer.host AND event.action = request_answer.wanted)`);
  const dropOrders = db.prepare(
    "DELETE FROM staff_order WHERE until_ms <= :since OR (ended_at_ms IS NOT NULL AND ended_at_ms <= :since)",
  );
  const insertAudit = db.prepare(
    "INSERT INTO audit (at_ms, who, act, case_id, detail) VALUES (?, ?, ?, NULL, ?)",
  );
  const oneSetting = db.prepare("SELECT value FROM setting WHERE name = ?");
  const upsertSetting = db.prepare(
    "INSERT INTO setting (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
  );

  return {
    async eraseDue(sinceMs, atMs, most) {
      return inTransaction(db, () => {
        const events: Partial<Record<EventKind, number>> = {};
        const erase = (row: { id?: unknown; kind?: unknown }) => {
          const kind = row.kind as EventKind;
          dropEvent.run(String(row.id));
          rememberId.run(String(row.id), atMs);
          events[kind] = (events[kind] ?? 0) + 1;
        };
        const cases = dueCases.all(sinceMs, most).map((row) => String(row["id"]));
        for (const id of cases) {
          beginErasing.run(id);
          for (const row of eventsOfCase.all(id)) erase(row);
          dropChanges.run(id);
          dropCase.run(id);
        }
        endErasing.run();
        for (const row of dueEvents.all(sinceMs, most)) erase(row);
        const answers = Number(dropAnswers.run(sinceMs).changes);
        const orders = Number(dropOrders.run({ since: sinceMs }).changes);
        forgetIds.run(idsSinceMs(atMs));
        const erased: Erased = { cases: cases.length, events, answers, orders };
        const words = erasedWords(erased);
        if (words !== "") {
          const entry = auditEntry(atMs, collectorName, "erased", { detail: words });
          insertAudit.run(entry.atMs, entry.who, entry.act, entry.detail);
        }
        return erased;
      });
    },

    async clearTraces() {
      // The erased pages are overwritten in the write-ahead log first; this brings them into the file and empties the log.
      // Nobody waits long for it: while it tries, the collector answers nobody.
      db.exec(`PRAGMA busy_timeout = ${checkpointWaitMs}`);
      try {
        const row = db.prepare("PRAGMA wal_checkpoint(TRUNCATE)").get();
        return Number(row?.["busy"]) === 0;
      } finally {
        db.exec(`PRAGMA busy_timeout = ${busyWaitMs}`);
      }
    },

    async readSetting(name) {
      const row = oneSetting.get(name);
      return row === undefined ? undefined : String(row["value"]);
    },

    async writeSetting(name, value) {
      upsertSetting.run(name, value);
    },
  };
}
