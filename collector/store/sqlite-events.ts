// Taking events in, and telling devices which worries were seen.
import type { DatabaseSync } from "node:sqlite";
import type { SchoolgateEvent } from "../../lib/contract/event.ts";
import type { EventId } from "../../lib/contract/ids.ts";
import { caseFor, concernOf, grow, hostOf, sittingMs, type CaseHead } from "../review/case.ts";
import { triageRank } from "../review/triage.ts";
import { caseOfRow, countOf, inTransaction } from "./sqlite-tools.ts";
import type { IncomingEvent, Store } from "./store.ts";

type EventStore = Pick<Store, "keepEvents" | "seenWorries" | "countEvents">;

export function sqliteEvents(db: DatabaseSync): EventStore {
  const insertEvent = db.prepare(`
    INSERT INTO event (id, kind, at_ms, received_at_ms, skew_ms, device, device_label, user, profile, host, category,
      action, count, accident, proceeded, case_id, body)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`);
  const hasEvent = db.prepare(
    "SELECT 1 AS n FROM event WHERE id = :id UNION ALL SELECT 1 FROM erased_event WHERE id = :id",
  );
  const alike = db.prepare(`
    SELECT * FROM case_file
    WHERE device = ? AND what = ? AND host = ? AND kind <> 'worry' AND state <> 'closed'
      AND last_at_ms >= ? AND first_at_ms <= ?`);
  const insertCase = db.prepare(`
    INSERT INTO case_file (id, kind, what, severity, source, rank, user, device, device_label, profile, host, title,
      first_at_ms, last_at_ms, received_at_ms, count, state, outcome, reason, version, opened_at_ms, last_opened_at_ms)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`);
  const growCase = db.prepare(`
    UPDATE case_file SET severity = ?, source = ?, rank = ?, title = ?, first_at_ms = ?, last_at_ms = ?,
      received_at_ms = ?, count = ?, version = ? WHERE id = ?`);
  const allEvents = db.prepare("SELECT count(*) AS n FROM event");

  /** Puts a concern into the case it belongs to, or opens one; the case's id, or null for other kinds of event. */
  function placeConcern({ event, receivedAtMs }: IncomingEvent): string | null {
    const concern = concernOf(event, receivedAtMs);
    if (concern === undefined) return null;
    const candidates =
      concern.kind === "worry"
        ? []
        : alike
            .all(
              concern.device,
              concern.what,
              concern.host,
              concern.firstAtMs - sittingMs,
              concern.lastAtMs + sittingMs,
            )
            .map(caseOfRow);
    const known = caseFor(concern, candidates);
    if (known === undefined) {
      writeNewCase(concern);
      return concern.id;
    }
    const next = grow(known, concern);
    growCase.run(
      next.severity,
      next.source,
      triageRank(next),
      next.title,
      next.firstAtMs,
      next.lastAtMs,
      next.receivedAtMs,
      next.count,
      next.version,
      next.id,
    );
    return next.id;
  }

  function writeNewCase(opened: CaseHead): void {
    insertCase.run(
      opened.id,
      opened.kind,
      opened.what,
      opened.severity,
      opened.source,
      triageRank(opened),
      opened.user,
      opened.device,
      opened.deviceLabel,
      opened.profile,
      opened.host,
      opened.title,
      opened.firstAtMs,
      opened.lastAtMs,
      opened.receivedAtMs,
      opened.count,
      opened.state,
      opened.outcome,
      opened.reason,
      opened.version,
      opened.openedAtMs,
      opened.lastOpenedAtMs,
    );
  }

  return {
    async keepEvents(incoming) {
      return inTransaction(db, () => {
        const stored: EventId[] = [];
        const fresh: EventId[] = [];
        const cases = new Set<string>();
        for (const item of incoming) {
          const { event } = item;
          stored.push(event.id);
          if (hasEvent.get({ id: event.id }) !== undefined) continue;
          const caseId = placeConcern(item);
          insertEvent.run(
            event.id,
            event.kind,
            event.atMs,
            item.receivedAtMs,
            item.skewMs,
            event.device,
            event.deviceLabel,
            event.user,
            event.profile,
            "address" in event ? hostOf(event.address) : "",
            "category" in event ? event.category : "",
            actionOf(event),
            "count" in event ? event.count : 1,
            Number("accident" in event && event.accident),
            Number("proceeded" in event && event.proceeded),
            caseId,
            JSON.stringify(event),
          );
          fresh.push(event.id);
          if (caseId !== null) cases.add(caseId);
        }
        return { stored: [...new Set(stored)], fresh, cases: [...cases] };
      });
    },

    async seenWorries(devices, sinceMs, most) {
      if (devices.length === 0) return [];
      const places = devices.map(() => "?").join(", ");
      return db
        .prepare(
          `SELECT event.id AS id, case_file.opened_at_ms AS at_ms FROM event
           JOIN case_file ON case_file.id = event.case_id
           WHERE event.kind = 'worry' AND event.device IN (${places}) AND case_file.opened_at_ms >= ?
           ORDER BY case_file.opened_at_ms DESC LIMIT ?`,
        )
        .all(...devices, sinceMs, most)
        .map((row) => ({ id: String(row["id"]) as EventId, atMs: Number(row["at_ms"]) }));
    },

    async countEvents() {
      return countOf(allEvents.get());
    },
  };
}

/** What the lists group by: what the filter did, or what somebody asks it to do. */
function actionOf(event: SchoolgateEvent): string {
  if (event.kind === "blocked-visit") return event.action;
  return event.kind === "review-request" ? event.wanted : "";
}
