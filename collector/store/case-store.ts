// The queue and the cases.
import { caseStates, type CaseState } from "../../lib/contract/vocabulary.ts";
import { auditEntry } from "../review/audit.ts";
import { triageRank } from "../review/triage.ts";
import type { Driver, SqlValue } from "./driver.ts";
import { audited, caseOfRow, countOf, eventOfRow } from "./row-tools.ts";
import type { CaseChange, CaseFilter, DatedChange, Store } from "./store.ts";

type CaseStore = Pick<Store, "listCases" | "readCase" | "openCase" | "changeCase">;

/** Columns that a search looks in. Page text and a pupil's words are not among them: reading those is an opening. */
const searched = ['"user"', "device_label", "host", "title", "what", "profile"];

const oneCase = "SELECT * FROM case_file WHERE id = ?";

export function caseStore(driver: Driver): CaseStore {
  return {
    async listCases(filter, page) {
      const { where, values } = conditions(filter);
      const counts = Object.fromEntries(caseStates.map((state) => [state, 0])) as Record<
        CaseState,
        number
      >;
      const byState = await driver.all("SELECT state, count(*) AS n FROM case_file GROUP BY state");
      for (const row of byState) counts[row["state"] as CaseState] = countOf(row);
      const cases = await driver.all(
        `SELECT * FROM case_file ${where}
         ORDER BY (state = 'closed'), rank DESC, last_at_ms DESC, id DESC LIMIT ? OFFSET ?`,
        ...values,
        page.most,
        page.offset,
      );
      const unread = await driver.get(
        "SELECT count(*) AS n FROM case_file WHERE state <> 'closed' AND (last_opened_at_ms IS NULL OR last_opened_at_ms < received_at_ms)",
      );
      const profiles = await driver.all("SELECT DISTINCT profile FROM case_file ORDER BY profile");
      return {
        cases: cases.map(caseOfRow),
        total: countOf(await driver.get(`SELECT count(*) AS n FROM case_file ${where}`, ...values)),
        counts,
        unread: countOf(unread),
        profiles: profiles.map((row) => String(row["profile"])),
      };
    },

    async readCase(id) {
      const row = await driver.get(oneCase, id);
      return row === undefined ? undefined : caseOfRow(row);
    },

    async openCase(id, who, atMs, again) {
      return audited(driver, async (sql, tell) => {
        const before = await sql.get(oneCase + sql.forUpdate, id);
        if (before === undefined) return undefined;
        const receivedAtMs = Number(before["received_at_ms"]);
        const openedSince = () =>
          sql.get(
            "SELECT 1 AS n FROM audit WHERE case_id = ? AND act = 'case-opened' AND who = ? AND at_ms > ?",
            id,
            who,
            receivedAtMs,
          );
        if (!again || (await openedSince()) === undefined) {
          await tell(auditEntry(atMs, who, "case-opened", { caseId: id }));
          await sql.run(
            "UPDATE case_file SET opened_at_ms = coalesce(opened_at_ms, ?), last_opened_at_ms = ? WHERE id = ?",
            atMs,
            Math.max(atMs, receivedAtMs),
            id,
          );
        }
        const head = caseOfRow((await sql.get(oneCase, id)) ?? before);
        const events = await sql.all(
          "SELECT * FROM event WHERE case_id = ? ORDER BY at_ms DESC, id DESC",
          id,
        );
        const changes = await sql.all(
          "SELECT * FROM case_change WHERE case_id = ? ORDER BY number DESC",
          id,
        );
        const openings = await sql.all(
          "SELECT at_ms, who FROM audit WHERE case_id = ? AND act = 'case-opened' ORDER BY number DESC",
          id,
        );
        return {
          head,
          events: events.map((row) => eventOfRow(row)),
          changes: changes.map((row): DatedChange => ({
            ...(JSON.parse(String(row["body"])) as CaseChange),
            atMs: Number(row["at_ms"]),
            who: String(row["who"]),
          })),
          openings: openings.map((row) => ({
            atMs: Number(row["at_ms"]),
            who: String(row["who"]),
          })),
        };
      });
    },

    async changeCase(next, version, change, audit) {
      return audited(driver, async (sql, tell) => {
        const { atMs, who, ...body } = change;
        const written = await sql.run(
          "UPDATE case_file SET state = ?, outcome = ?, reason = ?, closed_at_ms = ?, version = ?, rank = ? WHERE id = ? AND version = ?",
          next.state,
          next.outcome,
          next.reason,
          next.closedAtMs,
          next.version,
          triageRank(next),
          next.id,
          version,
        );
        if (written === 0) return false;
        await sql.run(
          "INSERT INTO case_change (case_id, at_ms, who, body) VALUES (?, ?, ?, ?)",
          next.id,
          atMs,
          who,
          JSON.stringify(body),
        );
        await tell(audit);
        return true;
      });
    },
  };
}

function conditions(filter: CaseFilter): { where: string; values: SqlValue[] } {
  const parts: string[] = [];
  const values: SqlValue[] = [];
  if (filter.state === "open") parts.push("state <> 'closed'");
  else if (filter.state !== "all") {
    parts.push("state = ?");
    values.push(filter.state);
  }
  if (filter.kind !== undefined) {
    parts.push("kind = ?");
    values.push(filter.kind);
  }
  if (filter.profile !== undefined) {
    parts.push("profile = ?");
    values.push(filter.profile);
  }
  const wanted = filter.search?.trim().toLowerCase() ?? "";
  if (wanted !== "") {
    const like = `%${wanted.replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`;
    const columns = searched.map((column) => `lower(${column}) LIKE ? ESCAPE '\\'`);
    values.push(...searched.map(() => like));
    // A reference is the id's last six characters with a hyphen ("7QX-M2K").
    const reference = wanted.replace(/[^0-9a-z]/g, "");
    if (reference.length >= 6) {
      columns.push("lower(id) LIKE ?");
      values.push(`%${reference}`);
    }
    parts.push(`(${columns.join(" OR ")})`);
  }
  return { where: parts.length === 0 ? "" : `WHERE ${parts.join(" AND ")}`, values };
}
