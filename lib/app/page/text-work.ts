// The order of work on a page: what is to be read waits here and is walked in short slices, so that nothing
// on the page changes or slows.
import { joinTexts, type JoinedText } from "./joined-text.ts";
import { createPageTurns, type PageTurns } from "./page-turns.ts";
import { inlineNames, standsInSilence } from "./read-elements.ts";
import { createReadingBudget } from "./reading-budget.ts";
import { startTextWalk, type TextWalk } from "./visible-text.ts";

/** Text is judged in portions of about this size; a lesson or an article is nearly always one portion. */
const portionChars = 24_000;
const settleMs = 100;
const mostRoots = 500;
/** So many changed lines at once are read as what holds them. */
const mostLines = 40;
/** A short new piece (a line of a chat) is read together with the lines before it. */
const shortChars = 400;
const neighbours = 3;
/** A text up to this length is remembered by its number, so that the same is not judged twice. */
const knownChars = 4000;

export interface TextWorkParts {
  readonly nextSlice: () => Promise<void>;
  readonly after: (delayMs: number, run: () => void) => () => void;
  readonly nowMs: () => number;
  readonly shadowRootOf: (element: Element) => ShadowRoot | null;
  readonly onShadowRoot: (root: ShadowRoot) => void;
  /** Told of elements that may get a shadow root later. */
  readonly onRootless: (element: Element) => void;
  readonly judge: (joined: JoinedText, turns: PageTurns) => Promise<void>;
  /** Something of the page was not read: it has had its share, or changed faster than that. */
  readonly onIncomplete: () => void;
}

export interface TextWork {
  /** The whole of a root, soon. */
  read(root: Node): void;
  /** A piece that has changed, when the page has settled a little. */
  readChanged(node: Node): void;
  /** True while a flood of changes waits to be read as the page's whole body: single ones need not be named. */
  isFlooded(): boolean;
  stop(): void;
}

function hashOf(text: string): number {
  let hash = text.length;
  for (let at = 0; at < text.length; at += 1)
    hash = (Math.imul(hash, 31) + text.charCodeAt(at)) | 0;
  return hash;
}

/** The nearest element that is a line of its own; a changed word is judged with its line. */
function lineOf(node: Node): Node {
  let line: Node = node.nodeType === Node.TEXT_NODE ? (node.parentNode ?? node) : node;
  while (
    line.nodeType === Node.ELEMENT_NODE &&
    inlineNames.has((line as Element).localName) &&
    line.parentNode !== null
  ) {
    line = line.parentNode;
  }
  return line;
}

export function createTextWork(parts: TextWorkParts): TextWork {
  const { after, nowMs, shadowRootOf, judge } = parts;
  const walkParts = { ...parts };
  const roots: { root: Node; isChange: boolean }[] = [];
  const changed = new Set<Node>();
  const lastRead = new WeakMap<Node, number>();
  const budget = createReadingBudget(nowMs);
  let cancelDrain: (() => void) | undefined;
  let isFlooded = false;
  let isLate = false;
  let restarts = 0;
  let busy = false;
  let stopped = false;
  const turns = createPageTurns(parts);

  function before(root: Node): JoinedText {
    let context: JoinedText = { text: "", pieces: [] };
    let sibling =
      root.nodeType === Node.ELEMENT_NODE ? (root as Element).previousElementSibling : null;
    for (let count = 0; sibling !== null && count < neighbours; count += 1) {
      const walk = startTextWalk(sibling, { shadowRootOf, nowMs: () => 0 });
      walk.step(Number.POSITIVE_INFINITY, shortChars);
      context = joinTexts(walk.take(), context);
      sibling = sibling.previousElementSibling;
    }
    return context;
  }

  async function judgePortion(joined: JoinedText, root: Node, isWholeChange: boolean) {
    const { text } = joined;
    if (text.trim().length < 3) return;
    if (isWholeChange && text.length <= knownChars) {
      const hash = hashOf(text);
      if (lastRead.get(root) === hash) return;
      lastRead.set(root, hash);
    }
    const isLine = isWholeChange && text.length < shortChars;
    await judge(isLine ? joinTexts(before(root), joined) : joined, turns);
  }

  /** False when the page has had its share. */
  async function readRoot(root: Node, isChange: boolean): Promise<boolean> {
    const walk: TextWalk = startTextWalk(root, walkParts);
    let portions = 0;
    for (let done = false; !done;) {
      await turns.pause();
      if (stopped) return false;
      const startMs = nowMs();
      const { visited } = walk;
      turns.takeAwayMs();
      done = walk.step(turns.endsMs, portionChars);
      const isPortion = done || walk.heldChars >= portionChars;
      const mayGoOn = budget.spend(isPortion ? walk.heldChars : 0, walk.visited - visited);
      if (isPortion || !mayGoOn) {
        portions += 1;
        await judgePortion(walk.take(), root, isChange && done && portions === 1);
      }
      if (isChange) budget.work(nowMs() - startMs - turns.takeAwayMs());
      if (!mayGoOn && !done) return false;
    }
    if (walk.lostItsPlace && root.isConnected && restarts < 5) {
      restarts += 1;
      roots.push({ root, isChange });
    }
    return true;
  }

  async function work(): Promise<void> {
    if (busy || stopped) return;
    busy = true;
    try {
      for (let next = roots.shift(); next !== undefined; next = roots.shift()) {
        const { root, isChange } = next;
        if (stopped) return;
        if (!root.isConnected) continue;
        if (budget.isSpent || !(await readRoot(root, isChange))) {
          roots.length = 0;
          if (!stopped) parts.onIncomplete();
        }
      }
    } finally {
      busy = false;
    }
  }

  function drain(): void {
    cancelDrain = undefined;
    isFlooded = false;
    const startMs = nowMs();
    const nodes = [...changed];
    changed.clear();
    let lines = new Set<Node>();
    for (const node of nodes) {
      if (node.isConnected && !standsInSilence(node)) lines.add(lineOf(node));
    }
    if (lines.size > mostLines) {
      lines = new Set([...lines].map((line) => line.parentElement ?? line));
    }
    for (const line of lines) {
      let above = line.parentNode;
      let isInside = false;
      for (let level = 0; above !== null && level < 40; level += 1) {
        if (lines.has(above)) {
          isInside = true;
          break;
        }
        above = above.parentNode;
      }
      if (!isInside) roots.push({ root: line, isChange: true });
    }
    budget.work(nowMs() - startMs);
    void work();
  }

  return {
    read(root) {
      roots.push({ root, isChange: false });
      void work();
    },
    readChanged(node) {
      // What is gone again was put there to be measured: nobody saw it.
      if (stopped || isFlooded || !node.isConnected) return;
      changed.add(node);
      // A page that changes faster than it is read: its body as a whole takes the place of the single pieces.
      if (changed.size >= mostRoots) {
        // What came and went while the page was left alone is read by nobody.
        if (isLate && [...changed].some((one) => !one.isConnected)) parts.onIncomplete();
        const body = node.ownerDocument?.body;
        changed.clear();
        if (body) changed.add(body);
        isFlooded = true;
      }
      if (cancelDrain === undefined) {
        const restMs = budget.restMs();
        isLate = restMs > settleMs;
        cancelDrain = after(Math.max(settleMs, restMs), drain);
      }
    },
    isFlooded: () => isFlooded,
    stop() {
      stopped = true;
      cancelDrain?.();
      roots.length = 0;
      changed.clear();
    },
  };
}
