import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { goBack } from "../../../lib/ui/go-back.ts";

const startMs = Date.UTC(2026, 8, 14, 9, 0);

beforeEach(() => {
  sessionStorage.clear();
  vi.useFakeTimers({ now: startMs, toFake: ["Date"] });
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

/** The presses of one tab, each so many seconds after the first: where each went. */
function presses(pagesBefore: number, afterSeconds: readonly number[]): readonly string[] {
  const went: string[] = [];
  vi.spyOn(history, "length", "get").mockReturnValue(pagesBefore + 1);
  vi.spyOn(history, "go").mockImplementation((by) => void went.push(String(by)));
  vi.spyOn(window, "close").mockImplementation(() => void went.push("out"));
  for (const seconds of afterSeconds) {
    vi.setSystemTime(startMs + seconds * 1000);
    goBack();
  }
  return went;
}

test.each([
  ["to the page before", 3, [0], ["-1"]],
  ["back here at once: a step further each time", 3, [0, 2, 5], ["-1", "-2", "-3"]],
  ["another time it is the page before again", 3, [0, 60, 3600], ["-1", "-1", "-1"]],
  ["nothing before it: out", 0, [0], ["out"]],
  ["nothing but the closed page before it: out, at the second press", 1, [0, 2], ["-1", "out"]],
] as const)("%s", (_name, pagesBefore, afterSeconds, expected) => {
  // What jsdom cannot do, and need not: go to an empty page.
  vi.spyOn(console, "error").mockImplementation(() => undefined);
  expect(presses(pagesBefore, afterSeconds)).toEqual(expected);
});

test("of the tab's past it keeps a time and a number, and no address", () => {
  presses(3, [0]);
  expect(Object.entries(sessionStorage)).toEqual([["went-back", `${startMs} 1`]]);
});
