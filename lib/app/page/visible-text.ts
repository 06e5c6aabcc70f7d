// Turns a piece of a page into text as a person reads it: inline runs joined, a new line at each block.
// It never asks for layout; whether a piece can be seen is asked for pieces of a finding only (`seen-text.ts`).
import { foldSpace, type JoinedText, type TextPiece } from "./joined-text.ts";
import {
  firstOddIn,
  inlineNames,
  isMarked,
  isSilent,
  labelsOf,
  shadowIn,
} from "./read-elements.ts";

/** A text node longer than this is taken in parts: one of a whole book would be a long task. */
const longestTake = 8000;
/** The clock is asked after so much work: a look at a node counts as sixty-four characters. */
const workUntilClock = 2048;
const charsALook = 64;

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
  /**
   * Where the walk is headed within a line: what stands before it is plain. Of this step alone: between two of them the
   * page may have moved it.
   */
  let nextOdd: Element | null = null;
  // Shadow roots are walked after their host's own children; each entry is where to go on afterwards.
  const returns: { host: Element; root: ShadowRoot }[] = [];

  function push(node: Node | undefined, text: string, isWhole = false): void {
    if (node !== undefined) {
      const start = length;
      const end = length + text.length;
      pieces.push(isWhole ? { node, start, end, whole: "here" } : { node, start, end });
    }
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

  function add(node: Node, given: string, isWhole = false): void {
    let data = foldSpace(given);
    if (endsSpace && data.startsWith(" ")) data = data.slice(1);
    if (data === "") return;
    push(node, data, isWhole);
    endsLine = false;
    endsSpace = data.endsWith(" ");
  }

  /** Takes an element's text at one go. False where it is long: it is taken in parts, node by node. */
  function addWhole(element: Element): boolean {
    const text = element.textContent;
    if (text.length > longestTake) return false;
    add(element, text, true);
    return true;
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
      const name = element.localName;
      if (!inlineNames.has(name)) breakLine();
      const may = shadowIn(element, name);
      if (may !== undefined) {
        const shadow = may === "now" ? shadowRootOf(element) : null;
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

  /** True when what stands below the element is to be read. */
  function enter(element: Element): boolean {
    const name = element.localName;
    if (!inlineNames.has(name)) breakLine();
    if (name === "img") {
      const alt = element.getAttribute("alt");
      if (alt) add(element, ` ${alt.slice(0, 2000)} `);
    }
    const marked = isMarked(element);
    if (marked && !element.hasAttribute("hidden")) {
      for (const text of labelsOf(element)) labels.push({ node: element, text });
    }
    return !isSilent(element, name, marked) || (element === root && readSilentRoot);
  }

  function descend(node: Node): void {
    const first = node.firstChild;
    if (first === null) {
      leave(node);
    } else {
      current = first;
      entering = true;
    }
  }

  /** Most text of a page stands in elements that are a line each: one question and one answer, whatever it is made of. */
  function visitElement(element: Element): void {
    if (nextOdd !== null && nextOdd !== element && !element.contains(nextOdd)) {
      if (addWhole(element)) follow(element);
      else descend(element);
      return;
    }
    if (nextOdd === null || nextOdd === element) {
      nextOdd = null;
      if (!enter(element)) {
        follow(element);
        return;
      }
      const odd = firstOddIn(element);
      if (odd === null && addWhole(element)) {
        leave(element);
        return;
      }
      nextOdd = odd ?? null;
    }
    descend(element);
  }

  function visit(): void {
    const node = current as Node;
    if (!entering) {
      leave(node);
      return;
    }
    const { nodeType } = node;
    if (nodeType === Node.ELEMENT_NODE) visitElement(node as Element);
    else if (nodeType !== Node.TEXT_NODE) descend(node);
    else if (addText(node as Text)) follow(node);
  }

  const isAtEnd = (): boolean => current === null;

  return {
    step(untilMs, mostChars) {
      nextOdd = null;
      let work = 0;
      while (!isAtEnd()) {
        const before = length;
        visit();
        visited += 1;
        // A portion ends with a line where it can: a phrase must not be torn.
        if (length >= mostChars && (endsLine || length >= mostChars * 1.3)) return isAtEnd();
        work += charsALook + length - before;
        if (work >= workUntilClock) {
          work = 0;
          if (nowMs() >= untilMs) return isAtEnd();
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
