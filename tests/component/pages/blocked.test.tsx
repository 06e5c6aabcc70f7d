import { cleanup, fireEvent, render, screen, waitFor } from "@testing-library/preact";
import { afterEach, describe, expect, test, vi } from "vitest";
// Read beforehand: what the page itself reads only when it is wanted.
import "../../../entrypoints/blocked/rarer-cards.ts";
import "../../../entrypoints/blocked/review-form.tsx";
import "../../../entrypoints/blocked/staff-panel.tsx";
import { BlockedApp } from "../../../entrypoints/blocked/blocked-app.tsx";
import type { BlockExplanation } from "../../../lib/contract/message.ts";
import {
  baselineFace,
  blockExplanation,
  sampleMessenger,
  sampleStates,
  schoolFace,
  type SampleAnswers,
} from "../../support/page-samples.ts";
import { expectSoundStructure } from "./check-structure.ts";

afterEach(cleanup);

const address = "https://www.bigwins.example.test/slots?from=ad";

function open(answers: SampleAnswers, hash = `#u=${address}`) {
  const messenger = sampleMessenger(answers);
  const goBack = vi.fn<() => void>();
  const navigate = vi.fn<(to: string) => void>();
  const view = render(
    <BlockedApp hash={hash} send={messenger.send} goBack={goBack} navigate={navigate} />,
  );
  return { ...messenger, goBack, navigate, ...view };
}

const answering = (given: Partial<BlockExplanation> = {}): SampleAnswers => ({
  ...sampleStates()["blocked"],
  "blocked/explain": blockExplanation(given),
});
const press = (name: string | RegExp) => {
  fireEvent.click(screen.getByRole("button", { name }));
};

const giveReason = (words: string) => {
  fireEvent.input(screen.getByLabelText("What do you need it for?"), { target: { value: words } });
};

describe("the block page", () => {
  test("says what, why, and whom to ask", async () => {
    const { sent } = open(answering());
    await screen.findByRole("heading", { level: 1, name: "This page is closed at school" });
    expect(sent[0]).toEqual({ name: "blocked/explain", body: { address } });
    for (const part of [
      "www.bigwins.example.test",
      "Gambling",
      "betting with money",
      "Mr Dan Frost",
    ]) {
      expect(screen.getByRole("main").textContent).toContain(part);
    }
    expect(screen.getByText(/doesn’t mean that you did anything wrong/)).toBeDefined();
  });

  test.each([
    ["the school", { who: "school", sinceMs: 0 }, /Your school set this rule\..*since/],
    [
      "somebody by name",
      { who: "school", by: "Mr Dan Frost", sinceMs: 0 },
      /Mr Dan Frost set this/,
    ],
    ["the trust", { who: "trust", sinceMs: 0 }, /group of schools set this rule/],
    ["the program", { who: "program" }, /This rule is built in/],
  ] as const)("says who set the rule: %s", async (_name, setBy, said) => {
    open(answering({ setBy }));
    await screen.findByText(said);
  });

  test("for the youngest: one sentence, back, and a grown-up; the rest is folded away", async () => {
    const school = schoolFace("ks1");
    open(answering({ school, setBy: { who: "school", sinceMs: 0 } }));
    await screen.findByRole("heading", { level: 1, name: "This page is closed" });
    const card = document.querySelector(".blocked-card");
    expect(card?.textContent).toBe("This page is closedYou did nothing wrong.");
    const folded = (words: string | RegExp) => screen.getByText(words).closest("details");
    expect(["Go back", "Tell a grown-up"].map(folded)).toEqual([null, null]);
    for (const words of ["I need this page", "It was a mistake", /betting with money/]) {
      expect(folded(words)?.open).toBe(false);
      expect(folded(words)?.textContent).toContain("More");
    }
    press("Tell a grown-up");
    await screen.findByText("Mrs Amara Okafor");
  });

  test("what was asked for can be looked at later", async () => {
    open(answering());
    await screen.findByText("Go back");
    press("I think this should be open");
    fireEvent.click(await screen.findByRole("button", { name: "Send" }));
    const link = await screen.findByRole("link", { name: "What I asked for" });
    expect(link.getAttribute("href")).toBe("notice.html#mine");
  });

  test("offers the four ways on", async () => {
    const { goBack } = open(answering());
    await screen.findByText("Go back");
    for (const name of ["I think this should be open", "I came here by accident", "I need help"]) {
      expect(screen.getByRole("button", { name })).toBeDefined();
    }
    press("Go back");
    expect(goBack).toHaveBeenCalledOnce();
  });

  test("a request for the page: reason, then the reference it was given", async () => {
    const { sent } = open(answering());
    await screen.findByText("Go back");
    press("I think this should be open");
    fireEvent.input(screen.getByLabelText(/few words/), { target: { value: "for maths" } });
    fireEvent.click(await screen.findByRole("button", { name: "Send" }));
    await screen.findByText("Your reference: 4KD-9TZ");
    expect(sent.at(-1)).toEqual({
      name: "blocked/ask-review",
      body: { address, wanted: "open", words: "for maths", claim: expect.any(String) },
    });
  });

  test("a request that fails says so and keeps the reason", async () => {
    open({ "blocked/explain": blockExplanation() });
    await screen.findByText("Go back");
    press("I think this should be open");
    fireEvent.input(screen.getByLabelText(/few words/), { target: { value: "for maths" } });
    fireEvent.click(await screen.findByRole("button", { name: "Send" }));
    await screen.findByText(/did not work just now/);
    expect(screen.getByLabelText<HTMLTextAreaElement>(/few words/).value).toBe("for maths");
  });

  test("a request pressed again is the same one, in other words another", async () => {
    const { sent } = open({ "blocked/explain": blockExplanation() });
    await screen.findByText("Go back");
    press("I think this should be open");
    const field = await screen.findByLabelText(/few words/);
    const claims = () =>
      sent
        .filter(({ name }) => name === "blocked/ask-review")
        .map(({ body }) => (body as { readonly claim: string }).claim);
    for (const [times, words] of ["for maths", "for maths", "for art"].entries()) {
      fireEvent.input(field, { target: { value: words } });
      fireEvent.click(await screen.findByRole("button", { name: /^(Send|Try again)$/ }));
      await waitFor(() => {
        expect(claims()).toHaveLength(times + 1);
        expect(screen.getByText(/did not work just now/)).toBeDefined();
      });
    }
    const [first, again, other] = claims();
    expect(again).toBe(first);
    expect(other).not.toBe(first);
  });

  test.each([
    [
      "noted",
      { recorded: true },
      "It’s noted that you came here by accident. You can go back now.",
    ],
    ["not noted", { recorded: false }, /couldn’t note it just now/],
    ["no answer", undefined, /couldn’t note it just now/],
  ])("by accident, %s: thanks, and the truth", async (_name, answer, words) => {
    const { "blocked/accident": _, ...rest } = answering();
    open(answer === undefined ? rest : { ...rest, "blocked/accident": answer });
    await screen.findByText("Go back");
    press("I came here by accident");
    await screen.findByText("Thanks for telling us");
    expect(screen.getByText(words)).toBeDefined();
  });

  test("help opens in the page: the adult, the worry form, and the helpline that fits", async () => {
    open(answering());
    await screen.findByText("Go back");
    press("I need help");
    await screen.findByText("National Gambling Helpline");
    expect(screen.getByText("Mrs Amara Okafor")).toBeDefined();
    expect(screen.getByRole("link", { name: "Tell somebody at school" }).getAttribute("href")).toBe(
      "report.html",
    );
  });

  test("the rule stands in small print for staff", async () => {
    open(answering());
    const line = (await screen.findByText("For staff and IT")).closest("details");
    expect(line?.querySelector("summary")?.textContent).toBe("Staff: open this for a time");
    expect(document.querySelectorAll("details")).toHaveLength(1);
    expect(line?.open).toBe(false);
    expect(screen.queryByText(/profiles\.ks3\.categories\.gambling/)).toBeNull();
    if (line !== null) line.open = true;
    const rule = await screen.findByText(/profiles\.ks3\.categories\.gambling/);
    expect(rule.closest("details")).toBe(line);
  });

  test("without a policy it says that stricter rules hold for now", async () => {
    open(answering({ school: baselineFace }));
    await screen.findByText(/stricter rules hold for now/);
  });
});

describe("a warning", () => {
  const warn = { action: "warn", warnMinutes: 15 } as const;

  test("reads why first; going on asks the worker, then goes there", async () => {
    const { sent, navigate } = open(answering(warn));
    await screen.findByText("A moment before you go on");
    giveReason("for my homework");
    press("Go on for 15 minutes");
    await vi.waitFor(() => {
      expect(navigate).toHaveBeenCalledWith(address);
    });
    expect(sent.at(-1)).toEqual({
      name: "blocked/proceed",
      body: { address, reason: "for my homework" },
    });
  });

  test.each([
    ["none", "  ", /write a few words first/],
    ["one that is too long", "x".repeat(301), /1 letter too many/],
  ])("a reason is needed: %s goes nowhere and says what is wanted", async (_name, given, said) => {
    const { sent, navigate } = open(answering(warn));
    await screen.findByText("A moment before you go on");
    giveReason(given);
    press("Go on for 15 minutes");
    await screen.findByText(said);
    expect(sent.some(({ name }) => name === "blocked/proceed")).toBe(false);
    expect(navigate).not.toHaveBeenCalled();
  });

  test("for the youngest: a picture and a sentence; the field is folded away, for the grown-up beside them", async () => {
    const { sent, navigate } = open(answering({ ...warn, school: schoolFace("ks1") }));
    await screen.findByText("Stop and think");
    expect(screen.queryByText("www.bigwins.example.test", { ignore: "code" })).toBeNull();
    const fold = screen.getByText("Why do you want to open it?").closest("details");
    expect(fold?.open).toBe(false);
    fireEvent.input(screen.getByLabelText("Ask a grown-up to type why."), {
      target: { value: "for a fox" },
    });
    press("Go on for 15 minutes");
    await vi.waitFor(() => {
      expect(navigate).toHaveBeenCalledWith(address);
    });
    expect(sent.at(-1)).toEqual({
      name: "blocked/proceed",
      body: { address, reason: "for a fox" },
    });
  });

  test("a refusal goes nowhere and says so", async () => {
    const { navigate } = open({ "blocked/explain": blockExplanation(warn) });
    await screen.findByText("A moment before you go on");
    giveReason("for my homework");
    press("Go on for 15 minutes");
    await screen.findByText(/did not work just now/);
    expect(navigate).not.toHaveBeenCalled();
  });

  test("an illegal site never has a way on, whatever the action says", async () => {
    open(answering({ ...warn, category: { id: "illegal", title: "Illegal" } }));
    await screen.findByText("This page is closed by law");
    expect(screen.queryByRole("button", { name: /Go on/ })).toBeNull();
    expect(screen.queryByRole("button", { name: /should be open/ })).toBeNull();
  });
});

describe("opened by staff at the pupil's screen", () => {
  const fill = (label: string, words: string) => {
    fireEvent.input(screen.getByLabelText(label), { target: { value: words } });
  };
  const askFor = async (choice: string) => {
    const details = (await screen.findByText("Staff: open this for a time")).closest("details");
    if (details === null) throw new Error("no disclosure");
    details.open = true;
    fireEvent(details, new Event("toggle"));
    await screen.findByRole("button", { name: "Show a request" });
    fireEvent.click(screen.getByRole("radio", { name: new RegExp(choice) }));
    press("Show a request");
    await screen.findByText("K7Q4-9MZPTR");
  };
  const fillAll = () => {
    fill("Your name", " Ms Kaur ");
    fill("What for", "Year 9 RE");
    fill("Code", "1234 5678");
    fireEvent.change(screen.getByLabelText("For how long"), { target: { value: "45" } });
  };

  test("a request, a code, and the site opens", async () => {
    const { sent, navigate } = open(answering());
    await askFor("www.bigwins");
    expect(sent.at(-1)).toEqual({ name: "unlock/request", body: { address, what: "site" } });
    fillAll();
    press("Open it");
    await screen.findByText(/www\.bigwins\.example\.test is open until/);
    expect(sent.at(-1)).toEqual({
      name: "unlock/enter",
      body: {
        request: "K7Q4-9MZPTR",
        code: "12345678",
        minutes: 45,
        by: "Ms Kaur",
        why: "Year 9 RE",
      },
    });
    press("Go to the page");
    expect(navigate).toHaveBeenCalledWith(address);
  });

  test("the kind of site names the category as the code must", async () => {
    open(answering());
    await askFor("Gambling");
    const fact = screen.getByText("Kind of site", { selector: "dt" }).nextElementSibling;
    expect(fact?.textContent).toBe("gambling");
  });

  test.each([
    ["no name", "Your name", ""],
    ["no reason", "What for", " "],
    ["seven digits", "Code", "1234567"],
  ])("%s: nothing is tried", async (_name, label, value) => {
    const { sent } = open(answering());
    await askFor("www.bigwins");
    fillAll();
    fill(label, value);
    press("Open it");
    expect(sent.at(-1)?.name).toBe("unlock/request");
  });

  test("a wrong code says what the worker said, and what was typed stays", async () => {
    const { answers } = open(answering());
    await askFor("www.bigwins");
    const { "unlock/enter": _, ...rest } = answers.current;
    answers.current = rest;
    fillAll();
    press("Open it");
    await screen.findByText("Nobody answered.");
    expect(screen.getByLabelText<HTMLInputElement>("What for").value).toBe("Year 9 RE");
  });

  test("where nothing may be opened nothing is offered", async () => {
    open(answering({ unlockable: [] }));
    await screen.findByText("Go back");
    expect(screen.queryByText("Staff: open this for a time")).toBeNull();
  });
});

describe("closed for now", () => {
  test("a lesson: which, until when, and no asking for the site", async () => {
    open(sampleStates()["lesson"] ?? {});
    await screen.findByText("A lesson is running: Volcanoes");
    expect(screen.getByText(/Until 10:00 only the pages/)).toBeDefined();
    expect(screen.queryByRole("button", { name: /should be open/ })).toBeNull();
  });

  test("withdrawn access: why, what still opens, whom to talk to", async () => {
    open(sampleStates()["withdrawn"] ?? {});
    await screen.findByText("Your internet access is closed just now");
    expect(screen.getByText(/all help sites still open/)).toBeDefined();
    expect(screen.getByText("Mrs Amara Okafor")).toBeDefined();
  });

  test("reached through another site: both are named", async () => {
    open(sampleStates()["through"] ?? {});
    await screen.findByText(/\(translate\.example\.test\) shows a page from/);
  });
});

describe("the grave kinds", () => {
  test("self-harm: people to talk to come before the reason", async () => {
    open(answering({ category: { id: "self-harm", title: "Self-harm and suicide" } }));
    await screen.findByText("You matter. Talk to somebody first.");
    const words = screen.getByRole("main").textContent;
    expect(words.indexOf("0800 1111")).toBeGreaterThan(0);
    expect(words.indexOf("0800 1111")).toBeLessThan(words.indexOf("This page is closed because"));
    expect(words.indexOf("Mrs Amara Okafor")).toBeLessThan(words.indexOf("0800 1111"));
    expect(screen.queryByRole("button", { name: "I need help" })).toBeNull();
  });
});

describe("a fragment anybody can write", () => {
  test.each([
    ["javascript", "#u=javascript:alert(1)"],
    ["data", "#u=data:text/html,<script>alert(1)</script>"],
    ["an extension page", "#u=chrome-extension://abcdef/report.html"],
    ["file", "#u=file:///etc/passwd"],
    ["markup", "#u=<img src=x onerror=alert(1)>"],
    ["broken escapes", "#u=%E0%A4%A"],
    ["encoded javascript", `#u=${encodeURIComponent("javascript:alert(1)")}`],
    ["nothing", ""],
    ["another key", `#x=${address}`],
  ])("%s is never gone to, asked about or shown", async (_name, hash) => {
    const { navigate, sent, container } = open(
      { "blocked/explain": blockExplanation({ action: "allow", address: "", host: "" }) },
      hash,
    );
    await screen.findByText("This page is open now");
    expect(sent[0]?.body).toEqual({ address: "" });
    expect(screen.queryByRole("button", { name: "Go to the page" })).toBeNull();
    expect(container.querySelector("img, script")).toBeNull();
    expect(navigate).not.toHaveBeenCalled();
  });

  test.each([
    ["raw", `#u=${address}`],
    ["encoded", `#u=${encodeURIComponent(address)}`],
  ])("%s web addresses come through as they were", async (_name, hash) => {
    const { sent } = open(answering(), hash);
    await screen.findByText("Go back");
    expect(sent[0]?.body).toEqual({ address });
  });

  test("an address too long to ask about is asked about by its host", async () => {
    const { sent } = open(answering(), `#u=https://long.example.test/${"x".repeat(5000)}`);
    await screen.findByText("Go back");
    expect(sent[0]?.body).toEqual({ address: "https://long.example.test/" });
  });
});

describe("asked for before", () => {
  const asked = {
    reference: "7QX-M2K",
    atMs: Date.UTC(2026, 8, 14, 9, 5),
    wanted: "open",
    state: "decided",
    decidedAtMs: Date.UTC(2026, 8, 15, 10, 0),
  } as const;

  test.each([
    ["not known to be at school", { state: "asked" }, /may not be at school yet/, /Sent|decided/],
    ["at school", { state: "received" }, /It is at school\. Nobody has decided yet\./, /yes|read/],
    [
      "yes, and not open here yet",
      { decision: "opened" },
      /School said yes .*15 September.*It is not open here yet.*ask Mr Dan Frost/,
      /Nobody has decided/,
    ],
    [
      "no",
      { decision: "left-closed" },
      /decided .*15 September.*to leave it closed/,
      /yes|open here/,
    ],
    ["to be closed", { wanted: "blocked", decision: "blocked" }, /to close it\./, /yes/],
    ["to stay open", { wanted: "blocked", decision: "left-open" }, /to leave it open/, /yes/],
    ["come and talk", { decision: "talk" }, /come and talk about it with Mr Dan Frost/, /decided/],
    ["looked at", { decision: "looked-at" }, /looked at it .*15 September/, /decided|yes/],
  ] as const)("%s", async (_name, given, says, saysNot) => {
    open(answering({ asked: { ...asked, ...given } }));
    const card = (await screen.findByText("You asked about this page")).closest("section");
    expect(card?.textContent).toMatch(says);
    expect(card?.textContent).not.toMatch(saysNot);
    expect(card?.textContent).toMatch(/You asked .*14 September.*Your reference: 7QX-M2K/);
  });

  test("for the youngest, and where nobody's name is known", async () => {
    const { ask: _ask, ...rest } = blockExplanation();
    const { dsl: _dsl, ...school } = schoolFace("ks1");
    const talk = { ...asked, decision: "talk" } as const;
    open({ ...answering(), "blocked/explain": { ...rest, school, asked: talk } });
    await screen.findByText("A grown-up wants to talk with you. Go and see your teacher.");
  });

  test("not asked for: nothing of it", async () => {
    open(answering());
    await screen.findByRole("heading", { level: 1, name: "This page is closed at school" });
    expect(screen.queryByText("You asked about this page")).toBeNull();
  });
});

test("no answer at all: it says so, blames nobody, and help is there", async () => {
  open({});
  await screen.findByText(/can’t show the reason just now/);
  press("I need help");
  await screen.findByText("0800 1111", { selector: ".help-number" });
});

test.each([
  ["closed", {}],
  ["young", { school: schoolFace("ks1") }],
  ["warn", { action: "warn", warnMinutes: 5 }],
  ["self-harm", { category: { id: "self-harm", title: "Self-harm" } }],
  ["illegal", { category: { id: "illegal", title: "Illegal" } }],
  ["open", { action: "allow" }],
  ["lesson", { step: "lesson", lesson: { title: "Volcanoes", untilMs: 0 } }],
  ["withdrawn", { step: "withdrawn" }],
  ["through", { through: "translate.example.test" }],
] as const)("structure is sound: %s", async (_name, given) => {
  const { container } = open(answering(given));
  await screen.findByRole("heading", { level: 1 });
  const help = screen.queryByRole("button", { name: "I need help" });
  if (help !== null) fireEvent.click(help);
  await expectSoundStructure(container);
});
