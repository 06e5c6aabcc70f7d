// What the desk shows of devices beside their keys: what was refused of each by kind, which versions they speak of, and
// which have fallen silent.
import type { DeviceFilterName } from "../review/devices.ts";
import { deviceMark } from "./device-mark.ts";
import { listOf, valuesOf, type Driver, type SqlValue } from "./driver.ts";
import type { DeviceRefusal } from "./device-store.ts";
import { countOf } from "./row-tools.ts";
import { together } from "./together.ts";

export interface DeviceVersions {
  /** Of the extension; "" where it has not said. */
  readonly extension: string;
  readonly policy: string;
}

/** A device as the desk shows it, without its id and its key. */
export interface DeviceStanding extends DeviceVersions {
  /** By which the desk names this very device (`device-mark.ts`). */
  readonly mark: string;
  readonly label: string;
  readonly enrolledAtMs: number;
  readonly lastSeenAtMs: number;
  readonly refused: number;
  readonly refusedAtMs: number | null;
  readonly refusedWhy: DeviceRefusal | "";
  /** The most first. Counted since the collector keeps them by kind: the sum may be less than `refused`. */
  readonly refusals: readonly {
    readonly why: DeviceRefusal;
    readonly count: number;
    readonly lastAtMs: number;
  }[];
  /** Since when, and by whom, it is shut out; null: it is not. */
  readonly shutOut: { readonly atMs: number; readonly who: string } | null;
}

export interface DeviceFilter {
  readonly only: DeviceFilterName;
  /** Looked for in the label. */
  readonly search: string;
  /** Whoever was last heard before is silent. Unix ms. */
  readonly silentBeforeMs: number;
}

export interface DeviceAboutStore {
  noteRefusal(device: string, why: DeviceRefusal, times: number, atMs: number): Promise<void>;
  noteVersions(device: string, versions: DeviceVersions, atMs: number): Promise<void>;
  /** Silent ones: the longest silence first; otherwise the last heard first. */
  listStanding(
    filter: DeviceFilter,
    page: { readonly offset: number; readonly most: number },
  ): Promise<{
    readonly devices: readonly DeviceStanding[];
    readonly total: number;
    /** Of all devices, whatever is filtered. */
    readonly counts: Readonly<Record<DeviceFilterName, number>>;
  }>;
}

interface VersionNote {
  readonly device: string;
  readonly versions: DeviceVersions;
  readonly atMs: number;
}

export function deviceAboutStore(driver: Driver): DeviceAboutStore {
  // The morning after a release every device has something new to say: one transaction for all that come at once.
  const noteTogether = together<VersionNote, void>(
    async (notes) => {
      const rows = notes.map(({ device, versions: { extension, policy }, atMs }) => [
        device,
        extension,
        policy,
        atMs,
      ]);
      const { places, values } = valuesOf(["TEXT", "TEXT", "TEXT", "BIGINT"], rows);
      await driver.run(
        `INSERT INTO device_about (device, extension, policy, at_ms)
         SELECT DISTINCT column1, column2, column3, column4 FROM (VALUES ${places}) AS next WHERE true ORDER BY column1
         ON CONFLICT (device) DO UPDATE SET
           extension = CASE WHEN excluded.extension = '' THEN device_about.extension ELSE excluded.extension END,
           policy = CASE WHEN excluded.policy = '' THEN device_about.policy ELSE excluded.policy END,
           at_ms = excluded.at_ms`,
        ...values,
      );
      return rows.map(() => undefined);
    },
    { lines: 1, most: 64, namesOf: ({ device }) => [device] },
  );

  return {
    async noteRefusal(device, why, times, atMs) {
      // Only of a device that has enrolled: names that anybody makes up fill no table.
      await driver.run(
        `INSERT INTO device_refusal (device, why, count, last_at_ms) SELECT id, ?, ?, ? FROM device WHERE id = ?
         ON CONFLICT (device, why) DO UPDATE SET count = device_refusal.count + excluded.count,
           last_at_ms = excluded.last_at_ms`,
        why,
        times,
        atMs,
        device,
      );
    },

    noteVersions: (device, versions, atMs) => noteTogether({ device, versions, atMs }),

    async listStanding(filter, page) {
      const parts: string[] = [];
      const values: SqlValue[] = [];
      if (filter.only === "silent") {
        parts.push("d.last_seen_at_ms < ?");
        values.push(filter.silentBeforeMs);
      }
      if (filter.only === "refused") parts.push("d.refused > 0");
      if (filter.only === "shut-out") parts.push("d.shut_out_at_ms IS NOT NULL");
      const wanted = filter.search.trim().toLowerCase();
      if (wanted !== "") {
        parts.push("lower(d.label) LIKE ? ESCAPE '\\'");
        values.push(`%${wanted.replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`);
      }
      const where = parts.length === 0 ? "" : `WHERE ${parts.join(" AND ")}`;
      const order =
        filter.only === "silent" ? "d.last_seen_at_ms, d.id" : "d.last_seen_at_ms DESC, d.id";
      const rows = await driver.all(
        `SELECT d.*, a.extension AS extension, a.policy AS policy FROM device d
         LEFT JOIN device_about a ON a.device = d.id ${where} ORDER BY ${order} LIMIT ? OFFSET ?`,
        ...values,
        page.most,
        page.offset,
      );
      const total = await driver.get(`SELECT count(*) AS n FROM device d ${where}`, ...values);
      const all = await driver.get(
        `SELECT count(*) AS n, coalesce(sum(CASE WHEN last_seen_at_ms < ? THEN 1 ELSE 0 END), 0) AS silent,
           coalesce(sum(CASE WHEN refused > 0 THEN 1 ELSE 0 END), 0) AS refused,
           count(shut_out_at_ms) AS shut_out FROM device`,
        filter.silentBeforeMs,
      );
      const ids = rows.map((row) => String(row["id"]));
      const list = listOf(ids);
      const refusals =
        ids.length === 0
          ? []
          : await driver.all(
              `SELECT * FROM device_refusal WHERE device IN (${list.places}) ORDER BY count DESC, why`,
              ...list.values,
            );
      return {
        devices: rows.map((row) => {
          const refusedAtMs = row["refused_at_ms"] ?? null;
          const shutOutAtMs = row["shut_out_at_ms"] ?? null;
          return {
            mark: deviceMark(String(row["id"])),
            shutOut:
              shutOutAtMs === null
                ? null
                : { atMs: Number(shutOutAtMs), who: String(row["shut_out_by"]) },
            label: String(row["label"]),
            enrolledAtMs: Number(row["enrolled_at_ms"]),
            lastSeenAtMs: Number(row["last_seen_at_ms"]),
            refused: Number(row["refused"]),
            refusedAtMs: refusedAtMs === null ? null : Number(refusedAtMs),
            refusedWhy: row["refused_why"] as DeviceStanding["refusedWhy"],
            extension: String(row["extension"] ?? ""),
            policy: String(row["policy"] ?? ""),
            refusals: refusals
              .filter((one) => one["device"] === row["id"])
              .map((one) => ({
                why: one["why"] as DeviceRefusal,
                count: Number(one["count"]),
                lastAtMs: Number(one["last_at_ms"]),
              })),
          };
        }),
        total: countOf(total),
        counts: {
          all: countOf(all),
          silent: Number(all?.["silent"] ?? 0),
          refused: Number(all?.["refused"] ?? 0),
          "shut-out": Number(all?.["shut_out"] ?? 0),
        },
      };
    },
  };
}
