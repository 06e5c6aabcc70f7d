// What staff open for a time.
import type { DatabaseSync } from "node:sqlite";
import type { AuditEntry } from "../review/audit.ts";
import type { StaffOrder } from "../review/order.ts";
import { countOf, inTransaction, type Row } from "./sqlite-tools.ts";
import type { OrderStore } from "./staff-store.ts";

const isOpen = "how = 'collector' AND ended_at_ms IS NULL AND from_ms <= :now AND until_ms > :now";

export function sqliteOrders(db: DatabaseSync): OrderStore {
  const insert = db.prepare(`
    INSERT INTO staff_order (id, how, what, for_kind, for_value, from_ms, until_ms, who, by_name, why, ended_at_ms, ended_by)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`);
  const one = db.prepare("SELECT * FROM staff_order WHERE id = ?");
  const end = db.prepare(`
    UPDATE staff_order SET ended_at_ms = :now, ended_by = :who WHERE id = :id AND ${isOpen}`);
  const open = db.prepare(`SELECT * FROM staff_order WHERE ${isOpen} ORDER BY number DESC`);
  const past = db.prepare(
    `SELECT * FROM staff_order WHERE NOT (${isOpen}) ORDER BY number DESC LIMIT :most OFFSET :offset`,
  );
  const pastTotal = db.prepare(`SELECT count(*) AS n FROM staff_order WHERE NOT (${isOpen})`);
  const forDevice = db.prepare(`
    SELECT * FROM staff_order WHERE ${isOpen} AND (
      for_kind = 'everyone'
      OR (for_kind = 'user' AND :user <> '' AND lower(for_value) = lower(:user))
      OR (for_kind = 'profile' AND for_value = :profile)
      OR (for_kind = 'group' AND for_value IN (SELECT value FROM json_each(:groups)))
      OR (for_kind = 'device' AND :label <> '' AND lower(for_value) = lower(:label)))
    ORDER BY number DESC LIMIT :most`);
  const labelOf = db.prepare(
    "SELECT device_label FROM event WHERE device = ? AND device_label <> '' ORDER BY received_at_ms DESC LIMIT 1",
  );
  const anyLabel = db.prepare("SELECT 1 AS n FROM event WHERE device_label = ? LIMIT 1");
  const insertAudit = db.prepare(
    "INSERT INTO audit (at_ms, who, act, case_id, detail) VALUES (?, ?, ?, ?, ?)",
  );
  const tell = (audit: AuditEntry) =>
    insertAudit.run(audit.atMs, audit.who, audit.act, audit.caseId, audit.detail);

  return {
    async addOrder(order, audit) {
      inTransaction(db, () => {
        insert.run(
          order.id,
          order.how,
          JSON.stringify(order.what),
          order.for.kind,
          order.for.value,
          order.fromMs,
          order.untilMs,
          order.who,
          order.by,
          order.why,
          order.endedAtMs,
          order.endedBy,
        );
        tell(audit);
      });
    },

    async readOrder(id) {
      const row = one.get(id);
      return row === undefined ? undefined : orderOfRow(row);
    },

    async endOrder(id, who, audit) {
      return inTransaction(db, () => {
        if (Number(end.run({ now: audit.atMs, who, id }).changes) === 0) return false;
        tell(audit);
        return true;
      });
    },

    async openOrders(atMs) {
      return open.all({ now: atMs }).map(orderOfRow);
    },

    async pastOrders(atMs, { most, offset }) {
      return {
        orders: past.all({ now: atMs, most, offset }).map(orderOfRow),
        total: countOf(pastTotal.get({ now: atMs })),
      };
    },

    async ordersFor({ device, deviceLabel, user, profile, groups }, atMs, most) {
      const label = deviceLabel || String(labelOf.get(device)?.["device_label"] ?? "");
      return forDevice
        .all({ now: atMs, user, profile, groups: JSON.stringify(groups), label, most })
        .map(orderOfRow);
    },

    async hasDeviceLabel(label) {
      return anyLabel.get(label) !== undefined;
    },
  };
}

/** The rows were written by this store: their words are in the closed lists. */
function orderOfRow(row: Row): StaffOrder {
  return {
    id: row["id"],
    how: row["how"],
    what: JSON.parse(String(row["what"])) as StaffOrder["what"],
    for: { kind: row["for_kind"], value: row["for_value"] },
    fromMs: row["from_ms"],
    untilMs: row["until_ms"],
    who: row["who"],
    by: row["by_name"],
    why: row["why"],
    endedAtMs: row["ended_at_ms"],
    endedBy: row["ended_by"],
  } as StaffOrder;
}
