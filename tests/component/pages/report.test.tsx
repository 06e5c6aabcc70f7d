import { cleanup, fireEvent, render, screen, waitFor, within } from "@testing-library/preact";
import { afterEach, describe, expect, test, vi } from "vitest";
import { ReportApp } from "../../../entrypoints/report/report-app.tsx";
import type { KeptDraft, MessageInput } from "../../../lib/contract/message.ts";
import { worryKinds } from "../../../lib/contract/vocabulary.ts";
import {
  baselineFace,
  sampleMessenger,
  sampleStates,
  worryOptions,
  worryReceipt,
  type SampleAnswers,
} from "../../support/page-samples.ts";
import { expectSoundStructure } from "./check-structure.ts";

afterEach(cleanup);

function open(answers: SampleAnswers, pollMs = 60_000) {
  const messenger = sampleMessenger(answers);
  const leave = vi.fn<() => void>();
  const view = render(<ReportApp send={messenger.send} leave={leave} pollMs={pollMs} />);
  return { ...messenger, leave, ...view };
}

const press = (name: string | RegExp) => {
  fireEvent.click(screen.getByRole("button", { name }));
};
const choose = (name: RegExp) => {
  fireEvent.click(screen.getByRole("radio", { name }));
};
const heading = (name: string | RegExp) => screen.findByRole("heading", { level: 1, name });

async function walkToWords(
  kind = /messages don’t feel right/,
  adult = /Amara Okafor/,
): Promise<void> {
  await screen.findByText("Example Academy");
  choose(kind);
  press("Next");
  await heading("Who would you like to tell?");
  choose(adult);
  press("Next");
  await heading("Would you like to say more?");
}

async function walkToCheck(words: string): Promise<void> {
  await walkToWords();
  fireEvent.input(screen.getByLabelText(/own words/), { target: { value: words } });
  press("Next");
  await heading("This is exactly what will be sent");
}

const teen = sampleStates()["teen"] ?? {};

describe("the worry form", () => {
  test("offers every kind of worry as a card, and goes nowhere before one is chosen", async () => {
    open(teen);
    await screen.findByText("Example Academy");
    expect(screen.getAllByRole<HTMLInputElement>("radio").map(({ value }) => value)).toEqual(
      worryKinds,
    );
    const next = screen.getByRole("button", { name: "Next" });
    expect(next.getAttribute("aria-disabled")).toBe("true");
    fireEvent.click(next);
    expect(screen.getByRole("heading", { level: 1 }).textContent).toBe("What’s happened?");
  });

  test("shows exactly what will be sent, sends nothing before, and sends exactly that", async () => {
    const { sent } = open(teen);
    await walkToCheck("He keeps asking where I live.");
    const shown = screen.getByRole("main").textContent;
    for (const part of [
      "Somebody’s messages don’t feel right",
      "Mrs Amara Okafor",
      "He keeps asking where I live.",
      "Nothing added",
      "Not sent",
      "sam.pupil@example-academy.test",
    ]) {
      expect(shown).toContain(part);
    }
    expect(sent.some((one) => one.name === "worry/send")).toBe(false);
    press("Send");
    await heading("Sent. Thank you for telling.");
    expect(sent.filter((one) => one.name === "worry/send")).toEqual([
      {
        name: "worry/send",
        body: {
          what: "contact",
          tell: "dsl",
          words: "He keeps asking where I live.",
          reach: "",
          address: "",
          named: true,
          claim: expect.stringMatching(/^[0-9A-Za-z]{16,40}$/) as unknown,
        },
      },
    ]);
    expect(screen.getByText("7QX-M2K")).toBeDefined();
  });

  test("the page and the missing name are the pupil’s own choice, and both are shown", async () => {
    const { sent } = open(teen);
    await walkToWords();
    fireEvent.click(screen.getByRole("checkbox", { name: /Add the page/ }));
    fireEvent.click(screen.getByRole("checkbox", { name: /without my name/ }));
    press("Next");
    await heading("This is exactly what will be sent");
    expect(screen.getByText("https://chat.example.test/room/42")).toBeDefined();
    expect(screen.getByText("Your name is not sent")).toBeDefined();
    press("Send");
    await heading(/Sent/);
    expect(
      sent.at(-1)?.name === "worry/receipts" ? sent.at(-2)?.body : sent.at(-1)?.body,
    ).toMatchObject({
      address: "https://chat.example.test/room/42",
      named: false,
    });
  });

  test("words that were marked are added by a press only, and the link is offered as one", async () => {
    const { sent } = open({
      ...teen,
      "worry/options": {
        ...worryOptions(),
        pageAddress: "https://clips.example.test/7",
        isLink: true,
        marked: "see you at the gate",
      },
    });
    await walkToWords();
    const field = screen.getByLabelText<HTMLTextAreaElement>(/own words/);
    expect(field.value).toBe("");
    expect(screen.getByRole("checkbox", { name: /Add the link I chose/ })).toBeDefined();
    fireEvent.input(field, { target: { value: "He wrote" } });
    press("Add the words I marked");
    await waitFor(() => expect(field.value).toContain("He wrote\n\n“see you at the gate”"));
    expect(screen.queryByRole("button", { name: "Add the words I marked" })).toBeNull();
    expect(sent.some((one) => one.name === "worry/send")).toBe(false);
  });

  test("no choice about the name where the school wants names", async () => {
    open({ ...teen, "worry/options": { ...worryOptions(), unnamedAllowed: false } });
    await walkToWords();
    expect(screen.queryByRole("checkbox", { name: /without my name/ })).toBeNull();
  });

  test("a worry about an adult at school is offered to the head only, and says so", async () => {
    open(teen);
    await screen.findByText("Example Academy");
    choose(/An adult at school/);
    press("Next");
    await heading("Who would you like to tell?");
    expect(screen.getAllByRole("radio")).toHaveLength(1);
    expect(screen.getByRole("radio", { name: /Helen Marsh/ })).toBeDefined();
    const main = screen.getByRole("main").textContent;
    expect(main).toContain("Your school has chosen Dr Helen Marsh");
    expect(main).toContain("call Childline on 0800\u00A01111");
  });

  test("the truth while it waits, and again when it has gone: without a press", async () => {
    const { answers } = open(sampleStates()["kept"] ?? {}, 20);
    await walkToCheck("x");
    press("Send");
    await heading("Kept safe on this Chromebook");
    expect(screen.getByText(/has not gone yet/)).toBeDefined();
    answers.current = {
      ...answers.current,
      "worry/receipts": { receipts: [worryReceipt("sent")] },
    };
    await heading("Sent. Thank you for telling.");
    answers.current = {
      ...answers.current,
      "worry/receipts": { receipts: [worryReceipt("seen")] },
    };
    await heading("Somebody has read it");
  });

  test("a worry that is refused says so, keeps every word, and can be sent again", async () => {
    const { answers, sent } = open(sampleStates()["refused"] ?? {});
    await walkToCheck("My words.");
    press("Send");
    await screen.findByRole("heading", { name: "That did not work yet" });
    expect(screen.getByText("My words.")).toBeDefined();
    answers.current = { ...answers.current, "worry/send": worryReceipt("sent") };
    press("Try again");
    await heading(/Sent/);
    expect(sent.filter((one) => one.name === "worry/send")).toHaveLength(2);
  });

  test("sent again, it is the same worry; other words, or the same once it was kept, are another", async () => {
    const { answers, sent } = open(sampleStates()["refused"] ?? {});
    const claims = () =>
      sent.flatMap(({ name, body }) =>
        name === "worry/send" ? [(body as MessageInput<"worry/send">).claim] : [],
      );
    const pressAndWait = async (name: string, times: number) => {
      press(name);
      await waitFor(() => expect(claims()).toHaveLength(times));
      await screen.findByRole("heading", { name: "That did not work yet" });
      await screen.findByRole("button", { name: "Try again" });
    };
    await walkToCheck("My words.");
    await pressAndWait("Send", 1);
    await pressAndWait("Try again", 2);
    press("Back");
    await heading("Would you like to say more?");
    fireEvent.input(screen.getByLabelText(/own words/), { target: { value: "My other words." } });
    press("Next");
    await heading("This is exactly what will be sent");
    press("Send");
    await waitFor(() => expect(claims()).toHaveLength(3));
    await screen.findByRole("heading", { name: "That did not work yet" });
    answers.current = { ...answers.current, "worry/send": worryReceipt("sent") };
    press("Try again");
    await heading(/Sent/);
    press(/another worry/);
    await heading(/What’s happened/);
    await walkToCheck("My other words.");
    press("Send");
    await heading(/Sent/);
    const [first, again, other, otherAgain, anew] = claims();
    expect([again, otherAgain]).toEqual([first, other]);
    expect(new Set([first, other, anew]).size).toBe(3);
  });

  test("pressing send twice sends once", async () => {
    const { sent } = open({
      ...teen,
      "worry/send": () => new Promise((resolve) => setTimeout(resolve, 30, worryReceipt("sent"))),
    });
    await walkToCheck("x");
    press("Send");
    await waitFor(() => screen.getByRole("button", { name: "Sending…" }));
    press("Sending…");
    await heading(/Sent/);
    expect(sent.filter((one) => one.name === "worry/send")).toHaveLength(1);
  });

  test("words that are too long are said to be, kept, and hold the step", async () => {
    open(teen);
    await walkToWords();
    const field: HTMLTextAreaElement = screen.getByLabelText(/own words/);
    fireEvent.input(field, { target: { value: "x".repeat(4003) } });
    await screen.findByText(/3 letters too many/);
    expect(field.value).toHaveLength(4003);
    expect(screen.getByRole("button", { name: "Next" }).getAttribute("aria-disabled")).toBe("true");
  });

  test("going back keeps every choice and word", async () => {
    open(teen);
    await walkToCheck("Still here?");
    press("Change: Your words");
    await heading("Would you like to say more?");
    expect(screen.getByLabelText<HTMLTextAreaElement>(/own words/).value).toBe("Still here?");
    press("Back");
    await heading("Who would you like to tell?");
    expect(screen.getByRole<HTMLInputElement>("radio", { name: /Amara Okafor/ }).checked).toBe(
      true,
    );
  });

  test("a new step moves the focus to its heading", async () => {
    open(teen);
    await screen.findByText("Example Academy");
    choose(/unkind/);
    press("Next");
    const title = await heading("Who would you like to tell?");
    await waitFor(() => {
      expect(document.activeElement).toBe(title);
    });
  });

  test.each(["ks1", "ks2", "ks3", "ks4", "post16", "staff"] as const)(
    "%s: warm words, without blame, and the same nine worries",
    async (reading) => {
      open({ ...teen, "worry/options": worryOptions(reading) });
      await screen.findByText("Example Academy");
      expect(screen.getAllByRole("radio")).toHaveLength(9);
      expect(screen.getByRole("main").textContent).not.toMatch(
        /\b(offence|offender|suspicious|violation|illegal|inappropriate|punish)/i,
      );
    },
  );
});

describe("when nobody answers", () => {
  test("the form, the numbers and the truth are there", async () => {
    open({});
    await screen.findByText(/can’t be shown just now/);
    choose(/upset/);
    press("Next");
    await heading("Who would you like to tell?");
    choose(/Whoever is best/);
    press("Next");
    await heading("Would you like to say more?");
    fireEvent.input(screen.getByLabelText(/own words/), { target: { value: "Keep me." } });
    press("Next");
    await heading("This is exactly what will be sent");
    press("Send");
    await screen.findByRole("heading", { name: "That did not work yet" });
    expect(screen.getByText("Keep me.")).toBeDefined();
    expect(within(screen.getByRole("contentinfo")).getByText(/0800 1111/)).toBeDefined();
    press("Help now");
    await heading("People who can help");
    expect(screen.getByText("0800 1111", { selector: ".help-number" })).toBeDefined();
    press("Tell");
    expect(await screen.findByText("Keep me.")).toBeDefined();
  });

  test("a messenger that throws is no answer", async () => {
    render(<ReportApp send={() => Promise.reject(new Error("gone"))} leave={() => undefined} />);
    await screen.findByText(/can’t be shown just now/);
  });

  test("no policy: whoever is best is offered, and said plainly", async () => {
    open({
      ...teen,
      "worry/options": {
        school: baselineFace,
        people: [],
        unnamedAllowed: false,
        user: "",
        pageAddress: "",
      },
    });
    await screen.findAllByText("Your school");
    choose(/myself/);
    press("Next");
    await screen.findByText(/Your worry will still go to your school/);
    expect(screen.getAllByRole("radio")).toHaveLength(1);
  });
});

describe("leaving quickly", () => {
  const escape = () => {
    fireEvent.keyDown(document, { key: "Escape" });
  };

  test("one press closes, and clears the words first", async () => {
    const { leave, container } = open(teen);
    await walkToWords();
    fireEvent.input(screen.getByLabelText(/own words/), { target: { value: "kestrel" } });
    press(/Close now/);
    expect(leave).toHaveBeenCalledOnce();
    await heading("What’s happened?");
    expect(container.innerHTML).not.toContain("kestrel");
  });

  test("Escape twice closes; once, or twice slowly, does not", () => {
    const { leave } = open(teen);
    escape();
    expect(leave).not.toHaveBeenCalled();
    escape();
    expect(leave).toHaveBeenCalledOnce();
  });
});

describe("half-written", () => {
  const keptDraft = (keep: "run" | "day" = "day"): KeptDraft => ({
    what: "unkind",
    tell: "dsl",
    words: "They hide my bag.",
    reach: "",
    named: true,
    keep,
    untilMs: Date.now() + 3_600_000,
  });
  const answering: SampleAnswers = {
    ...teen,
    "worry/draft-read": {},
    "worry/draft-keep": { untilMs: 1 },
    "worry/draft-forget": { forgotten: true },
  };
  const namesOf = (sent: readonly { readonly name: string }[]) =>
    sent.map((one) => one.name).filter((name) => name.startsWith("worry/draft"));
  const write = (value: string) => {
    fireEvent.input(screen.getByLabelText(/own words/), { target: { value } });
  };

  test("nothing is kept before a word is written, and the choice comes with the first", async () => {
    const { sent } = open(answering);
    await walkToWords();
    expect(screen.queryByRole("radio", { name: /for a day, locked/ })).toBeNull();
    write("T");
    const keepIt = await screen.findByRole<HTMLInputElement>("radio", { name: /a day, locked/ });
    const dropIt = screen.getByRole<HTMLInputElement>("radio", { name: /Don’t keep it/ });
    expect([keepIt.checked, dropIt.checked]).toEqual([false, false]);
    await waitFor(() => {
      expect(sent.at(-1)).toEqual({
        name: "worry/draft-keep",
        body: { what: "contact", tell: "dsl", words: "T", reach: "", named: true, keep: "run" },
      });
    });
    expect(namesOf(sent)).toEqual(["worry/draft-read", "worry/draft-keep"]);
  });

  test.each([
    [/a day, locked/, "worry/draft-keep", { keep: "day" }],
    [/Don’t keep it/, "worry/draft-forget", {}],
  ] as const)("the choice %s is done at once", async (choice, name, body) => {
    const { sent } = open(answering);
    await walkToWords();
    write("They");
    await waitFor(() => expect(namesOf(sent)).toHaveLength(2));
    choose(choice);
    await waitFor(() => {
      expect(sent.at(-1)).toMatchObject({ name, body });
    });
  });

  test("not kept: more words are not kept either", async () => {
    const { sent } = open(answering);
    await walkToWords();
    write("They");
    choose(/Don’t keep it/);
    await waitFor(() => expect(namesOf(sent).at(-1)).toBe("worry/draft-forget"));
    const before = sent.length;
    write("They hide");
    await screen.findByDisplayValue("They hide");
    expect(namesOf(sent.slice(before))).toEqual([]);
  });

  test("the newest is kept last, though the worker is slow", async () => {
    let isLate = true;
    const { sent } = open({
      ...answering,
      "worry/draft-keep": () =>
        new Promise((resolve) => setTimeout(resolve, isLate ? 20 : 0, { untilMs: 1 })),
    });
    await walkToWords();
    for (const words of ["T", "Th", "The", "They"]) write(words);
    isLate = false;
    await waitFor(() => {
      expect(sent.at(-1)).toMatchObject({ name: "worry/draft-keep", body: { words: "They" } });
    });
    expect(namesOf(sent).length).toBeLessThan(5);
  });

  test("what cannot be kept is said", async () => {
    const { "worry/draft-keep": _, ...deaf } = answering;
    open(deaf);
    await walkToWords();
    write("They");
    await screen.findByText(/can’t be kept on this Chromebook just now/);
  });

  test("sent: what was kept of it is forgotten", async () => {
    const { sent } = open(answering);
    await walkToCheck("They hide my bag.");
    press("Send");
    await heading(/Sent/);
    await waitFor(() => expect(namesOf(sent).at(-1)).toBe("worry/draft-forget"));
  });

  test("found again: its words are not shown before the pupil says so; then it goes on where it was", async () => {
    const { container, sent } = open({ ...answering, "worry/draft-read": { draft: keptDraft() } });
    await heading("You began to tell something");
    expect(container.innerHTML).not.toContain("hide my bag");
    await expectSoundStructure(container);
    press("Go on with it");
    await heading("Would you like to say more?");
    expect(screen.getByLabelText<HTMLTextAreaElement>(/own words/).value).toBe("They hide my bag.");
    expect(screen.getByRole<HTMLInputElement>("radio", { name: /a day, locked/ }).checked).toBe(
      true,
    );
    await expectSoundStructure(container);
    expect(namesOf(sent)).not.toContain("worry/draft-forget");
  });

  test("found again and thrown away: it is forgotten, and the form is new", async () => {
    const { sent } = open({ ...answering, "worry/draft-read": { draft: keptDraft() } });
    await heading("You began to tell something");
    press("Throw it away");
    await heading("What’s happened?");
    await waitFor(() => expect(namesOf(sent).at(-1)).toBe("worry/draft-forget"));
  });

  test("opening the form forgets nothing by itself", async () => {
    const { sent } = open({ ...answering, "worry/draft-read": { draft: keptDraft() } });
    await heading("You began to tell something");
    expect(namesOf(sent)).toEqual(["worry/draft-read"]);
  });

  const exits: readonly [name: string, choice: RegExp | undefined, last: string][] = [
    ["nothing was chosen: it is forgotten", undefined, "worry/draft-forget"],
    ["it is to be kept: it stays, locked", /a day, locked/, "worry/draft-keep"],
    ["it is not to be kept: it is gone", /Don’t keep it/, "worry/draft-forget"],
  ];
  test.each(exits)("Close now where %s", async (_name, choice, last) => {
    const { sent, leave, container } = open(answering);
    await walkToWords();
    write("kestrel");
    await waitFor(() => expect(namesOf(sent)).toHaveLength(2));
    if (choice !== undefined) {
      choose(choice);
      await waitFor(() => expect(namesOf(sent)).toHaveLength(3));
    }
    press(/Close now/);
    expect(leave).toHaveBeenCalledOnce();
    await heading("What’s happened?");
    expect(container.innerHTML).not.toContain("kestrel");
    expect(namesOf(sent).at(-1)).toBe(last);
  });

  test.each([
    ["run", "worry/draft-forget"],
    ["day", "worry/draft-read"],
  ] as const)("Close now over one that was found and kept for the %s", async (keep, last) => {
    const { sent } = open({ ...answering, "worry/draft-read": { draft: keptDraft(keep) } });
    await heading("You began to tell something");
    press(/Close now/);
    expect(namesOf(sent).at(-1)).toBe(last);
  });

  test("the popup closes in the middle of a word: what waited its turn goes at once", async () => {
    const { sent } = open({ ...answering, "worry/draft-keep": () => new Promise(() => {}) });
    await walkToWords();
    write("They");
    await waitFor(() => expect(namesOf(sent)).toHaveLength(2));
    write("They hid");
    await screen.findByDisplayValue("They hid");
    expect(namesOf(sent)).toHaveLength(2);
    fireEvent(window, new Event("pagehide"));
    expect(sent.at(-1)).toMatchObject({ body: { words: "They hid" } });
  });
});

describe("earlier worries", () => {
  test("say how far each has come; the copy can be forgotten, after a question", async () => {
    const { answers, sent } = open(sampleStates()["receipts"] ?? {});
    press("My worries");
    await screen.findByText("Read by a person");
    expect(screen.getByText("Kept safe here, not sent yet")).toBeDefined();
    fireEvent.click(screen.getAllByRole("button", { name: /Forget my copy/ })[0] as HTMLElement);
    await screen.findByText(/only removes your copy/);
    expect(sent.some((one) => one.name === "worry/forget")).toBe(false);
    answers.current = {
      ...answers.current,
      "worry/forget": { forgotten: true },
      "worry/receipts": { receipts: [] },
    };
    press("Yes, forget it");
    await screen.findByText(/No worries have been reported/);
  });

  test("a copy that could not be forgotten is said to be still here", async () => {
    open(sampleStates()["receipts"] ?? {});
    press("My worries");
    await screen.findByText("Read by a person");
    fireEvent.click(screen.getAllByRole("button", { name: /Forget my copy/ })[0] as HTMLElement);
    press(await screen.findByText("Yes, forget it").then((found) => found.textContent));
    await screen.findByText("That did not work. Your copy is still here.");
  });
});

describe("structure", () => {
  test("each step and part is sound", async () => {
    const { container } = open(teen);
    await screen.findByText("Example Academy");
    await expectSoundStructure(container);
    await walkToCheck("x");
    await expectSoundStructure(container);
    press("Send");
    await heading(/Sent/);
    await expectSoundStructure(container);
    press("Help now");
    await heading("People who can help");
    await expectSoundStructure(container);
  });
});
