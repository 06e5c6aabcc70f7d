// Authentic: a device enrols once, with a key of its own, and signs; whoever is not it does not get in, and is seen.
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { DevicesAnswer } from "../../../collector/desk-device-routes.ts";
import { signatureHeader } from "../../../lib/contract/device-signature.ts";
import { makeFinding, makeWorry, sendBatch, someDevice } from "../../support/collector-seed.ts";
import { signedDevice, type SentRequest, type SignedDevice } from "../../support/signed-device.ts";
import { deviceToken, runApp, type RunningApp } from "./run-app.ts";

let app: RunningApp;
const open = async (given: Parameters<typeof runApp>[0] = {}) => {
  await app?.close();
  app = await runApp(given);
};
beforeEach(async () => {
  app = await runApp();
});
afterEach(() => app.close());

const newDevice = (token = deviceToken): SignedDevice => signedDevice(app.address, token);
const mine = (one: SignedDevice) => makeWorry({ device: one.device });
const kept = (one: SignedDevice) => app.store.readDevice(one.device);

describe("enrolling", () => {
  test("as often as it likes, with one key: one device", async () => {
    const one = newDevice();
    for (let time = 0; time < 3; time += 1) {
      expect(await one.enrol()).toMatchObject({
        status: 200,
        answer: { schoolgate: "enrolled", device: one.device },
      });
    }
    expect(await app.store.listDevices({ offset: 0, most: 9 })).toMatchObject({
      total: 1,
      devices: [{ id: one.device, refused: 0, refusedWhy: "" }],
    });
  });

  test("the name of another: refused, shown at that one, whose key stays", async () => {
    const one = newDevice();
    await one.enrol();
    const other = signedDevice(app.address, deviceToken, one.device);
    expect(await other.enrol()).toMatchObject({ status: 409 });
    expect(await kept(one)).toMatchObject({ refused: 1, refusedWhy: "key" });
    expect(await one.send(mine(one))).toMatchObject({ status: 200 });
    expect(await other.send(mine(one))).toMatchObject({ status: 401 });
  });

  const changes: [string, number, (asked: SentRequest, other: SentRequest) => SentRequest][] = [
    [
      "without a signature",
      403,
      ({ path, body, headers }) => ({ path, body, headers: without(headers) }),
    ],
    ["with another's signature", 403, (asked, other) => ({ ...asked, headers: other.headers })],
    [
      "with a body that was changed",
      403,
      (asked) => ({ ...asked, body: asked.body.replace('"label":""', '"label":"x"') }),
    ],
    [
      "with a key that is none",
      400,
      (asked) => ({ ...asked, body: asked.body.replace(/"key":"[^"]+"/, '"key":"x"') }),
    ],
    [
      "with a key off the curve",
      403,
      (asked) => ({
        ...asked,
        body: asked.body.replace(/"key":"[^"]+"/, `"key":"BA${"A".repeat(85)}"`),
      }),
    ],
    [
      "with a token that nobody knows",
      401,
      (asked) => ({ ...asked, headers: { ...asked.headers, authorization: "Bearer x" } }),
    ],
  ];
  test.each(changes)("%s: %i", async (_, status, change) => {
    const [one, other] = [newDevice(), newDevice()];
    const request = change(await one.enrolment(), await other.enrolment());
    expect((await one.deliver(request)).status).toBe(status);
    expect(await kept(one)).toBeUndefined();
  });

  test("many with one credential in an hour: refused for now, counted, and possible an hour later", async () => {
    await open({ enrolmentsPerHour: 3 });
    app.freeze();
    const statuses: number[] = [];
    for (let count = 0; count < 5; count += 1) statuses.push((await newDevice().enrol()).status);
    expect(statuses).toEqual([200, 200, 200, 429, 429]);
    const late = newDevice();
    expect(Number((await late.enrol()).retryAfter)).toBeGreaterThan(0);
    expect(await app.store.countEnrolRefusals(0)).toBe(3);
    // Meanwhile it is heard as a device of an earlier version is.
    expect((await late.send(mine(late))).answer).toMatchObject({ enrol: true });
    expect(await app.store.countEvents()).toBe(1);
    app.pass(60 * 60_000 + 1);
    expect((await late.enrol()).status).toBe(200);
  });
});

function without(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => name !== signatureHeader));
}

describe("a batch of a device that has enrolled", () => {
  test("is kept, and the device was seen", async () => {
    app.freeze();
    const one = newDevice();
    await one.enrol();
    app.pass(5000);
    const worry = mine(one);
    expect(await one.send(worry)).toMatchObject({ status: 200, answer: { stored: [worry.id] } });
    const { enrolledAtMs = 0, lastSeenAtMs = 0 } = (await kept(one)) ?? {};
    expect(lastSeenAtMs - enrolledAtMs).toBe(5000);
  });

  test("sent again as it was: refused as a replay, whatever it holds; signed anew: taken", async () => {
    const one = newDevice();
    await one.enrol();
    for (const events of [[mine(one)], []]) {
      const request = await one.batch(events);
      expect((await one.deliver(request)).status).toBe(200);
      expect((await one.deliver(request)).status).toBe(409);
      expect((await one.send(...events)).status).toBe(200);
    }
    expect(await kept(one)).toMatchObject({ refused: 2, refusedWhy: "replay" });
    expect(await app.store.countEvents()).toBe(1);
  });

  test("ten copies at once: one is taken", async () => {
    const one = newDevice();
    await one.enrol();
    const request = await one.batch([mine(one)]);
    const all = await Promise.all(Array.from({ length: 10 }, () => one.deliver(request)));
    const statuses = all.map(({ status }) => status);
    expect(statuses.sort((a, b) => a - b)).toEqual([200, ...Array<number>(9).fill(409)]);
  });

  test("one that failed in the store has not used its count up", async () => {
    const one = newDevice();
    await one.enrol();
    const keepEvents = app.store.keepEvents.bind(app.store);
    const request = await one.batch([mine(one)]);
    let faults = 1;
    const broken = app.store as { keepEvents: typeof keepEvents };
    broken.keepEvents = (...given) =>
      faults-- > 0 ? Promise.reject(new Error("disk full")) : keepEvents(...given);
    expect((await one.deliver(request)).status).toBe(500);
    expect((await one.deliver(request)).status).toBe(200);
  });

  const forgeries: [string, (own: SentRequest, other: SentRequest) => SentRequest][] = [
    [
      "a body that was changed",
      (own) => ({ ...own, body: own.body.replace("group chat", "group call") }),
    ],
    ["another's signature", (own, other) => ({ ...own, headers: other.headers })],
    [
      "another's signature under this name",
      (own, other) => ({
        ...own,
        headers: {
          ...own.headers,
          [signatureHeader]: (own.headers[signatureHeader] ?? "").replace(
            /signature=.*/,
            /signature=.*/.exec(other.headers[signatureHeader] ?? "")?.[0] ?? "",
          ),
        },
      }),
    ],
    [
      "a higher count written in",
      (own) => ({
        ...own,
        headers: {
          ...own.headers,
          [signatureHeader]: (own.headers[signatureHeader] ?? "").replace(
            /count=(\d+)/,
            "count=9$1",
          ),
        },
      }),
    ],
    [
      "a header of another shape",
      (own) => ({ ...own, headers: { ...own.headers, [signatureHeader]: "v=2" } }),
    ],
  ];
  test.each(forgeries)("with %s: 401, and nothing is kept", async (_, forge) => {
    const [one, other] = [newDevice(), newDevice()];
    await one.enrol();
    await other.enrol();
    const request = forge(await one.batch([mine(one)]), await other.batch([mine(one)]));
    const { status, answer } = await one.deliver(request);
    // Another's own good signature is that other's batch: the event in it names one who is not the sender.
    if (status === 200) expect(answer).toMatchObject({ stored: [], refused: [{}] });
    else expect(status).toBe(401);
    expect(await app.store.countEvents()).toBe(0);
    expect((await one.send(mine(one))).status).toBe(200);
  });

  test("events in another device's name are refused one by one; its own are kept", async () => {
    const [one, other] = [newDevice(), newDevice()];
    await one.enrol();
    await other.enrol();
    const [own, others, unknown] = [mine(one), mine(other), makeWorry({ device: someDevice() })];
    const { answer } = await one.send(own, others, unknown);
    expect(answer.stored).toEqual([own.id]);
    expect(answer.refused?.map(({ id }) => id)).toEqual([others.id, unknown.id]);
    expect(await kept(one)).toMatchObject({ refused: 2, refusedWhy: "another-name" });
  });

  test("hears of its own worries alone, whomever it names", async () => {
    const [one, other] = [newDevice(), newDevice()];
    await one.enrol();
    await other.enrol();
    const [own, others] = [mine(one), mine(other)];
    await one.send(own);
    await other.send(others);
    for (const { id } of [own, others]) await app.store.openCase(id, "dsl", Date.now(), false);
    const asked = await one.deliver(await one.batch([], { device: other.device }));
    expect(asked.answer.seen).toEqual([]);
    const again = await one.deliver(await one.batch([], { device: one.device }));
    expect(again.answer.seen?.map(({ id }) => id)).toEqual([own.id]);
  });

  test("more than one Chromebook can have to say: told to wait, and shown", async () => {
    await open({ deviceRate: { burst: 2, perSecond: 1 } });
    app.freeze();
    const [one, other] = [newDevice(), newDevice()];
    await one.enrol();
    await other.enrol();
    const statuses: number[] = [];
    for (let count = 0; count < 3; count += 1) statuses.push((await one.send(mine(one))).status);
    expect(statuses).toEqual([200, 200, 429]);
    expect(await kept(one)).toMatchObject({ refused: 1, refusedWhy: "flood" });
    expect((await other.send(mine(other))).status).toBe(200);
  });
});

describe("at the desk", () => {
  test("whoever reads what the filter did sees the devices, when they were heard and what was refused", async () => {
    await open({ enrolmentsPerHour: 2 });
    const [one, other, late] = [newDevice(), newDevice(), newDevice()];
    await one.deliver(await one.enrolment("Trolley 2, number 7"));
    await other.enrol();
    await late.enrol();
    const request = await one.batch([]);
    for (let time = 0; time < 3; time += 1) await one.deliver(request);
    const { format, id, atMs, device, deviceLabel, user, profile, policyVersion } = mine(other);
    const common = { format, id, atMs, device, deviceLabel, user, profile, policyVersion };
    const said = { kind: "health", what: "gave-way", detail: "In all: finding 2", count: 2 };
    expect((await other.send({ ...common, ...said })).answer.stored).toEqual([id]);
    const answer = await app.desk("/devices", { cookie: await app.signInAs("it") });
    const seen = (await answer.json()) as DevicesAnswer;
    expect(seen).toMatchObject({ total: 2, tooMany: 1 });
    expect(seen.devices.find(({ label }) => label === "Trolley 2, number 7")).toMatchObject({
      refused: 2,
      refusedWhy: "replay",
    });
    expect(seen.health).toMatchObject([{ what: "gave-way", count: 2 }]);
    // Ids would tie a worry without a name to its Chromebook.
    expect(JSON.stringify(seen)).not.toContain(one.device);
    const staff = await app.desk("/devices", { cookie: await app.signInAs("staff") });
    expect(staff.status).toBe(403);
  });

  const seenBy = async (query: string) => {
    const answer = await app.desk(`/devices${query}`, { cookie: await app.signInAs("it") });
    return (await answer.json()) as DevicesAnswer;
  };

  test("what was refused is told by kind, with counts; versions as the device last said them", async () => {
    await open({ deviceRate: { perSecond: 0.001, burst: 5 } });
    const one = newDevice();
    await one.deliver(await one.enrolment("CB-1"));
    const request = await one.batch([mine(one)]);
    const said = { ...request.headers, "schoolgate-version": "0.4.2" };
    await one.deliver({ ...request, headers: said });
    for (let time = 0; time < 2; time += 1) await one.deliver(request);
    const thief = signedDevice(app.address, deviceToken, one.device);
    for (let time = 0; time < 3; time += 1) expect((await thief.send()).status).toBe(401);
    for (let time = 0; time < 4; time += 1) await one.send();
    const { devices } = await seenBy("");
    expect(devices).toHaveLength(1);
    expect(devices[0]).toMatchObject({ label: "CB-1", extension: "0.4.2", policy: "2026-09-01" });
    expect(devices[0]?.refusals.map(({ why, count }) => [why, count])).toEqual([
      ["signature", 3],
      ["flood", 2],
      ["replay", 2],
    ]);
    // A version that is none says nothing, and takes nothing back.
    const odd = await one.batch([]);
    await one.deliver({ ...odd, headers: { ...odd.headers, "schoolgate-version": "<b>9</b>" } });
    expect((await seenBy("")).devices[0]?.extension).toBe("0.4.2");
  });

  test("silent devices are those not heard for so many school days; holidays are not counted", async () => {
    await open();
    const [quiet, loud] = [newDevice(), newDevice()];
    await quiet.deliver(await quiet.enrolment("Quiet"));
    await loud.deliver(await loud.enrolment("Loud 100%"));
    app.freeze();
    app.pass(40 * 24 * 60 * 60_000);
    await loud.send();
    const silent = await seenBy("?only=silent&days=5");
    expect(silent.devices.map(({ label }) => label)).toEqual(["Quiet"]);
    expect(silent.counts).toEqual({ all: 2, silent: 1, refused: 0, "shut-out": 0 });
    // As if all that time had been holidays.
    const { version, settings } = await app.store.readAlertSettings();
    const audit = { atMs: 0, who: "dsl", act: "alert-settings", caseId: null, detail: "" } as const;
    const day = (ms: number) => new Date(ms).toISOString().slice(0, 10);
    const nowMs = silent.silentBeforeMs + 60 * 24 * 60 * 60_000;
    const closures = [{ from: day(Date.now() + 24 * 60 * 60_000), to: day(nowMs) }];
    await app.store.writeAlertSettings({ ...settings, closures }, version, audit);
    expect((await seenBy("?only=silent&days=5")).devices).toEqual([]);
    expect((await seenBy("?search=100%25")).devices.map(({ label }) => label)).toEqual([
      "Loud 100%",
    ]);
    expect((await seenBy("?only=nonsense&days=7")).silentDays).toBe(5);
  });
});

describe("batches that no device has signed", () => {
  const rows: ["allow" | "until-enrolled" | "refuse", own: boolean, stranger: boolean][] = [
    ["allow", true, true],
    ["until-enrolled", false, true],
    ["refuse", false, false],
  ];
  test.each(rows)(
    "%s: in an enrolled name %s, in another %s",
    async (unsignedDevices, own, stranger) => {
      await open({ unsignedDevices });
      const one = newDevice();
      await one.enrol();
      const isTaken = async (event: ReturnType<typeof makeFinding>) => {
        const { answer } = await sendBatch(app.address, deviceToken, [event]);
        return answer.stored?.length === 1;
      };
      expect(await isTaken(makeFinding({ device: one.device }))).toBe(own);
      expect(await isTaken(makeFinding())).toBe(stranger);
      expect((await one.send(mine(one))).status).toBe(200);
      if (unsignedDevices === "until-enrolled") {
        expect(await kept(one)).toMatchObject({ refused: 1, refusedWhy: "unsigned" });
      }
    },
  );

  test("of an enrolled device alone: refused whole, so that the device sets nothing apart; beside others: one by one", async () => {
    const one = newDevice();
    await one.enrol();
    const events = [mine(one), mine(one)];
    expect(await sendBatch(app.address, deviceToken, events)).toMatchObject({ status: 401 });
    const stranger = makeFinding();
    const mixed = await sendBatch(app.address, deviceToken, [...events, stranger]);
    expect(mixed).toMatchObject({ status: 200, answer: { stored: [stranger.id] } });
    expect(mixed.answer.refused).toHaveLength(2);
  });

  test("a device that the collector has forgotten goes on where that is allowed, and is asked to enrol", async () => {
    const one = newDevice();
    expect(await one.send(mine(one))).toMatchObject({ status: 200, answer: { enrol: true } });
    await open({ unsignedDevices: "refuse" });
    const other = newDevice();
    expect((await other.send(mine(other))).status).toBe(401);
    await other.enrol();
    expect((await other.send(mine(other))).answer).not.toHaveProperty("enrol");
  });
});
