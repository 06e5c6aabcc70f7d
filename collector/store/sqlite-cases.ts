// The queue and the cases.
import type { DatabaseSync, SQLInputValue } from "node:sqlite";
import { caseStates, type CaseState } from "../../lib/contract/vocabulary.ts";
import { triageRank } from "../review/triage.ts";
import { caseOfRow, countOf, eventOfRow, inTransaction } from "./sqlite-tools.ts";
import type { CaseChange, CaseFilter, DatedChange, Store } from "./store.ts";

type CaseStore = Pick<Store, "listCases" | "readCase" | "openCase" | "changeCase">;

/** Columns that a search looks in. Page text and a pupil's words are not among them: reading those is an opening. */
const searched = ["user", "device_label", "host", "title", "what", "profile"];

export function sqliteCases(db: DatabaseSync): CaseStore {
  const one = db.prepare("SELECT * FROM case_file WHERE id = ?");
  const events = db.prepare("SELECT * FROM event WHERE case_id = ? ORDER BY at_ms DESC, id DESC");
  const changes = db.prepare("SELECT * FROM case_change WHERE case_id = ? ORDER BY number DESC");
  const openings = db.prepare(
    "SELECT at_ms, who FROM audit WHERE case_id = ? AND act = 'case-opened' ORDER BY number DESC",
  );
  const markOpened = db.prepare(
    "UPDATE case_file SET opened_at_ms = coalesce(opened_at_ms, ?), last_opened_at_ms = max(?, received_at_ms) WHERE id = ?",
  );
  const openedSince = db.prepare(
    "SELECT 1 AS n FROM audit WHERE case_id = ? AND act = 'case-opened' AND who = ? AND at_ms > (SELECT received_at_ms FROM case_file WHERE id = ?)",
  );
  const insertAudit = db.prepare(
    "INSERT INTO audit (at_ms, who, act, case_id, detail) VALUES (?, ?, ?, ?, ?)",
  );
  const insertChange = db.prepare(
    "INSERT INTO case_change (case_id, at_ms, who, body) VALUES (?, ?, ?, ?)",
  );
  const writeDecision = db.prepare(
    "UPDATE case_file SET state = ?, outcome = ?, reason = ?, closed_at_ms = ?, version = ?, rank = ? WHERE id = ? AND version = ?",
  );
  const byState = db.prepare("SELECT state, count(*) AS n FROM case_file GROUP BY state");
  const allUnread = db.prepare(
    "SELECT count(*) AS n FROM case_file WHERE state <> 'closed' AND (last_opened_at_ms IS NULL OR last_opened_at_ms < received_at_ms)",
  );
  const allProfiles = db.prepare("SELECT DISTINCT profile FROM case_file ORDER BY profile");

  return {
    async listCases(filter, page) {
      const { where, values } = conditions(filter);
      const counts = Object.fromEntries(caseStates.map((state) => [state, 0])) as Record<
        CaseState,
        number
      >;
      for (const row of byState.all()) counts[row["state"] as CaseState] = Number(row["n"]);
      return {
        cases: db
          .prepare(
            `SELECT * FROM case_file ${where}
             ORDER BY (state = 'closed'), rank DESC, last_at_ms DESC, id DESC LIMIT ? OFFSET ?`,
          )
          .all(...values, page.most, page.offset)
          .map(caseOfRow),
        total: countOf(db.prepare(`SELECT count(*) AS n FROM case_file ${where}`).get(...values)),
        counts,
        unread: countOf(allUnread.get()),
        profiles: allProfiles.all().map((row) => String(row["profile"])),
      };
    },

    async readCase(id) {
      const row = one.get(id);
      return row === undefined ? undefined : caseOfRow(row);
    },

    async openCase(id, who, atMs, again) {
      return inTransaction(db, () => {
        if (one.get(id) === undefined) return undefined;
        if (!again || openedSince.get(id, who, id) === undefined) {
          insertAudit.run(atMs, who, "case-opened", id, "");
          markOpened.run(atMs, atMs, id);
        }
        return {
          head: caseOfRow(one.get(id) ?? {}),
          events: events.all(id).map((row) => eventOfRow(row)),
          changes: changes.all(id).map((row): DatedChange => ({
            ...(JSON.parse(String(row["body"])) as CaseChange),
            atMs: Number(row["at_ms"]),
            who: String(row["who"]),
          })),
          openings: openings
            .all(id)
            .map((row) => ({ atMs: Number(row["at_ms"]), who: String(row["who"]) })),
        };
      });
    },

    async changeCase(next, version, change, audit) {
      return inTransaction(db, () => {
        const { atMs, who, ...body } = change;
        const done = writeDecision.run(
          next.state,
          next.outcome,
          next.reason,
          next.closedAtMs,
          next.version,
          triageRank(next),
          next.id,
          version,
        );
        if (Number(done.changes) === 0) return false;
        insertChange.run(next.id, atMs, who, JSON.stringify(body));
        insertAudit.run(audit.atMs, audit.who, audit.act, audit.caseId, audit.detail);
        return true;
      });
    },
  };
}

function conditions(filter: CaseFilter): { where: string; values: SQLInputValue[] } {
  const parts: string[] = [];
  const values: SQLInputValue[] = [];
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
    // A reference is the id's last six characters with a hyphen ("7QX-M2K").
    const reference = `%${wanted.replace(/[^0-9a-z]/g, "")}`;
    const columns = searched.map((column) => `lower(${column}) LIKE ? ESCAPE '\\'`);
    parts.push(`(${[...columns, "(length(?) >= 7 AND lower(id) LIKE ?)"].join(" OR ")})`);
    values.push(...searched.map(() => like), reference, reference);
  }
  return { where: parts.length === 0 ? "" : `WHERE ${parts.join(" AND ")}`, values };
}
