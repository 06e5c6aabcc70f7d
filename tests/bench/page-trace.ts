// What a visit cost, read from its trace: all of the page's main thread, and what of it is ours. Pure.
import type { TraceEvent } from "./read-trace.ts";

export interface VisitCost {
  /** Processor milliseconds of every task of the page's main thread. */
  readonly allMs: number;
  /** Processor milliseconds of our scripts, and how much of them the longest task holds. */
  readonly oursMs: number;
  readonly oursLongestMs: number;
  /** Of the visit's second half alone: what a page goes on costing once it has been read. */
  readonly oursLateMs: number;
  readonly oursTasks: number;
  /** When by the clock, from the first task on, ours last did more than a trifle: near the visit's end, it was cut off. */
  readonly oursUntilMs: number;
  /** Tasks of more than 50 ms, and what they have above that. */
  readonly longTasks: number;
  readonly blockingMs: number;
  readonly longestMs: number;
  /** Layouts and style recalculations that ran within our scripts. */
  readonly forced: number;
}

const longMs = 50;
const trifleMs = 0.5;

/** The process and thread on which the function of this name was called. */
export function threadOf(
  events: readonly TraceEvent[],
  functionName: string,
): { readonly pid: number; readonly tid: number } | undefined {
  return events.find(({ args }) => args?.data?.functionName === functionName);
}

/** What runs after an await of ours bears no name in a trace. The pages' own scripts make no promises. */
const microtaskNames: ReadonlySet<string> = new Set([
  "RunMicrotasks",
  "BlinkScheduler_PerformMicrotaskCheckpoint",
]);

function isOurs({ name, args }: TraceEvent, ownOrigin: string): boolean {
  if (microtaskNames.has(name)) return true;
  const isScript = name === "FunctionCall" || name === "EvaluateScript" || name === "v8.compile";
  return isScript && (args?.data?.url ?? "").startsWith(ownOrigin);
}

const spentMs = ({ tdur }: TraceEvent): number => (tdur ?? 0) / 1000;
const endOf = ({ ts, dur }: TraceEvent): number => ts + (dur ?? 0);

/** Of events in order of time: those that lie within no other of them. */
function outermost(events: readonly TraceEvent[]): readonly TraceEvent[] {
  const kept: TraceEvent[] = [];
  let untilUs = Number.NEGATIVE_INFINITY;
  for (const event of events) {
    if (event.ts < untilUs) continue;
    kept.push(event);
    untilUs = endOf(event);
  }
  return kept;
}

/**
 * `events` in order of time, of one trace; `thread`: the page's main thread; `ownOrigin`: "chrome-extension://…".
 * Processor time of that thread throughout, which other work on the machine does not stretch.
 */
export function readVisit(
  events: readonly TraceEvent[],
  thread: { readonly pid: number; readonly tid: number },
  ownOrigin: string,
): VisitCost {
  const here = events.filter(
    ({ pid, tid, ph }) => ph === "X" && pid === thread.pid && tid === thread.tid,
  );
  const tasks = outermost(here.filter(({ name }) => name === "RunTask"));
  const ours = outermost(here.filter((event) => isOurs(event, ownOrigin)));
  const layouts = here.filter(({ name }) => name === "Layout" || name === "UpdateLayoutTree");
  const oursInTask: number[] = [];
  const firstUs = tasks[0]?.ts ?? 0;
  const middleUs = (firstUs + (tasks.at(-1)?.ts ?? 0)) / 2;
  let lateMs = 0;
  let untilUs = firstUs;
  let next = 0;
  for (const task of tasks) {
    let spent = 0;
    for (; (ours[next]?.ts ?? Number.POSITIVE_INFINITY) < endOf(task); next += 1) {
      const event = ours[next];
      if (event !== undefined && event.ts >= task.ts) spent += spentMs(event);
    }
    if (spent > 0) oursInTask.push(spent);
    if (task.ts >= middleUs) lateMs += spent;
    if (spent > trifleMs) untilUs = endOf(task);
  }
  const forced = layouts.filter((layout) =>
    ours.some((own) => own.name !== "RunTask" && layout.ts >= own.ts && layout.ts < endOf(own)),
  );
  const all = tasks.map(spentMs);
  return {
    allMs: all.reduce((sum, ms) => sum + ms, 0),
    oursMs: ours.reduce((sum, event) => sum + spentMs(event), 0),
    oursLongestMs: Math.max(0, ...oursInTask),
    oursLateMs: lateMs,
    oursTasks: oursInTask.length,
    oursUntilMs: (untilUs - firstUs) / 1000,
    longTasks: all.filter((ms) => ms > longMs).length,
    blockingMs: all.reduce((sum, ms) => sum + Math.max(0, ms - longMs), 0),
    longestMs: Math.max(0, ...all),
    forced: forced.length,
  };
}
