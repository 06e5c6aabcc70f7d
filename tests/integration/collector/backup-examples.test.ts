// Backups of earlier versions are read by every later collector, into either database.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { checkAudit } from "../../../collector/audit/verify.ts";
import { auditEntry } from "../../../collector/review/audit.ts";
import {
  restoreToPostgres,
  restoreToSqlite,
} from "../../../collector/store/backup/restore-backup.ts";
import { newestVersion } from "../../../collector/store/migrations.ts";
import { openStore, sqlitePath } from "../../../collector/store/open-store.ts";
import type { Store } from "../../../collector/store/store.ts";
import type { EventId } from "../../../lib/contract/ids.ts";
import { findPostgres, whatPostgresNeeds } from "../../support/find-postgres.ts";
import { startPostgres, type TestPostgres } from "../../support/postgres.ts";

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "schoolgate-example-"));
  file = join(folder, "backup.gz");
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Kept as text, never edited. */
function pack(name: string): void {
  writeFileSync(file, gzipSync(readFileSync(new URL(name, import.meta.url))));
}

async function holdsVersion4(store: Store): Promise<void> {
  const { cases, counts } = await store.listCases({ state: "all" }, { offset: 0, most: 10 });
  expect(cases.map(({ kind, what, state }) => [kind, what, state])).toEqual([
    ["worry", "unkind", "looking"],
    ["finding", "bullying", "closed"],
  ]);
  expect(counts).toEqual({ new: 0, looking: 1, closed: 1 });
  const opened = await store.openCase(cases[0]?.id ?? "", "dsl", 2e12, false);
  expect(opened?.events).toMatchObject([{ event: { kind: "worry", tellName: "Ms Maple" } }]);
  expect(opened?.changes).toMatchObject([{ kind: "state", to: "looking" }]);
  expect((await store.listAccounts()).map(({ name }) => name)).toEqual([
    "dsl",
    "it-desk",
    "was-here",
  ]);
  expect((await store.stagesNow()).map(({ stage }) => stage)).toEqual(["", "pilot"]);
  expect(await store.readSetting("keep-days")).toBe("400");
  expect(await store.readTries()).toHaveLength(1);
  await store.addAudit(auditEntry(1, "dsl", "signed-in"));
  const { head, broken } = await checkAudit({ store, publicKey: undefined, file: undefined });
  expect([head.number, broken]).toEqual([7, undefined]);
}

async function holdsVersion11(store: Store): Promise<void> {
  const { cases } = await store.listCases({ state: "all" }, { offset: 0, most: 10 });
  const id = (place: number) => `01K520000000000000000EVT0${place}`;
  expect(cases.map((one) => one.id).toSorted()).toEqual([id(1), id(2), id(3)]);
  const sentFrom = async (place: number) =>
    (await store.openCase(id(place), "dsl", 2e12, false))?.events[0]?.sentFrom;
  expect([await sentFrom(1), await sentFrom(3)]).toEqual(["192.0.2.7", ""]);
  expect((await store.readHold(id(2)))?.why).toBe("Asked for");
  expect(await store.keepKinds()).toEqual({ "blocked-visit": 30 });
  expect(await store.keysVersion()).toBe(1);
  expect((await store.readKeeping())?.keeping.held.map(({ account }) => account)).toEqual(["dsl"]);
  expect((await store.listSealed("", 10)).map((one) => one.id)).toEqual([id(3)]);
  const [device] = (await store.listDevices({ offset: 0, most: 10 })).devices;
  expect(device).toMatchObject({ label: "CB-0142", enrolledAtMs: 1789380000000 });
  expect(await store.hasDeviceToken("hash")).toBe(true);
  const { broken } = await checkAudit({ store, publicKey: undefined, file: undefined });
  expect(broken).toBeUndefined();
}

/**
 * What the collectors of versions 5 to 10 and 12 wrote, each by its own code (checked out of the history) into its own
 * SQLite file: the same acts, as far as that version knew them.
 */
const sinceVersion =
  (version: number) =>
  async (store: Store): Promise<void> => {
    const knows = (from: number) => version >= from;
    const id = (place: number) => `01K520000000000000000EVT0${place}`;
    const device = "01K52000000000000000DEV001";
    const { cases } = await store.listCases({ state: "all" }, { offset: 0, most: 10 });
    expect(cases.map((one) => [one.id, one.state])).toEqual([
      [id(5), "new"],
      [id(1), "looking"],
      [id(2), "new"],
    ]);
    const opened = await store.openCase(id(1), "dsl", 2e12, false);
    expect(opened?.events).toMatchObject([
      {
        event: { kind: "worry", reach: "At lunch, please not in front of my form." },
        sentFrom: knows(11) ? "192.0.2.7" : "",
      },
    ]);
    expect(opened?.changes).toMatchObject([{ kind: "state", to: "looking", who: "dsl" }]);
    const { groups } = await store.listRequests({ offset: 0, most: 10 }, 0);
    expect(groups).toMatchObject([
      { host: "puzzles.example.test", answer: { outcome: "left-closed", who: "dsl" } },
    ]);
    expect(await store.answersTo([id(3) as EventId], device)).toMatchObject([
      { id: id(3), answer: { outcome: "left-closed" } },
    ]);
    expect(await store.hasDeviceToken("hash")).toBe(true);
    expect((await store.listAccounts()).map(({ name, role }) => [name, role])).toEqual([
      ["dsl", "dsl"],
      ["it-desk", "it"],
    ]);
    // Alerts: who is told, what is on its way, and nobody told of it twice.
    expect(await store.listContacts()).toMatchObject([{ id: "first", place: 1, digest: true }]);
    expect(await store.listMessages(9)).toMatchObject([{ id: "message-1", outcome: "" }]);
    expect(await store.planAlerts(1_789_380_007_500, () => "message-2")).toMatchObject({ told: 0 });
    expect((await store.readKeeping())?.keeping.held.map(({ account }) => account)).toEqual(
      knows(6) ? ["dsl"] : undefined,
    );
    expect(await store.readDevice(device)).toEqual(
      knows(7)
        ? expect.objectContaining({
            label: "CB-0142",
            refused: 2,
            shutOutAtMs: knows(12) ? 1_789_380_006_000 : null,
          })
        : undefined,
    );
    expect((await store.readHold(id(2)))?.why).toBe(knows(8) ? "Asked for" : undefined);
    const filter = { only: "all", search: "", silentBeforeMs: 0 } as const;
    const { devices } = await store.listStanding(filter, { offset: 0, most: 9 });
    expect(devices.map(({ extension, refusals }) => [extension, refusals.length])).toEqual(
      knows(7) ? [knows(10) ? ["0.1.0", 1] : ["", 0]] : [],
    );
    await store.addAudit(auditEntry(1, "dsl", "signed-in"));
    const { broken } = await checkAudit({ store, publicKey: undefined, file: undefined });
    expect(broken).toBeUndefined();
  };

const versions: readonly (readonly [number, (store: Store) => Promise<void>])[] = [
  [4, holdsVersion4],
  ...[5, 6, 7, 8, 9, 10].map((version) => [version, sinceVersion(version)] as const),
  [11, holdsVersion11],
  [12, sinceVersion(12)],
];

test("every version of which backups can be is here", () => {
  expect(versions.map(([version]) => version)).toEqual(
    Array.from({ length: newestVersion - 3 }, (_, place) => place + 4),
  );
});

test.each(versions)("version %i, into SQLite", async (version, holds) => {
  pack(`example-v${version}.backup.jsonl`);
  await restoreToSqlite(file, sqlitePath(folder));
  const store = await openStore({ data: folder });
  await holds(store);
  await store.close();
});

const there = findPostgres() !== undefined;
describe.skipIf(!there)(there ? "PostgreSQL" : whatPostgresNeeds, () => {
  let server: TestPostgres;
  beforeAll(async () => {
    server = await startPostgres();
  });
  afterAll(() => server.stop());

  test.each(versions)("version %i, into PostgreSQL", async (version, holds) => {
    pack(`example-v${version}.backup.jsonl`);
    const databaseUrl = await server.createDatabase();
    await restoreToPostgres(file, databaseUrl);
    const store = await openStore({ data: folder, databaseUrl });
    await holds(store);
    await store.close();
  });
});
