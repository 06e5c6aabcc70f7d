// The live line: open while the tab is shown, given up while it is hidden.
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { openLive, type LiveLine, type LiveState } from "../../../collector/console/live.ts";

/** An EventSource that does as the test says. */
class FakeSource extends EventTarget {
  static readonly CLOSED = 2;
  static readonly all: FakeSource[] = [];
  readyState = 0;
  readonly url: string;
  constructor(url: string) {
    super();
    this.url = url;
    FakeSource.all.push(this);
  }
  close(): void {
    this.readyState = FakeSource.CLOSED;
  }
  hello(): void {
    this.readyState = 1;
    this.dispatchEvent(new Event("hello"));
  }
  fail(state: number): void {
    this.readyState = state;
    this.dispatchEvent(new Event("error"));
  }
}

const changed = vi.fn<() => void>();
const whileHidden = vi.fn<() => void>();
const states: LiveState[] = [];
let line: LiveLine;
const open = () => FakeSource.all.filter(({ readyState }) => readyState !== FakeSource.CLOSED);
const last = () => {
  const source = FakeSource.all.at(-1);
  if (source === undefined) throw new Error("no line was opened");
  return source;
};

function show(isShown: boolean): void {
  Object.defineProperty(document, "hidden", { configurable: true, value: !isShown });
  document.dispatchEvent(new Event("visibilitychange"));
}

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("EventSource", FakeSource);
  FakeSource.all.length = 0;
  states.length = 0;
  show(true);
  line = openLive({ changed, state: (now) => states.push(now), whileHidden });
  last().hello();
});
afterEach(() => {
  line.close();
  vi.unstubAllGlobals();
  vi.useRealTimers();
  vi.clearAllMocks();
  Reflect.deleteProperty(document, "hidden");
});

test("a hidden tab holds no line; shown again it has one, and loads what it missed", () => {
  expect(open()).toHaveLength(1);
  show(false);
  expect(open()).toHaveLength(0);
  show(true);
  expect(open()).toHaveLength(1);
  expect(changed).not.toHaveBeenCalled();
  last().hello();
  expect(changed).toHaveBeenCalledOnce();
  expect(states).toEqual(["live", "waiting", "live"]);
});

test("while hidden it only glances, once a minute, and loads nothing", () => {
  show(false);
  vi.advanceTimersByTime(3 * 60_000);
  expect(whileHidden).toHaveBeenCalledTimes(3);
  expect(changed).not.toHaveBeenCalled();
  show(true);
  vi.advanceTimersByTime(3 * 60_000);
  expect(whileHidden).toHaveBeenCalledTimes(3);
});

test("a retry that was due does not open a line behind a hidden tab", () => {
  last().fail(FakeSource.CLOSED);
  show(false);
  vi.advanceTimersByTime(10 * 60_000);
  expect(open()).toHaveLength(0);
  show(true);
  expect(open()).toHaveLength(1);
});

test("many turns of the tab leave one line", () => {
  for (let count = 0; count < 20; count += 1) {
    show(count % 2 === 0);
    show(true);
  }
  expect(open()).toHaveLength(1);
});

test("a refused line is asked for again, ever more slowly", () => {
  last().fail(FakeSource.CLOSED);
  expect(changed).toHaveBeenCalledOnce();
  vi.advanceTimersByTime(1999);
  expect(FakeSource.all).toHaveLength(1);
  vi.advanceTimersByTime(1);
  expect(FakeSource.all).toHaveLength(2);
  last().fail(FakeSource.CLOSED);
  vi.advanceTimersByTime(3999);
  expect(FakeSource.all).toHaveLength(2);
  vi.advanceTimersByTime(1);
  expect(FakeSource.all).toHaveLength(3);
});

test("closed for good: neither timers nor a shown tab bring it back", () => {
  line.close();
  show(false);
  show(true);
  vi.advanceTimersByTime(10 * 60_000);
  expect(open()).toHaveLength(0);
  expect(whileHidden).not.toHaveBeenCalled();
});
