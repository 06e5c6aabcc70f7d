// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { splitPieces } from "../../../lib/app/page/joined-text.ts";
import { seenPieces } from "../../../lib/app/page/seen-text.ts";
import { readText } from "../../../lib/app/page/visible-text.ts";

const pause = (): Promise<void> => Promise.resolve();
const read = () => readText(document.body, (element) => element.shadowRoot, 1_000_000);

/** How many elements each observer was asked for. */
let asked: number[] = [];
/** Elements without a place; nobody answers where it is undefined. */
let away: ((element: Element) => boolean) | undefined;

class Observer {
  #targets: Element[] = [];
  readonly #tell: (entries: readonly object[]) => void;
  constructor(tell: (entries: readonly object[]) => void) {
    this.#tell = tell;
    queueMicrotask(() => {
      asked.push(this.#targets.length);
      if (away === undefined) return;
      const isAway = away;
      this.#tell(
        this.#targets.map((target) => {
          const right = isAway(target) ? -1 : 100;
          const boundingClientRect = { top: 0, left: 0, right, bottom: 100, width: 9, height: 9 };
          const whole = { ...boundingClientRect, right: 100 };
          return {
            target,
            boundingClientRect: target === document.documentElement ? whole : boundingClientRect,
          };
        }),
      );
    });
  }
  observe(element: Element): void {
    this.#targets.push(element);
  }
  disconnect(): void {
    this.#targets = [];
  }
}

beforeEach(() => {
  asked = [];
  away = undefined;
  vi.stubGlobal("IntersectionObserver", Observer);
  // What jsdom does not have.
  Element.prototype.checkVisibility = () => true;
  document.body.innerHTML = Array.from(
    { length: 600 },
    (_, at) => `<p id="p${at}">line ${at}</p>`,
  ).join("");
});

afterEach(() => {
  vi.unstubAllGlobals();
  Reflect.deleteProperty(Element.prototype, "checkVisibility");
});

/** Waits at once. */
const soon = (_delayMs: number, run: () => void): (() => void) => {
  const timer = setTimeout(run, 5);
  return () => clearTimeout(timer);
};

describe("a page of many pieces", () => {
  test("is told apart, and the page has its turn between", async () => {
    const joined = read();
    const turns = vi.fn(pause);
    const { pieces } = await splitPieces(joined, turns);
    expect(pieces.map(({ node }) => node.textContent)).toEqual(
      Array.from({ length: 600 }, (_, at) => `line ${at}`),
    );
    expect(turns.mock.calls.length).toBe(Math.floor(joined.pieces.length / 64));
    expect(turns.mock.calls.length).toBeGreaterThan(5);
  });

  test("is asked for its boxes some each frame, each of them once", async () => {
    away = (element) => Number(element.id.slice(1)) % 7 === 0;
    const { pieces } = await splitPieces(read(), pause);
    const seen = await seenPieces(pieces, pause, soon);
    expect(asked).toEqual([251, 251, 101]);
    const unseen = pieces.filter((piece) => !seen.has(piece)).map(({ node }) => node.textContent);
    const expected = pieces
      .filter(({ node }) => Number(node.parentElement?.id.slice(1)) % 7 === 0)
      .map(({ node }) => node.textContent);
    expect(expected.length).toBeGreaterThan(80);
    expect(unseen).toEqual(expected);
  });

  test("where no frame comes it is waited for once, and all counts as seen", async () => {
    const { pieces } = await splitPieces(read(), pause);
    expect((await seenPieces(pieces, pause, soon)).size).toBe(pieces.length);
    expect(asked).toEqual([251]);
  });
});
