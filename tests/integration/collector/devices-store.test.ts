// The devices' part of the store, on SQLite and on a PostgreSQL that two collectors share.
import { afterEach, beforeEach, expect, test } from "vitest";
import { makeWorry, someDevice } from "../../support/collector-seed.ts";
import { onBothStores, type OpenedStores } from "../../support/both-stores.ts";

const limit = { most: 100, sinceMs: 0 };
const deviceOf = (tokenHash = "token") => ({
  id: someDevice(),
  key: "B".repeat(87),
  tokenHash,
  label: "CB-1",
});

function suite(open: () => Promise<OpenedStores>): void {
  let opened: OpenedStores;
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

onBothStores(suite);
