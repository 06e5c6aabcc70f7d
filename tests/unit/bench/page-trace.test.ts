import { describe, expect, it } from "vitest";
import { readVisit, threadOf } from "../../bench/page-trace.ts";
import { callsOf, type TraceEvent } from "../../bench/read-trace.ts";

const here = { pid: 1, tid: 1 };
const own = "chrome-extension://own";

/** An event from `fromMs` on; half of its time by the clock is processor time. */
function event(
  name: string,
  fromMs: number,
  durMs: number,
  data: { functionName?: string; url?: string } = {},
  thread = here,
): TraceEvent {
  return {
    name,
    ph: "X",
    ...thread,
    ts: fromMs * 1000,
    dur: durMs * 1000,
    tdur: durMs * 500,
    args: { data },
  };
}

const ours = { url: `${own}/scan.js` };
const theirs = { url: "http://page.test/a.js" };

describe("readVisit", () => {
  it("adds up tasks by processor time, of this thread only", () => {
    const events = [
      event("RunTask", 0, 40),
      event("RunTask", 50, 200),
      event("RunTask", 60, 10),
      event("RunTask", 0, 500, {}, { pid: 1, tid: 2 }),
    ];
    expect(readVisit(events, here, own)).toMatchObject({
      allMs: 120,
      longTasks: 1,
      blockingMs: 50,
      longestMs: 100,
      oursMs: 0,
      oursLongestMs: 0,
      oursTasks: 0,
    });
  });

  it("knows ours by address and as microtasks, nested ones once", () => {
    const events = [
      event("RunTask", 0, 40),
      event("FunctionCall", 1, 10, ours),
      event("FunctionCall", 2, 4, ours),
      event("BlinkScheduler_PerformMicrotaskCheckpoint", 20, 6),
      event("RunTask", 50, 40),
      event("FunctionCall", 51, 30, theirs),
      event("RunTask", 100, 40),
      event("EvaluateScript", 101, 12, ours),
    ];
    expect(readVisit(events, here, own)).toMatchObject({
      oursMs: 14,
      oursLongestMs: 8,
      // Of the second half: the last task begins after the middle.
      oursLateMs: 6,
      oursTasks: 2,
      oursUntilMs: 140,
    });
  });

  it("counts layouts that our scripts bring about", () => {
    const events = [
      event("RunTask", 0, 40),
      event("FunctionCall", 1, 10, ours),
      event("Layout", 2, 3),
      event("Layout", 20, 3),
    ];
    expect(readVisit(events, here, own).forced).toBe(1);
  });
});

describe("threadOf and callsOf", () => {
  const marked = { functionName: "benchTask" };
  const events = [
    event("FunctionCall", 0, 10, { functionName: "other" }),
    event("FunctionCall", 20, 6, marked, { pid: 7, tid: 8 }),
    event("FunctionCall", 30, 8, marked, { pid: 7, tid: 8 }),
  ];

  it("find a function by its name", () => {
    expect(threadOf(events, "benchTask")).toMatchObject({ pid: 7, tid: 8 });
    expect(threadOf(events, "nobody")).toBeUndefined();
    expect(callsOf(events, "benchTask")).toEqual([3, 4]);
  });
});
