// What pupils and staff ask of the filter, and what was answered.
import type { RequestAnswer } from "../review/request.ts";
import type { EventId } from "../../lib/contract/ids.ts";
import { listOf, type Driver, type Row, type Sql } from "./driver.ts";
import { audited, countOf, eventOfRow } from "./row-tools.ts";
import type { RequestGroup, Store } from "./store.ts";

type RequestStore = Pick<Store, "listRequests" | "answerRequest" | "answersTo">;

/** How many pupils' words stand under one request. */
const latestMost = 10;

async function countAfter(sql: Sql, host: string, wanted: string, upToMs: number): Promise<number> {
  const row = await sql.get(
    "SELECT count(*) AS n FROM event WHERE kind = 'review-request' AND host = ? AND action = ? AND received_at_ms > ?",
    host,
    wanted,
    upToMs,
  );
  return countOf(row);
}

export function requestStore(driver: Driver): RequestStore {
  async function groupOfRow(row: Row): Promise<RequestGroup> {
    const host = String(row["host"]);
    const wanted = row["wanted"] as RequestGroup["wanted"];
    const rows = await driver.all(
      `SELECT * FROM event WHERE kind = 'review-request' AND host = ? AND action = ?
       ORDER BY at_ms DESC, id DESC LIMIT ?`,
      host,
      wanted,
      latestMost,
    );
    const latest = rows.map((one) => eventOfRow<"review-request">(one));
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
      since: answer === null ? 0 : await countAfter(driver, host, wanted, answer.upToMs),
      latest,
    };
  }

  return {
    async listRequests(page, settledMs) {
      const rows = await driver.all(
        `WITH asked AS (
           SELECT host, action AS wanted, count(*) AS n, max(at_ms) AS last_at_ms, max(received_at_ms) AS received_at_ms,
             count(DISTINCT CASE WHEN "user" = '' THEN device ELSE "user" END) AS people
           FROM event WHERE kind = 'review-request' GROUP BY host, action),
         told AS (
           SELECT host, wanted, max(number) AS number FROM request_answer GROUP BY host, wanted)
         SELECT asked.*, coalesce(told.number, 0) AS version, answer.outcome, answer.note, answer.who,
           answer.at_ms AS answered_at_ms, answer.up_to_ms,
           (answer.outcome IS NOT NULL AND answer.up_to_ms >= asked.received_at_ms AND answer.at_ms <= ?) AS settled
         FROM asked
         LEFT JOIN told ON told.host = asked.host AND told.wanted = asked.wanted
         LEFT JOIN request_answer AS answer ON answer.number = told.number
         ORDER BY settled, asked.last_at_ms DESC, asked.host, asked.wanted LIMIT ? OFFSET ?`,
        settledMs,
        page.most,
        page.offset,
      );
      const groups: RequestGroup[] = [];
      for (const row of rows) groups.push(await groupOfRow(row));
      const total = await driver.get(
        "SELECT count(*) AS n FROM (SELECT 1 AS one FROM event WHERE kind = 'review-request' GROUP BY host, action) AS asked",
      );
      return { groups, total: countOf(total) };
    },

    async answerRequest(answer, version, audit) {
      const { host, wanted, outcome, note, upToMs } = answer;
      return audited(driver, async (sql, tell) => {
        const any = await sql.get(
          "SELECT 1 AS n FROM event WHERE kind = 'review-request' AND host = ? AND action = ? LIMIT 1",
          host,
          wanted,
        );
        if (any === undefined) return false;
        const now = await sql.get(
          "SELECT coalesce(max(number), 0) AS n FROM request_answer WHERE host = ? AND wanted = ?",
          host,
          wanted,
        );
        if (countOf(now) !== version) return false;
        if (outcome !== null && (await countAfter(sql, host, wanted, upToMs)) > 0) return false;
        await sql.run(
          "INSERT INTO request_answer (host, wanted, at_ms, who, outcome, note, up_to_ms) VALUES (?, ?, ?, ?, ?, ?, ?)",
          host,
          wanted,
          audit.atMs,
          audit.who,
          outcome,
          note,
          upToMs,
        );
        await tell(audit);
        return true;
      });
    },

    async answersTo(ids, device) {
      const list = listOf(ids);
      const rows = await driver.all(
        `SELECT event.id, answer.outcome, answer.at_ms AS answered_at_ms
         FROM event
         LEFT JOIN request_answer AS answer ON answer.number = (
             SELECT max(number) FROM request_answer AS told WHERE told.host = event.host AND told.wanted = event.action)
           AND answer.up_to_ms >= event.received_at_ms
         WHERE event.kind = 'review-request' AND event.device = ? AND event.id IN (${list.places})`,
        device,
        ...list.values,
      );
      return rows.map((row) => ({
        id: row["id"] as EventId,
        answer:
          row["outcome"] === null
            ? null
            : {
                outcome: row["outcome"] as RequestAnswer["outcome"],
                atMs: Number(row["answered_at_ms"]),
              },
      }));
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
