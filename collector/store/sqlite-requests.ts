// What pupils and staff ask of the filter, and what was answered.
import type { DatabaseSync } from "node:sqlite";
import type { RequestAnswer } from "../review/request.ts";
import { countOf, eventOfRow, inTransaction, type Row } from "./sqlite-tools.ts";
import type { RequestGroup, Store } from "./store.ts";

type RequestStore = Pick<Store, "listRequests" | "answerRequest">;

/** How many pupils' words stand under one request. */
const latestMost = 10;

export function sqliteRequests(db: DatabaseSync): RequestStore {
  const groups = db.prepare(`
    WITH asked AS (
      SELECT host, action AS wanted, count(*) AS n, max(at_ms) AS last_at_ms, max(received_at_ms) AS received_at_ms,
        count(DISTINCT CASE WHEN user = '' THEN device ELSE user END) AS people
      FROM event WHERE kind = 'review-request' GROUP BY host, action),
    told AS (
      SELECT host, wanted, max(number) AS number FROM request_answer GROUP BY host, wanted)
    SELECT asked.*, coalesce(told.number, 0) AS version, answer.outcome, answer.note, answer.who,
      answer.at_ms AS answered_at_ms, answer.up_to_ms,
      (answer.outcome IS NOT NULL AND answer.up_to_ms >= asked.received_at_ms AND answer.at_ms <= ?) AS settled
    FROM asked
    LEFT JOIN told ON told.host = asked.host AND told.wanted = asked.wanted
    LEFT JOIN request_answer AS answer ON answer.number = told.number
    ORDER BY settled, last_at_ms DESC, asked.host, asked.wanted LIMIT ? OFFSET ?`);
  const total = db.prepare(
    "SELECT count(*) AS n FROM (SELECT 1 FROM event WHERE kind = 'review-request' GROUP BY host, action)",
  );
  const latestOf = db.prepare(`
    SELECT * FROM event WHERE kind = 'review-request' AND host = ? AND action = ?
    ORDER BY at_ms DESC, id DESC LIMIT ?`);
  const cameAfter = db.prepare(
    "SELECT count(*) AS n FROM event WHERE kind = 'review-request' AND host = ? AND action = ? AND received_at_ms > ?",
  );
  const anyOf = db.prepare(
    "SELECT 1 AS n FROM event WHERE kind = 'review-request' AND host = ? AND action = ? LIMIT 1",
  );
  const versionOf = db.prepare(
    "SELECT coalesce(max(number), 0) AS n FROM request_answer WHERE host = ? AND wanted = ?",
  );
  const insertAnswer = db.prepare(
    "INSERT INTO request_answer (host, wanted, at_ms, who, outcome, note, up_to_ms) VALUES (?, ?, ?, ?, ?, ?, ?)",
  );
  const insertAudit = db.prepare(
    "INSERT INTO audit (at_ms, who, act, case_id, detail) VALUES (?, ?, ?, ?, ?)",
  );

  return {
    async listRequests(page, settledMs) {
      const found = groups.all(settledMs, page.most, page.offset).map((row): RequestGroup => {
        const host = String(row["host"]);
        const wanted = row["wanted"] as RequestGroup["wanted"];
        const latest = latestOf
          .all(host, wanted, latestMost)
          .map((one) => eventOfRow<"review-request">(one));
        const answer = answerOfRow(row);
        return {
          host,
          wanted,
          category: latest[0]?.event.category ?? "",
          people: Number(row["people"]),
          count: Number(row["n"]),
          lastAtMs: Number(row["last_at_ms"]),
          receivedAtMs: Number(row["received_at_ms"]),
          version: Number(row["version"]),
          answer,
          since: answer === null ? 0 : countOf(cameAfter.get(host, wanted, answer.upToMs)),
          latest,
        };
      });
      return { groups: found, total: countOf(total.get()) };
    },

    async answerRequest(answer, version, audit) {
      const { host, wanted } = answer;
      return inTransaction(db, () => {
        if (anyOf.get(host, wanted) === undefined) return false;
        if (countOf(versionOf.get(host, wanted)) !== version) return false;
        const { outcome, note, upToMs } = answer;
        if (outcome !== null && countOf(cameAfter.get(host, wanted, upToMs)) > 0) return false;
        insertAnswer.run(host, wanted, audit.atMs, audit.who, outcome, note, upToMs);
        insertAudit.run(audit.atMs, audit.who, audit.act, audit.caseId, audit.detail);
        return true;
      });
    },
  };
}

/** The standing answer of a row of groups; null where there is none or it was taken back. */
function answerOfRow(row: Row): RequestAnswer | null {
  if (row["outcome"] === null) return null;
  return {
    outcome: row["outcome"] as RequestAnswer["outcome"],
    note: String(row["note"]),
    atMs: Number(row["answered_at_ms"]),
    who: String(row["who"]),
    upToMs: Number(row["up_to_ms"]),
  };
}
