// The devices' part of the store, on SQLite and on a PostgreSQL that two collectors share.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { openPostgresStore } from "../../../collector/store/postgres.ts";
import { openSqliteStore } from "../../../collector/store/sqlite.ts";
import type { Store } from "../../../collector/store/store.ts";
import { makeWorry, someDevice } from "../../support/collector-seed.ts";
import { findPostgres, whatPostgresNeeds } from "../../support/find-postgres.ts";
import { startPostgres, type TestPostgres } from "../../support/postgres.ts";

interface Opened {
  /** Of one database; in PostgreSQL two collectors. */
  readonly stores: readonly [Store, Store];
  drop(): Promise<void>;
}

const limit = { most: 100, sinceMs: 0 };
const deviceOf = (tokenHash = "token") => ({
  id: someDevice(),
  key: "B".repeat(87),
  tokenHash,
  label: "CB-1",
});

function suite(open: () => Promise<Opened>): void {
  let opened: Opened;
  beforeEach(async () => {
    opened = await open();
  });
  afterEach(() => opened.drop());

  test("one device that enrols at both at once is one; another key under its name is not it", async () => {
    const [a, b] = opened.stores;
    const device = deviceOf();
    const done = await Promise.all(
      [a, b, a, b].map((store) => store.enrolDevice(device, 1000, limit)),
    );
    expect(done.sort()).toEqual(["enrolled", "known", "known", "known"]);
    expect(await b.enrolDevice({ ...device, key: "C".repeat(87) }, 1, limit)).toBe("taken");
    expect(await a.enrolledAmong([device.id, "x"])).toEqual(new Set([device.id]));
    expect(await a.readDevice(device.id)).toMatchObject({ ...device, enrolledAtMs: 1000 });
    expect(await a.listDevices({ offset: 0, most: 9 })).toMatchObject({ total: 1 });
  });

  test("the bound on a credential's enrolments holds over both", async () => {
    const [a, b] = opened.stores;
    const most = { most: 3, sinceMs: 500 };
    const done = await Promise.all(
      [a, b, a, b, a].map((store) => store.enrolDevice(deviceOf(), 1000, most)),
    );
    expect(done.filter((one) => one === "enrolled")).toHaveLength(3);
    expect(await b.countEnrolRefusals(0)).toBe(2);
    expect(await a.enrolDevice(deviceOf("another"), 1000, most)).toBe("enrolled");
    expect(await a.enrolDevice(deviceOf(), 9000, { most: 3, sinceMs: 5000 })).toBe("enrolled");
  });

  test("a count is taken once, by one of them, with what came by it or not at all", async () => {
    const [a, b] = opened.stores;
    const device = deviceOf();
    await a.enrolDevice(device, 1, limit);
    const worry = makeWorry({ device: someDevice() });
    const incoming = [{ event: worry, receivedAtMs: 5, skewMs: 0 }];
    const signed = { device: device.id, count: 7, atMs: 5 };
    const kept = await Promise.all([a, b, a].map((store) => store.keepEvents(incoming, signed)));
    expect(kept.filter(({ isReplay }) => isReplay === true)).toHaveLength(2);
    expect(kept.flatMap(({ fresh }) => fresh)).toEqual([worry.id]);
    expect(await a.takeCount({ ...signed, count: 6 })).toBe(false);
    expect(await b.takeCount({ ...signed, count: 8, atMs: 9 })).toBe(true);
    expect((await a.readDevice(device.id))?.lastSeenAtMs).toBe(9);
    expect(await a.takeCount({ ...signed, device: someDevice(), count: 9 })).toBe(false);
  });

  test("refusals are counted, the last reason stands", async () => {
    const [a, b] = opened.stores;
    const device = deviceOf();
    await a.enrolDevice(device, 1, limit);
    await Promise.all([a, b].map((store) => store.noteRefused(device.id, "replay", 2, 5)));
    await a.noteRefused(device.id, "flood", 1, 6);
    expect(await b.readDevice(device.id)).toMatchObject({
      refused: 5,
      refusedAtMs: 6,
      refusedWhy: "flood",
    });
  });
}

describe("SQLite", () => {
  suite(async () => {
    const folder = mkdtempSync(join(tmpdir(), "schoolgate-devices-"));
    const store = openSqliteStore(join(folder, "collector.sqlite"));
    return {
      stores: [store, store],
      drop: async () => {
        await store.close();
        rmSync(folder, { recursive: true, force: true });
      },
    };
  });
});

const there = findPostgres() !== undefined;

describe.skipIf(!there)(there ? "PostgreSQL" : whatPostgresNeeds, () => {
  let server: TestPostgres;
  beforeAll(async () => {
    server = await startPostgres();
  });
  afterAll(() => server.stop());
  suite(async () => {
    const address = await server.createDatabase();
    const stores = [await openPostgresStore(address), await openPostgresStore(address)] as const;
    return {
      stores,
      drop: async () => {
        for (const store of stores) await store.close();
      },
    };
  });
});
