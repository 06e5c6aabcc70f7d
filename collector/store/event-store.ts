// Taking events in, and telling devices which worries were seen.
import type { SchoolgateEvent } from "../../lib/contract/event.ts";
import type { EventId } from "../../lib/contract/ids.ts";
import { caseFor, concernOf, grow, hostOf, sittingMs, type CaseHead } from "../review/case.ts";
import { triageRank } from "../review/triage.ts";
import { takeCountIn } from "./device-store.ts";
import { listOf, type Driver, type Sql, type SqlValue } from "./driver.ts";
import { caseOfRow, countOf } from "./row-tools.ts";
import type { IncomingEvent, Store } from "./store.ts";

type EventStore = Pick<Store, "keepEvents" | "seenWorries" | "countEvents">;

const eventColumns = `event (id, kind, at_ms, received_at_ms, skew_ms, device, device_label, "user", profile, host,
  category, action, count, accident, proceeded, case_id, body)`;
const caseColumns = `case_file (id, kind, what, severity, source, rank, "user", device, device_label, profile, host,
  title, first_at_ms, last_at_ms, received_at_ms, count, state, outcome, reason, version, opened_at_ms, last_opened_at_ms)`;

export function eventStore(driver: Driver): EventStore {
  return {
    async keepEvents(incoming, signed) {
      // Two collectors that hear the same device at once (a batch that was sent again) do so one after the other.
      const devices = [...new Set(incoming.map(({ event }) => event.device))];
      return driver.transaction(
        async (sql) =>
          signed === undefined || (await takeCountIn(sql, signed))
            ? keep(sql, incoming, devices)
            : { stored: [], fresh: [], cases: [], isReplay: true },
        devices.map((device) => `device ${device}`),
      );
    },

    async seenWorries(devices, sinceMs, most) {
      if (devices.length === 0) return [];
      const { places, values } = listOf(devices);
      const rows = await driver.all(
        `SELECT event.id AS id, case_file.opened_at_ms AS at_ms FROM event
         JOIN case_file ON case_file.id = event.case_id
         WHERE event.kind = 'worry' AND event.device IN (${places}) AND case_file.opened_at_ms >= ?
         ORDER BY case_file.opened_at_ms DESC LIMIT ?`,
        ...values,
        sinceMs,
        most,
      );
      return rows.map((row) => ({ id: String(row["id"]) as EventId, atMs: Number(row["at_ms"]) }));
    },

    async countEvents() {
      return countOf(await driver.get("SELECT count(*) AS n FROM event"));
    },
  };
}

/** Few journeys to the database, however many events: what is known is asked for all of them at once. */
async function keep(
  sql: Sql,
  incoming: readonly IncomingEvent[],
  devices: readonly string[],
): ReturnType<Store["keepEvents"]> {
  const stored = [...new Set(incoming.map(({ event }) => event.id))];
  const known = await knownIds(sql, stored);
  const fresh: IncomingEvent[] = [];
  for (const item of incoming) {
    if (known.has(item.event.id)) continue;
    known.add(item.event.id);
    fresh.push(item);
  }
  const concerns = fresh.flatMap((item) => concernOf(item.event, item.receivedAtMs) ?? []);
  const cases = createWorkspace(await openCasesNear(sql, concerns, devices));
  const rows = fresh.map((item) => eventRow(item, cases.place(item)));
  await sql.insertAll(caseColumns, cases.opened().map(caseRow));
  for (const next of cases.grown()) await growCase(sql, next);
  await sql.insertAll(eventColumns, rows);
  return {
    stored,
    fresh: fresh.map(({ event }) => event.id),
    cases: [...cases.opened(), ...cases.grown()].map(({ id }) => id),
  };
}

async function knownIds(sql: Sql, ids: readonly EventId[]): Promise<Set<string>> {
  const { places, values } = listOf(ids);
  const rows = await sql.all(
    `SELECT id FROM event WHERE id IN (${places}) UNION ALL SELECT id FROM erased_event WHERE id IN (${places})`,
    ...values,
    ...values,
  );
  return new Set(rows.map((row) => String(row["id"])));
}

/** The open cases of these devices that any of the concerns might belong to. */
async function openCasesNear(
  sql: Sql,
  concerns: readonly CaseHead[],
  devices: readonly string[],
): Promise<readonly CaseHead[]> {
  const gathered = concerns.filter(({ kind }) => kind !== "worry");
  if (gathered.length === 0) return [];
  const { places, values } = listOf(devices);
  const rows = await sql.all(
    `SELECT * FROM case_file
     WHERE device IN (${places}) AND kind <> 'worry' AND state <> 'closed' AND last_at_ms >= ? AND first_at_ms <= ?
     ORDER BY id${sql.forUpdate}`,
    ...values,
    Math.min(...gathered.map(({ firstAtMs }) => firstAtMs)) - sittingMs,
    Math.max(...gathered.map(({ lastAtMs }) => lastAtMs)) + sittingMs,
  );
  return rows.map(caseOfRow);
}

/** The cases of one batch as they become, before any of it is written. */
function createWorkspace(found: readonly CaseHead[]) {
  const now = new Map(found.map((one) => [one.id, one]));
  const opened = new Set<string>();
  const grown = new Set<string>();
  const of = (ids: Iterable<string>) => [...ids].flatMap((id) => now.get(id) ?? []);
  return {
    /** Puts a concern into the case it belongs to, or opens one; the case's id, or null for other kinds of event. */
    place({ event, receivedAtMs }: IncomingEvent): string | null {
      const concern = concernOf(event, receivedAtMs);
      if (concern === undefined) return null;
      const known = caseFor(concern, [...now.values()]);
      if (known === undefined) {
        now.set(concern.id, concern);
        opened.add(concern.id);
        return concern.id;
      }
      now.set(known.id, grow(known, concern));
      if (!opened.has(known.id)) grown.add(known.id);
      return known.id;
    },
    opened: () => of(opened),
    grown: () => of(grown),
  };
}

async function growCase(sql: Sql, next: CaseHead): Promise<void> {
  await sql.run(
    `UPDATE case_file SET severity = ?, source = ?, rank = ?, title = ?, first_at_ms = ?, last_at_ms = ?,
       received_at_ms = ?, count = ?, version = ? WHERE id = ?`,
    next.severity,
    next.source,
    triageRank(next),
    next.title,
    next.firstAtMs,
    next.lastAtMs,
    next.receivedAtMs,
    next.count,
    next.version,
    next.id,
  );
}

function caseRow(opened: CaseHead): readonly SqlValue[] {
  return [
    opened.id,
    opened.kind,
    opened.what,
    opened.severity,
    opened.source,
    triageRank(opened),
    opened.user,
    opened.device,
    opened.deviceLabel,
    opened.profile,
    opened.host,
    opened.title,
    opened.firstAtMs,
    opened.lastAtMs,
    opened.receivedAtMs,
    opened.count,
    opened.state,
    opened.outcome,
    opened.reason,
    opened.version,
    opened.openedAtMs,
    opened.lastOpenedAtMs,
  ];
}

function eventRow({ event, receivedAtMs, skewMs }: IncomingEvent, caseId: string | null) {
  return [
    event.id,
    event.kind,
    event.atMs,
    receivedAtMs,
    skewMs,
    event.device,
    event.deviceLabel,
    event.user,
    event.profile,
    "address" in event ? hostOf(event.address) : "",
    "category" in event ? event.category : "",
    actionOf(event),
    "count" in event ? event.count : 1,
    Number("accident" in event && event.accident),
    Number("proceeded" in event && event.proceeded),
    caseId,
    JSON.stringify(event),
  ];
}

/** What the lists group by: what the filter did, or what somebody asks it to do. */
function actionOf(event: SchoolgateEvent): string {
  if (event.kind === "blocked-visit") return event.action;
  return event.kind === "review-request" ? event.wanted : "";
}
