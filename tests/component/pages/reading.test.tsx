// A reader's own settings: found on every page, in force at once, kept for the next page, and nothing else kept.
import { cleanup, fireEvent, render, screen, within } from "@testing-library/preact";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { NoticeApp } from "../../../entrypoints/notice/notice-app.tsx";
import { ReportApp } from "../../../entrypoints/report/report-app.tsx";
import { showPage } from "../../../lib/ui/i18n/show-page.tsx";
// Read beforehand: what the page itself reads only when it is wanted.
import "../../../lib/ui/reading/reading-panel.tsx";
import { PageFrame } from "../../../lib/ui/page-frame.tsx";
import {
  applyReading,
  keepReading,
  keptReading,
  letterKinds,
  papers,
  parseReading,
  textSizes,
  usualReading,
} from "../../../lib/ui/reading/kept-reading.ts";
import { sampleMessenger, sampleStates } from "../../support/page-samples.ts";
import { expectSoundStructure } from "./check-structure.ts";

const root = document.documentElement;
beforeEach(() => {
  localStorage.clear();
  applyReading(usualReading);
});
afterEach(cleanup);

async function openPanel(): Promise<HTMLElement> {
  fireEvent.click(screen.getByRole("button", { name: "Make it easier to read" }));
  return screen.findByRole("region", { name: "Make it easier to read" });
}

describe("the panel", () => {
  const open = () =>
    render(
      <PageFrame school="Example Academy" part="notice" title="A page">
        <h1>A page</h1>
      </PageFrame>,
    );

  test("a choice holds at once and on the next page; as it was, nothing is kept", async () => {
    open();
    const panel = within(await openPanel());
    fireEvent.click(panel.getByLabelText("Bigger"));
    fireEvent.click(panel.getByLabelText("Cream"));
    fireEvent.click(panel.getByLabelText(/Easy to tell apart/));
    fireEvent.click(panel.getByLabelText("Stronger lines and darker words"));
    fireEvent.click(panel.getByLabelText("Nothing moves"));
    expect(Object.fromEntries(Object.entries(root.dataset))).toMatchObject({
      size: "larger",
      paper: "cream",
      letters: "easy",
      contrast: "strong",
      motion: "still",
    });
    applyReading(usualReading);
    expect(root.dataset["paper"]).toBe("usual");
    applyReading(keptReading());
    expect(root.dataset["paper"]).toBe("cream");
    fireEvent.click(panel.getByRole("button", { name: "As it was" }));
    expect(root.dataset["size"]).toBe("usual");
    expect(localStorage.length).toBe(0);
  });

  test("opens and closes from the keyboard: focus on its heading, Escape gives it back", async () => {
    open();
    const panel = await openPanel();
    const button = screen.getByRole("button", { name: "Make it easier to read" });
    expect(button.getAttribute("aria-expanded")).toBe("true");
    expect(document.activeElement?.id).toBe("reading-title");
    fireEvent.keyDown(panel, { key: "Escape" });
    expect(screen.queryByRole("region", { name: "Make it easier to read" })).toBeNull();
    expect(document.activeElement).toBe(button);
  });

  test("structure is sound", async () => {
    const { container } = open();
    await openPanel();
    await expectSoundStructure(container);
  });

  test("it is on the worry form, too, and on every page of the frame", async () => {
    const { send } = sampleMessenger(sampleStates()["teen"] ?? {});
    render(<ReportApp send={send} leave={() => undefined} pollMs={60_000} />);
    await openPanel();
    cleanup();
    render(<NoticeApp send={send} />);
    await openPanel();
  });
});

test("a page begins as it was liked, and in the dress of the school as it was last heard of", async () => {
  keepReading({ ...usualReading, size: "largest", paper: "blue" });
  localStorage.setItem(
    "look",
    JSON.stringify({ colour: "#7a1fa2", reading: "ks1", language: "cy" }),
  );
  const place = document.createElement("div");
  await showPage(place, <p>drawn</p>);
  expect(place.textContent).toBe("drawn");
  expect(root.dataset["size"]).toBe("largest");
  expect(root.dataset["paper"]).toBe("blue");
  expect(root.dataset["voice"]).toBe("young");
  expect(root.lang).toBe("cy");
  root.lang = "en-GB";
});

describe("what was kept is believed in nothing but its own words", () => {
  test.each([
    [null],
    [""],
    ["null"],
    ["[]"],
    ["7"],
    ["{"],
    ['{"size":"huge","paper":7,"strong":"yes"}'],
    ['{"size":{"toString":1}}'],
  ])("%s is as usual", (kept) => {
    expect(parseReading(kept)).toEqual(usualReading);
  });

  test("every choice comes back as it was kept, and no text throws", () => {
    const reading = fc.record({
      size: fc.constantFrom(...textSizes),
      letters: fc.constantFrom(...letterKinds),
      paper: fc.constantFrom(...papers),
      strong: fc.boolean(),
      still: fc.boolean(),
    });
    fc.assert(
      fc.property(reading, (one) => {
        keepReading(one);
        expect(keptReading()).toEqual(one);
      }),
    );
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        expect(() => parseReading(text)).not.toThrow();
      }),
    );
  });
});
