// The lists at the desk: what waits, what is held back, and a person's answers.
import { cleanup, fireEvent, render, screen, waitFor } from "@testing-library/preact";
import axe from "axe-core";
import { afterEach, expect, test, vi } from "vitest";
import { ListsView } from "../../../collector/console/lists-view.tsx";
import type { ListsApi } from "../../../collector/console/lists-view.tsx";
import type { ListView } from "../../../collector/lists/list-types.ts";

afterEach(cleanup);

const sha = (letter: string) => letter.repeat(64);
const sheltered = [{ host: "any.ac.uk", known: "ac.uk", place: "below" as const }];
const version = { sha256: sha("a"), hosts: 12_345, atMs: 1 };

function list(given: Partial<ListView> = {}): ListView {
  return {
    id: "bets",
    title: "Betting",
    category: "gambling",
    from: "fetched",
    address: "https://publisher.test/bets.txt",
    everyHours: 24,
    source: "A publisher",
    licence: "CC0",
    attribution: "By a publisher",
    hosts: 12_345,
    fetchedAtMs: 1,
    checkedAtMs: 1,
    nextAtMs: 2,
    error: "",
    versions: [version],
    isPinned: false,
    refused: {},
    sheltered: [],
    held: null,
    released: [],
    ...given,
  };
}

const held: NonNullable<ListView["held"]> = {
  sha256: sha("b"),
  hosts: 10,
  atMs: 2,
  format: "domains",
  lines: 10,
  refused: {},
  sheltered: [],
  why: "It shrank from 12345 hosts to 10.",
  added: { count: 1, first: ["new.example"] },
  removed: { count: 0, first: [] },
};

const done = (...lists: readonly ListView[]) =>
  Promise.resolve({ ok: true as const, value: { lists, problem: "" } });

function show(lists: readonly ListView[], given: Partial<ListsApi> = {}, mayChange = true) {
  const changeList = vi.fn<ListsApi["changeList"]>(() => done(...lists));
  const api: ListsApi = { lists: () => done(...lists), changeList, ...given };
  const shown = render(
    <ListsView api={api} tick={0} onSignedOut={() => undefined} mayChange={mayChange} />,
  );
  return { ...shown, changeList };
}

async function expectAccessible(container: Element): Promise<void> {
  const run = await axe.run(container, {
    rules: { "color-contrast": { enabled: false }, region: { enabled: false } },
  });
  expect(run.violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
}

test("each list says how long and old it is, whence it came and under what licence", async () => {
  const { container } = show([list()]);
  await screen.findByText("Betting");
  expect(container.textContent).toContain("12,345 hosts");
  expect(container.textContent).toContain("A publisher");
  expect(container.textContent).toContain("CC0 · By a publisher");
  expect(container.querySelector("time")?.dateTime).toBe("1970-01-01T00:00:00.001Z");
  await expectAccessible(container);
});

test("trouble stands above, and says what is in force", async () => {
  const { container } = show([list(), list({ id: "x", title: "Broken", error: "answered 500" })]);
  await screen.findByText("Broken");
  expect([...container.querySelectorAll("h2")].map((one) => one.textContent)).toEqual([
    "Broken",
    "Betting",
  ]);
  expect(container.textContent).toContain("Answered 500. The last good one stays in force.");
});

test("a version that waits is taken or turned down with its hash", async () => {
  const { container, changeList } = show([list({ held })]);
  fireEvent.click(await screen.findByText("Take it"));
  expect(container.textContent).toContain("It shrank from 12345 hosts to 10.");
  expect(container.textContent).toContain("new.example");
  await waitFor(() =>
    expect(changeList).toHaveBeenCalledWith("bets", "held", { sha256: sha("b"), take: true }),
  );
  await waitFor(() => expect(screen.getByText("Turn it down")).toHaveProperty("disabled", false));
  fireEvent.click(screen.getByText("Turn it down"));
  await waitFor(() =>
    expect(changeList).toHaveBeenCalledWith("bets", "held", { sha256: sha("b"), take: false }),
  );
  await expectAccessible(container);
});

test("a host is let go only by name and with a reason", async () => {
  const { container, changeList } = show([list({ sheltered, refused: { sheltered: 1 } })]);
  await screen.findByText("1 host is held back");
  const form = container.querySelector("form") ?? container;
  fireEvent.submit(form);
  expect(changeList).not.toHaveBeenCalled();
  fireEvent.change(screen.getByLabelText(/Let a host go/), { target: { value: "any.ac.uk" } });
  fireEvent.submit(form);
  expect(changeList).not.toHaveBeenCalled();
  fireEvent.input(screen.getByLabelText("Why"), { target: { value: " Lapsed. " } });
  fireEvent.submit(form);
  await waitFor(() =>
    expect(changeList).toHaveBeenCalledWith("bets", "release", {
      host: "any.ac.uk",
      why: "Lapsed.",
    }),
  );
  await expectAccessible(container);
});

test("who may only read sees no buttons, and markup stays text", async () => {
  const evil = `<img src=x onerror="globalThis.stolen=1">`;
  const released = [{ host: evil, by: evil, why: evil, atMs: 1 }];
  const { container } = show(
    [list({ title: evil, error: evil, held: { ...held, why: evil }, sheltered, released })],
    {},
    false,
  );
  await screen.findByText(evil, { selector: "h2" });
  expect(container.querySelector("button, form, img")).toBeNull();
});

test("an earlier version can be used again", async () => {
  const older = { sha256: sha("c"), hosts: 7, atMs: 0 };
  const { changeList } = show([list({ versions: [version, older] })]);
  fireEvent.click(await screen.findByText("Use the version of 7 hosts"));
  await waitFor(() => expect(changeList).toHaveBeenCalledWith("bets", "use", { sha256: sha("c") }));
});

test("what went wrong is said", async () => {
  const { container } = show([list()], {
    changeList: () => Promise.resolve({ ok: false, status: 0, words: "Not reached." }),
  });
  fireEvent.click(await screen.findByText("Fetch now"));
  await waitFor(() =>
    expect(container.querySelector('[role="alert"]')?.textContent).toBe("Not reached."),
  );
});
