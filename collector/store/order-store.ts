// What staff open for a time.
import type { StaffOrder } from "../review/order.ts";
import { listOf, type Driver, type Row } from "./driver.ts";
import { audited, countOf } from "./row-tools.ts";
import type { OrderStore } from "./staff-store.ts";

/** Takes the moment twice. */
const isOpen = "how = 'collector' AND ended_at_ms IS NULL AND from_ms <= ? AND until_ms > ?";

export function orderStore(driver: Driver): OrderStore {
  return {
    async addOrder(order, audit) {
      await audited(driver, async (sql, tell) => {
        await sql.run(
          `INSERT INTO staff_order (id, how, what, for_kind, for_value, from_ms, until_ms, who, by_name, why, ended_at_ms,
             ended_by)
           VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
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
        await tell(audit);
      });
    },

    async readOrder(id) {
      const row = await driver.get("SELECT * FROM staff_order WHERE id = ?", id);
      return row === undefined ? undefined : orderOfRow(row);
    },

    async endOrder(id, who, audit) {
      return audited(driver, async (sql, tell) => {
        const ended = await sql.run(
          `UPDATE staff_order SET ended_at_ms = ?, ended_by = ? WHERE id = ? AND ${isOpen}`,
          audit.atMs,
          who,
          id,
          audit.atMs,
          audit.atMs,
        );
        if (ended === 0) return false;
        await tell(audit);
        return true;
      });
    },

    async openOrders(atMs) {
      const rows = await driver.all(
        `SELECT * FROM staff_order WHERE ${isOpen} ORDER BY number DESC`,
        atMs,
        atMs,
      );
      return rows.map(orderOfRow);
    },

    async pastOrders(atMs, { most, offset }) {
      const rows = await driver.all(
        `SELECT * FROM staff_order WHERE NOT (${isOpen}) ORDER BY number DESC LIMIT ? OFFSET ?`,
        atMs,
        atMs,
        most,
        offset,
      );
      const total = await driver.get(
        `SELECT count(*) AS n FROM staff_order WHERE NOT (${isOpen})`,
        atMs,
        atMs,
      );
      return { orders: rows.map(orderOfRow), total: countOf(total) };
    },

    async ordersFor({ device, deviceLabel, user, profile, groups }, atMs, most) {
      const last =
        deviceLabel === ""
          ? await driver.get(
              "SELECT device_label FROM event WHERE device = ? AND device_label <> '' ORDER BY received_at_ms DESC LIMIT 1",
              device,
            )
          : undefined;
      const label = deviceLabel || String(last?.["device_label"] ?? "");
      const list = listOf(groups);
      // Nobody's address and no label at all are asked for as null, which equals nothing.
      const rows = await driver.all(
        `SELECT * FROM staff_order WHERE ${isOpen} AND (
           for_kind = 'everyone'
           OR (for_kind = 'user' AND lower(for_value) = lower(?))
           OR (for_kind = 'profile' AND for_value = ?)
           OR (for_kind = 'group' AND for_value IN (${list.places}))
           OR (for_kind = 'device' AND lower(for_value) = lower(?)))
         ORDER BY number DESC LIMIT ?`,
        atMs,
        atMs,
        user === "" ? null : user,
        profile,
        ...list.values,
        label === "" ? null : label,
        most,
      );
      return rows.map(orderOfRow);
    },

    async hasDeviceLabel(label) {
      const row = await driver.get(
        "SELECT 1 AS n FROM event WHERE device_label = ? AND device_label <> '' LIMIT 1",
        label,
      );
      return row !== undefined;
    },
  };
}

/** The rows were written by this store: their words are in the closed lists. */
export function orderOfRow(row: Row): StaffOrder {
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
