// What every page for pupils has: its own words read aloud, by a press, in the language in which they stand there.
import { cleanup, fireEvent, render, screen } from "@testing-library/preact";
import type { ComponentChildren } from "preact";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { AgreementApp } from "../../../entrypoints/agreement/agreement-app.tsx";
import { BlockedApp } from "../../../entrypoints/blocked/blocked-app.tsx";
import { ClosedApp } from "../../../entrypoints/closed/closed-app.tsx";
import { NoticeApp } from "../../../entrypoints/notice/notice-app.tsx";
import { ReportApp } from "../../../entrypoints/report/report-app.tsx";
import { SiteApp } from "../../../entrypoints/site/site-app.tsx";
import { worryKinds } from "../../../lib/contract/vocabulary.ts";
import { WorryIcon } from "../../../lib/ui/art/worry-icon.tsx";
import { loadTranslation } from "../../../lib/ui/i18n/load-translation.ts";
import { TextsProvider } from "../../../lib/ui/i18n/texts.tsx";
import { sampleMessenger, sampleStates } from "../../support/page-samples.ts";

const spoken: { readonly text: string; readonly lang: string }[] = [];

beforeEach(() => {
  spoken.length = 0;
  localStorage.clear();
  vi.stubGlobal("speechSynthesis", {
    cancel: () => undefined,
    speak: (one: { text: string; lang: string }) => spoken.push(one),
  });
  vi.stubGlobal(
    "SpeechSynthesisUtterance",
    class {
      lang = "";
      text: string;
      constructor(text: string) {
        this.text = text;
      }
      addEventListener(): void {}
    },
  );
  // jsdom draws nothing, and has no text as it is seen.
  Object.defineProperty(HTMLElement.prototype, "innerText", {
    configurable: true,
    get(this: HTMLElement) {
      return this.textContent;
    },
  });
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
  Reflect.deleteProperty(HTMLElement.prototype, "innerText");
});

const address = "#u=https://www.bigwins.example.test/";
const nowhere = () => undefined;
type Send = ReturnType<typeof sampleMessenger>["send"];
const pages: readonly (readonly [
  name: string,
  state: string,
  words: RegExp,
  page: (send: Send) => ComponentChildren,
])[] = [
  [
    "the worry form",
    "teen",
    /What’s happened/,
    (send) => <ReportApp send={send} leave={nowhere} pollMs={60_000} />,
  ],
  [
    "a closed page",
    "blocked",
    /This page is closed at school.*betting/,
    (send) => <BlockedApp hash={address} send={send} goBack={nowhere} navigate={nowhere} />,
  ],
  [
    "a page closed by law",
    "notice",
    /This page is closed by law/,
    (send) => <ClosedApp send={send} goBack={nowhere} />,
  ],
  [
    "the agreement",
    "agreement",
    /The rules.*password/,
    (send) => <AgreementApp hash="" send={send} navigate={nowhere} goOnByItself={nowhere} />,
  ],
  [
    "the notice",
    "notice",
    /What it looks at.*What it never does/,
    (send) => <NoticeApp send={send} />,
  ],
  [
    "tell school about a page",
    "blocked",
    /Tell school about a page/,
    (send) => <SiteApp hash={address} send={send} />,
  ],
];

describe("read to me", () => {
  test.each(pages)("%s", async (_name, state, words, page) => {
    render(<>{page(sampleMessenger(sampleStates()[state] ?? {}).send)}</>);
    await screen.findByRole("heading", { level: 1 });
    fireEvent.click(screen.getByRole("button", { name: "Read it to me" }));
    expect(spoken).toHaveLength(1);
    expect(spoken[0]?.text).toMatch(words);
    expect(spoken[0]?.lang).toBe("en-GB");
    fireEvent.click(screen.getByRole("button", { name: "Stop reading" }));
    expect(spoken).toHaveLength(1);
  });

  test.each([
    ["the worry form", "pl", /^pl/],
    ["the notice", "pl", /^en/],
    ["the notice", "cy", /^cy/],
  ] as const)("%s in %s is read by the voice of its words", async (name, code, voice) => {
    const row = pages.find(([one]) => one === name);
    const first = await loadTranslation(code);
    const { send } = sampleMessenger(sampleStates()[row?.[1] ?? ""] ?? {});
    render(
      <TextsProvider first={first} hasChosen>
        {row?.[3](send)}
      </TextsProvider>,
    );
    await screen.findByRole("heading", { level: 1 });
    const button = [...document.querySelectorAll<HTMLElement>(".frame-end button.tool")].at(-1);
    if (button !== undefined) fireEvent.click(button);
    expect(spoken[0]?.lang).toMatch(voice);
  });
});

test("each of the nine kinds of worry has a drawing of its own", () => {
  const drawn = worryKinds.map((kind) => render(<WorryIcon of={kind} />).container.innerHTML);
  expect(drawn).toHaveLength(9);
  expect(new Set(drawn).size).toBe(9);
});
