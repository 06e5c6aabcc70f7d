import { cleanup, fireEvent, render, screen } from "@testing-library/preact";
import { afterEach, expect, test, vi } from "vitest";
import { pictureFor } from "../../../entrypoints/agreement/picture-for.ts";
import { AgreementApp } from "../../../entrypoints/agreement/agreement-app.tsx";
import {
  agreementView,
  sampleMessenger,
  sampleStates,
  schoolFace,
  type SampleAnswers,
} from "../../support/page-samples.ts";
import { expectSoundStructure } from "./check-structure.ts";

afterEach(cleanup);

const address = "https://lesson.example.test/maths";

function open(answers: SampleAnswers, hash = `#u=${address}`) {
  const messenger = sampleMessenger(answers);
  const navigate = vi.fn<(to: string) => void>();
  const goOnByItself = vi.fn<(to: string) => void>();
  const view = render(
    <AgreementApp
      hash={hash}
      send={messenger.send}
      navigate={navigate}
      goOnByItself={goOnByItself}
    />,
  );
  return { ...messenger, navigate, goOnByItself, ...view };
}

const due = sampleStates()["agreement"] ?? {};
const press = (name: string) => {
  fireEvent.click(screen.getByRole("button", { name }));
};

test("rules, promise, what is watched, and where help is, before anything is agreed", async () => {
  const { goOnByItself } = open(due);
  await screen.findByRole("heading", { level: 1, name: "Using the internet at Example Academy" });
  expect(screen.getAllByRole("listitem")).toHaveLength(
    agreementView().agreement?.rules.length ?? 0,
  );
  expect(screen.getByText("I have read the rules and will keep to them.")).toBeDefined();
  expect(screen.getByRole("link", { name: /looked at/ }).getAttribute("href")).toBe("notice.html");
  expect(screen.getByText(/gate button/)).toBeDefined();
  expect(goOnByItself).not.toHaveBeenCalled();
});

test("agreeing is recorded with its version, then the page goes on", async () => {
  const { goOnByItself, navigate, sent } = open(due);
  await screen.findByText("I agree");
  press("I agree");
  await vi.waitFor(() => {
    expect(goOnByItself).toHaveBeenCalledWith(address);
  });
  press("Go on to lesson.example.test");
  expect(navigate).toHaveBeenCalledWith(address);
  expect(sent.at(-1)).toEqual({
    name: "agreement/agree",
    body: { agreement: "secondary", version: "2026-09" },
  });
});

test("an answer that is not kept is no agreement", async () => {
  const { goOnByItself } = open({ "agreement/read": agreementView() });
  await screen.findByText("I agree");
  press("I agree");
  await screen.findByText("That did not work yet");
  expect(goOnByItself).not.toHaveBeenCalled();
});

test.each([
  ["agreed before", sampleStates()["agreed"] ?? {}],
  ["nothing to agree to", { "agreement/read": { school: schoolFace() } }],
])("%s: on at once", async (_name, answers) => {
  const { goOnByItself } = open(answers);
  await vi.waitFor(() => {
    expect(goOnByItself).toHaveBeenCalledWith(address);
  });
});

test.each(["", "#u=javascript:alert(1)", "#u=chrome://settings", "#u=%"])(
  "with %j there is nowhere to go on to: you are ready",
  async (hash) => {
    const { navigate, goOnByItself } = open(due, hash);
    await screen.findByText("I agree");
    press("I agree");
    await screen.findByRole("heading", { name: "You’re ready" });
    expect(navigate).not.toHaveBeenCalled();
    expect(goOnByItself).not.toHaveBeenCalled();
  },
);

test("no answer: says so, and tries again when asked", async () => {
  const { answers } = open({});
  await screen.findByText("The rules can’t be shown just now");
  answers.current = due;
  press("Try again");
  await screen.findByText("I agree");
});

test.each(["agreement", "agreement-young", "agreed", "dead"])(
  "structure is sound: %s",
  async (state) => {
    const { container } = open(sampleStates()[state] ?? {}, "");
    await screen.findByRole("heading", { level: 1 });
    await expectSoundStructure(container);
  },
);

test("asked again: when it was agreed before, what is new and marked, what went", async () => {
  open(sampleStates()["agreement-again"] ?? {});
  await screen.findByRole("heading", { name: "What has changed" });
  const main = screen.getByRole("main");
  for (const part of [
    "You agreed to the version before",
    "A new school year has begun",
    "1 rule is new",
    "I print only what my teacher has asked for.",
    "The promise at the end has new words.",
  ]) {
    expect(main.textContent).toContain(part);
  }
  const marked = screen.getByText("New", { selector: "strong" }).closest("li");
  expect(marked?.textContent).toContain("If I see something that worries me, I tell somebody.");
});

test.each(["agreement-infant", "agreement-young"])(
  "%s: each rule has a drawing, and can be heard by itself where the device speaks",
  async (state) => {
    const spoken: string[] = [];
    vi.stubGlobal("speechSynthesis", {
      cancel: () => undefined,
      speak: (one: { text: string }) => spoken.push(one.text),
    });
    vi.stubGlobal(
      "SpeechSynthesisUtterance",
      class {
        text: string;
        constructor(text: string) {
          this.text = text;
        }
        addEventListener(): void {}
      },
    );
    try {
      open(sampleStates()[state] ?? {});
      await screen.findByRole("heading", { level: 1 });
      const rules = [...document.querySelectorAll<HTMLElement>(".rules > li")];
      expect(rules).toHaveLength(4);
      for (const rule of rules) {
        expect(rule.querySelector("svg.rule-art")).not.toBeNull();
        const button = rule.querySelector("button");
        expect(button?.textContent).toContain("Read it to me");
        if (button !== null) fireEvent.click(button);
        expect(spoken.at(-1)).toBe(rule.querySelector(".rule-words")?.textContent?.trim());
      }
    } finally {
      vi.unstubAllGlobals();
    }
  },
);

test.each([
  ["I keep my password to myself.", "password"],
  ["I ask a grown-up before I open something new.", "ask"],
  ["I am kind in everything I write.", "kind"],
  ["I keep my name, address and school secret.", "secret"],
  ["I tell a grown-up when something makes me sad.", "tell"],
  ["I never share a photo of anybody.", "picture"],
  ["I look after my Chromebook.", "careful"],
])("%s gets the drawing %s", (rule, picture) => {
  expect(pictureFor(rule)).toBe(picture);
});
