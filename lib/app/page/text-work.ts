// The order of work on a page: what is to be read waits here and is walked in short slices, so that nothing
// on the page changes or slows. At most about 1.5 % of the main thread goes to a page that never stops changing.
import {
  inlineNames,
  joinTexts,
  standsInSilence,
  startTextWalk,
  type JoinedText,
  type TextWalk,
} from "./visible-text.ts";

const sliceMs = 4;
/** Text is judged in portions of about this size; a lesson or an article is nearly always one portion. */
const portionChars = 24_000;
/** Past this a page is not read on: "budget spent". */
const mostCharsAPage = 8_000_000;
const settleMs = 100;
const mostRoots = 2000;
/** One part work to at least sixty parts rest, for what comes by changes of the page. */
const restShare = 60;
/** A short new piece (a line of a chat) is read together with the lines before it. */
const shortChars = 400;
const neighbours = 3;

export interface TextWorkParts {
  readonly nextSlice: () => Promise<void>;
  readonly after: (delayMs: number, run: () => void) => () => void;
  readonly nowMs: () => number;
  readonly shadowRootOf: (element: Element) => ShadowRoot | null;
  readonly onShadowRoot: (root: ShadowRoot) => void;
  readonly judge: (joined: JoinedText) => Promise<void>;
}

export interface TextWork {
  /** The whole of a root, soon. */
  read(root: Node): void;
  /** A piece that has changed, when the page has settled a little. */
  readChanged(node: Node): void;
  /** True once the page has had its share and is read no further. */
  readonly isSpent: boolean;
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
  const { nextSlice, after, nowMs, shadowRootOf, onShadowRoot, judge } = parts;
  const roots: { root: Node; isChange: boolean }[] = [];
  const changed = new Set<Node>();
  const lastRead = new WeakMap<Node, number>();
  let cancelDrain: (() => void) | undefined;
  let restUntilMs = 0;
  let readChars = 0;
  let restarts = 0;
  let busy = false;
  let stopped = false;

  function before(root: Node): JoinedText {
    let context: JoinedText = { text: "", pieces: [] };
    let sibling =
      root.nodeType === Node.ELEMENT_NODE ? (root as Element).previousElementSibling : null;
    for (let count = 0; sibling !== null && count < neighbours; count += 1) {
      const walk = startTextWalk(sibling, shadowRootOf, () => 0);
      walk.step(Number.POSITIVE_INFINITY, shortChars);
      context = joinTexts(walk.take(), context);
      sibling = sibling.previousElementSibling;
    }
    return context;
  }

  async function judgePortion(
    joined: JoinedText,
    root: Node,
    isChange: boolean,
    isWhole: boolean,
  ): Promise<void> {
    if (joined.text.trim().length < 3) return;
    readChars += joined.text.length;
    if (!isWhole) {
      await judge(joined);
      return;
    }
    const hash = hashOf(joined.text);
    if (lastRead.get(root) === hash) return;
    lastRead.set(root, hash);
    await judge(
      isChange && joined.text.length < shortChars ? joinTexts(before(root), joined) : joined,
    );
  }

  async function work(): Promise<void> {
    if (busy || stopped) return;
    busy = true;
    try {
      for (let next = roots.shift(); next !== undefined; next = roots.shift()) {
        const { root, isChange } = next;
        if (readChars >= mostCharsAPage || stopped) return;
        if (!root.isConnected) continue;
        const walk: TextWalk = startTextWalk(root, shadowRootOf, nowMs, onShadowRoot);
        let portions = 0;
        let done = false;
        while (!done) {
          await nextSlice();
          if (stopped) return;
          const startMs = nowMs();
          done = walk.step(startMs + sliceMs, portionChars);
          if (done || walk.heldChars >= portionChars) {
            portions += 1;
            await judgePortion(walk.take(), root, isChange, done && portions === 1);
          }
          if (isChange) {
            restUntilMs = Math.max(restUntilMs, startMs) + (nowMs() - startMs) * restShare;
          }
          if (readChars >= mostCharsAPage) return;
        }
        if (walk.lostItsPlace && root.isConnected && restarts < 5) {
          restarts += 1;
          roots.push({ root, isChange });
        }
      }
    } finally {
      busy = false;
    }
  }

  function drain(): void {
    cancelDrain = undefined;
    const nodes = [...changed];
    changed.clear();
    const lines = new Set<Node>();
    for (const node of nodes) {
      if (node.isConnected && !standsInSilence(node)) lines.add(lineOf(node));
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
    void work();
  }

  return {
    read(root) {
      roots.push({ root, isChange: false });
      void work();
    },
    readChanged(node) {
      if (stopped || readChars >= mostCharsAPage) return;
      // A page that changes faster than it is read: its body as a whole takes the place of the single pieces.
      if (changed.size >= mostRoots) {
        const body = node.ownerDocument?.body;
        changed.clear();
        if (body !== null && body !== undefined) changed.add(body);
      } else {
        changed.add(node);
      }
      cancelDrain ??= after(Math.max(settleMs, Math.min(restUntilMs - nowMs(), 10_000)), drain);
    },
    get isSpent() {
      return readChars >= mostCharsAPage;
    },
    stop() {
      stopped = true;
      cancelDrain?.();
      roots.length = 0;
      changed.clear();
    },
  };
}
