// Alerts at the desk, by their parts: what is said, what is sent, what only a lead may do; markup stays text.
import axe from "axe-core";
import { cleanup, fireEvent, render, screen, waitFor, within } from "@testing-library/preact";
import { afterEach, describe, expect, test, vi } from "vitest";
import type { AlertsAnswer, DeskContact } from "../../../collector/alerts/desk-types.ts";
import { AlertNotice } from "../../../collector/console/alert-notice.tsx";
import { AlertSettings } from "../../../collector/console/alert-settings.tsx";
import { AlertView } from "../../../collector/console/alert-view.tsx";
import { coverWords } from "../../../collector/console/alert-words.ts";
import type { DeskApi } from "../../../collector/console/api.ts";
import { readRoute, writeRoute } from "../../../collector/console/route.ts";
import { abilities } from "../../../collector/review/access.ts";
import { alertDefaults, coverAll } from "../../../collector/review/alert-rules.ts";
import { done, fakeApi, refused } from "./fake-api.ts";

afterEach(cleanup);
const out = () => undefined;
const evil = `<img src=x onerror="globalThis.stolen=1">`;

async function expectAccessible(container: Element): Promise<void> {
  const run = await axe.run(container, {
    rules: { "color-contrast": { enabled: false }, region: { enabled: false } },
  });
  expect(run.violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
}

const maple: DeskContact = {
  id: "one",
  name: "Ms Maple",
  channel: "email",
  target: "maple@example-academy.test",
  confirmedAtMs: 1,
  place: 1,
  when: "always",
  cover: coverAll,
  digest: true,
  isCodeOut: false,
  isFailing: false,
};
const quiet = { stuck: 0, stuckSinceMs: null, trouble: "", unheard: 0, unanswered: 0 };
function answer(given: Partial<AlertsAnswer> = {}): AlertsAnswer {
  return {
    settings: alertDefaults,
    version: 3,
    contacts: [maple],
    messages: [],
    counts: quiet,
    nobody: null,
    hasMail: true,
    profiles: [{ id: "ks3", title: "Key stage 3" }],
    policyDays: { terms: [], closures: [] },
    mayManage: true,
    ...given,
  };
}
const show = (given: Partial<AlertsAnswer>, api: Partial<DeskApi> = {}) =>
  render(
    <AlertSettings
      api={fakeApi({ alerts: () => done(answer(given)), ...api })}
      tick={0}
      onSignedOut={out}
      may={abilities}
    />,
  );
const type = (label: string | RegExp, value: string) =>
  fireEvent.input(screen.getByLabelText(label), { target: { value } });
const choose = (label: string, value: string) =>
  fireEvent.change(screen.getByLabelText(label), { target: { value } });
const press = (name: string | RegExp) => fireEvent.click(screen.getByRole("button", { name }));

test("who is told, where, of what; names and addresses stay text", async () => {
  const contacts = [{ ...maple, name: evil, target: evil }];
  const messages = [
    {
      id: "m",
      contactId: "one",
      contactName: evil,
      channel: "email" as const,
      kind: "alert" as const,
      madeAtMs: 1,
      dueAtMs: 1,
      tries: 2,
      endedAtMs: null,
      outcome: "" as const,
      trouble: "the mail server cannot be reached",
    },
  ];
  const { container } = show({ contacts, messages });
  await screen.findByText("Alerts can go out.");
  expect(container.querySelector("img")).toBeNull();
  expect(screen.getAllByText(evil).length).toBeGreaterThan(1);
  screen.getByText("Not gone yet, it is tried again: the mail server cannot be reached");
  await expectAccessible(container);
});

describe("what is wrong is said", () => {
  test.each<[string, Partial<AlertsAnswer>, RegExp]>([
    ["nobody is there", { contacts: [], nobody: "no-contact" }, /no contact has been added/],
    ["nobody is confirmed", { nobody: "none-confirmed" }, /no contact has been confirmed/],
    [
      "there is no mail server",
      { nobody: "no-mail-server", hasMail: false },
      /no mail server is set up for/,
    ],
    [
      "messages are stuck",
      {
        counts: {
          ...quiet,
          stuck: 2,
          stuckSinceMs: 1,
          trouble: "the mail server cannot be reached",
        },
      },
      /2 messages have not gone.*cannot be reached.*Nothing is lost/,
    ],
    [
      "nobody has looked",
      { counts: { ...quiet, unanswered: 1 } },
      /1 case was alerted and nobody has opened it/,
    ],
    [
      "grave cases wait for a contact",
      { nobody: "none-confirmed", counts: { ...quiet, unheard: 2 } },
      /2 grave cases wait for it/,
    ],
  ])("%s", async (_name, given, words) => {
    const { container } = show(given);
    await screen.findByText(words);
    await expectAccessible(container);
  });
});

test("adding somebody: where to, which place, only some subjects", async () => {
  const addContact = vi.fn<DeskApi["addContact"]>(() => done({ id: "two", secret: null }));
  const { container } = show({}, { addContact });
  fireEvent.click(await screen.findByRole("button", { name: "Add somebody" }));
  type("Name", "Mr Oak");
  type("E-mail address", "oak@example-academy.test");
  choose("Place in the on-call order", "2");
  choose("When", "hours");
  choose("Findings from", "high");
  fireEvent.click(screen.getByLabelText("Bullying"));
  fireEvent.click(screen.getByLabelText("An adult at school"));
  fireEvent.click(screen.getByLabelText("Hate"));
  fireEvent.click(screen.getByLabelText("Hate"));
  fireEvent.click(screen.getByLabelText("Key stage 3"));
  await expectAccessible(container);
  press("Add and confirm");
  await screen.findByText(/A code is on its way to oak@example-academy.test/);
  expect(addContact).toHaveBeenCalledWith({
    name: "Mr Oak",
    channel: "email",
    target: "oak@example-academy.test",
    place: 2,
    when: "hours",
    cover: { kinds: [], whats: ["bullying", "adult"], profiles: ["ks3"], from: "high" },
    digest: false,
  });
});

test("a webhook: its secret is shown once", async () => {
  const addContact = vi.fn<DeskApi["addContact"]>(() => done({ id: "two", secret: "the secret" }));
  show({}, { addContact });
  fireEvent.click(await screen.findByRole("button", { name: "Add somebody" }));
  type("Name", "Pager");
  choose("How", "webhook");
  type("Address, beginning with https://", "https://hooks.example.org/x");
  press("Add and confirm");
  await screen.findByText("the secret");
  press("I have noted it");
  expect(screen.queryByText("the secret")).toBeNull();
});

test("somebody new is used only after the code; a wrong one is said", async () => {
  const contacts = [{ ...maple, confirmedAtMs: null, isCodeOut: true }];
  const confirmContact = vi
    .fn<DeskApi["confirmContact"]>()
    .mockReturnValueOnce(refused(400, "Code: not the right one"))
    .mockReturnValue(done({}));
  const newCode = vi.fn<DeskApi["newCode"]>(() => done({}));
  const { container } = show({ contacts, nobody: "none-confirmed" }, { confirmContact, newCode });
  await screen.findByText("Not confirmed");
  await expectAccessible(container);
  type(/^Code/, "1234 5678");
  press(/^Confirm/);
  await screen.findByText("Code: not the right one");
  press(/^Confirm/);
  await screen.findByText("Ms Maple is confirmed and will be told from now on.");
  expect(confirmContact).toHaveBeenLastCalledWith("one", "1234 5678");
  press(/^New code/);
  await waitFor(() => expect(newCode).toHaveBeenCalledWith("one"));
});

test("changing somebody keeps where messages go to; removing asks once more", async () => {
  const changeContact = vi.fn<DeskApi["changeContact"]>(() => done({}));
  const removeContact = vi.fn<DeskApi["removeContact"]>(() => done({}));
  show({}, { changeContact, removeContact });
  fireEvent.click(await screen.findByRole("button", { name: /^Change/ }));
  const form = screen.getByRole("form", { name: "Change Ms Maple" });
  expect(within(form).queryByLabelText("E-mail address")).toBeNull();
  choose("Place in the on-call order", "");
  fireEvent.click(within(form).getByRole("button", { name: "Save" }));
  await screen.findByText("Ms Maple: saved.");
  expect(changeContact).toHaveBeenCalledWith("one", {
    name: "Ms Maple",
    place: null,
    when: "always",
    cover: coverAll,
    digest: true,
  });
  press(/^Remove/);
  expect(removeContact).not.toHaveBeenCalled();
  press(/^Keep/);
  press(/^Remove/);
  press(/^Yes, remove/);
  await screen.findByText("Ms Maple is told nothing any more.");
});

test("when alerts go out: what is chosen is what is sent, with the version that was read", async () => {
  const saveAlertSettings = vi.fn<DeskApi["saveAlertSettings"]>(() => done({}));
  show({}, { saveAlertSettings });
  await screen.findByText("When alerts go out");
  choose("Worries", "in-hours");
  choose("Findings at any hour", "");
  choose("Findings in school hours", "medium");
  fireEvent.click(screen.getByLabelText("Friday"));
  fireEvent.click(screen.getByLabelText("Saturday"));
  type("From", "07:30");
  type("Minutes until the next is told", "5");
  choose("Weekly digest on", "wed");
  press("Save");
  await screen.findByText("Saved. It holds from now on.");
  expect(saveAlertSettings).toHaveBeenCalledWith(
    {
      terms: [],
      closures: [],
      worries: "in-hours",
      atOnceFrom: null,
      inHoursFrom: "medium",
      hours: { days: ["mon", "tue", "wed", "thu", "sat"], from: "07:30", to: "17:00" },
      escalateMinutes: 5,
      digest: { day: "wed", at: "08:00" },
    },
    3,
  );
});

test("a deputy reads and changes nothing", async () => {
  show({ mayManage: false });
  await screen.findByText("Ms Maple");
  expect(screen.queryByRole("button")).toBeNull();
  expect(screen.getByRole("group", { name: "When alerts go out" })).toHaveProperty(
    "disabled",
    true,
  );
});

test("the link of a message: what waits, and taking it", async () => {
  const waiting = {
    id: "01K5200000000000000000EVT1",
    kind: "worry" as const,
    what: "adult" as const,
    severity: null,
    state: "new" as const,
    reference: "000-VT1",
    lastAtMs: 1,
    isWaiting: true,
  };
  const takeAlert = vi.fn<DeskApi["takeAlert"]>(() => done({ taken: 1 }));
  const alerted = vi
    .fn<DeskApi["alerted"]>()
    .mockReturnValueOnce(done({ cases: [waiting], waiting: 1 }))
    .mockReturnValue(done({ cases: [{ ...waiting, isWaiting: false }], waiting: 0 }));
  const api = fakeApi({ alerted, takeAlert });
  const { container } = render(
    <AlertView api={api} tick={0} onSignedOut={out} id="01K" mayTake={true} />,
  );
  const link = await screen.findByRole("link", { name: "An adult at school" });
  expect(link.getAttribute("href")).toBe("#/case/01K5200000000000000000EVT1");
  await expectAccessible(container);
  expect(takeAlert).not.toHaveBeenCalled();
  press("I am looking into it");
  await screen.findByText("You have taken this. Nobody else is called for it.");
  expect(takeAlert).toHaveBeenCalledWith("01K");
  expect(screen.queryByRole("button")).toBeNull();
});

test("above the queue only where something is wrong", async () => {
  const at = (given: Partial<AlertsAnswer>) => {
    const api = fakeApi({ alerts: () => done(answer(given)) });
    return <AlertNotice api={api} tick={given.version ?? 0} onSignedOut={out} />;
  };
  const { container, rerender } = render(at({ nobody: "none-confirmed" }));
  await screen.findByText(/Nobody can be alerted/);
  expect(screen.getByRole("link").getAttribute("href")).toBe("#/alerts");
  rerender(at({ version: 4 }));
  await waitFor(() => expect(container.textContent).toBe(""));
  const counts = { ...quiet, stuck: 1, trouble: "it cannot be reached" };
  rerender(at({ version: 5, mayManage: false, counts }));
  await screen.findByText(/1 message has not gone out: it cannot be reached/);
  expect(screen.queryByRole("link")).toBeNull();
});

test("what somebody is told of, in words", () => {
  const titles = new Map([["ks3", "Key stage 3"]]);
  const rows: readonly [Partial<typeof coverAll>, string][] = [
    [{}, "Everything"],
    [{ from: "high" }, "Worries, findings from high"],
    [{ kinds: ["worry"] }, "Worries"],
    [{ whats: ["adult"], profiles: ["ks3", "gone"] }, "1 subject; Key stage 3; gone"],
  ];
  for (const [given, words] of rows) {
    expect(coverWords({ ...coverAll, ...given }, titles)).toBe(words);
  }
});

test("the addresses of alerts: written and read back", () => {
  for (const route of [
    { view: "alert", id: "01K5200000000000000000EVT1" },
    { view: "alerts" },
  ] as const) {
    expect(readRoute(writeRoute(route))).toEqual(route);
  }
  expect(readRoute("#/alert/nonsense").view).toBe("queue");
});

describe("terms and closures", () => {
  const autumn = { title: "Autumn", from: "2026-09-01", to: "2026-12-18" };
  const half = { title: "Half-term", from: "2026-10-26", to: "2026-10-30" };
  const saved = () => vi.fn<DeskApi["saveAlertSettings"]>(() => done({}));

  test("a term is written in, by its first and last day", async () => {
    const saveAlertSettings = saved();
    const { container } = show({}, { saveAlertSettings });
    await screen.findByText("None: it is always term.");
    press("Add a term");
    type("Name", "Autumn");
    type("First day", "2026-09-01");
    type("Last day", "2026-12-18");
    await expectAccessible(container);
    press("Save");
    await vi.waitFor(() => expect(saveAlertSettings).toHaveBeenCalled());
    expect(saveAlertSettings.mock.calls[0]?.[0].terms).toEqual([autumn]);
    expect(saveAlertSettings.mock.calls[0]?.[0].closures).toEqual([]);
  });

  test("the policy's are taken over by one press, and can be taken away again", async () => {
    const saveAlertSettings = saved();
    show({ policyDays: { terms: [autumn], closures: [half] } }, { saveAlertSettings });
    await screen.findByText("Alerts can go out.");
    press(/Take over the policy’s 1 term and 1 closure/);
    expect(screen.queryByRole("button", { name: /Take over/ })).toBeNull();
    press("Remove term 1");
    press("Save");
    await vi.waitFor(() => expect(saveAlertSettings).toHaveBeenCalled());
    expect(saveAlertSettings.mock.calls[0]?.[0]).toMatchObject({ terms: [], closures: [half] });
  });

  test("whoever may only read sees them and changes nothing", async () => {
    const settings = { ...alertDefaults, terms: [autumn], closures: [half] };
    show({ settings, mayManage: false });
    await screen.findByDisplayValue("Half-term");
    expect(screen.queryByRole("button", { name: /Remove|Add/ })).toBeNull();
  });

  test("somebody can be there on closed days alone", async () => {
    const addContact = vi.fn<DeskApi["addContact"]>(() => done({ id: "two", secret: null }));
    show({}, { addContact });
    await screen.findByText("Alerts can go out.");
    press("Add somebody");
    const when = screen.getByLabelText<HTMLSelectElement>("When");
    expect([...when.options].map((one) => one.textContent)).toEqual([
      "At any hour",
      "In school hours",
      "At any hour, but not on closed days",
      "On closed days only",
    ]);
    fireEvent.change(when, { target: { value: "closed" } });
    expect(when.value).toBe("closed");
  });
});
