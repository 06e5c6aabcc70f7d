// One person's records: under which names and tags things are kept, and all that is kept under some of them. Nothing of
// this is an opening of a case; the archive that is made of it is a line of the audit of its own.
import type { EventKind } from "../../lib/contract/event.ts";
import type { CaseHead } from "../review/case.ts";
import type { StaffOrder } from "../review/order.ts";
import type { RequestAnswer, Wanted } from "../review/request.ts";
import type { CaseHold } from "../review/retention.ts";
import { listOf, type Driver } from "./driver.ts";
import { orderOfRow } from "./order-store.ts";
import { caseOfRow, eventOfRow } from "./row-tools.ts";
import type { CaseChange, DatedChange, StoredEvent } from "./store.ts";

/** A name, or the tag in place of a sealed one, with one event of those that stand under it. */
export interface KeptName {
  readonly name: string;
  readonly id: string;
  readonly kind: EventKind;
  /** The sealed head of that event; "" where it has none. */
  readonly head: string;
}

export type PersonEvent = StoredEvent & { readonly caseId: string | null };

export interface PersonCase {
  readonly head: CaseHead;
  readonly changes: readonly DatedChange[];
  readonly openings: readonly { readonly atMs: number; readonly who: string }[];
  readonly hold: CaseHold | null;
}

/** An answer to whoever asked for a host; the latest that stands. */
export type HostAnswer = Pick<RequestAnswer, "atMs" | "who" | "note"> & {
  readonly host: string;
  readonly wanted: Wanted;
  readonly outcome: RequestAnswer["outcome"] | null;
};

export interface PersonStore {
  /** In the order of the names, those after this one. */
  listNames(afterName: string, most: number): Promise<readonly KeptName[]>;
  /** In the order of their ids, those after this one. */
  eventsUnder(
    names: readonly string[],
    afterId: string,
    most: number,
  ): Promise<readonly PersonEvent[]>;
  readPersonCases(ids: readonly string[]): Promise<readonly PersonCase[]>;
  /** Whom things were opened for by name. */
  listOrderNames(): Promise<readonly string[]>;
  ordersForNames(names: readonly string[]): Promise<readonly StaffOrder[]>;
  answersFor(
    hosts: readonly { readonly host: string; readonly wanted: Wanted }[],
  ): Promise<readonly HostAnswer[]>;
  /** Whether this person began an archive under this ticket since then. */
  hasAskedRecords(who: string, ticket: string, sinceMs: number): Promise<boolean>;
}

export function personStore(driver: Driver): PersonStore {
  return {
    async listNames(afterName, most) {
      const rows = await driver.all(
        `SELECT named.name AS name, event.id AS id, event.kind AS kind, event.body AS body
         FROM (SELECT "user" AS name, max(id) AS id FROM event WHERE "user" > ? GROUP BY "user"
               ORDER BY "user" LIMIT ?) AS named
         JOIN event ON event.id = named.id ORDER BY named.name`,
        afterName,
        most,
      );
      return rows.map((row) => {
        const { head = "" } = JSON.parse(String(row["body"])) as { head?: string };
        return {
          name: String(row["name"]),
          id: String(row["id"]),
          kind: row["kind"] as EventKind,
          head,
        };
      });
    },

    async eventsUnder(names, afterId, most) {
      if (names.length === 0) return [];
      const { places, values } = listOf(names);
      const rows = await driver.all(
        `SELECT * FROM event WHERE "user" IN (${places}) AND id > ? ORDER BY id LIMIT ?`,
        ...values,
        afterId,
        most,
      );
      return rows.map((row) => {
        const caseId = row["case_id"] ?? null;
        return { ...eventOfRow(row), caseId: caseId === null ? null : String(caseId) };
      });
    },

    async readPersonCases(ids) {
      const found: PersonCase[] = [];
      for (const id of ids) {
        const row = await driver.get("SELECT * FROM case_file WHERE id = ?", id);
        if (row === undefined) continue;
        const changes = await driver.all(
          "SELECT * FROM case_change WHERE case_id = ? ORDER BY number",
          id,
        );
        const openings = await driver.all(
          "SELECT at_ms, who FROM audit WHERE case_id = ? AND act = 'case-opened' ORDER BY number",
          id,
        );
        const hold = await driver.get("SELECT * FROM case_hold WHERE case_id = ?", id);
        const dated = (one: typeof row) => ({
          atMs: Number(one["at_ms"]),
          who: String(one["who"]),
        });
        found.push({
          head: caseOfRow(row),
          changes: changes.map((one): DatedChange => ({
            ...(JSON.parse(String(one["body"])) as CaseChange),
            ...dated(one),
          })),
          openings: openings.map(dated),
          hold: hold === undefined ? null : { ...dated(hold), why: String(hold["why"]) },
        });
      }
      return found;
    },

    async listOrderNames() {
      const rows = await driver.all(
        "SELECT DISTINCT for_value FROM staff_order WHERE for_kind = 'user' ORDER BY for_value",
      );
      return rows.map((row) => String(row["for_value"]));
    },

    async ordersForNames(names) {
      if (names.length === 0) return [];
      const { places, values } = listOf(names);
      const rows = await driver.all(
        `SELECT * FROM staff_order WHERE for_kind = 'user' AND for_value IN (${places}) ORDER BY number`,
        ...values,
      );
      return rows.map(orderOfRow);
    },

    async answersFor(hosts) {
      const found: HostAnswer[] = [];
      for (const { host, wanted } of hosts) {
        const row = await driver.get(
          "SELECT * FROM request_answer WHERE host = ? AND wanted = ? ORDER BY number DESC LIMIT 1",
          host,
          wanted,
        );
        const outcome = row?.["outcome"] ?? null;
        if (row === undefined || outcome === null) continue;
        found.push({
          host,
          wanted,
          outcome: outcome as HostAnswer["outcome"],
          note: String(row["note"]),
          atMs: Number(row["at_ms"]),
          who: String(row["who"]),
        });
      }
      return found;
    },

    async hasAskedRecords(who, ticket, sinceMs) {
      const row = await driver.get(
        `SELECT 1 AS n FROM audit WHERE act = 'records-asked' AND who = ? AND at_ms >= ? AND substr(detail, 1, ?) = ?
         ORDER BY number DESC LIMIT 1`,
        who,
        sinceMs,
        ticket.length + 1,
        `${ticket} `,
      );
      return row !== undefined;
    },
  };
}
