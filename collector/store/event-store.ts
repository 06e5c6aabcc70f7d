// Taking events in, and telling devices which worries were seen.
import type { SchoolgateEvent } from "../../lib/contract/event.ts";
import type { EventId } from "../../lib/contract/ids.ts";
import { caseFor, concernOf, grow, hostOf, sittingMs, type CaseHead } from "../review/case.ts";
import { triageRank } from "../review/triage.ts";
import { takeCountsIn, type SignedCount } from "./device-store.ts";
import { listOf, valuesOf, type Driver, type Sql, type SqlValue } from "./driver.ts";
import { caseOfRow, countOf } from "./row-tools.ts";
import type { IncomingEvent, KeptEvents, Store } from "./store.ts";
import { together } from "./together.ts";

type EventStore = Pick<Store, "keepEvents" | "seenWorries" | "countEvents">;

const eventColumns = `event (id, kind, at_ms, received_at_ms, skew_ms, sent_from, device, device_label, "user", profile, host,
  category, action, count, accident, proceeded, case_id, body)`;
const caseColumns = `case_file (id, kind, what, severity, source, rank, "user", device, device_label, profile, host,
  title, first_at_ms, last_at_ms, received_at_ms, count, state, outcome, reason, version, opened_at_ms, last_opened_at_ms)`;

/** Of several batches in one transaction: more events than this wait for the next. */
const eventsTogether = 1000;
const devicesTogether = 64;
/** In PostgreSQL the next is made ready while one is synced; SQLite does one thing at a time. */
const postgresLines = 2;

interface Batch {
  readonly incoming: readonly IncomingEvent[];
  readonly signed: SignedCount | undefined;
}

const devicesOf = ({ incoming, signed }: Batch): readonly string[] => [
  ...new Set([
    ...(signed === undefined ? [] : [signed.device]),
    ...incoming.map(({ event }) => event.device),
  ]),
];

export function eventStore(driver: Driver): EventStore {
  const lines = driver.dialect === "postgres" ? postgresLines : 1;

  // Batches that come at the same time share a transaction; none is answered before it is on disk.
  const keepTogether = together<Batch, KeptEvents>(
    (batches) => {
      // Two collectors that hear the same device at once (a batch that was sent again) do so one after the other.
      const devices = [...new Set(batches.flatMap(devicesOf))];
      return driver.transaction(
        (sql) => keepBatches(sql, batches, devices),
        devices.map((device) => `device ${device}`),
      );
    },
    {
      lines,
      most: eventsTogether,
      sizeOf: ({ incoming }) => Math.max(incoming.length, eventsTogether / devicesTogether),
      namesOf: devicesOf,
    },
  );

  // SQLite, which knows nothing of how many there are of each, would go through the worries of all devices.
  const byDevice = driver.dialect === "sqlite" ? "INDEXED BY event_worry" : "";
  const askSeen = together(
    async (asked: readonly SeenQuestion[]) => {
      const { places, values } = listOf([...new Set(asked.flatMap(({ devices }) => devices))]);
      const rows = await driver.all(
        `SELECT event.id AS id, event.device AS device, case_file.opened_at_ms AS at_ms FROM event ${byDevice}
         JOIN case_file ON case_file.id = event.case_id
         WHERE event.kind = 'worry' AND event.device IN (${places}) AND case_file.opened_at_ms >= ?
         ORDER BY case_file.opened_at_ms DESC`,
        ...values,
        Math.min(...asked.map(({ sinceMs }) => sinceMs)),
      );
      return asked.map(({ devices, sinceMs }) =>
        rows
          .filter(
            (row) => devices.includes(String(row["device"])) && Number(row["at_ms"]) >= sinceMs,
          )
          .map((row) => ({ id: String(row["id"]) as EventId, atMs: Number(row["at_ms"]) })),
      );
    },
    { lines, most: devicesTogether },
  );

  return {
    keepEvents: (incoming, signed) => keepTogether({ incoming, signed }),

    async seenWorries(devices, sinceMs, most) {
      if (devices.length === 0) return [];
      const seen = await askSeen({ devices, sinceMs });
      return seen.slice(0, most);
    },

    async countEvents() {
      return countOf(await driver.get("SELECT count(*) AS n FROM event"));
    },
  };
}

interface SeenQuestion {
  readonly devices: readonly string[];
  readonly sinceMs: number;
}

/** Few journeys to the database, however many batches and events: what is known is asked for all of them at once. */
async function keepBatches(
  sql: Sql,
  batches: readonly Batch[],
  devices: readonly string[],
): Promise<readonly KeptEvents[]> {
  const taken = await takeCountsIn(
    sql,
    batches.flatMap(({ signed }) => signed ?? []),
  );
  const isTaken = ({ signed }: Batch) => signed === undefined || taken.has(signed.device);
  const ids = batches.flatMap((batch) =>
    isTaken(batch) ? batch.incoming.map(({ event }) => event.id) : [],
  );
  const known = ids.length === 0 ? new Set<string>() : await knownIds(sql, [...new Set(ids)]);
  const freshOf = batches.map((batch) => {
    const fresh: IncomingEvent[] = [];
    for (const item of isTaken(batch) ? batch.incoming : []) {
      if (known.has(item.event.id)) continue;
      known.add(item.event.id);
      fresh.push(item);
    }
    return fresh;
  });
  const concerns = freshOf.flat().flatMap((item) => concernOf(item.event, item.receivedAtMs) ?? []);
  const cases = createWorkspace(await openCasesNear(sql, concerns, devices));
  const placed = freshOf.map((fresh) => fresh.map((item) => ({ item, caseId: cases.place(item) })));
  await sql.insertAll(caseColumns, cases.opened().map(caseRow));
  await growCases(sql, cases.grown());
  await sql.insertAll(
    eventColumns,
    placed.flat().map(({ item, caseId }) => eventRow(item, caseId)),
  );
  return batches.map((batch, place) =>
    isTaken(batch)
      ? {
          stored: [...new Set(batch.incoming.map(({ event }) => event.id))],
          fresh: (freshOf[place] ?? []).map(({ event }) => event.id),
          cases: [...new Set((placed[place] ?? []).flatMap(({ caseId }) => caseId ?? []))],
        }
      : { stored: [], fresh: [], cases: [], isReplay: true },
  );
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
     ORDER BY id${sql.forNoKeyUpdate}`,
    ...values,
    Math.min(...gathered.map(({ firstAtMs }) => firstAtMs)) - sittingMs,
    Math.max(...gathered.map(({ lastAtMs }) => lastAtMs)) + sittingMs,
  );
  return rows.map(caseOfRow);
}

/** The cases of one batch as they become, before any of it is written. */
function createWorkspace(found: readonly CaseHead[]) {
  const now = new Map(found.map((one) => [one.id, one]));
  /** By device: a concern belongs to no case of another. */
  const near = new Map<string, Set<string>>();
  const put = (one: CaseHead) => {
    now.set(one.id, one);
    const ids = near.get(one.device);
    if (ids === undefined) near.set(one.device, new Set([one.id]));
    else ids.add(one.id);
  };
  for (const one of found) put(one);
  const opened = new Set<string>();
  const grown = new Set<string>();
  const of = (ids: Iterable<string>) => [...ids].flatMap((id) => now.get(id) ?? []);
  return {
    /** Puts a concern into the case it belongs to, or opens one; the case's id, or null for other kinds of event. */
    place({ event, receivedAtMs }: IncomingEvent): string | null {
      const concern = concernOf(event, receivedAtMs);
      if (concern === undefined) return null;
      const known = caseFor(concern, of(near.get(concern.device) ?? []));
      if (known === undefined) {
        put(concern);
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

async function growCases(sql: Sql, grown: readonly CaseHead[]): Promise<void> {
  if (grown.length === 0) return;
  const { places, values } = valuesOf(
    [...texts, ...Array<"BIGINT">(6).fill("BIGINT")],
    grown.map((next) => [
      next.id,
      next.severity,
      next.source,
      next.title,
      triageRank(next),
      next.firstAtMs,
      next.lastAtMs,
      next.receivedAtMs,
      next.count,
      next.version,
    ]),
  );
  await sql.run(
    `UPDATE case_file SET severity = next.column2, source = next.column3, title = next.column4, rank = next.column5,
       first_at_ms = next.column6, last_at_ms = next.column7, received_at_ms = next.column8, count = next.column9,
       version = next.column10
     FROM (VALUES ${places}) AS next WHERE case_file.id = next.column1`,
    ...values,
  );
}

const texts = ["TEXT", "TEXT", "TEXT", "TEXT"] as const;

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

function eventRow(
  { event, receivedAtMs, skewMs, sentFrom = "" }: IncomingEvent,
  caseId: string | null,
) {
  return [
    event.id,
    event.kind,
    event.atMs,
    receivedAtMs,
    skewMs,
    sentFrom,
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
