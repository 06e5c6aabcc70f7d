// Turns a piece of a page into text as a person reads it: inline runs joined, a new line at each block.
// It never asks for layout; whether a piece can be seen is asked for pieces of a finding only (`seen-text.ts`).
import type { JoinedText, TextPiece } from "./joined-text.ts";
import { inlineNames, isSilent, labelsOf, mayHoldShadow } from "./read-elements.ts";

/** A text node longer than this is taken in parts: one of a whole book would be a long task. */
const longestTake = 8000;

export interface TextWalk {
  /** Takes text until about `mostChars` are held or the time is up. True when the walk is complete. */
  step(untilMs: number, mostChars: number): boolean;
  /** Hands over what is held and forgets it. */
  take(): JoinedText;
  /** The page took away the node at which the walk stood: the rest has to be walked anew. */
  readonly lostItsPlace: boolean;
  readonly heldChars: number;
  /** Nodes looked at so far. */
  readonly visited: number;
}

export interface WalkParts {
  readonly shadowRootOf: (element: Element) => ShadowRoot | null;
  readonly nowMs: () => number;
  /** Told of each root on the way, so that its later changes can be watched. */
  readonly onShadowRoot?: (root: ShadowRoot) => void;
  /** Told of each element that may get a root later: `attachShadow` makes no mutation. */
  readonly onRootless?: (element: Element) => void;
}

/**
 * A walk that can be left and taken up again between slices. A root that is itself silent is read only where
 * `readSilentRoot` asks for it: a text box made of `contenteditable`.
 */
export function startTextWalk(root: Node, walk: WalkParts, readSilentRoot = false): TextWalk {
  const { shadowRootOf, nowMs, onShadowRoot, onRootless } = walk;
  let parts: string[] = [];
  let pieces: TextPiece[] = [];
  let length = 0;
  let endsLine = true;
  let endsSpace = true;
  let lineFrom = 0;
  let labels: { node: Element; text: string }[] = [];
  let current: Node | null = root;
  let entering = true;
  let lost = false;
  let visited = 0;
  /** How much of the text node at which the walk stands has been taken. */
  let taken = 0;
  // Shadow roots are walked after their host's own children; each entry is where to go on afterwards.
  const returns: { host: Element; root: ShadowRoot }[] = [];

  function push(node: Node | undefined, text: string): void {
    if (node !== undefined) pieces.push({ node, start: length, end: length + text.length });
    parts.push(text);
    length += text.length;
  }

  function endLine(): void {
    if (!endsLine && length > 0) push(undefined, "\n");
    endsLine = true;
    endsSpace = true;
  }

  function breakLine(): void {
    endLine();
    if (labels.length > 0) {
      // A label that repeats what stands there (most do) is no second saying of it.
      const line = parts.slice(lineFrom).join("");
      for (const { node, text } of labels) {
        if (line.includes(text)) continue;
        push(node, text);
        push(undefined, "\n");
      }
      labels = [];
    }
    lineFrom = parts.length;
  }

  function add(node: Node, given: string): void {
    let data = given;
    if (/[\n\t\r\f]|[ ]{2}/.test(data)) data = data.replace(/[ \n\t\r\f]+/g, " ");
    if (endsSpace && data.startsWith(" ")) data = data.slice(1);
    if (data === "") return;
    push(node, data);
    endsLine = false;
    endsSpace = data.endsWith(" ");
  }

  /** True when all of a text node has been taken. */
  function addText(node: Text): boolean {
    const { length: size } = node;
    if (size <= longestTake) {
      add(node, node.data);
      return true;
    }
    let part = node.substringData(taken, longestTake);
    if (taken + part.length < size) {
      const cut = Math.max(part.lastIndexOf("\n"), part.lastIndexOf(". "), part.lastIndexOf(" "));
      if (cut > 0) part = part.slice(0, cut + 1);
    }
    taken += part.length;
    add(node, part);
    if (taken < size) return false;
    taken = 0;
    return true;
  }

  /** Where to go when `node` and all below it are done. */
  function leave(node: Node): void {
    if (node.nodeType === Node.ELEMENT_NODE) {
      const element = node as Element;
      if (!inlineNames.has(element.localName)) breakLine();
      if (mayHoldShadow(element)) {
        const shadow = shadowRootOf(element);
        if (shadow === null) {
          onRootless?.(element);
        } else {
          onShadowRoot?.(shadow);
          returns.push({ host: element, root: shadow });
          breakLine();
          current = shadow;
          entering = true;
          return;
        }
      }
    }
    follow(node);
  }

  function follow(node: Node): void {
    const last = returns.at(-1);
    if (last !== undefined && node === last.root) {
      returns.pop();
      breakLine();
      follow(last.host);
      return;
    }
    if (node === root) {
      current = null;
      return;
    }
    const next = node.nextSibling;
    if (next !== null) {
      current = next;
      entering = true;
      return;
    }
    current = node.parentNode;
    entering = false;
    lost = current === null;
  }

  /** True when what stands below the element is to be walked. */
  function enter(element: Element): boolean {
    const name = element.localName;
    if (!inlineNames.has(name)) breakLine();
    if (element.hasAttributes()) {
      if (name === "img") {
        const alt = element.getAttribute("alt");
        if (alt) add(element, ` ${alt.slice(0, 2000)} `);
      }
      if (!element.hasAttribute("hidden")) {
        for (const text of labelsOf(element)) labels.push({ node: element, text });
      }
    }
    return !isSilent(element) || (element === root && readSilentRoot);
  }

  function visit(): void {
    const node = current as Node;
    if (!entering) {
      leave(node);
      return;
    }
    if (node.nodeType === Node.TEXT_NODE) {
      if (addText(node as Text)) follow(node);
      return;
    }
    if (node.nodeType === Node.ELEMENT_NODE && !enter(node as Element)) {
      follow(node);
      return;
    }
    const first = node.firstChild;
    if (first !== null) {
      current = first;
      entering = true;
      return;
    }
    leave(node);
  }

  return {
    step(untilMs, mostChars) {
      while (current !== null) {
        const before = length;
        visit();
        visited += 1;
        // A portion ends with a line where it can: a phrase must not be torn.
        if (length >= mostChars && (endsLine || length >= mostChars * 1.3)) return current === null;
        if (((visited & 63) === 0 || length - before > 500) && nowMs() >= untilMs) {
          return current === null;
        }
      }
      breakLine();
      return true;
    },
    take() {
      const joined = { text: parts.join(""), pieces };
      parts = [];
      pieces = [];
      length = 0;
      lineFrom = 0;
      endsLine = true;
      endsSpace = true;
      return joined;
    },
    get lostItsPlace() {
      return lost;
    },
    get heldChars() {
      return length;
    },
    get visited() {
      return visited;
    },
  };
}

/** All the text of a field made of `contenteditable`, or of any small piece, at once. */
export function readText(
  root: Node,
  shadowRootOf: (element: Element) => ShadowRoot | null,
  mostChars: number,
): JoinedText {
  const walk = startTextWalk(root, { shadowRootOf, nowMs: () => 0 }, true);
  walk.step(Number.POSITIVE_INFINITY, mostChars);
  return walk.take();
}
