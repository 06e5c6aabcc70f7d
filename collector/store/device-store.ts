// The devices that have enrolled. Their private keys never leave them: here stands what their signatures are checked by.
import type { AuditEntry } from "../review/audit.ts";
import { deviceMark } from "./device-mark.ts";
import { listOf, valuesOf, type Driver, type Row, type Sql } from "./driver.ts";
import { audited, countOf } from "./row-tools.ts";
import { askedTogether } from "./together.ts";

/** Why something of a device was refused, as the desk says it. */
export type DeviceRefusal =
  | "signature"
  | "replay"
  | "another-name"
  | "unsigned"
  | "flood"
  | "key"
  | "shut-out";

export interface NewDevice {
  readonly id: string;
  /** P-256, the point uncompressed, base64url. */
  readonly key: string;
  /** Of the credential that it enrolled with. */
  readonly tokenHash: string;
  readonly label: string;
}

export interface KeptDevice extends NewDevice {
  readonly enrolledAtMs: number;
  readonly lastSeenAtMs: number;
  /** How much of it, or in its name, was refused. */
  readonly refused: number;
  readonly refusedAtMs: number | null;
  readonly refusedWhy: DeviceRefusal | "";
  /** Since when nothing is taken from it; null: it may send. */
  readonly shutOutAtMs: number | null;
}

/** The count of one signed request: each is taken once. */
export interface SignedCount {
  readonly device: string;
  readonly count: number;
  readonly atMs: number;
  /** The key that the signature was checked by, where it was not read just now: taken only while it is that device's. */
  readonly key?: string;
}

export interface DeviceStore {
  /**
   * "known": this very device with this very key is there already. "taken": by another key. "too-many": so many devices
   * (`most`) have enrolled with this credential since `sinceMs`; that is counted. "shut-out": whatever its key.
   */
  enrolDevice(
    device: NewDevice,
    atMs: number,
    limit: { readonly most: number; readonly sinceMs: number },
  ): Promise<"enrolled" | "known" | "taken" | "too-many" | "shut-out">;
  readDevice(id: string): Promise<KeptDevice | undefined>;
  /** Those of these ids that have enrolled. */
  enrolledAmong(ids: readonly string[]): Promise<ReadonlySet<string>>;
  /** Those of these ids that are shut out. */
  shutOutAmong(ids: readonly string[]): Promise<ReadonlySet<string>>;
  /** The device of this label that the desk names so (`device-mark.ts`). */
  findMarked(label: string, mark: string): Promise<KeptDevice | undefined>;
  /**
   * Shuts it out (`isOut`) or lets it in again, with its line in the audit; false where it is so already, or unknown. What
   * it signs is refused from then on, at every collector of the database.
   */
  shutOutDevice(id: string, isOut: boolean, audit: AuditEntry): Promise<boolean>;
  /** True where the count is greater than all that were taken before; then it is taken, and the device was seen. Of one that is shut out none is. */
  takeCount(signed: SignedCount): Promise<boolean>;
  noteRefused(id: string, why: DeviceRefusal, times: number, atMs: number): Promise<void>;
  /** Last seen first. */
  listDevices(page: {
    readonly offset: number;
    readonly most: number;
  }): Promise<{ readonly devices: readonly KeptDevice[]; readonly total: number }>;
  /** Enrolments that were refused as too many, since then. */
  countEnrolRefusals(sinceMs: number): Promise<number>;
}

const hourMs = 60 * 60_000;
const labelMost = 120;

/**
 * Of different devices: those whose count was new. Inside the transaction that keeps what came with them, so that the two
 * stand or fall together.
 */
export async function takeCountsIn(
  sql: Sql,
  counts: readonly SignedCount[],
): Promise<ReadonlySet<string>> {
  const rows = counts.map(({ device, count, atMs, key }) => [device, count, atMs, key ?? null]);
  const { places, values } = valuesOf(["TEXT", "BIGINT", "BIGINT", "TEXT"], rows);
  if (rows.length === 0) return new Set();
  const taken = await sql.all(
    `UPDATE device SET last_count = given.column2, last_seen_at_ms = given.column3 FROM (VALUES ${places}) AS given
     WHERE device.id = given.column1 AND device.last_count < given.column2 AND device.shut_out_at_ms IS NULL
       AND (given.column4 IS NULL OR device.key = given.column4)
     RETURNING id`,
    ...values,
  );
  return new Set(taken.map((row) => String(row["id"])));
}

export function deviceStore(driver: Driver): DeviceStore {
  const readDevice = askedTogether(driver, async (ids: readonly string[]) => {
    const { places, values } = listOf(ids);
    const rows = await driver.all(`SELECT * FROM device WHERE id IN (${places})`, ...values);
    const known = new Map(rows.map((row) => [String(row["id"]), deviceOfRow(row)]));
    return ids.map((id) => known.get(id));
  });
  const isShutOut = askedTogether(driver, async (ids: readonly string[]) => {
    const { places, values } = listOf([...new Set(ids)]);
    const rows = await driver.all(
      `SELECT id FROM device WHERE id IN (${places}) AND shut_out_at_ms IS NOT NULL`,
      ...values,
    );
    const out = new Set(rows.map((row) => String(row["id"])));
    return ids.map((id) => out.has(id));
  });

  return {
    async enrolDevice({ id, key, tokenHash, label }, atMs, { most, sinceMs }) {
      return driver.transaction(
        async (sql) => {
          const known = await sql.get(
            `SELECT key, shut_out_at_ms FROM device WHERE id = ?${sql.forUpdate}`,
            id,
          );
          if ((known?.["shut_out_at_ms"] ?? null) !== null) return "shut-out";
          if (known !== undefined) return known["key"] === key ? "known" : "taken";
          const recent = await sql.get(
            "SELECT count(*) AS n FROM device WHERE token_hash = ? AND enrolled_at_ms > ?",
            tokenHash,
            sinceMs,
          );
          if (countOf(recent) >= most) {
            await sql.run(
              `INSERT INTO enrol_refusal (token_hash, hour_ms, count) VALUES (?, ?, 1)
               ON CONFLICT (token_hash, hour_ms) DO UPDATE SET count = enrol_refusal.count + 1`,
              tokenHash,
              atMs - (atMs % hourMs),
            );
            return "too-many";
          }
          await sql.insertAll(
            `device (id, key, token_hash, label, enrolled_at_ms, last_seen_at_ms, last_count, refused, refused_at_ms,
               refused_why)`,
            [[id, key, tokenHash, label.slice(0, labelMost), atMs, atMs, 0, 0, null, ""]],
          );
          return "enrolled";
        },
        [`enrol ${tokenHash}`],
      );
    },

    readDevice,

    async enrolledAmong(ids) {
      if (ids.length === 0) return new Set();
      const { places, values } = listOf(ids);
      const rows = await driver.all(`SELECT id FROM device WHERE id IN (${places})`, ...values);
      return new Set(rows.map((row) => String(row["id"])));
    },

    async shutOutAmong(ids) {
      const found = await Promise.all(ids.map(isShutOut));
      return new Set(ids.filter((_, place) => found[place]));
    },

    async findMarked(label, mark) {
      const rows = await driver.all("SELECT * FROM device WHERE label = ?", label);
      return rows.map(deviceOfRow).find(({ id }) => deviceMark(id) === mark);
    },

    async shutOutDevice(id, isOut, audit) {
      return audited(driver, async (sql, tell) => {
        const changed = await sql.run(
          `UPDATE device SET shut_out_at_ms = ?, shut_out_by = ?
           WHERE id = ? AND shut_out_at_ms IS ${isOut ? "" : "NOT "}NULL`,
          isOut ? audit.atMs : null,
          isOut ? audit.who : "",
          id,
        );
        if (changed === 0) return false;
        await tell(audit);
        return true;
      });
    },

    takeCount: async (signed) => (await takeCountsIn(driver, [signed])).has(signed.device),

    async noteRefused(id, why, times, atMs) {
      await driver.run(
        "UPDATE device SET refused = refused + ?, refused_at_ms = ?, refused_why = ? WHERE id = ?",
        times,
        atMs,
        why,
        id,
      );
    },

    async listDevices({ offset, most }) {
      const rows = await driver.all(
        "SELECT * FROM device ORDER BY last_seen_at_ms DESC, id LIMIT ? OFFSET ?",
        most,
        offset,
      );
      const total = await driver.get("SELECT count(*) AS n FROM device");
      return { devices: rows.map(deviceOfRow), total: countOf(total) };
    },

    async countEnrolRefusals(sinceMs) {
      const row = await driver.get(
        "SELECT coalesce(sum(count), 0) AS n FROM enrol_refusal WHERE hour_ms > ?",
        sinceMs - hourMs,
      );
      return countOf(row);
    },
  };
}

function deviceOfRow(row: Row): KeptDevice {
  const refusedAtMs = row["refused_at_ms"] ?? null;
  const shutOutAtMs = row["shut_out_at_ms"] ?? null;
  return {
    id: String(row["id"]),
    key: String(row["key"]),
    tokenHash: String(row["token_hash"]),
    label: String(row["label"]),
    enrolledAtMs: Number(row["enrolled_at_ms"]),
    lastSeenAtMs: Number(row["last_seen_at_ms"]),
    refused: Number(row["refused"]),
    refusedAtMs: refusedAtMs === null ? null : Number(refusedAtMs),
    refusedWhy: row["refused_why"] as KeptDevice["refusedWhy"],
    shutOutAtMs: shutOutAtMs === null ? null : Number(shutOutAtMs),
  };
}
