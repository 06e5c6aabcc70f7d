import axe from "axe-core";
import { cleanup, fireEvent, render, screen, waitFor, within } from "@testing-library/preact";
import { afterEach, describe, expect, test, vi } from "vitest";
import { CaseView } from "../../../collector/console/case-view.tsx";
import { QueueView } from "../../../collector/console/queue-view.tsx";
import { wholeQueue, type QueueFilter } from "../../../collector/console/route.ts";
import { SettingsView } from "../../../collector/console/settings-view.tsx";
import { SignIn } from "../../../collector/console/sign-in.tsx";
import type { DeskApi } from "../../../collector/console/api.ts";
import type { DeskSession } from "../../../collector/desk-types.ts";
import { makeFinding, makeWorry } from "../../support/collector-seed.ts";
import { caseAnswer, deskCase, done, fakeApi, noKeys, queueAnswer, refused } from "./fake-api.ts";

afterEach(cleanup);

const evil = `<img src=x onerror="globalThis.stolen=1"><script>globalThis.stolen=1</script>`;
const out = () => undefined;

async function expectAccessible(container: Element): Promise<void> {
  const run = await axe.run(container, {
    rules: { "color-contrast": { enabled: false }, region: { enabled: false } },
  });
  expect(run.violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
}

function expectOnlyText(container: Element): void {
  expect(container.querySelector("img, script, iframe")).toBeNull();
  expect((globalThis as { stolen?: number }).stolen).toBeUndefined();
}

describe("the queue", () => {
  const show = (
    api: Partial<DeskApi>,
    filter: QueueFilter = wholeQueue,
    onFilter: (next: QueueFilter) => void = out,
  ) =>
    render(
      <QueueView
        api={fakeApi(api)}
        tick={0}
        onSignedOut={out}
        filter={filter}
        onFilter={onFilter}
      />,
    );

  test("worries stand in their own section, first; each row is a link with severity, kind, who and state in words", async () => {
    const cases = [
      deskCase(makeWorry()),
      deskCase(makeFinding({ severity: "critical", source: "search", count: 3 })),
    ];
    const { container } = show({ queue: () => done(queueAnswer(cases)) });
    const links = await waitFor(() => {
      const found = within(container as HTMLElement).getAllByRole("link");
      expect(found).toHaveLength(2);
      return found;
    });
    expect(
      [...container.querySelectorAll("section h2")].map((title) =>
        title.firstChild?.textContent?.trim(),
      ),
    ).toEqual(["Worries from pupils", "Noticed by the scanner"]);
    expect(links[0]?.textContent).toMatch(
      /Worry.*Somebody is being unkind.*not opened yet.*robin\.sample.*KS3.*New/,
    );
    expect(links[1]?.textContent).toMatch(
      /Critical.*Bullying.*Searched.*chat\.example\.test.*3 times/,
    );
    expect(links[1]?.getAttribute("href")).toBe(`#/case/${cases[1]?.id}`);
    await expectAccessible(container);
  });

  test.each<
    [name: string, answer: ReturnType<typeof queueAnswer>, filter: QueueFilter, words: string]
  >([
    ["nothing ever came", queueAnswer([]), wholeQueue, "Nothing has come in yet"],
    [
      "all is closed",
      queueAnswer([], { counts: { new: 0, looking: 0, closed: 4 } }),
      wholeQueue,
      "Nothing is waiting here",
    ],
    ["nothing fits", queueAnswer([]), { ...wholeQueue, search: "x" }, "Nothing fits this search"],
  ])("empty because %s", async (_name, answer, filter, words) => {
    show({ queue: () => done(answer) }, filter);
    expect(await screen.findByText(words)).toBeTruthy();
  });

  test("markup in names, titles and hosts stays text", async () => {
    const cases = [
      deskCase(makeFinding({ user: evil, title: evil, profile: evil, deviceLabel: evil })),
    ];
    const { container } = show({ queue: () => done(queueAnswer(cases)) });
    await waitFor(() => expect(container.querySelector(".row-sub strong")?.textContent).toBe(evil));
    expectOnlyText(container);
  });

  test("a filter goes back to the first page", async () => {
    const onFilter = vi.fn<(next: QueueFilter) => void>();
    show({ queue: () => done(queueAnswer([])) }, { ...wholeQueue, page: 3 }, onFilter);
    fireEvent.click(screen.getByRole("button", { name: /Closed/ }));
    expect(onFilter).toHaveBeenCalledWith({ ...wholeQueue, state: "closed", page: 1 });
  });

  test("trouble is said, and what was there stays", async () => {
    const queue = vi
      .fn<DeskApi["queue"]>()
      .mockReturnValueOnce(done(queueAnswer([deskCase(makeWorry())])))
      .mockReturnValue(refused(0, "The collector cannot be reached."));
    const api = fakeApi({ queue });
    const view = (tick: number) => (
      <QueueView api={api} tick={tick} onSignedOut={out} filter={wholeQueue} onFilter={out} />
    );
    const { rerender } = render(view(0));
    await screen.findByText("Somebody is being unkind");
    rerender(view(1));
    await waitFor(() => expect(screen.getByText("The collector cannot be reached.")).toBeTruthy());
    expect(screen.getByText("Somebody is being unkind")).toBeTruthy();
    expect(queue.mock.calls.map(([, live]) => live)).toEqual([false, true]);
  });

  test("a session that is over is told at once", async () => {
    const onSignedOut = vi.fn<() => void>();
    render(
      <QueueView
        api={fakeApi({ queue: () => refused(401, "") })}
        tick={0}
        onSignedOut={onSignedOut}
        filter={wholeQueue}
        onFilter={out}
      />,
    );
    await waitFor(() => expect(onSignedOut).toHaveBeenCalledOnce());
  });
});

describe("a case", () => {
  const show = (api: Partial<DeskApi>) =>
    render(<CaseView api={fakeApi(api)} tick={0} onSignedOut={out} id="x" />);

  test("a finding: the words in context, the matched ones marked; source, score and excuses explained", async () => {
    const finding = makeFinding({ source: "typed", excuses: ["news-report"], score: 61.4 });
    const { container } = show({ openCase: () => done(caseAnswer(finding)) });
    await waitFor(() =>
      expect(container.querySelector("mark")?.textContent).toBe("nobody likes you"),
    );
    expect(container.querySelector(".excerpt")?.textContent).toBe(finding.excerpt);
    expect(container.textContent).toContain("Typed by the pupil");
    expect(container.textContent).toContain("61 of 100");
    expect(container.textContent).toContain("News report");
    expect(container.textContent).toContain(finding.address);
    expect(container.textContent).toContain(finding.policyVersion);
    await expectAccessible(container);
  });

  test("small signs that add up: in a sentence, stage by stage, whose words; and that no words are kept", async () => {
    const finding = makeFinding({
      theme: "grooming",
      severity: "high",
      score: 62,
      excerpt: "",
      matches: [],
      sequence: {
        kind: "grooming",
        isOnePlace: true,
        firstAtMs: Date.UTC(2026, 10, 2, 16),
        lastAtMs: Date.UTC(2026, 10, 7, 20),
        days: 6,
        stages: [
          { stage: "secrecy", days: 2, times: 3, by: ["page"] },
          { stage: "moving-platform", days: 1, times: 1, by: ["page", "typed"] },
          { stage: "pictures", days: 1, times: 1, by: ["page"] },
        ],
      },
    });
    const { container } = show({ openCase: () => done(caseAnswer(finding)) });
    await screen.findByText(
      "Over 6 days in one place: secrecy (3 times), moved to another app, asked for pictures.",
    );
    expect(container.querySelector("mark")).toBeNull();
    expect(container.textContent).toContain("3 times on 2 days, read on the page");
    expect(container.textContent).toContain("It keeps no words of them");
    expect(container.textContent).toContain("62 of 100");
    await expectAccessible(container);
  });

  test("a very long phrase is shortened, with the whole of it one press away; a short one is as it is", async () => {
    const phrase = "a phrase of a very great many words ".repeat(6).trim();
    const finding = makeFinding({
      matches: [
        { start: 0, end: 3, phrase },
        { start: 4, end: 7, phrase: "a short one" },
      ],
    });
    const { container } = show({ openCase: () => done(caseAnswer(finding)) });
    const summary = await screen.findByText(/^“a phrase of a very great many words.*…”$/);
    expect(summary.textContent?.length).toBeLessThanOrEqual(82);
    expect(summary.closest("details")?.querySelector("p")?.textContent).toBe(phrase);
    expect(screen.getByText("“a short one”").closest(".phrases details")).toBeNull();
    await expectAccessible(container);
  });

  test("a worry: the pupil's own words, whom they chose, how to reach them; no score anywhere", async () => {
    const worry = makeWorry({ words: "Line one.\nLine two." });
    const { container } = show({ openCase: () => done(caseAnswer(worry)) });
    await waitFor(() =>
      expect(container.querySelector(".worry blockquote")?.textContent).toBe(worry.words),
    );
    expect(container.textContent).toContain("Ms Maple");
    expect(container.textContent).toContain(worry.reach);
    expect(container.textContent).not.toMatch(/of 100|Low|Medium|High|Critical/);
    await expectAccessible(container);
  });

  test("a worry without a name says so, and one about an adult says to whom it goes", async () => {
    const worry = makeWorry({ named: false, user: "", deviceLabel: "", what: "adult" });
    const { container } = show({ openCase: () => done(caseAnswer(worry)) });
    await waitFor(() => expect(container.textContent).toContain("A pupil who did not give a name"));
    expect(container.textContent).toContain("goes to the head");
  });

  test("markup in everything that a device sends stays text", async () => {
    const finding = makeFinding({
      user: evil,
      title: evil,
      excerpt: evil,
      address: evil,
      matches: [{ start: 0, end: 999, phrase: evil }],
      excuses: [evil],
      deviceLabel: evil,
      profile: evil,
      policyVersion: evil,
    });
    const { container } = show({
      openCase: () =>
        done({
          ...caseAnswer(finding),
          changes: [{ kind: "note", text: evil, atMs: 1, who: evil }],
        }),
    });
    await waitFor(() => expect(container.querySelector("mark")?.textContent).toBe(evil));
    expectOnlyText(container);
    expect(container.querySelector("a[href^='javascript' i]")).toBeNull();
  });

  test("closing needs an outcome and a reason, sends them with the version, and can be taken back", async () => {
    const worry = makeWorry();
    const setState = vi.fn<DeskApi["setState"]>(() => done({}));
    const openCase = vi
      .fn<DeskApi["openCase"]>()
      .mockReturnValueOnce(done(caseAnswer(worry)))
      .mockReturnValueOnce(
        done(
          caseAnswer(worry, {
            state: "closed",
            outcome: "referred",
            reason: "Told them.",
            version: 2,
          }),
        ),
      )
      .mockReturnValue(done(caseAnswer(worry, { state: "looking", version: 3 })));
    const { container } = show({ openCase, setState });
    fireEvent.click(await screen.findByText("Close this case …"));
    const close = () => fireEvent.submit(container.querySelector(".close-form") ?? container);
    close();
    expect(setState).not.toHaveBeenCalled();
    fireEvent.click(screen.getByLabelText("Referred to an agency"));
    close();
    expect(setState).not.toHaveBeenCalled();
    fireEvent.input(screen.getByLabelText("Why, in a sentence or two"), {
      target: { value: " Told them. " },
    });
    close();
    expect(setState).toHaveBeenCalledWith(worry.id, {
      state: "closed",
      outcome: "referred",
      reason: "Told them.",
      version: 1,
    });
    fireEvent.click(await screen.findByText("Undo: open it again"));
    await waitFor(() =>
      expect(setState).toHaveBeenLastCalledWith(worry.id, { state: "looking", version: 2 }),
    );
    await screen.findByText("Put back to new");
    // Only the first load was an opening.
    expect(openCase.mock.calls.map(([, live]) => live)).toEqual([false, true, true]);
  });

  test("a note that could not be kept stays in its box", async () => {
    const worry = makeWorry();
    show({
      openCase: () => done(caseAnswer(worry)),
      addNote: () => refused(0, "The collector cannot be reached."),
    });
    const box = await screen.findByLabelText<HTMLTextAreaElement>("Add a note");
    fireEvent.input(box, { target: { value: "Rang home." } });
    fireEvent.click(screen.getByText("Keep the note"));
    await screen.findByText("The collector cannot be reached.");
    expect(box.value).toBe("Rang home.");
  });

  test("a case that changed meanwhile is loaded again, and the reader told", async () => {
    const worry = makeWorry();
    const openCase = vi.fn<DeskApi["openCase"]>(() => done(caseAnswer(worry)));
    show({ openCase, setState: () => refused(409, "Somebody changed this case.") });
    fireEvent.click(await screen.findByText("I am looking into this"));
    await screen.findByText("Somebody changed this case.");
    expect(openCase).toHaveBeenCalledTimes(2);
  });
});

describe("signing in", () => {
  test("a wrong password is said, the field kept and focused", async () => {
    const api = fakeApi({ signIn: () => refused(401, "x") });
    const { container } = render(<SignIn api={api} ended={false} onSignedIn={out} />);
    const field = screen.getByLabelText<HTMLInputElement>("Password");
    fireEvent.input(field, { target: { value: "wrong" } });
    fireEvent.submit(container.querySelector("form") ?? container);
    expect(await screen.findByText("The name or the password is not right.")).toBeTruthy();
    expect(document.activeElement).toBe(field);
    await expectAccessible(container);
  });
  test("the right one goes in", async () => {
    const session = { name: "dsl" } as DeskSession;
    const onSignedIn = vi.fn<(made: DeskSession) => void>();
    const signIn = vi.fn<DeskApi["signIn"]>(() => done(session));
    const { container } = render(
      <SignIn api={fakeApi({ signIn })} ended onSignedIn={onSignedIn} />,
    );
    expect(screen.getByText(/Your session has ended/)).toBeTruthy();
    fireEvent.input(screen.getByLabelText("Password"), { target: { value: "right" } });
    fireEvent.submit(container.querySelector("form") ?? container);
    await waitFor(() => expect(onSignedIn).toHaveBeenCalledWith(session));
    expect(signIn).toHaveBeenCalledWith("dsl", "right");
  });
});

describe("settings", () => {
  const session: DeskSession = {
    name: "dsl",
    fullName: "",
    mustChoosePassword: false,
    role: "dsl",
    may: [],
    school: "Example Academy",
    signedInAtMs: 1,
    passwordAtMs: 1,
    endsAtMs: 2,
  };
  const show = (api: Partial<DeskApi>, onLeft: () => void = out) =>
    render(
      <SettingsView
        api={fakeApi({
          keeping: () => done({ days: 365, from: "policy" }),
          keepKinds: () => done({ kinds: {}, mayManage: false }),
          ...api,
        })}
        tick={0}
        onSignedOut={out}
        session={session}
        keys={noKeys}
        onChanged={out}
        onLeft={onLeft}
      />,
    );
  const fill = (now: string, next: string, again: string) => {
    for (const [label, value] of [
      ["Present password", now],
      ["New password", next],
      ["New password again", again],
    ] as const) {
      fireEvent.input(screen.getByLabelText(label), { target: { value } });
    }
  };

  test.each([
    ["too short", "now", "short", "short", "at least 10 characters"],
    [
      "not the same twice",
      "now",
      "a wholly new one",
      "a wholly new two",
      "not typed the same twice",
    ],
  ])("%s is said before anything is sent", async (_name, now, next, again, words) => {
    const { container } = show({});
    fill(now, next, again);
    fireEvent.submit(container.querySelector("form") ?? container);
    expect(await screen.findByText(new RegExp(`^The new password.*${words}`))).toBeTruthy();
  });

  test.each([
    ["policy", 730, "The school’s policy says so", "730 days"],
    ["last-policy", 30, "cannot be read as a policy now", "30 days"],
    ["default", 1, "No valid policy", "1 day"],
  ] as const)("how long things are kept: %s", async (from, days, words, span) => {
    const { container } = show({ keeping: () => done({ days, from }) });
    await screen.findByText(new RegExp(words));
    expect(container.textContent).toContain(`deleted ${span} after it was closed`);
    await expectAccessible(container);
  });

  test("signing out that was not heard is not pretended", async () => {
    const onLeft = vi.fn<() => void>();
    show({ signOut: () => refused(0, "The collector cannot be reached.") }, onLeft);
    fireEvent.click(screen.getByText("Sign out"));
    await screen.findByText("The collector cannot be reached.");
    expect(onLeft).not.toHaveBeenCalled();
  });
});
