// What is not a concern: blocked visits, agreements, policy problems.
import type { Driver } from "./driver.ts";
import { countOf, eventOfRow } from "./row-tools.ts";
import type { Store, VisitGroup } from "./store.ts";

type ListStore = Pick<Store, "listVisits" | "listEvents">;

export function listStore(driver: Driver): ListStore {
  return {
    async listVisits(page) {
      const rows = await driver.all(
        `SELECT "user", device, host, category, action, sum(count) AS n, sum(accident) AS accidents,
           sum(proceeded) AS proceeded, min(at_ms) AS first_at_ms, max(at_ms) AS last_at_ms
         FROM event WHERE kind = 'blocked-visit' GROUP BY "user", device, host, category, action
         ORDER BY last_at_ms DESC LIMIT ? OFFSET ?`,
        page.most,
        page.offset,
      );
      const groups: VisitGroup[] = [];
      for (const row of rows) {
        const { user, device, host, category, action } = row;
        const latest = await driver.get(
          `SELECT * FROM event
           WHERE kind = 'blocked-visit' AND "user" = ? AND device = ? AND host = ? AND category = ? AND action = ?
           ORDER BY at_ms DESC, id DESC LIMIT 1`,
          ...[user, device, host, category, action].map(String),
        );
        if (latest === undefined) continue;
        const { event } = eventOfRow<"blocked-visit">(latest);
        groups.push({
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
          ...(event.head === undefined ? {} : { sealed: { id: event.id, head: event.head } }),
        });
      }
      const total = await driver.get(
        `SELECT count(*) AS n FROM (SELECT DISTINCT "user", device, host, category, action
         FROM event WHERE kind = 'blocked-visit') AS visits`,
      );
      return { groups, total: countOf(total) };
    },

    async listEvents(kind, page) {
      const rows = await driver.all(
        "SELECT * FROM event WHERE kind = ? ORDER BY at_ms DESC, id DESC LIMIT ? OFFSET ?",
        kind,
        page.most,
        page.offset,
      );
      const total = await driver.get("SELECT count(*) AS n FROM event WHERE kind = ?", kind);
      return { events: rows.map((row) => eventOfRow<typeof kind>(row)), total: countOf(total) };
    },
  };
}
