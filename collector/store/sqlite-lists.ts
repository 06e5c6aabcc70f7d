// What is not a concern: blocked visits, agreements, policy problems; and the audit.
import type { DatabaseSync } from "node:sqlite";
import type { AuditAct, AuditEntry } from "../review/audit.ts";
import { countOf, eventOfRow } from "./sqlite-tools.ts";
import type { Store, VisitGroup } from "./store.ts";

type ListStore = Pick<Store, "listVisits" | "listEvents" | "addAudit" | "listAudit">;

export function sqliteLists(db: DatabaseSync): ListStore {
  const visitGroups = db.prepare(`
    SELECT user, device, host, category, action, sum(count) AS n, sum(accident) AS accidents,
      sum(proceeded) AS proceeded, min(at_ms) AS first_at_ms, max(at_ms) AS last_at_ms
    FROM event WHERE kind = 'blocked-visit' GROUP BY user, device, host, category, action
    ORDER BY last_at_ms DESC LIMIT ? OFFSET ?`);
  const visitTotal = db.prepare(`
    SELECT count(*) AS n FROM (SELECT DISTINCT user, device, host, category, action
      FROM event WHERE kind = 'blocked-visit')`);
  const visitLatest = db.prepare(`
    SELECT * FROM event
    WHERE kind = 'blocked-visit' AND user = ? AND device = ? AND host = ? AND category = ? AND action = ?
    ORDER BY at_ms DESC, id DESC LIMIT 1`);
  const eventsOfKind = db.prepare(
    "SELECT * FROM event WHERE kind = ? ORDER BY at_ms DESC, id DESC LIMIT ? OFFSET ?",
  );
  const eventTotal = db.prepare("SELECT count(*) AS n FROM event WHERE kind = ?");
  const insertAudit = db.prepare(
    "INSERT INTO audit (at_ms, who, act, case_id, detail) VALUES (?, ?, ?, ?, ?)",
  );
  const auditPage = db.prepare("SELECT * FROM audit ORDER BY number DESC LIMIT ? OFFSET ?");
  const auditTotal = db.prepare("SELECT count(*) AS n FROM audit");

  return {
    async listVisits(page) {
      const groups = visitGroups
        .all(page.most, page.offset)
        .flatMap((row): readonly VisitGroup[] => {
          const { user, device, host, category, action } = row;
          const latest = visitLatest.get(...[user, device, host, category, action].map(String));
          if (latest === undefined) return [];
          const { event } = eventOfRow<"blocked-visit">(latest);
          return [
            {
              user: event.user,
              deviceLabel: event.deviceLabel,
              profile: event.profile,
              host: String(host),
              category: event.category,
              rule: event.rule,
              action: event.action,
              count: Number(row["n"]),
              accidents: Number(row["accidents"]),
              proceeded: Number(row["proceeded"]),
              firstAtMs: Number(row["first_at_ms"]),
              lastAtMs: Number(row["last_at_ms"]),
            },
          ];
        });
      return { groups, total: countOf(visitTotal.get()) };
    },

    async listEvents(kind, page) {
      return {
        events: eventsOfKind
          .all(kind, page.most, page.offset)
          .map((row) => eventOfRow<typeof kind>(row)),
        total: countOf(eventTotal.get(kind)),
      };
    },

    async addAudit(entry) {
      insertAudit.run(entry.atMs, entry.who, entry.act, entry.caseId, entry.detail);
    },

    async listAudit(page) {
      const entries = auditPage.all(page.most, page.offset).map((row): AuditEntry => ({
        atMs: Number(row["at_ms"]),
        who: String(row["who"]),
        act: row["act"] as AuditAct,
        caseId: row["case_id"] === null ? null : String(row["case_id"]),
        detail: String(row["detail"]),
      }));
      return { entries, total: countOf(auditTotal.get()) };
    },
  };
}
