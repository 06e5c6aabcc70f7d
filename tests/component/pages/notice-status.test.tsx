import { cleanup, fireEvent, render, screen } from "@testing-library/preact";
import { afterEach, describe, expect, test, vi } from "vitest";
import { NoticeApp } from "../../../entrypoints/notice/notice-app.tsx";
import { StatusApp } from "../../../entrypoints/status/status-app.tsx";
import {
  mineView,
  noticeView,
  sampleMessenger,
  sampleStates,
  statusView,
  type SampleAnswers,
} from "../../support/page-samples.ts";
import { expectSoundStructure } from "./check-structure.ts";

afterEach(cleanup);

describe("what is watched here", () => {
  const open = (answers: SampleAnswers) =>
    render(<NoticeApp send={sampleMessenger(answers).send} />);

  test("names what is looked at, for what, who reads it and for how long", async () => {
    open({
      "notice/read": { ...noticeView(), looksAt: ["search"], themes: ["bullying"], keepDays: 30 },
    });
    await screen.findByRole("heading", { level: 1, name: "What is watched here" });
    const words = screen.getByRole("main").textContent;
    for (const part of ["what you search for", "Bullying", "Mrs Amara Okafor", "Up to 30 days"]) {
      expect(words).toContain(part);
    }
    expect(words).not.toContain("words you type");
    expect(words).not.toContain("Drugs");
  });

  test("small signs: said where they are kept, with their days, and nowhere else", async () => {
    open({ "notice/read": { ...noticeView(), signDays: { quiet: 14, most: 30 } } });
    await screen.findByText(/after 14 days without a new one, after 30 days at most/);
    cleanup();
    const { signDays: _signDays, ...without } = noticeView();
    open({ "notice/read": without });
    await screen.findByText("Childline");
    expect(document.body.textContent).not.toMatch(/too small to mean anything/);
  });

  test.each([
    [true, "Attempts to open a blocked page are noted."],
    [false, "Attempts to open a blocked page are not noted."],
  ])("blocked visits recorded (%s): said as it is", async (recordsBlockedVisits, words) => {
    open({ "notice/read": { ...noticeView(), recordsBlockedVisits } });
    await screen.findByText(new RegExp(words));
  });

  test.each([
    [
      ["Shopping", "News"],
      false,
      /are noted, although they are open: Shopping and News\./,
      /no list of the other pages/,
    ],
    [[], true, /in none of the school’s lists are noted/, undefined],
    [[], false, undefined, /no list of the pages you visit/],
  ])("visits noted to %j, unknown sites %s: said as it is", async (kinds, unknown, says, never) => {
    open({ "notice/read": { ...noticeView(), notedKinds: kinds, notesUnknownSites: unknown } });
    const words = (await screen.findByRole("main")).textContent ?? "";
    await screen.findByText("Childline");
    const all = document.body.textContent ?? words;
    if (says === undefined)
      expect(all).not.toMatch(/although they are open|none of the school’s lists/);
    else expect(all).toMatch(says);
    if (never === undefined) expect(all).not.toMatch(/keeps no list/);
    else expect(all).toMatch(never);
  });

  test.each([
    [true, true],
    [undefined, false],
  ])(
    "a day's use is told (%s): said as it is, and never beside a promise of the contrary",
    async (reportsVisits, isSaid) => {
      open({
        "notice/read": { ...noticeView(), ...(reportsVisits === true ? { reportsVisits } : {}) },
      });
      await screen.findByText("Childline");
      const all = document.body.textContent ?? "";
      expect(/Once a day the school is told which sites/.test(all)).toBe(isSaid);
      expect(/keeps no list/.test(all)).toBe(!isSaid);
    },
  );

  test.each([true, false])(
    "warned pages are recorded (%s) where blocked ones are",
    async (recordsBlockedVisits) => {
      open({ "notice/read": { ...noticeView(), recordsBlockedVisits } });
      await screen.findByText("Childline");
      const all = document.body.textContent ?? "";
      expect(/a page asks you to stop and think first/.test(all)).toBe(recordsBlockedVisits);
    },
  );

  test("nothing looked at: said as it is, and no themes are named", async () => {
    open({ "notice/read": { ...noticeView(), looksAt: [], themes: [] } });
    await screen.findByText(/nothing that you read, type or search for is looked at/);
    expect(screen.queryByText("What it looks for")).toBeNull();
  });

  test("every help site is listed, the first ones in sight", async () => {
    open({ "notice/read": noticeView() });
    await screen.findByText("Childline");
    expect(screen.getByText("Show all 8")).toBeDefined();
    expect(screen.getByText("FRANK").closest("details")).not.toBeNull();
  });

  test.each([
    [true, /Just now it looks\./],
    [false, /Just now it looks at nothing/],
  ])("hours (%s): said as it is, and when it changes", async (isNow, said) => {
    open({ "notice/read": { ...noticeView(), hours: { isNow, time: "home", changesAtMs: 0 } } });
    await screen.findByText(said);
    expect(screen.getByText(/That may change/)).toBeDefined();
  });

  test.each([
    ["nudges", /a note may appear beside the box/],
    ["helpCard", /a card of people to talk to/],
    ["longUse", /minutes that a page is in front/],
  ] as const)("%s is said where it is on, and nowhere else", async (one, said) => {
    const off = { nudges: false, helpCard: false, longUse: false };
    const { care: _care, ...without } = noticeView();
    open({ "notice/read": { ...without, care: { ...off, [one]: true } } });
    await screen.findByText(said);
    expect(screen.getByRole("heading", { name: "Notes that only you see" })).toBeDefined();
    cleanup();
    open({ "notice/read": without });
    await screen.findByText("Childline");
    expect(screen.queryByText(said)).toBeNull();
  });

  test("how to object, whom to ask, how old rules and lists are, that receipts stay locked", async () => {
    open({ "notice/read": noticeView() });
    await screen.findByText("Childline");
    const words = screen.getByRole("main").textContent;
    for (const part of [
      "You can object",
      "Mr Dan Frost",
      "(version 2026-09-01)",
      "newest of the school’s lists",
      "locked on this Chromebook, for you alone",
    ]) {
      expect(words).toContain(part);
    }
    const link = screen.getByRole("link", { name: /Tell school about a page/ });
    expect(link.getAttribute("href")).toBe("site.html");
  });

  test("mine: folded away, with what became of what I asked for; I can take it away", async () => {
    const messenger = sampleMessenger({ ...sampleStates()["notice"] });
    render(<NoticeApp send={messenger.send} />);
    const show = await screen.findByText("Show them");
    const details = show.closest("details");
    expect(details?.open).toBe(false);
    const rows = [...(details?.querySelectorAll("li") ?? [])].map((row) => row.textContent ?? "");
    expect(rows[0]).toMatch(/maps\.example\.test Open now.*7QX-M2K/);
    expect(rows[0]).toMatch(/School said yes/);
    expect(rows[0]).not.toMatch(/not open here yet/);
    expect(rows[1]).toMatch(/Still closed.*It is at school\. Nobody has decided yet\./);
    expect(rows[2]).toMatch(/you said it was an accident/);
    messenger.answers.current = {
      ...messenger.answers.current,
      "mine/read": { asked: [], closed: [], keepDays: 14 },
    };
    fireEvent.click(screen.getByText("Delete my copy"));
    await screen.findByText("Nothing in the last 14 days.");
    await screen.findByText(/Your copy is deleted/);
    expect(messenger.sent.some(({ name }) => name === "mine/forget")).toBe(true);
  });

  test.each([
    ["asked", false, "open", undefined, /Still closed.*may not be at school yet/],
    ["decided", false, "open", "opened", /Still closed.*said yes.*not open here yet/],
    ["decided", true, "open", "left-closed", /Open now.*leave it closed/],
    [
      "decided",
      false,
      "open",
      "talk",
      /Still closed.*come and talk about it with Mrs Amara Okafor/,
    ],
    ["decided", false, "blocked", "blocked", /Closed now.*decided.*to close it/],
    ["decided", true, "blocked", "left-open", /Still open.*decided.*leave it open/],
  ] as const)(
    "mine: %s, open %s, wanted %s, decided %s: what was decided, and how the page stands now",
    async (state, isOpen, wanted, decision, said) => {
      const [first] = mineView().asked;
      if (first === undefined) throw new Error("the sample has one");
      const { decision: _decision, decidedAtMs, ...rest } = first;
      const one = {
        ...rest,
        state,
        isOpen,
        wanted,
        ...(decision === undefined ? {} : { decision, decidedAtMs: decidedAtMs ?? 0 }),
      };
      open({ ...sampleStates()["notice"], "mine/read": { ...mineView(), asked: [one] } });
      const row = (await screen.findByText("maps.example.test")).closest("li");
      expect(row?.textContent).toMatch(said);
      // Whoever has an answer is not told to wait for one.
      const waits = screen.queryByText(/If you hear nothing, ask at school/);
      expect(waits === null).toBe(decision !== undefined);
    },
  );

  test.each(["notice", "notice-young", "notice-infant", "baseline", "dead"])(
    "structure is sound: %s",
    async (state) => {
      const { container } = open(sampleStates()[state] ?? {});
      await screen.findByRole("heading", { level: 1 });
      await expectSoundStructure(container);
    },
  );
});

describe("the status page", () => {
  const open = (answers: SampleAnswers, pollMs = 60_000) => {
    const messenger = sampleMessenger(answers);
    return { ...messenger, ...render(<StatusApp send={messenger.send} pollMs={pollMs} />) };
  };

  test("all well", async () => {
    open({ "status/read": statusView() });
    await screen.findByText("Protection is in force");
    expect(screen.getByText("policy (force-installed)")).toBeDefined();
    expect(screen.getByText("218,440", { selector: "dd" })).toBeDefined();
  });

  test("what is open for a time can be given back; a lesson list cannot", async () => {
    const view = statusView();
    const lesson = { ...view.unlocks[0]!, id: "l1", what: "lesson" as const, title: "Volcanoes" };
    const { sent } = open({
      "status/read": { ...view, unlocks: [...view.unlocks, lesson] },
      "unlock/end": { ended: true },
    });
    await screen.findByText("clips.example.test");
    expect(screen.getAllByRole("button", { name: "End it now" })).toHaveLength(1);
    fireEvent.click(screen.getByRole("button", { name: "End it now" }));
    await vi.waitFor(() => {
      expect(sent).toContainEqual({ name: "unlock/end", body: { id: "u1" } });
    });
  });

  test.each([
    ["alive", { ok: true, atMs: 1 }, /The filter is alive/],
    ["not well", { ok: false, atMs: 1 }, /needs attention: see below/],
    ["not to be tried", undefined, /could not be made just now/],
  ])("a check of the filter, %s: it is said what came of it", async (_name, answer, said) => {
    const { sent } = open({
      "status/read": statusView(),
      ...(answer === undefined ? {} : { "status/check": answer }),
    });
    fireEvent.click(await screen.findByRole("button", { name: "Check now and record it" }));
    await screen.findByText(said);
    expect(sent.some(({ name }) => name === "status/check")).toBe(true);
  });

  test("a lesson is asked for without an address, with the minutes it is meant for", async () => {
    const { sent } = open({ ...sampleStates()["blocked"], "status/read": statusView() });
    await screen.findByText("Staff: start a lesson list");
    fireEvent.click(screen.getByRole("button", { name: "Show a request" }));
    await screen.findByText("K7Q4-9MZPTR");
    expect(sent).toContainEqual({
      name: "unlock/request",
      body: { address: "", what: "lesson", lesson: "volcanoes" },
    });
    // Fifty minutes are meant; the longest offered that is not longer is chosen.
    expect(screen.getByLabelText<HTMLSelectElement>("For how long").value).toBe("45");
  });

  test("each list says how many hosts, how old, from whom, and what is wrong", async () => {
    open({ "status/read": statusView(false) });
    await screen.findByRole("region", { name: "Lists" });
    const words = screen.getByRole("region", { name: "Lists" }).textContent;
    for (const part of ["218,440", "CC-BY-SA-4.0", "did not answer", "in the policy"]) {
      expect(words).toContain(part);
    }
  });

  test("what is wrong comes first, with place, what was found and what was expected", async () => {
    open({ "status/read": statusView(false) });
    await screen.findByText("One of 4 checks needs your attention");
    expect(screen.getAllByRole("listitem")[0]?.textContent).toContain("Gate for the first moments");
    const words = screen.getByRole("main").textContent;
    for (const part of [
      "profiles.ks3.categories.gambing",
      "no category is called",
      "perhaps “gambling”",
    ]) {
      expect(words).toContain(part);
    }
  });

  test("renews itself while it is open", async () => {
    const { answers } = open({ "status/read": statusView() }, 20);
    await screen.findByText("Protection is in force");
    answers.current = { "status/read": statusView(false) };
    await screen.findByText("One of 4 checks needs your attention");
  });

  test("a worker that does not answer is said to", async () => {
    open({});
    await screen.findByText("The extension’s worker does not answer");
  });

  test.each(["status", "status-bad", "dead"])("structure is sound: %s", async (state) => {
    const { container } = open(sampleStates()[state] ?? {});
    await screen.findByRole("heading", { level: 1 });
    await expectSoundStructure(container);
  });
});
