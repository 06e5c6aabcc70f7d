// @vitest-environment jsdom
// What a page that changes is told of itself: whether text came and went while it was left alone. Time is counted, not
// waited for, and reading costs so much of it that a rest of seconds follows.
import { beforeEach, describe, expect, test } from "vitest";
import { createTextWork } from "../../../lib/app/page/text-work.ts";

const dearMs = 25;

function openWork(readingMs: number) {
  let nowMs = 1000;
  let timer: { readonly atMs: number; readonly run: () => void } | undefined;
  const told = { incomplete: 0 };
  const read: string[] = [];
  const work = createTextWork({
    nextSlice: () => Promise.resolve(),
    after: (delayMs, run) => {
      timer = { atMs: nowMs + delayMs, run };
      return () => (timer = undefined);
    },
    nowMs: () => nowMs,
    shadowRootOf: () => null,
    onShadowRoot: () => {},
    onRootless: () => {},
    judge: async ({ text }) => {
      read.push(text);
      nowMs += readingMs;
    },
    onIncomplete: () => (told.incomplete += 1),
  });
  const pass = async (ms: number) => {
    nowMs += ms;
    if (timer !== undefined && timer.atMs <= nowMs) {
      const { run } = timer;
      timer = undefined;
      run();
      for (let turn = 0; turn < 50; turn += 1) await Promise.resolve();
    }
  };
  const observer = new MutationObserver(() => {});
  observer.observe(document, { childList: true, characterData: true, subtree: true });
  /** As `scan-session.ts` does: what a task of the page has changed is named when the task is over. */
  const task = async (change: () => void, takesMs = 10) => {
    change();
    for (const { type, target, addedNodes } of observer.takeRecords()) {
      for (const node of type === "childList" ? addedNodes : [target]) {
        if (!work.isFlooded()) work.readChanged(node);
      }
    }
    await pass(takesMs);
  };
  return { told, read, pass, task };
}

function line(text: string): HTMLElement {
  const made = document.createElement("p");
  made.textContent = text;
  return made;
}

const words = (count: number, from = 0) =>
  Array.from({ length: count }, (_, at) => `word${from + at}`).join(" ");
const box = () => document.querySelector("main") as HTMLElement;

type Task = (change: () => void, takesMs?: number) => Promise<void>;

/** A page on which text comes, goes and is not read: ten seconds of it. */
const floods: Readonly<Record<string, (task: Task) => Promise<void>>> = {
  "a thousand lines a second, of which the last three hundred stay": async (task) => {
    for (let n = 0; n < 500; n += 1) {
      await task(() => {
        for (let k = 0; k < 20; k += 1) {
          box().append(line(`Reading number ${n * 20 + k}`));
          if (box().childElementCount > 300) box().firstChild?.remove();
        }
      }, 20);
    }
  },
};

const calm: Readonly<Record<string, (task: Task) => Promise<void>>> = {
  "a tip that comes and goes": async (task) => {
    for (let n = 0; n < 10; n += 1) {
      const tip = line(`tip ${n} ${words(30)}`);
      await task(() => box().append(tip), 500);
      await task(() => tip.remove(), 500);
    }
  },
  "a chat that drops its oldest line": async (task) => {
    for (let n = 0; n < 100; n += 1) {
      await task(() => {
        box().append(line(`line ${n} ${words(12, n)}`));
        if (box().childElementCount > 20) box().firstChild?.remove();
      }, 4000);
    }
  },
  "six hundred lines at once, which stay": async (task) => {
    await task(() =>
      box().append(...Array.from({ length: 600 }, (_, n) => line(`line ${n} of it`))),
    );
  },
  "a clock drawn anew sixty times a second": async (task) => {
    for (let n = 0; n < 600; n += 1) await task(() => (box().textContent = `0:${n}`), 17);
  },
  "lines that are measured and taken away before anybody sees them": async (task) => {
    for (let n = 0; n < 100; n += 1) {
      const made = Array.from({ length: 20 }, (_, k) => line(`width ${n * 20 + k} ${words(9)}`));
      await task(() => {
        box().append(...made);
        for (const one of made) one.remove();
      }, 100);
    }
  },
};

beforeEach(() => {
  document.body.innerHTML = "<h1>Volcanoes</h1><main></main>";
});

describe("text that came and went while the page was left alone", () => {
  test.each(Object.entries(floods))("is told: %s", async (_, play) => {
    const { told, task } = openWork(dearMs);
    await play(task);
    expect(told.incomplete).toBeGreaterThan(0);
  });

  test.each(Object.entries(calm))("is not told of a calm page: %s", async (_, play) => {
    const { told, read, task, pass } = openWork(dearMs);
    // A rest of seconds is on its way when it begins.
    await task(() => box().append(line("A first line that is read.")), 200);
    expect(read).toHaveLength(1);
    await play(task);
    await pass(60_000);
    expect(told.incomplete).toBe(0);
  });

  test("is not told where no rest was due: what is gone within the time of settling was seen by nobody", async () => {
    const { told, task } = openWork(0);
    await Object.values(floods)[0]?.(task);
    expect(told.incomplete).toBe(0);
  });

  test("six hundred lines that came in a rest are read whole", async () => {
    const { read, task, pass } = openWork(dearMs);
    await task(() => box().append(line("A first line that is read.")), 200);
    await calm["six hundred lines at once, which stay"]?.(task);
    await pass(60_000);
    expect(read.at(-1)).toContain("line 0 of it");
    expect(read.at(-1)).toContain("line 599 of it");
  });
});
