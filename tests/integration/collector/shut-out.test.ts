// One device is shut out at the desk: nothing that its key signs is taken from then on, until it is let in again.
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { DevicesAnswer } from "../../../collector/desk-device-routes.ts";
import type { Role } from "../../../collector/review/access.ts";
import { requestAnswersPath } from "../../../lib/contract/request-answers.ts";
import { makeRequest, makeWorry, sendBatch, someDevice } from "../../support/collector-seed.ts";
import { signedDevice, type SignedDevice } from "../../support/signed-device.ts";
import { deviceToken, runApp, type RunningApp } from "./run-app.ts";

let app: RunningApp;
let cookie: string;
let one: SignedDevice;
const open = async (given: Parameters<typeof runApp>[0] = {}) => {
  app = await runApp(given);
  app.freeze();
  cookie = await app.signInAs("it");
  one = signedDevice(app.address, deviceToken);
  await one.deliver(await one.enrolment("Trolley 2, number 7"));
};
beforeEach(() => open());
afterEach(() => app.close());

const listed = async (only = "all") => {
  const answer = await app.desk(`/devices?only=${only}`, { cookie });
  return (await answer.json()) as DevicesAnswer;
};
const change = async (what: "shut-out" | "let-in", more: object = {}, as = cookie) => {
  const [first] = (await listed()).devices;
  const body = { label: first?.label, mark: first?.mark, ...more };
  return (await app.desk(`/devices/${what}`, { cookie: as, body })).status;
};
const worry = (device = one.device) => makeWorry({ device });
const ask = (path: string, body: object) =>
  fetch(`${app.address}${path}?signed=0`, {
    method: "POST",
    headers: { authorization: `Bearer ${deviceToken}`, "content-type": "application/json" },
    body: JSON.stringify(body),
  });

test("shut out: its batches are refused at once, whatever is in them; let in: they are taken", async () => {
  const waiting = worry();
  expect((await one.send(worry())).status).toBe(200);
  const before = await app.store.countEvents();
  app.pass(1000);
  expect(await change("shut-out")).toBe(200);
  for (const events of [[waiting], []]) {
    expect(await one.send(...events)).toMatchObject({ status: 403 });
  }
  expect(await app.store.countEvents()).toBe(before);
  expect(await listed("shut-out")).toMatchObject({
    total: 1,
    counts: { all: 1, refused: 1, "shut-out": 1 },
    devices: [
      {
        label: "Trolley 2, number 7",
        shutOut: { atMs: app.nowMs(), who: "one-it" },
        refusals: [{ why: "shut-out", count: 2 }],
      },
    ],
  });
  expect(await change("let-in")).toBe(200);
  expect((await one.send(waiting)).answer.stored).toEqual([waiting.id]);
  expect((await listed("shut-out")).devices).toEqual([]);
  expect((await listed()).devices[0]?.shutOut).toBeNull();
});

test("it cannot enrol again under its name, with its own key or another; under no answer does it take a new name", async () => {
  await change("shut-out");
  expect((await one.enrol()).status).toBe(403);
  const other = signedDevice(app.address, deviceToken, one.device);
  // 409 would have a device begin anew by itself.
  expect((await other.enrol()).status).toBe(403);
  expect((await other.send(worry())).status).toBe(401);
  await change("let-in");
  expect((await one.enrol()).status).toBe(200);
  expect((await other.enrol()).status).toBe(409);
});

test.each(["allow", "until-enrolled", "refuse"] as const)(
  "unsigned in its name, where unsigned batches are '%s': refused, and another's is as before",
  async (unsignedDevices) => {
    await app.close();
    await open({ unsignedDevices });
    await change("shut-out");
    expect(await sendBatch(app.address, deviceToken, [worry()])).toMatchObject({ status: 401 });
    expect(await app.store.countEvents()).toBe(0);
    const { status } = await sendBatch(app.address, deviceToken, [worry(someDevice())]);
    expect(status).toBe(unsignedDevices === "refuse" ? 401 : 200);
  },
);

test("nothing that staff opened, and no answer, is told to it; others hear as before", async () => {
  const { device } = one;
  const orders = { format: 1, device, user: "", profile: "ks3", groups: [] };
  const answers = { format: 1, device, ask: "", requests: [makeRequest().id] };
  const statuses = async (as: string) => [
    (await ask("/api/v1/orders", { ...orders, device: as })).status,
    (await ask(requestAnswersPath, { ...answers, device: as })).status,
  ];
  expect(await statuses(device)).toEqual([200, 200]);
  await change("shut-out");
  expect(await statuses(device)).toEqual([403, 403]);
  expect(await statuses(someDevice())).toEqual([200, 200]);
});

test("of two devices with one label, the one that is meant", async () => {
  const twin = signedDevice(app.address, deviceToken);
  await twin.deliver(await twin.enrolment("Trolley 2, number 7"));
  app.pass(1000);
  await twin.send();
  // Heard last, it stands first.
  expect(await change("shut-out")).toBe(200);
  expect((await twin.send()).status).toBe(403);
  expect((await one.send()).status).toBe(200);
});

test("who did it stands in the audit, with the label and the mark, and no id", async () => {
  await change("shut-out");
  await change("let-in");
  const { entries } = await app.store.listAudit({ offset: 0, most: 2 });
  const [{ mark } = { mark: "" }] = (await listed()).devices;
  const detail = `Trolley 2, number 7 (${mark.slice(0, 6)})`;
  expect(entries.map((entry) => [entry.who, entry.act, entry.detail])).toEqual([
    ["one-it", "device-let-in", detail],
    ["one-it", "device-shut-out", detail],
  ]);
  expect(JSON.stringify([await listed(), entries])).not.toContain(one.device);
});

describe("refused, and nothing is written", () => {
  const rows: [name: string, status: number, act: () => Promise<number>][] = [
    ["let in what is in", 409, () => change("let-in")],
    ["no such mark", 404, () => change("shut-out", { mark: "x".repeat(22) })],
    ["another label", 404, () => change("shut-out", { label: "Trolley 3" })],
    ["more than is asked", 400, () => change("shut-out", { id: "x" })],
    ["nobody signed in", 401, () => change("shut-out", {}, "")],
  ];
  test.each(rows)("%s: %i", async (_name, status, act) => {
    const { total } = await app.store.listAudit({ offset: 0, most: 1 });
    expect(await act()).toBe(status);
    expect((await app.store.listAudit({ offset: 0, most: 1 })).total).toBe(total);
    expect((await one.send()).status).toBe(200);
  });

  test("a second time: 409, and the first who did it stands", async () => {
    await change("shut-out");
    expect(await change("shut-out", {}, await app.signInAs("head"))).toBe(409);
    expect((await listed()).devices[0]?.shutOut?.who).toBe("one-it");
  });

  test.each<[Role, number]>([
    ["dsl", 200],
    ["head", 200],
    ["it", 200],
    ["deputy", 403],
    ["staff", 403],
  ])("by %s: %i", async (role, status) => {
    expect(await change("shut-out", {}, await app.signInAs(role))).toBe(status);
  });
});
