// Chromium's traces as the benches read them: what ran on a thread, for how long, in processor time of that thread.
import type { CDPSession, Page } from "puppeteer";

export interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  /** Microseconds: when by the clock, how long by the clock, how long in processor time. */
  readonly ts: number;
  readonly dur?: number;
  readonly tdur?: number;
  readonly args?: {
    readonly name?: string;
    readonly data?: { readonly functionName?: string; readonly url?: string };
  };
}

/** Tasks, calls of functions, layouts; microtasks are told under "toplevel" only. */
const categories = [
  "devtools.timeline",
  "disabled-by-default-devtools.timeline",
  "v8",
  "toplevel",
] as const;

/** Begins a trace of the whole browser; the answer ends it and gives what was seen, in order of time. */
export async function startTrace(
  page: Page,
  wanted: readonly string[] = categories,
): Promise<() => Promise<readonly TraceEvent[]>> {
  await page.tracing.start({ categories: ["-*", ...wanted] });
  return async () => {
    const bytes = await page.tracing.stop();
    const { traceEvents } = JSON.parse(new TextDecoder().decode(bytes)) as {
      traceEvents: TraceEvent[];
    };
    return traceEvents.sort((a, b) => a.ts - b.ts);
  };
}

/** The same over a session with the browser itself: no page is looked into by it. */
export async function startBrowserTrace(
  browser: CDPSession,
): Promise<() => Promise<readonly TraceEvent[]>> {
  const complete = new Promise<string>((resolve) => {
    browser.once("Tracing.tracingComplete", ({ stream }) => resolve(stream ?? ""));
  });
  await browser.send("Tracing.start", {
    transferMode: "ReturnAsStream",
    traceConfig: { includedCategories: [...categories], excludedCategories: ["*"] },
  });
  return async () => {
    await browser.send("Tracing.end");
    const handle = await complete;
    const parts: Buffer[] = [];
    for (let isEnd = false; !isEnd;) {
      const { data, eof, base64Encoded } = await browser.send("IO.read", { handle });
      parts.push(Buffer.from(data, base64Encoded === true ? "base64" : "utf8"));
      isEnd = eof;
    }
    await browser.send("IO.close", { handle });
    const { traceEvents } = JSON.parse(Buffer.concat(parts).toString("utf8")) as {
      traceEvents: TraceEvent[];
    };
    return traceEvents.sort((a, b) => a.ts - b.ts);
  };
}

/** Processor milliseconds of each call of the function of this name, in order. */
export function callsOf(events: readonly TraceEvent[], functionName: string): readonly number[] {
  return events
    .filter(
      ({ name, args }) => name === "FunctionCall" && args?.data?.functionName === functionName,
    )
    .map(({ tdur }) => (tdur ?? 0) / 1000);
}
