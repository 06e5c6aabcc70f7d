import { cleanup, fireEvent, render, screen, within } from "@testing-library/preact";
import { afterEach, describe, expect, test, vi } from "vitest";
import { ClosedApp } from "../../../entrypoints/closed/closed-app.tsx";
import { readingLevels } from "../../../lib/contract/vocabulary.ts";
import {
  noticeView,
  sampleMessenger,
  sampleStates,
  schoolFace,
  type SampleAnswers,
} from "../../support/page-samples.ts";
import { expectSoundStructure } from "./check-structure.ts";

afterEach(cleanup);

const goBack = vi.fn();
function open(answers: SampleAnswers) {
  const messenger = sampleMessenger(answers);
  const send = vi.fn(messenger.send);
  return { ...render(<ClosedApp send={send as typeof messenger.send} goBack={goBack} />), send };
}
const wordsOf = () => document.body.textContent ?? "";

describe("the page for what is against the law", () => {
  test("says what it is, that nobody is blamed, and who listens, before any answer has come", () => {
    render(<ClosedApp send={() => new Promise(() => {})} goBack={goBack} />);
    expect(screen.getByRole("heading", { level: 1 }).textContent).toBe(
      "This page is closed by law",
    );
    for (const part of [
      "You’re not in trouble",
      "nothing you need to do",
      "0800 1111",
      "CEOP",
      "999",
    ]) {
      expect(wordsOf()).toContain(part);
    }
  });

  test("names the school's own adult", async () => {
    open({ "notice/read": noticeView() });
    await screen.findByText("Mrs Amara Okafor");
  });

  test("an accident needs no button and no message: only how the page looks is asked", async () => {
    const { send } = open({ "notice/read": noticeView() });
    await screen.findByText("Mrs Amara Okafor");
    expect(
      within(screen.getByRole("main"))
        .getAllByRole("button")
        .map((one) => one.textContent),
    ).toEqual(["Go back"]);
    fireEvent.click(screen.getByRole("button", { name: "Go back" }));
    expect(goBack).toHaveBeenCalledOnce();
    expect(send.mock.calls.map(([name, body]) => [name, body])).toEqual([["notice/read", {}]]);
  });

  test("whatever stands in its address is never shown", async () => {
    window.location.hash = "#u=http://bad.test/zanzibarian";
    open({ "notice/read": noticeView() });
    await screen.findByText("Mrs Amara Okafor");
    expect(document.documentElement.outerHTML).not.toContain("zanzibarian");
    expect(document.title).not.toContain("bad.test");
    window.location.hash = "";
  });

  test.each([
    [true, /can see that a page was closed here, but not which one/],
    [false, undefined],
  ])("what the school sees (%s) is said as it is", async (recordsBlockedVisits, says) => {
    open({ "notice/read": { ...noticeView(), recordsBlockedVisits } });
    await screen.findByText("Mrs Amara Okafor");
    if (says === undefined) expect(wordsOf()).not.toContain("Your school can see");
    else expect(wordsOf()).toMatch(says);
  });

  test.each(readingLevels)("in words for %s: no accusing, nothing to ask for", async (reading) => {
    open({ "notice/read": { ...noticeView(), school: schoolFace(reading) } });
    await screen.findByText("Mrs Amara Okafor");
    expect(wordsOf()).not.toMatch(/accus|guilt|punish|caught|offence|should be open|\{/i);
    const phone = reading === "staff" ? "08000 562 561" : "0800 1111";
    expect(wordsOf()).toContain(phone);
  });

  test("the youngest are not sent alone to a page about pictures", async () => {
    open({ "notice/read": { ...noticeView(), school: schoolFace("ks1") } });
    await screen.findByText("Mrs Amara Okafor");
    expect(wordsOf()).not.toContain("Internet Watch Foundation");
    expect(wordsOf()).toContain("You did nothing wrong");
  });

  test.each(["notice", "notice-young", "baseline", "dead"])(
    "structure is sound: %s",
    async (state) => {
      const { container } = open(sampleStates()[state] ?? {});
      await screen.findByRole("heading", { level: 1 });
      await expectSoundStructure(container);
    },
  );
});
