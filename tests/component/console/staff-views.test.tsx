// The views of opening, the policy and accounts, by their parts: what is asked, what is shown, what stays text.
import axe from "axe-core";
import { cleanup, fireEvent, render, screen, waitFor, within } from "@testing-library/preact";
import { afterEach, describe, expect, test, vi } from "vitest";
import { AccountsView } from "../../../collector/console/accounts-view.tsx";
import type { DeskApi } from "../../../collector/console/api.ts";
import { OpenView } from "../../../collector/console/open-view.tsx";
import { leaveDraft } from "../../../collector/console/policy-draft.ts";
import { PolicyView } from "../../../collector/console/policy-view.tsx";
import type { OpenForm } from "../../../collector/console/route.ts";
import { openPlaces } from "../../../collector/console/shell.tsx";
import type { OrderChoices, OrdersPage, PolicyPage } from "../../../collector/desk-types.ts";
import { abilities, may, roles, type Role } from "../../../collector/review/access.ts";
import type { StaffOrder } from "../../../collector/review/order.ts";
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
const type = (label: string, value: string) =>
  fireEvent.input(screen.getByLabelText(label), { target: { value } });
const choose = (label: string, value: string) =>
  fireEvent.change(screen.getByLabelText(label), { target: { value } });

test.each<[Role, readonly string[]]>([
  [
    "dsl",
    [
      "queue",
      "requests",
      "open",
      "activity",
      "policy",
      "devices",
      "lists",
      "accounts",
      "audit",
      "settings",
    ],
  ],
  ["deputy", ["queue", "requests", "open", "activity", "devices", "lists", "audit", "settings"]],
  ["it", ["requests", "activity", "policy", "devices", "lists", "accounts", "settings"]],
  ["staff", ["open", "settings"]],
])("what %s finds at the desk, the first of it at the start", (role, views) => {
  const held = abilities.filter((ability) => may(role, ability));
  expect(openPlaces(held).map(({ views: [first] }) => first)).toEqual(views);
});

const choices: OrderChoices = {
  longestMinutes: 60,
  codes: true,
  never: ["illegal"],
  categories: [{ id: "games", title: "Games" }],
  profiles: [{ id: "ks3", title: "Years 7 to 9" }],
  groups: [{ id: "maths", title: "Maths club" }],
  lessons: [
    { id: "maps", title: "Maps", minutes: 45, search: false, sites: ["maps.example.test"] },
  ],
};

function order(given: Partial<StaffOrder> = {}): StaffOrder {
  return {
    id: "one",
    how: "collector",
    what: { kind: "site", host: "puzzles.example.test" },
    for: { kind: "everyone", value: "" },
    fromMs: 1,
    untilMs: Date.now() + 600_000,
    who: "dsl",
    by: "Ms Maple",
    why: "Maths club",
    endedAtMs: null,
    endedBy: "",
    ...given,
  };
}
const orders = (open: readonly StaffOrder[], past: readonly StaffOrder[] = []) =>
  done<OrdersPage>({ open, past, total: past.length, page: 1, pages: 1 });

describe("opening", () => {
  const show = (form: OpenForm, api: Partial<DeskApi>) =>
    render(
      <OpenView
        api={fakeApi({ orderChoices: () => done(choices), orders: () => orders([]), ...api })}
        tick={0}
        onSignedOut={out}
        form={form}
        page={1}
      />,
    );

  test("one site for a group: asked as it was typed, then the form is empty again", async () => {
    const addOrder = vi.fn(() => done({ order: order(), isDeviceUnknown: false }));
    const { container } = show("site", { addOrder });
    await screen.findByLabelText("Address");
    await expectAccessible(container);
    type("Address", "puzzles.example.test/x");
    choose("For whom", "group");
    type("Why", "Maths club");
    fireEvent.submit(container.querySelector("form") ?? container);
    await screen.findByText("Open for 30 minutes.");
    expect(addOrder).toHaveBeenCalledWith({
      what: { kind: "site", address: "puzzles.example.test/x" },
      for: { kind: "group", value: "maths" },
      minutes: 30,
      why: "Maths club",
    });
    expect(screen.getByLabelText<HTMLInputElement>("Address").value).toBe("");
  });

  test("no longer than the policy allows is offered", async () => {
    show("site", {});
    const select = await screen.findByLabelText<HTMLSelectElement>("For how long");
    const minutes = [...select.options].map(({ value }) => Number(value));
    expect(Math.max(...minutes)).toBe(60);
  });

  test("a label that nobody has seen is pointed out", async () => {
    const addOrder = vi.fn(() => done({ order: order(), isDeviceUnknown: true }));
    const { container } = show("site", { addOrder });
    await screen.findByLabelText("Address");
    type("Address", "puzzles.example.test");
    choose("For whom", "device");
    type("The Chromebook’s label", "CB-9999");
    type("Why", "x");
    fireEvent.submit(container.querySelector("form") ?? container);
    expect(await screen.findByText(/No Chromebook labelled “CB-9999”/)).toBeTruthy();
  });

  test("what is open can be ended, what was ended can be opened again, and markup stays text", async () => {
    const endOrder = vi.fn(() => done({}));
    const reopenOrder = vi.fn(() => done({}));
    const over = order({
      id: "two",
      untilMs: Date.now() + 60_000,
      endedAtMs: 5,
      endedBy: "dsl",
      why: evil,
    });
    const late = order({ id: "three", untilMs: 5, endedAtMs: 4 });
    const again = order({ id: "four", endedAtMs: 5 });
    const { container } = show("site", {
      orders: () => orders([order({ untilMs: again.untilMs })], [over, late, again]),
      endOrder,
      reopenOrder,
    });
    fireEvent.click(await screen.findByText("End now"));
    await waitFor(() => expect(endOrder).toHaveBeenCalledWith("one"));
    // What is over by its time has no Undo, and neither has what is open again.
    expect(screen.getAllByText("Undo")).toHaveLength(1);
    fireEvent.click(screen.getByText("Undo"));
    await waitFor(() => expect(reopenOrder).toHaveBeenCalledWith("two"));
    expect(container.querySelector("img")).toBeNull();
    await expectAccessible(container);
  });

  test("pasted sites are shown cleaned; a line that is no site stops the lesson", async () => {
    const addOrder = vi.fn(() => done({ order: order(), isDeviceUnknown: false }));
    const cleanSites = vi
      .fn<DeskApi["cleanSites"]>()
      .mockImplementationOnce(() => done({ sites: [], wrong: [{ line: 1, text: evil }] }))
      .mockImplementation(() => done({ sites: ["maps.example.test"], wrong: [] }));
    const { container } = show("lesson", { addOrder, cleanSites });
    await screen.findByLabelText("Which list");
    choose("Which list", "");
    type("Name of the lesson", "Maps");
    type("Sites, one a line", "no site");
    type("Why", "Geography");
    fireEvent.submit(container.querySelector("form") ?? container);
    await screen.findByText("Please put right the lines below first.");
    expect(addOrder).not.toHaveBeenCalled();
    expect(container.querySelector("img")).toBeNull();
    type("Sites, one a line", "maps.example.test");
    fireEvent.submit(container.querySelector("form") ?? container);
    await waitFor(() => expect(addOrder).toHaveBeenCalledOnce());
    await expectAccessible(container);
  });

  test("a lesson of the policy brings its own time", async () => {
    show("lesson", {});
    const select = await screen.findByLabelText<HTMLSelectElement>("For how long");
    expect(select.value).toBe("45");
  });

  test("a code: large, with exactly what has to be typed beside it; gone with the next", async () => {
    const made = {
      request: "K7Q4-9MZPTR",
      what: "site",
      place: "puzzles.example.test",
      minutes: 30,
      by: "Ms Maple",
      code: "64080525",
    } as const;
    const { container } = show("code", { makeCode: () => done(made) });
    await screen.findByLabelText("Request");
    type("Request", "k7q4-9mzptr");
    type("Site, as the screen shows it", "puzzles.example.test");
    type("Why", "Maths club");
    fireEvent.submit(container.querySelector("form") ?? container);
    const card = await screen.findByLabelText("Code 6 4 0 8 0 5 2 5");
    expect(card.textContent).toBe("6408 0525");
    expect(within(container as HTMLElement).getByText("Ms Maple")).toBeTruthy();
    await expectAccessible(container);
    fireEvent.click(screen.getByText("Another code"));
    expect(container.textContent).not.toContain("6408");
  });

  test("where the policy uses no codes, none is offered", async () => {
    show("code", { orderChoices: () => done({ ...choices, codes: false }) });
    await screen.findByText("One-time codes are not used here");
    expect(screen.queryByLabelText("Request")).toBeNull();
  });
});

describe("the policy", () => {
  const page: PolicyPage = {
    from: "release",
    serial: 2,
    version: "two",
    profiles: ["ks3"],
    stages: [
      { stage: "", serial: 2, atMs: 1, who: "dsl" },
      { stage: "pilot", serial: 3, atMs: 2, who: "dsl" },
    ],
    publicKey: "key",
    releases: [3, 2, 1].map((serial) => ({
      serial,
      atMs: serial,
      who: "dsl",
      why: evil,
      version: String(serial),
      origin: serial,
      stages: [],
    })),
    total: 3,
    page: 1,
    pages: 1,
  };
  const show = (api: Partial<DeskApi>) =>
    render(
      <PolicyView
        api={fakeApi({ policy: () => done(page), ...api })}
        tick={0}
        onSignedOut={out}
        page={1}
      />,
    );
  const good = { usable: true, version: "four", problems: [], changes: ["ks3: games blocked"] };

  test("checked first, with what changes; released to the pilot stage first", async () => {
    const checkPolicy = vi.fn(() => done(good));
    const releasePolicy = vi.fn(() => done({}));
    const { container } = show({ checkPolicy, releasePolicy });
    fireEvent.click(await screen.findByText("Release a new policy …"));
    type("The policy (JSON)", "{}");
    fireEvent.submit(container.querySelector("form") ?? container);
    await screen.findByText("ks3: games blocked");
    expect(releasePolicy).not.toHaveBeenCalled();
    type("Why", "a reason");
    fireEvent.submit(container.querySelector("form") ?? container);
    await screen.findByText("Version four is released to the stage pilot.");
    expect(releasePolicy).toHaveBeenCalledWith({
      text: "{}",
      stage: "pilot",
      why: "a reason",
      now: 2,
    });
    expect(container.querySelector("img")).toBeNull();
    await expectAccessible(container);
  });

  test("one that cannot be used has its places, and no way to release it", async () => {
    const wrong = {
      path: "strictest",
      what: "ks9",
      expected: "a profile",
      level: "error",
    } as const;
    show({
      checkPolicy: () => done({ usable: false, version: "", problems: [wrong], changes: [] }),
    });
    fireEvent.click(await screen.findByText("Release a new policy …"));
    type("The policy (JSON)", "{}");
    fireEvent.click(screen.getByText("Check it"));
    await screen.findByText("strictest");
    expect(screen.getByText<HTMLButtonElement>("Release it").disabled).toBe(true);
  });

  test("a changed text has to be checked again", async () => {
    show({ checkPolicy: () => done(good) });
    fireEvent.click(await screen.findByText("Release a new policy …"));
    type("The policy (JSON)", "{}");
    fireEvent.click(screen.getByText("Check it"));
    await screen.findByText("Release it");
    type("The policy (JSON)", "{ }");
    expect(screen.getByText("Check it")).toBeTruthy();
  });

  test("a draft from a request is checked at once, with its reason", async () => {
    leaveDraft({ text: "{}", why: "puzzles.example.test: 3 people asked" });
    const checkPolicy = vi.fn(() => done(good));
    show({ checkPolicy });
    await screen.findByText("Release it");
    expect(screen.getByLabelText<HTMLInputElement>("Why").value).toContain("puzzles");
    expect(checkPolicy).toHaveBeenCalledWith({ text: "{}", stage: "" });
  });

  test("a stage's release is given to all, and an earlier one brought back, each with a reason", async () => {
    const widenRelease = vi.fn(() => done({}));
    const rollBack = vi.fn(() => refused(409, "Somebody was first."));
    show({ widenRelease, rollBack });
    fireEvent.click(await screen.findByText("Give to everybody …"));
    type("Why", "It went well");
    fireEvent.click(screen.getByText("Give it to everybody"));
    await waitFor(() =>
      expect(widenRelease).toHaveBeenCalledWith({ serial: 3, stage: "", why: "It went well" }),
    );
    fireEvent.click(await screen.findByText(/Go back to this/));
    type("Why", "Too strict");
    fireEvent.click(screen.getByText("Go back"));
    await screen.findByText("Somebody was first.");
    expect(rollBack).toHaveBeenCalledWith({ serial: 1, stage: "", why: "Too strict" });
  });
});

describe("accounts", () => {
  const account = {
    name: "fiction",
    fullName: "Mr Fiction",
    role: "staff",
    oneTimeUntilMs: null,
    disabledAtMs: null,
    isOwn: false,
    mayChange: true,
  } as const;
  const own = {
    ...account,
    name: "dsl",
    fullName: "",
    role: "dsl",
    isOwn: true,
    mayChange: false,
  } as const;
  const show = (api: Partial<DeskApi>) =>
    render(
      <AccountsView
        api={fakeApi({ accounts: () => done({ accounts: [own, account], roles }), ...api })}
        tick={0}
        onSignedOut={out}
      />,
    );

  test("a one-time password is shown once, to be handed over", async () => {
    const addAccount = vi.fn(() => done({ name: "new", password: "k7mx-p3qz-r4tn" }));
    const { container } = show({ addAccount });
    await screen.findByText("Make an account");
    await expectAccessible(container);
    type("The person’s name", "Ms New");
    type("Name to sign in with", "new");
    choose("Role", "it");
    fireEvent.submit(container.querySelector("form") ?? container);
    await screen.findByText("k7mx-p3qz-r4tn");
    expect(addAccount).toHaveBeenCalledWith({ name: "new", fullName: "Ms New", role: "it" });
    fireEvent.click(screen.getByText("I have handed it over"));
    expect(container.textContent).not.toContain("k7mx");
  });

  test("one's own account has no buttons; another's role, password and closing have", async () => {
    const changeAccount = vi.fn(() => done({}));
    const newPassword = vi.fn(() => done({ name: "fiction", password: "k7mx-p3qz-r4tn" }));
    show({ changeAccount, newPassword });
    await screen.findByLabelText("Role of fiction");
    expect(screen.queryByLabelText("Role of dsl")).toBeNull();
    choose("Role of fiction", "deputy");
    await waitFor(() => expect(changeAccount).toHaveBeenCalledWith("fiction", { role: "deputy" }));
    fireEvent.click(screen.getByText("Close"));
    await waitFor(() =>
      expect(changeAccount).toHaveBeenCalledWith("fiction", { isDisabled: true }),
    );
    fireEvent.click(screen.getByText("New password"));
    await screen.findByText("k7mx-p3qz-r4tn");
  });
});
