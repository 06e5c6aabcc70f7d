// The devices at the desk: silence, refusals by kind, what they say of themselves, and nothing of a pupil.
import axe from "axe-core";
import { cleanup, fireEvent, render, screen } from "@testing-library/preact";
import { afterEach, expect, test, vi } from "vitest";
import type { DeskApi, Reply } from "../../../collector/console/api.ts";
import { DevicesView } from "../../../collector/console/devices-view.tsx";
import { readRoute, writeRoute, type DevicesFilter } from "../../../collector/console/route.ts";
import type { DevicesAnswer } from "../../../collector/desk-device-routes.ts";
import { done, fakeApi, refused } from "./fake-api.ts";

afterEach(cleanup);
const evil = `<img src=x onerror="globalThis.stolen=1">`;
const usual: DevicesFilter = { only: "all", days: 5, search: "", page: 1 };
const device: DevicesAnswer["devices"][number] = {
  mark: "m".repeat(22),
  shutOut: null,
  label: "CB-0142",
  enrolledAtMs: 1,
  lastSeenAtMs: 5000,
  refused: 0,
  refusedAtMs: null,
  refusedWhy: "",
  extension: "0.4.2",
  policy: "2026-09-01",
  refusals: [],
};
const answer: DevicesAnswer = {
  devices: [device],
  counts: { all: 1, silent: 0, refused: 0, "shut-out": 0 },
  silentDays: 5,
  silentBeforeMs: 1000,
  total: 1,
  page: 1,
  pages: 1,
  tooMany: 0,
  health: [],
};

function show(
  given: Partial<DevicesAnswer> = {},
  filter: Partial<DevicesFilter> = {},
  {
    mayShutOut = true,
    reply = done({}),
  }: { mayShutOut?: boolean; reply?: Promise<Reply<unknown>> } = {},
) {
  const shutOutDevice = vi.fn<DeskApi["shutOutDevice"]>(() => reply);
  const onFilter = vi.fn<(filter: DevicesFilter) => void>();
  const devices = vi.fn<DeskApi["devices"]>(() => done({ ...answer, ...given }));
  const { container } = render(
    <DevicesView
      api={fakeApi({ devices, shutOutDevice })}
      tick={0}
      onSignedOut={() => undefined}
      filter={{ ...usual, ...filter }}
      mayShutOut={mayShutOut}
      onFilter={onFilter}
    />,
  );
  return { onFilter, devices, shutOutDevice, container };
}

async function expectAccessible(container: Element): Promise<void> {
  const rules = { "color-contrast": { enabled: false }, region: { enabled: false } };
  const { violations } = await axe.run(container, { rules });
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
}

test("a device: when it was heard, its versions, what was refused by kind; names stay text", async () => {
  const refusals = [
    { why: "replay", count: 3, lastAtMs: 1 },
    { why: "signature", count: 2, lastAtMs: 1 },
    { why: "flood", count: 1, lastAtMs: 1 },
  ] as const;
  const { container } = show({ devices: [{ ...device, label: evil, refused: 6, refusals }] });
  await screen.findByText(evil);
  expect(container.querySelector("img")).toBeNull();
  expect(screen.getByText("0.4.2")).not.toBeNull();
  expect(screen.getByText("2026-09-01")).not.toBeNull();
  expect(container.textContent).toContain("6 times");
  expect(container.textContent).toContain("Sent again by somebody (replay): 3");
  expect(container.textContent).toContain("Signed with another key (forgery): 2");
  expect(container.textContent).toContain("Too much at once (flood): 1");
  await expectAccessible(container);
});

test("silence is said in school days; what was never told is said so", async () => {
  show({ devices: [{ ...device, lastSeenAtMs: 999, extension: "", policy: "", label: "" }] });
  await screen.findByText("Silent for more than 5 school days");
  expect(screen.getAllByText("Not told")).toHaveLength(2);
  expect(screen.getByText("Without a name")).not.toBeNull();
});

test("a refusal from before they were counted by kind is still told", async () => {
  show({ devices: [{ ...device, refused: 4, refusedWhy: "another-name" }] });
  await screen.findByText(/Last: In another device’s name/);
});

test("what devices say of themselves, and enrolments that were too many, in plain words", async () => {
  const health = [
    {
      atMs: 1,
      deviceLabel: "CB-7",
      what: "gave-way",
      detail: "In all: finding 2",
      count: 2,
      receivedAtMs: 2,
    },
    {
      atMs: 1,
      deviceLabel: "",
      what: "set-apart",
      detail: "event: too long",
      count: 1,
      receivedAtMs: 2,
    },
    { atMs: 1, deviceLabel: "", what: "not-kept", detail: "", count: 1, receivedAtMs: 2 },
  ] as const;
  const { container } = show({ health, tooMany: 12 });
  await screen.findByText("Its storage was full: the least grave gave way");
  expect(screen.getByText("Could not send these: the collector does not take them")).not.toBeNull();
  expect(screen.getByText("Its disk took nothing more: these are lost")).not.toBeNull();
  expect(container.textContent).toContain("12 enrolments were refused since yesterday");
  await expectAccessible(container);
});

test.each<[string, Partial<DevicesAnswer>, Partial<DevicesFilter>, string]>([
  [
    "no device at all",
    { counts: { all: 0, silent: 0, refused: 0, "shut-out": 0 } },
    {},
    "No device has enrolled yet",
  ],
  ["none of that name", {}, { search: "zz" }, "No device of this name"],
  ["none silent", {}, { only: "silent" }, "No device is silent"],
  ["none refused", {}, { only: "refused" }, "Nothing was refused"],
  ["none shut out", {}, { only: "shut-out" }, "No device is shut out"],
])("empty: %s", async (_name, given, filter, words) => {
  const { container } = show({ devices: [], total: 0, ...given }, filter);
  await screen.findByRole("heading", { name: words });
  await expectAccessible(container);
});

test("filters: which, how long, whose; each begins at the first page", async () => {
  const { onFilter } = show({}, { page: 3 });
  await screen.findByText("CB-0142");
  fireEvent.click(screen.getByRole("button", { name: /^Silent/ }));
  expect(onFilter).toHaveBeenLastCalledWith({ ...usual, only: "silent" });
  fireEvent.change(screen.getByLabelText("Silent after"), { target: { value: "10" } });
  expect(onFilter).toHaveBeenLastCalledWith({ ...usual, days: 10 });
  const box = screen.getByLabelText("Search the device’s name");
  fireEvent.input(box, { target: { value: " trolley " } });
  fireEvent.submit(box);
  expect(onFilter).toHaveBeenLastCalledWith({ ...usual, search: "trolley" });
});

test.each<[string, DevicesFilter]>([
  ["#/devices", usual],
  [
    "#/devices?only=silent&days=10&search=CB+1&page=2",
    { only: "silent", days: 10, search: "CB 1", page: 2 },
  ],
])("the address %s says where the reader stands", (hash, filter) => {
  expect(readRoute(hash)).toEqual({ view: "devices", filter });
  expect(readRoute(writeRoute({ view: "devices", filter }))).toEqual({ view: "devices", filter });
});

test("an address that makes no sense shows all devices", () => {
  expect(readRoute("#/devices?only=x&days=4&page=-1")).toEqual({ view: "devices", filter: usual });
});

test("a lost device is shut out after it was said what that does, by the keyboard too", async () => {
  const { container, devices, shutOutDevice } = show();
  fireEvent.click(await screen.findByRole("button", { name: "Shut out … CB-0142" }));
  const sure = screen.getByRole("button", { name: "Shut it out" });
  expect(document.activeElement).toBe(sure);
  expect(screen.getByRole("group", { name: "Shut out CB-0142?" }).textContent).toContain(
    "worries too, stays on it",
  );
  expect(shutOutDevice).not.toHaveBeenCalled();
  await expectAccessible(container);
  fireEvent.keyDown(sure, { key: "Escape" });
  expect(screen.queryByRole("button", { name: "Shut it out" })).toBeNull();
  fireEvent.click(screen.getByRole("button", { name: "Shut out … CB-0142" }));
  fireEvent.click(screen.getByRole("button", { name: "Shut it out" }));
  await screen.findByText("CB-0142 is shut out: nothing is taken from it any more.");
  expect(shutOutDevice.mock.calls).toEqual([[{ label: "CB-0142", mark: device.mark }, true]]);
  expect(devices).toHaveBeenCalledTimes(2);
});

test("one that is shut out: by whom and when; let in again", async () => {
  const shutOut = { atMs: 5000, who: "it-desk" };
  const { container, shutOutDevice } = show({ devices: [{ ...device, shutOut }] });
  await screen.findByText(/^Shut out by it-desk,/);
  await expectAccessible(container);
  fireEvent.click(screen.getByRole("button", { name: "Let in again: CB-0142" }));
  await screen.findByText(/^CB-0142 is let in again/);
  expect(shutOutDevice.mock.calls).toEqual([[{ label: "CB-0142", mark: device.mark }, false]]);
});

test("what somebody else did meanwhile is said, and loaded anew", async () => {
  const { devices } = show({}, {}, { reply: refused(409, "Somebody changed this.") });
  fireEvent.click(await screen.findByRole("button", { name: "Shut out … CB-0142" }));
  fireEvent.click(screen.getByRole("button", { name: "Shut it out" }));
  await screen.findByText("Somebody changed this.");
  expect(devices).toHaveBeenCalledTimes(2);
});

test("who may not shut out sees who did, and no button", async () => {
  const shutOut = { atMs: 5000, who: "it-desk" };
  show({ devices: [{ ...device, shutOut }] }, {}, { mayShutOut: false });
  await screen.findByText(/^Shut out by it-desk,/);
  expect(screen.queryByRole("button", { name: /Let in again|Shut out …/ })).toBeNull();
});
