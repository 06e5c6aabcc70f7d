// One person's records at the desk: what is asked for first, how far it is, what comes of it, and what does not open.
import { cleanup, fireEvent, render, screen } from "@testing-library/preact";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { DeskApi } from "../../../collector/console/api.ts";
import { RecordsView } from "../../../collector/console/records/records-view.tsx";
import type { DeskSession } from "../../../collector/desk-types.ts";
import { abilities } from "../../../collector/review/access.ts";
import { makeVisit } from "../../support/collector-seed.ts";
import { done, fakeApi, noKeys, refused } from "./fake-api.ts";

afterEach(cleanup);
beforeEach(() => {
  // What jsdom has no word of.
  URL.createObjectURL = () => "blob:archive";
  URL.revokeObjectURL = () => undefined;
});

const robin = "robin.sample@pupils.example-academy.test";
const ticket = "01K5200000000000000000EVT1";
const session: DeskSession = {
  name: "dsl",
  fullName: "Ms Maple",
  mustChoosePassword: false,
  role: "dsl",
  may: abilities,
  school: "Example Academy",
  signedInAtMs: 0,
  passwordAtMs: 0,
  endsAtMs: 1,
};
const visit = {
  event: makeVisit({ user: robin }),
  receivedAtMs: 1,
  skewMs: 0,
  sentFrom: "",
  caseId: null,
};
const answers: Partial<DeskApi> = {
  askForRecords: () => done({ ticket }),
  recordNames: () =>
    done({
      names: [{ name: robin, id: visit.event.id, kind: "blocked-visit" as const, head: "" }],
      orderNames: [],
      atOnce: 1000,
    }),
  recordEvents: (_ticket, _names, after) => done({ events: after === "" ? [visit] : [] }),
  recordsAbout: () => done({ cases: [], orders: [], answers: [], staff: [] }),
  recordSigner: () => done({ publicKey: "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=" }),
  signRecords: () => done({ jws: "a.b.c" }),
  recordsDone: () => done({}),
};

function show(api: Partial<DeskApi>, standing: "none" | "locked" | "stranger" = "none") {
  const onSignedOut = vi.fn<() => void>();
  render(
    <RecordsView
      {...{ session, onSignedOut, tick: 0 }}
      api={fakeApi({ ...answers, ...api })}
      keys={{ ...noKeys, standing }}
    />,
  );
  return onSignedOut;
}

function fill() {
  const write = (label: RegExp, value: string) =>
    fireEvent.input(screen.getByLabelText(label), { target: { value } });
  write(/sign in with/, robin);
  write(/by what right/, "The police ask, with an order");
  write(/Reference/, "CR 77");
  fireEvent.click(screen.getByRole("button", { name: "Put the archive together" }));
}

test("the archive is offered once the audit has its hash, and never before", async () => {
  let tellAudit: () => void = () => undefined;
  const recordsDone = vi.fn<DeskApi["recordsDone"]>(
    () =>
      new Promise((settle) => {
        tellAudit = () => settle({ ok: true, value: {} });
      }),
  );
  const askForRecords = vi.fn<DeskApi["askForRecords"]>(() => done({ ticket }));
  show({ askForRecords, recordsDone });
  fill();
  await vi.waitFor(() => expect(recordsDone).toHaveBeenCalled());
  expect(askForRecords).toHaveBeenCalledWith({
    person: robin,
    why: "The police ask, with an order",
    reference: "CR 77",
  });
  expect(screen.queryByRole("link", { name: "Save the archive" })).toBeNull();
  tellAudit();
  const link = await screen.findByRole("link", { name: "Save the archive" });
  expect(link.getAttribute("download")).toMatch(/^schoolgate-records-[0-9A-Z]{6}\.zip$/);
  const [, told] = recordsDone.mock.calls[0] ?? [];
  expect(told?.counts).toEqual({ events: 1, cases: 0, orders: 0, answers: 0, notOpened: 0 });
  expect(screen.getByText(told?.sha256 ?? "none")).not.toBeNull();
});

test("how far it is, is said; it can be stopped, and then there is no archive", async () => {
  let go: () => void = () => undefined;
  const recordEvents = vi.fn<DeskApi["recordEvents"]>(
    () =>
      new Promise((settle) => {
        go = () => settle({ ok: true, value: { events: [visit] } });
      }),
  );
  const recordsDone = vi.fn<DeskApi["recordsDone"]>(() => done({}));
  show({ recordEvents, recordsDone });
  fill();
  await screen.findByText(/1 record looked at, 0 of this person/);
  fireEvent.click(screen.getByRole("button", { name: "Stop" }));
  go();
  await screen.findByText("Stopped.");
  expect(recordsDone).not.toHaveBeenCalled();
  expect(screen.queryByRole("link", { name: "Save the archive" })).toBeNull();
});

test("what could not be opened is listed by its number", async () => {
  const sealed = { ...visit, event: { ...visit.event, user: "~0123", sealed: "{}", head: "{}" } };
  show({
    recordNames: () =>
      done({
        names: [{ name: "~0123", id: visit.event.id, kind: "blocked-visit" as const, head: "{}" }],
        orderNames: [],
        atOnce: 1000,
      }),
    recordEvents: (_ticket, _names, after) => done({ events: after === "" ? [sealed] : [] }),
  });
  fill();
  await screen.findByText("1 event could not be opened");
  expect(screen.getByText(visit.event.id)).not.toBeNull();
  expect(screen.getByText(/Nothing is kept of this address/)).not.toBeNull();
});

test("a call that fails is said, and gives half of nothing", async () => {
  show({ recordsAbout: () => refused(0, "The collector cannot be reached.") });
  fill();
  await screen.findByText("The collector cannot be reached.");
  expect(screen.queryByRole("link", { name: "Save the archive" })).toBeNull();
});

test("who is signed out meanwhile stands before the door", async () => {
  const onSignedOut = show({ recordsDone: () => refused(401, "You are signed out.") });
  fill();
  await vi.waitFor(() => expect(onSignedOut).toHaveBeenCalled());
});

test.each([
  ["locked", /Open your key first/],
  ["stranger", /Only somebody who holds a key/],
] as const)("with a key that is %s nothing begins", (standing, words) => {
  show({}, standing);
  expect(screen.getByText(words)).not.toBeNull();
  const button = screen.getByRole("button", { name: "Put the archive together" });
  expect((button as HTMLButtonElement).disabled).toBe(true);
});
