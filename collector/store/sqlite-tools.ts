// What the parts of the SQLite store share.
import type { DatabaseSync, SQLOutputValue } from "node:sqlite";
import type { EventKind, EventOf } from "../../lib/contract/event.ts";
import type { CaseHead } from "../review/case.ts";
import type { StoredEvent } from "./store.ts";

/** How long a statement waits for another program that holds the database. */
export const busyWaitMs = 5000;

export type Row = Record<string, SQLOutputValue>;

/** Runs `work` in one transaction; all of it is synchronous, so nothing else comes between. */
export function inTransaction<T>(db: DatabaseSync, work: () => T): T {
  db.exec("BEGIN IMMEDIATE");
  try {
    const value = work();
    db.exec("COMMIT");
    return value;
  } catch (error) {
    db.exec("ROLLBACK");
    throw error;
  }
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
  };
}

export function countOf(row: Row | undefined): number {
  return Number(row?.["n"] ?? 0);
}
