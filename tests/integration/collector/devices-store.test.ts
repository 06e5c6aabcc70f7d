// The devices' part of the store, on SQLite and on a PostgreSQL that two collectors share.
import { afterEach, beforeEach, expect, test } from "vitest";
import { auditEntry } from "../../../collector/review/audit.ts";
import { deviceMark } from "../../../collector/store/device-mark.ts";
import { makeFinding, makeWorry, someDevice } from "../../support/collector-seed.ts";
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

  test("refusals are counted by kind over both; of names that nobody has, none", async () => {
    const [a, b] = opened.stores;
    const device = deviceOf();
    await a.enrolDevice(device, 1000, limit);
    await Promise.all([a, b, a].map((store) => store.noteRefusal(device.id, "replay", 2, 5)));
    await b.noteRefusal(device.id, "flood", 1, 7);
    await b.noteRefusal(someDevice(), "flood", 1, 7);
    await a.noteVersions(device.id, { extension: "1.0", policy: "" }, 5);
    await b.noteVersions(device.id, { extension: "", policy: "p2" }, 6);
    const filter = { only: "all", search: "cb", silentBeforeMs: 1001 } as const;
    const { devices, counts } = await a.listStanding(filter, { offset: 0, most: 9 });
    expect(counts).toEqual({ all: 1, silent: 1, refused: 0, "shut-out": 0 });
    expect(devices).toMatchObject([{ extension: "1.0", policy: "p2" }]);
    expect(devices[0]?.refusals).toEqual([
      { why: "replay", count: 6, lastAtMs: 5 },
      { why: "flood", count: 1, lastAtMs: 7 },
    ]);
    const none = await b.listStanding({ ...filter, search: "none" }, { offset: 0, most: 9 });
    expect(none).toMatchObject({ total: 0, devices: [] });
  });

  test("what many devices say of their versions at once is noted of each, the last word of one last", async () => {
    const many = Array.from({ length: 20 }, () => deviceOf());
    for (const device of many) await opened.stores[0].enrolDevice(device, 1, limit);
    await Promise.all(
      many.flatMap((device, place) =>
        ["p1", `p${place}`].map((policy, time) =>
          opened.stores[0].noteVersions(device.id, { extension: "", policy }, time),
        ),
      ),
    );
    const all = { only: "all", search: "", silentBeforeMs: 0 } as const;
    const { devices } = await opened.stores[1].listStanding(all, { offset: 0, most: 99 });
    expect(devices.map(({ policy }) => policy).toSorted()).toEqual(
      many.map((_, place) => `p${place}`).toSorted(),
    );
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

  test("batches that come at once: each event once, each count once, a fault in one is its own alone", async () => {
    const devices = Array.from({ length: 12 }, () => deviceOf());
    for (const device of devices) await opened.stores[0].enrolDevice(device, 1, limit);
    const batches = devices.map((device, place) => ({
      signed: { device: device.id, count: 5, atMs: 5, key: device.key },
      incoming: [makeFinding({ device: device.id }), makeWorry({ device: device.id })].map(
        (event) => ({
          // What no schema lets through, as a stand-in for a fault of the database.
          event: place === 3 ? { ...event, profile: undefined as unknown as string } : event,
          receivedAtMs: 5,
          skewMs: 0,
        }),
      ),
    }));
    const kept = await Promise.allSettled(
      opened.stores.flatMap((store) =>
        [...batches, ...batches].map(({ incoming, signed }) => store.keepEvents(incoming, signed)),
      ),
    );
    const done = kept.flatMap((one) => (one.status === "fulfilled" ? [one.value] : []));
    // Of the fourth device nothing: all four of its tries are rejected, and its count is free.
    expect(done).toHaveLength(kept.length - 4);
    const fresh = done.flatMap((one) => one.fresh);
    const good = batches.filter((_, place) => place !== 3);
    expect(fresh.toSorted()).toEqual(
      good.flatMap(({ incoming }) => incoming.map(({ event }) => event.id)).toSorted(),
    );
    expect(done.filter(({ isReplay }) => isReplay === true)).toHaveLength(3 * good.length);
    expect(await opened.stores[1].countEvents()).toBe(2 * good.length);
    for (const { stored, cases, isReplay } of done) {
      if (isReplay === true) continue;
      expect(cases.toSorted()).toEqual(stored.toSorted());
    }
    const fourth = batches[3]?.signed;
    expect(fourth !== undefined && (await opened.stores[0].takeCount(fourth))).toBe(true);
  });

  test("a count that was signed by another key than the device's is not taken", async () => {
    const [a, b] = opened.stores;
    const device = deviceOf();
    await a.enrolDevice(device, 1, limit);
    const signed = { device: device.id, count: 7, atMs: 5 };
    const kept = await b.keepEvents([], { ...signed, key: "C".repeat(87) });
    expect(kept).toEqual({ stored: [], fresh: [], cases: [], isReplay: true });
    expect(await b.takeCount({ ...signed, key: device.key })).toBe(true);
  });

  test("shut out at one collector, it is out at both: no count, no event, no enrolling; let in, all as before", async () => {
    const [a, b] = opened.stores;
    const [device, other] = [deviceOf(), deviceOf()];
    await a.enrolDevice(device, 1, limit);
    await a.enrolDevice(other, 1, limit);
    const audit = (act: "device-shut-out" | "device-let-in") => auditEntry(9, "it", act);
    const done = await Promise.all(
      [a, b].map((store) => store.shutOutDevice(device.id, true, audit("device-shut-out"))),
    );
    expect(done.filter(Boolean)).toEqual([true]);
    const signed = { device: device.id, count: 7, atMs: 5, key: device.key };
    const incoming = [{ event: makeWorry({ device: device.id }), receivedAtMs: 5, skewMs: 0 }];
    const refused = { stored: [], fresh: [], cases: [], isReplay: true };
    expect(await b.keepEvents(incoming, signed)).toEqual(refused);
    expect(await b.takeCount(signed)).toBe(false);
    expect(await b.enrolDevice(device, 2, limit)).toBe("shut-out");
    expect(await b.enrolDevice({ ...device, key: "C".repeat(87) }, 2, limit)).toBe("shut-out");
    expect(await b.shutOutAmong([device.id, other.id, "x"])).toEqual(new Set([device.id]));
    expect(await b.readDevice(device.id)).toMatchObject({ shutOutAtMs: 9 });
    expect(await b.takeCount({ ...signed, device: other.id })).toBe(true);
    const found = await b.findMarked(device.label, deviceMark(device.id));
    expect(found?.id).toBe(device.id);
    expect(await b.findMarked("CB-2", deviceMark(device.id))).toBeUndefined();
    const everything = { offset: 0, most: 9 };
    const filter = { only: "shut-out", search: "", silentBeforeMs: 0 } as const;
    expect(await b.listStanding(filter, everything)).toMatchObject({
      total: 1,
      devices: [{ mark: deviceMark(device.id), shutOut: { atMs: 9, who: "it" } }],
      counts: { all: 2, "shut-out": 1 },
    });
    expect(await b.shutOutDevice(device.id, false, audit("device-let-in"))).toBe(true);
    expect(await b.shutOutDevice(device.id, false, audit("device-let-in"))).toBe(false);
    expect(await a.enrolDevice(device, 3, limit)).toBe("known");
    expect(await a.keepEvents(incoming, signed)).toMatchObject({ fresh: [incoming[0]?.event.id] });
    const { entries } = await a.listAudit(everything);
    expect(entries.map(({ act }) => act)).toEqual(["device-let-in", "device-shut-out"]);
  });

  test("sittings of several devices in one transaction stay apart, and grow each their own", async () => {
    const [a] = opened.stores;
    const devices = [someDevice(), someDevice(), someDevice()];
    const send = (count: number) =>
      Promise.all(
        devices.map((device) =>
          a.keepEvents(
            [1, 2].map(() => ({
              event: makeFinding({ device, count, atMs: 1000 }),
              receivedAtMs: 2000,
              skewMs: 0,
            })),
          ),
        ),
      );
    const first = await send(1);
    const second = await send(3);
    const cases = first.map((kept) => kept.cases);
    expect(new Set(cases.flat()).size).toBe(3);
    expect(second.map((kept) => kept.cases)).toEqual(cases);
    for (const [place, [id = ""]] of cases.entries()) {
      expect(await a.readCase(id)).toMatchObject({ device: devices[place], count: 8, version: 4 });
    }
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
