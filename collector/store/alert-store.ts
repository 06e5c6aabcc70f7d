// Alerts: who can be told, how far each case's alert has come, and the messages that are still to go.
import type {
  AlertMessage,
  AlertStore,
  ClaimedMessage,
  KeptContact,
} from "../alerts/alert-types.ts";
import { severities } from "../../lib/contract/vocabulary.ts";
import { mayTellAtMs } from "../review/alert-gather.ts";
import {
  alertDefaults,
  leastAlertRank,
  type AlertCase,
  type AlertContact,
  type AlertSettings,
} from "../review/alert-rules.ts";
import { nextMove, type AlertState } from "../review/alert-step.ts";
import { auditEntry } from "../review/audit.ts";
import { listOf, valuesOf, type Driver, type Row, type Sql, type SqlValue } from "./driver.ts";
import { audited, caseOfRow, countOf } from "./row-tools.ts";

/** Of the transactions that plan and claim, one runs after another, over all collectors. */
const alertLock = "alerts";

const contactsMost = 60;

/** Cases in one transaction: few enough that a device's batch does not wait long behind them. */
const planMost = 50;

const hourMs = 60 * 60_000;

const orderOfContacts =
  "SELECT * FROM alert_contact ORDER BY (place IS NULL), place, added_at_ms, id";
/** Whoever is not well: a message of theirs was tried and has not gone. */
const failingContacts =
  "SELECT DISTINCT contact_id FROM alert_message WHERE ended_at_ms IS NULL AND tries > 0";

export function alertStore(driver: Driver): AlertStore {
  const readSettings = async (sql: Sql) => {
    const row = await sql.get("SELECT * FROM alert_setting");
    return row === undefined
      ? { settings: alertDefaults, version: 0 }
      : {
          // What a later version added takes its default.
          settings: { ...alertDefaults, ...(JSON.parse(String(row["body"])) as AlertSettings) },
          version: Number(row["version"]),
        };
  };

  return {
    readAlertSettings: () => readSettings(driver),

    async writeAlertSettings(settings, version, audit) {
      return audited(driver, async (sql, tell) => {
        if ((await readSettings(sql)).version !== version) return false;
        await sql.run(
          `INSERT INTO alert_setting (number, version, body) VALUES (1, ?, ?)
           ON CONFLICT (number) DO UPDATE SET version = excluded.version, body = excluded.body`,
          version + 1,
          JSON.stringify(settings),
        );
        await lookAgain(sql);
        await tell(audit);
        return true;
      });
    },

    async listContacts() {
      return (await driver.all(orderOfContacts)).map(contactOfRow);
    },

    async readContact(id) {
      const row = await driver.get("SELECT * FROM alert_contact WHERE id = ?", id);
      return row === undefined ? undefined : contactOfRow(row);
    },

    async addContact(contact, audit) {
      return audited(driver, async (sql, tell) => {
        const many = await sql.get("SELECT count(*) AS n FROM alert_contact");
        if (countOf(many) >= contactsMost) return false;
        await putContact(sql, contact);
        await lookAgain(sql);
        await tell(audit);
        return true;
      });
    },

    async changeContact(id, change) {
      return audited(driver, async (sql, tell) => {
        const row = await sql.get(`SELECT * FROM alert_contact WHERE id = ?${sql.forUpdate}`, id);
        if (row === undefined) return undefined;
        const { next, audit } = change(contactOfRow(row));
        await putContact(sql, next);
        await lookAgain(sql);
        if (audit !== undefined) await tell(audit);
        return next;
      });
    },

    async removeContact(id, audit) {
      return audited(driver, async (sql, tell) => {
        const row = await sql.get("SELECT * FROM alert_contact WHERE id = ?", id);
        if (row === undefined) return false;
        const entry = audit(contactOfRow(row));
        await sql.run("DELETE FROM alert_contact WHERE id = ?", id);
        await sql.run(
          "UPDATE alert_message SET ended_at_ms = ?, outcome = 'overtaken' WHERE contact_id = ? AND ended_at_ms IS NULL",
          entry.atMs,
          id,
        );
        // Whoever was told last may be gone: the next is told sooner rather than later.
        await lookAgain(sql);
        await tell(entry);
        return true;
      });
    },

    async planAlerts(atMs, makeId) {
      return driver.transaction((sql) => plan(sql, atMs, makeId, readSettings), [alertLock]);
    },

    async addMessage({ id, contact, kind, detail, atMs, once }, audit) {
      return audited(driver, async (sql, tell) => {
        const added = await sql.run(
          `INSERT INTO alert_message (id, once, contact_id, contact_name, channel, kind, detail, made_at_ms, due_at_ms)
           VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (once) DO NOTHING`,
          id,
          once === "" ? null : once,
          contact.id,
          contact.name,
          contact.channel,
          kind,
          detail,
          atMs,
          atMs,
        );
        if (added > 0 && audit !== undefined) await tell(audit);
        return added > 0;
      });
    },

    async claimMessages(holder, atMs, leaseMs, most) {
      return driver.transaction(
        async (sql) => {
          const rows = await sql.all(
            `SELECT * FROM alert_message WHERE ended_at_ms IS NULL AND due_at_ms <= ? AND lease_until_ms <= ?
             ORDER BY due_at_ms, id LIMIT ?`,
            atMs,
            atMs,
            most,
          );
          const claimed: ClaimedMessage[] = [];
          for (const row of rows) {
            const id = String(row["id"]);
            await sql.run(
              "UPDATE alert_message SET lease_until_ms = ?, leased_by = ? WHERE id = ?",
              atMs + leaseMs,
              holder,
              id,
            );
            const contact = await sql.get(
              "SELECT * FROM alert_contact WHERE id = ?",
              String(row["contact_id"]),
            );
            const cases = await sql.all(
              `SELECT DISTINCT c.id, c.kind, c.severity FROM alert_item i
               JOIN case_file c ON c.id = i.case_id JOIN alert_case a ON a.case_id = i.case_id
               WHERE i.message_id = ? AND a.ended_at_ms IS NULL AND c.state <> 'closed'
                 AND (c.last_opened_at_ms IS NULL OR c.last_opened_at_ms < a.since_ms)`,
              id,
            );
            claimed.push({
              message: messageOfRow(row),
              detail: String(row["detail"]),
              contact: contact === undefined ? undefined : contactOfRow(contact),
              cases: cases as unknown as ClaimedMessage["cases"],
            });
          }
          return claimed;
        },
        [alertLock],
      );
    },

    async settleMessage(id, holder, atMs, settled) {
      return audited(driver, async (sql, tell) => {
        const isAgain = settled.kind === "again";
        const isTried = settled.kind !== "overtaken";
        const written = await sql.run(
          `UPDATE alert_message SET tries = tries + ?, lease_until_ms = 0, leased_by = '',
             due_at_ms = coalesce(?, due_at_ms), ended_at_ms = ?, outcome = ?, trouble = ?
           WHERE id = ? AND leased_by = ? AND ended_at_ms IS NULL`,
          isTried ? 1 : 0,
          isAgain ? settled.dueAtMs : null,
          isAgain ? null : atMs,
          isAgain ? "" : settled.kind,
          "why" in settled ? settled.why : "",
          id,
          holder,
        );
        if (written === 0) return false;
        if (isAgain) {
          // A place of the on-call order that nothing reaches is passed over: its cases are looked at now.
          await sql.run(
            "UPDATE alert_case SET next_at_ms = 0 WHERE ended_at_ms IS NULL AND case_id IN (SELECT case_id FROM alert_item WHERE message_id = ?)",
            id,
          );
        }
        if ("audit" in settled && settled.audit !== undefined) await tell(settled.audit);
        return true;
      });
    },

    async listMessages(most) {
      const rows = await driver.all(
        "SELECT * FROM alert_message ORDER BY made_at_ms DESC, id DESC LIMIT ?",
        most,
      );
      return rows.map(messageOfRow);
    },

    async alertCounts() {
      const stuck = await driver.get(
        "SELECT count(*) AS n, min(made_at_ms) AS since FROM alert_message WHERE ended_at_ms IS NULL AND tries > 0 AND kind <> 'confirm'",
      );
      const latest = await driver.get(
        "SELECT trouble FROM alert_message WHERE ended_at_ms IS NULL AND tries > 0 AND kind <> 'confirm' ORDER BY made_at_ms DESC, id DESC LIMIT 1",
      );
      const waiting = await driver.get(
        `SELECT coalesce(sum(a.is_unheard), 0) AS unheard, count(a.told_at_ms) AS unanswered
         FROM alert_case a JOIN case_file c ON c.id = a.case_id
         WHERE a.ended_at_ms IS NULL AND c.state <> 'closed' AND (c.last_opened_at_ms IS NULL OR c.last_opened_at_ms < a.since_ms)`,
      );
      const sinceMs = stuck?.["since"] ?? null;
      return {
        stuck: countOf(stuck),
        stuckSinceMs: sinceMs === null ? null : Number(sinceMs),
        trouble: String(latest?.["trouble"] ?? ""),
        unheard: Number(waiting?.["unheard"] ?? 0),
        unanswered: Number(waiting?.["unanswered"] ?? 0),
      };
    },

    async digestCounts(fromMs, toMs) {
      const begun = await driver.all(
        "SELECT kind, severity, count(*) AS n FROM case_file WHERE first_at_ms >= ? AND first_at_ms < ? GROUP BY kind, severity",
        fromMs,
        toMs,
      );
      const of = (kind: string, severity?: string) =>
        begun
          .filter((row) => row["kind"] === kind)
          .filter((row) => severity === undefined || row["severity"] === severity)
          .reduce((sum, row) => sum + countOf(row), 0);
      const open = await driver.get(
        `SELECT count(*) AS n, coalesce(sum(CASE WHEN last_opened_at_ms IS NULL OR last_opened_at_ms < received_at_ms THEN 1 ELSE 0 END), 0) AS unread
         FROM case_file WHERE state <> 'closed'`,
      );
      const closed = await driver.get(
        "SELECT count(*) AS n FROM case_file WHERE closed_at_ms >= ? AND closed_at_ms < ?",
        fromMs,
        toMs,
      );
      const [low, medium, high, critical] = severities.map((one) => of("finding", one));
      return {
        fromMs,
        toMs,
        worries: of("worry"),
        findings: { low: low ?? 0, medium: medium ?? 0, high: high ?? 0, critical: critical ?? 0 },
        attempts: of("circumvention"),
        open: countOf(open),
        unread: Number(open?.["unread"] ?? 0),
        closedInTime: countOf(closed),
      };
    },

    async casesOfMessage(id) {
      if (!(await isAlert(driver, id))) return undefined;
      const rows = await driver.all(
        `SELECT c.*, (CASE WHEN a.ended_at_ms IS NULL AND c.state <> 'closed'
             AND (c.last_opened_at_ms IS NULL OR c.last_opened_at_ms < a.since_ms) THEN 1 ELSE 0 END) AS is_waiting
         FROM case_file c JOIN alert_case a ON a.case_id = c.id
         WHERE c.id IN (SELECT case_id FROM alert_item WHERE message_id = ?)
         ORDER BY c.rank DESC, c.last_at_ms DESC, c.id DESC`,
        id,
      );
      return rows.map((row) => ({ head: caseOfRow(row), isWaiting: row["is_waiting"] === 1 }));
    },

    async takeMessage(id, who, atMs) {
      return audited(driver, async (sql, tell) => {
        if (!(await isAlert(sql, id))) return undefined;
        const waiting = await sql.all(
          `SELECT a.case_id FROM alert_case a WHERE a.ended_at_ms IS NULL AND EXISTS
             (SELECT 1 FROM alert_item i WHERE i.message_id = ? AND i.case_id = a.case_id AND i.rank = a.rank)
           ORDER BY a.case_id`,
          id,
        );
        for (const row of waiting) {
          const caseId = String(row["case_id"]);
          await sql.run(
            "UPDATE alert_case SET ended_at_ms = ?, ended_by = ?, is_unheard = 0 WHERE case_id = ?",
            atMs,
            who,
            caseId,
          );
          await tell(auditEntry(atMs, who, "alert-taken", { caseId }));
        }
        return waiting.length;
      });
    },

    async sweepMessages(endedBeforeMs) {
      await driver.run("DELETE FROM alert_message WHERE ended_at_ms < ?", endedBeforeMs);
    },
  };
}

/** What waits for its hour is looked at anew: who is told, or when, has changed. */
async function lookAgain(sql: Sql): Promise<void> {
  await sql.run("UPDATE alert_case SET next_at_ms = 0 WHERE ended_at_ms IS NULL");
}

async function isAlert(sql: Sql, id: string): Promise<boolean> {
  const row = await sql.get("SELECT 1 AS n FROM alert_message WHERE id = ? AND kind = 'alert'", id);
  return row !== undefined;
}

async function plan(
  sql: Sql,
  atMs: number,
  makeId: () => string,
  readSettings: (sql: Sql) => Promise<{ readonly settings: AlertSettings }>,
): Promise<{ readonly told: number; readonly more: boolean }> {
  const { settings } = await readSettings(sql);
  const columns =
    "c.*, a.rank AS a_rank, a.since_ms, a.round, a.place, a.told_at_ms, a.ended_at_ms, a.ended_by, a.next_at_ms";
  const fresh = await sql.all(
    `SELECT ${columns} FROM case_file c LEFT JOIN alert_case a ON a.case_id = c.id
     WHERE c.rank > c.alerted_rank AND c.state <> 'closed' AND c.rank >= ? ORDER BY c.rank DESC, c.id LIMIT ?`,
    leastAlertRank(settings),
    planMost,
  );
  const due = await sql.all(
    `SELECT ${columns} FROM alert_case a JOIN case_file c ON c.id = a.case_id
     WHERE a.ended_at_ms IS NULL AND a.next_at_ms <= ? ORDER BY c.rank DESC, c.id LIMIT ?`,
    atMs,
    planMost,
  );
  const seen = new Set(fresh.map((row) => row["id"]));
  const rows = [...fresh, ...due.filter((row) => !seen.has(row["id"] ?? ""))];
  if (rows.length === 0) return { told: 0, more: false };
  const contacts = (await sql.all(orderOfContacts)).map(contactOfRow);
  const failing = new Set((await sql.all(failingContacts)).map((row) => String(row["contact_id"])));
  const moves = rows.flatMap((row) => {
    const known: AlertCase = caseOfRow(row);
    const move = nextMove(known, stateOfRow(row), { settings, contacts, failing, atMs });
    return move.kind === "none" ? [] : [move];
  });
  await putStates(sql, moves);
  const messages = new Map<string, string>();
  const items: SqlValue[][] = [];
  let told = 0;
  for (const move of moves) {
    if (move.kind !== "tell") continue;
    told += 1;
    const { caseId, rank, round, place } = move.state;
    for (const contact of move.contacts) {
      const message = messages.get(contact.id) ?? (await messageFor(sql, contact, atMs, makeId));
      messages.set(contact.id, message);
      items.push([caseId, rank, round, place, contact.id, message]);
    }
  }
  await sql.insertAll("alert_item (case_id, rank, round, place, contact_id, message_id)", items);
  await markPlanned(sql, fresh);
  return { told, more: fresh.length === planMost || due.length === planMost };
}

/** The message to a contact that has not gone yet, for one more case goes with it; or a new one. */
async function messageFor(
  sql: Sql,
  contact: AlertContact,
  atMs: number,
  makeId: () => string,
): Promise<string> {
  const open = await sql.get(
    `SELECT id FROM alert_message WHERE contact_id = ? AND kind = 'alert' AND ended_at_ms IS NULL AND lease_until_ms <= ?
     ORDER BY made_at_ms LIMIT 1`,
    contact.id,
    atMs,
  );
  if (open !== undefined) return String(open["id"]);
  const lately = await sql.all(
    `SELECT coalesce(ended_at_ms, due_at_ms) AS at FROM alert_message
     WHERE contact_id = ? AND kind = 'alert' AND outcome IN ('', 'sent') AND made_at_ms > ?`,
    contact.id,
    atMs - 2 * hourMs,
  );
  const id = makeId();
  await sql.run(
    `INSERT INTO alert_message (id, contact_id, contact_name, channel, kind, detail, made_at_ms, due_at_ms)
     VALUES (?, ?, ?, ?, 'alert', '', ?, ?)`,
    id,
    contact.id,
    contact.name,
    contact.channel,
    atMs,
    mayTellAtMs(
      lately.map((row) => Number(row["at"])),
      atMs,
    ),
  );
  return id;
}

/**
 * What was seen here, not what stands there now: a case may just have turned graver. Last, and in one statement: batches
 * that bring more of these cases wait for it.
 */
async function markPlanned(sql: Sql, fresh: readonly Row[]): Promise<void> {
  if (fresh.length === 0) return;
  const ids = listOf(fresh.map((row) => row["id"] ?? ""));
  // In the order in which batches take them, so that neither waits for the other.
  if (sql.forUpdate !== "") {
    const these = `SELECT id FROM case_file WHERE id IN (${ids.places}) ORDER BY id${sql.forNoKeyUpdate}`;
    await sql.all(these, ...ids.values);
  }
  const seen = valuesOf(
    ["TEXT", "BIGINT"],
    fresh.map((row) => [row["id"] ?? "", row["rank"] ?? 0]),
  );
  await sql.run(
    `UPDATE case_file SET alerted_rank = seen.column2 FROM (VALUES ${seen.places}) AS seen WHERE case_file.id = seen.column1`,
    ...seen.values,
  );
}

interface NewState {
  readonly kind: string;
  readonly state: AlertState;
}

const stateTypes = [
  "TEXT",
  ...Array<"BIGINT">(6).fill("BIGINT"),
  "TEXT",
  "BIGINT",
  "BIGINT",
] as const;

/** Of different cases. */
async function putStates(sql: Sql, moves: readonly NewState[]): Promise<void> {
  if (moves.length === 0) return;
  const { places, values } = valuesOf(
    stateTypes,
    moves.map(({ kind, state }) => [
      state.caseId,
      state.rank,
      state.sinceMs,
      state.round,
      state.place,
      state.toldAtMs,
      state.endedAtMs,
      state.endedBy,
      state.nextAtMs,
      kind === "nobody" ? 1 : 0,
    ]),
  );
  // DISTINCT: the last row may stand there several times. The WHERE is for SQLite, which would read ON as a join's.
  await sql.run(
    `INSERT INTO alert_case (case_id, rank, since_ms, round, place, told_at_ms, ended_at_ms, ended_by, next_at_ms, is_unheard)
     SELECT DISTINCT column1, column2, column3, column4, column5, column6, column7, column8, column9, column10
     FROM (VALUES ${places}) AS next WHERE true
     ON CONFLICT (case_id) DO UPDATE SET rank = excluded.rank, since_ms = excluded.since_ms, round = excluded.round,
       place = excluded.place, told_at_ms = excluded.told_at_ms, ended_at_ms = excluded.ended_at_ms,
       ended_by = excluded.ended_by, next_at_ms = excluded.next_at_ms, is_unheard = excluded.is_unheard`,
    ...values,
  );
}

async function putContact(sql: Sql, contact: KeptContact): Promise<void> {
  await sql.run(
    `INSERT INTO alert_contact (id, name, channel, target, confirmed_at_ms, place, when_told, cover, digest, nonce,
       nonce_until_ms, nonce_tries, added_at_ms) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET name = excluded.name, confirmed_at_ms = excluded.confirmed_at_ms,
       place = excluded.place, when_told = excluded.when_told, cover = excluded.cover, digest = excluded.digest,
       nonce = excluded.nonce, nonce_until_ms = excluded.nonce_until_ms, nonce_tries = excluded.nonce_tries`,
    contact.id,
    contact.name,
    contact.channel,
    contact.target,
    contact.confirmedAtMs,
    contact.place,
    contact.when,
    JSON.stringify(contact.cover),
    contact.digest ? 1 : 0,
    contact.nonce,
    contact.nonceUntilMs,
    contact.nonceTries,
    contact.addedAtMs,
  );
}

/** The rows were written by this store: their words are in the closed lists. */
function contactOfRow(row: Row): KeptContact {
  return {
    id: row["id"],
    name: row["name"],
    channel: row["channel"],
    target: row["target"],
    confirmedAtMs: row["confirmed_at_ms"],
    place: row["place"],
    when: row["when_told"],
    cover: JSON.parse(String(row["cover"])) as AlertContact["cover"],
    digest: row["digest"] === 1,
    nonce: row["nonce"],
    nonceUntilMs: row["nonce_until_ms"],
    nonceTries: row["nonce_tries"],
    addedAtMs: row["added_at_ms"],
  } as KeptContact;
}

function messageOfRow(row: Row): AlertMessage {
  return {
    id: row["id"],
    contactId: row["contact_id"],
    contactName: row["contact_name"],
    channel: row["channel"],
    kind: row["kind"],
    madeAtMs: row["made_at_ms"],
    dueAtMs: row["due_at_ms"],
    tries: row["tries"],
    endedAtMs: row["ended_at_ms"],
    outcome: row["outcome"],
    trouble: row["trouble"],
  } as AlertMessage;
}

function stateOfRow(row: Row): AlertState | undefined {
  if (row["a_rank"] === null) return undefined;
  return {
    caseId: row["id"],
    rank: row["a_rank"],
    sinceMs: row["since_ms"],
    round: row["round"],
    place: row["place"],
    toldAtMs: row["told_at_ms"],
    endedAtMs: row["ended_at_ms"],
    endedBy: row["ended_by"],
    nextAtMs: row["next_at_ms"],
  } as AlertState;
}
