// The worry form's first screen stands in report.html: it is the form's own, comes before any script, and is taken over
// as it is.
import { cleanup, fireEvent, screen, waitFor } from "@testing-library/preact";
import { render } from "preact";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { drawFirstScreen } from "../../../entrypoints/report/first-screen.tsx";
import { ReportApp } from "../../../entrypoints/report/report-app.tsx";
import { endFirstLook, lookFirst } from "../../../lib/ui/first-look.ts";
import { chooseLanguage, languageCodes } from "../../../lib/ui/i18n/languages.ts";
import { showPage } from "../../../lib/ui/i18n/show-page.tsx";
import { sampleMessenger, worryOptions } from "../../support/page-samples.ts";

let root: HTMLElement;
/** Each test's own: the program of the test before may hear a key that comes before its last effects. */
let leave = vi.fn<() => void>();

/** As the browser finds it: the file's own markup, and nothing of a script. */
function openFile(): void {
  const screenInFile = drawFirstScreen(document.createElement("div"));
  root = document.createElement("div");
  root.innerHTML = screenInFile;
  document.body.append(root);
}

function begin(): Promise<void> {
  const { send } = sampleMessenger({
    "worry/options": worryOptions(),
    "worry/receipts": { receipts: [] },
    "worry/draft-read": {},
    "worry/draft-keep": { untilMs: 0 },
  });
  return showPage(root, <ReportApp send={send} leave={leave} />);
}

beforeEach(() => {
  localStorage.clear();
  document.documentElement.removeAttribute("style");
  leave = vi.fn<() => void>();
  vi.spyOn(window, "close").mockImplementation(leave);
});
afterEach(() => {
  endFirstLook();
  if (root !== undefined) render(null, root);
  cleanup();
  document.body.replaceChildren();
  vi.restoreAllMocks();
});

const radio = (name: RegExp) => screen.getByRole<HTMLInputElement>("radio", { name });
const button = (name: RegExp) => screen.getByRole("button", { name });

describe("taken over", () => {
  test("each element stays the one it was, and nothing is there twice", async () => {
    openFile();
    const before = [...root.querySelectorAll("*")];
    const words = root.textContent;
    await begin();
    const after = new Set(root.querySelectorAll("*"));
    expect(before.filter((one) => !after.has(one)).map((one) => one.outerHTML)).toEqual([]);
    expect(root.textContent).toBe(words);
    await screen.findByText("Example Academy");
    expect(screen.getAllByRole("radio")).toHaveLength(9);
  });

  test("what was chosen before stays chosen, and the form goes on with it", async () => {
    openFile();
    radio(/being unkind/).click();
    await begin();
    await waitFor(() => expect(button(/^Next/).getAttribute("aria-disabled")).toBeNull());
    expect(radio(/being unkind/).checked).toBe(true);
    fireEvent.click(button(/^Next/));
    await screen.findByRole("heading", { name: "Who would you like to tell?" });
  });

  test("what was pressed before is pressed when there is somebody to hear it", async () => {
    openFile();
    lookFirst(() => undefined);
    radio(/being unkind/).click();
    button(/^Next/).click();
    await begin();
    await screen.findByRole("heading", { name: "Who would you like to tell?" });
  });

  test("in another language it is drawn anew, and shown when it is", async () => {
    localStorage.setItem("language", "pl");
    openFile();
    lookFirst(() => undefined);
    expect(document.documentElement.hidden).toBe(true);
    await begin();
    expect(document.documentElement.hidden).toBe(false);
    expect(root.textContent).not.toContain("being unkind");
    expect(screen.getAllByRole("radio")).toHaveLength(9);
  });
});

describe("before the program", () => {
  test("Escape twice leaves, and takes the form out of the list of visited pages first", () => {
    const forget = vi.fn<() => void>(() => expect(leave).not.toHaveBeenCalled());
    openFile();
    leave.mockClear();
    lookFirst(forget);
    fireEvent.keyDown(document.body, { key: "Escape" });
    expect(leave).not.toHaveBeenCalled();
    fireEvent.keyDown(document.body, { key: "Escape" });
    expect(forget).toHaveBeenCalled();
    expect(leave).toHaveBeenCalled();
  });

  test("“Close now” leaves by one press; once the program is there, it is the program's", async () => {
    const forget = vi.fn<() => void>();
    openFile();
    lookFirst(forget);
    button(/Close now/).click();
    expect(forget).toHaveBeenCalledTimes(1);
    await begin();
    button(/Close now/).click();
    expect(forget).toHaveBeenCalledTimes(1);
  });

  test("it wears what the reader and the school chose, as it was kept", async () => {
    localStorage.setItem("reading", JSON.stringify({ size: "larger", strong: true }));
    openFile();
    await begin();
    await screen.findByText("Example Academy");
    await waitFor(() => expect(localStorage.getItem("look")).toContain("--school-light"));
    const { style, dataset } = document.documentElement;
    const worn = [style.cssText, dataset["voice"], dataset["size"], dataset["contrast"]];
    document.documentElement.removeAttribute("style");
    for (const name of Object.keys(dataset)) Reflect.deleteProperty(dataset, name);
    lookFirst(() => undefined);
    expect([style.cssText, dataset["voice"], dataset["size"], dataset["contrast"]]).toEqual(worn);
    expect(worn[0]).toContain("--school-light");
    expect(worn.slice(1)).toEqual(["teen", "larger", "strong"]);
  });

  test.each(["not JSON", "null", "7", '"a"', "[]"])("whatever is kept there: %s", (text) => {
    localStorage.setItem("reading", text);
    localStorage.setItem("look", text);
    lookFirst(() => undefined);
    expect(document.documentElement.hidden).toBe(false);
  });

  const tags = [undefined, ...languageCodes, "cy-GB", "EN-US", "fr", ""] as const;
  const few = [undefined, "fr", "en-GB", "ur"] as const;
  test("English is shown to whom the program would speak English, whatever stands where", () => {
    for (const chosen of tags) {
      for (const school of few) {
        for (const browser of few) {
          localStorage.clear();
          if (chosen !== undefined) localStorage.setItem("language", chosen);
          if (school !== undefined)
            localStorage.setItem("look", JSON.stringify({ language: school }));
          vi.spyOn(navigator, "language", "get").mockReturnValue(browser ?? "");
          lookFirst(() => undefined);
          endFirstLook();
          const isEnglish = chooseLanguage({ chosen, school, browser }) === "en";
          expect([chosen, school, browser, document.documentElement.hidden]).toEqual([
            chosen,
            school,
            browser,
            !isEnglish,
          ]);
        }
      }
    }
  });
});
