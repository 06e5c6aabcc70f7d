// What the parts of the store share: rows as things, and the audit's line inside a transaction.
import type { EventKind, EventOf } from "../../lib/contract/event.ts";
import { chainHash, emptyHead, storableEntry, type ChainHead } from "../review/audit-chain.ts";
import type { AuditEntry } from "../review/audit.ts";
import type { CaseHead } from "../review/case.ts";
import type { Driver, Row, Sql } from "./driver.ts";
import type { StoredEvent } from "./store.ts";

/** The lock of every transaction that writes to the audit: its entries are one chain, over all collectors. */
const auditLock = "audit";

/**
 * A transaction that may write to the audit, by `tell`. What people do at the desk runs one after another this way, so
 * that "the last lead stays" or "nobody answered meanwhile" is true when it is written.
 */
export function audited<T>(
  driver: Driver,
  work: (sql: Sql, tell: (entry: AuditEntry) => Promise<void>) => Promise<T>,
): Promise<T> {
  return driver.transaction((sql) => work(sql, (entry) => writeAudit(sql, entry)), [auditLock]);
}

/** The newest entry's place and hash. */
export async function readHead(sql: Sql): Promise<ChainHead> {
  const row = await sql.get("SELECT number, hash FROM audit ORDER BY number DESC LIMIT 1");
  return row === undefined
    ? emptyHead
    : { number: Number(row["number"]), hash: String(row["hash"]) };
}

async function writeAudit(sql: Sql, given: AuditEntry): Promise<void> {
  const before = await readHead(sql);
  const entry = { ...storableEntry(given), number: before.number + 1 };
  await sql.run(
    "INSERT INTO audit (number, at_ms, who, act, case_id, detail, hash) VALUES (?, ?, ?, ?, ?, ?, ?)",
    entry.number,
    entry.atMs,
    entry.who,
    entry.act,
    entry.caseId,
    entry.detail,
    chainHash(entry, before.hash),
  );
}

/** A row of `case_file` as a case. The rows were written by this store: their words are in the closed lists. */
export function caseOfRow(row: Row): CaseHead {
  return {
    id: row["id"],
    kind: row["kind"],
    what: row["what"],
    severity: row["severity"],
    source: row["source"],
    user: row["user"],
    device: row["device"],
    deviceLabel: row["device_label"],
    profile: row["profile"],
    host: row["host"],
    title: row["title"],
    firstAtMs: row["first_at_ms"],
    lastAtMs: row["last_at_ms"],
    receivedAtMs: row["received_at_ms"],
    count: row["count"],
    state: row["state"],
    outcome: row["outcome"],
    reason: row["reason"],
    closedAtMs: row["closed_at_ms"],
    version: row["version"],
    openedAtMs: row["opened_at_ms"],
    lastOpenedAtMs: row["last_opened_at_ms"],
  } as CaseHead;
}

export function eventOfRow<Kind extends EventKind>(row: Row): StoredEvent<Kind> {
  return {
    event: JSON.parse(String(row["body"])) as EventOf<Kind>,
    receivedAtMs: Number(row["received_at_ms"]),
    skewMs: Number(row["skew_ms"]),
    sentFrom: String(row["sent_from"]),
  };
}

/** The `n` of a row. */
export function countOf(row: Row | undefined): number {
  return Number(row?.["n"] ?? 0);
}
