// Turns a piece of a page into text as a person reads it: inline runs joined, a new line at each block.
// It never asks for layout; whether a piece can be seen is asked for pieces of a finding only (`pieceIsVisible`).

/** One text node's share of a text. `start` and `end` are offsets in the joined text. */
export interface TextPiece {
  readonly node: Text;
  readonly start: number;
  readonly end: number;
}

export interface JoinedText {
  readonly text: string;
  readonly pieces: readonly TextPiece[];
}

/** Puts one text before another, a line apart. */
export function joinTexts(first: JoinedText, second: JoinedText): JoinedText {
  if (first.text === "") return second;
  const shift = first.text.length + 1;
  const moved = second.pieces.map((piece): TextPiece => ({
    node: piece.node,
    start: piece.start + shift,
    end: piece.end + shift,
  }));
  return { text: `${first.text}\n${second.text}`, pieces: [...first.pieces, ...moved] };
}

/** Elements that do not end a word or a sentence; every other one begins and ends a line. */
export const inlineNames: ReadonlySet<string> = new Set(
  (
    "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark nobr output q ruby rb " +
    "s samp small span strike strong sub sup time tt u var wbr slot"
  ).split(" "),
);

/** Elements whose text nobody reads on the page; what is typed into fields is read where it is typed. */
const silentList =
  "script style noscript template textarea select option datalist head title iframe object embed svg math canvas audio video";
const silentNames = new Set(silentList.split(" "));
const silentSelector = `${silentList.replaceAll(" ", ",")},[hidden],[contenteditable]:not([contenteditable="false"])`;

/** Standard elements that may carry a shadow root; custom elements (with a hyphen) may too. */
const hostNames = new Set(
  "article aside blockquote body div footer h1 h2 h3 h4 h5 h6 header main nav p section span".split(
    " ",
  ),
);

function isSilent(element: Element): boolean {
  if (silentNames.has(element.localName)) return true;
  if (element.hasAttribute("hidden")) return true;
  const editable = element.getAttribute("contenteditable");
  return editable !== null && editable !== "false";
}

/** Whether a node stands in something whose text is not read: a change inside a field is no text of the page. */
export function standsInSilence(node: Node): boolean {
  const element = node.nodeType === Node.ELEMENT_NODE ? (node as Element) : node.parentElement;
  return element !== null && element.closest(silentSelector) !== null;
}

/** A standard element with children of its own hardly ever hides a root; looking costs 2 µs an element. */
function mayHoldShadow(element: Element): boolean {
  if (element.localName.includes("-")) return true;
  return hostNames.has(element.localName) && element.firstElementChild === null;
}

export interface TextWalk {
  /** Takes text until about `mostChars` are held or the time is up. True when the walk is complete. */
  step(untilMs: number, mostChars: number): boolean;
  /** Hands over what is held and forgets it. */
  take(): JoinedText;
  /** The page took away the node at which the walk stood: the rest has to be walked anew. */
  readonly lostItsPlace: boolean;
  readonly heldChars: number;
}

/**
 * A walk that can be left and taken up again between slices. `onShadowRoot` is told of each root on the way,
 * so that its later changes can be watched. A root that is itself silent is read only where `readSilentRoot` asks for
 * it: a text box made of `contenteditable`.
 */
export function startTextWalk(
  root: Node,
  shadowRootOf: (element: Element) => ShadowRoot | null,
  nowMs: () => number,
  onShadowRoot: (root: ShadowRoot) => void = () => {},
  readSilentRoot = false,
): TextWalk {
  let parts: string[] = [];
  let pieces: TextPiece[] = [];
  let length = 0;
  let endsLine = true;
  let endsSpace = true;
  let current: Node | null = root;
  let entering = true;
  let lost = false;
  // Shadow roots are walked after their host's own children; each entry is where to go on afterwards.
  const returns: { host: Element; root: ShadowRoot }[] = [];

  function breakLine(): void {
    if (endsLine || length === 0) return;
    parts.push("\n");
    length += 1;
    endsLine = true;
    endsSpace = true;
  }

  function add(node: Text): void {
    let data = node.data;
    if (/[\n\t\r\f]|[ ]{2}/.test(data)) data = data.replace(/[ \n\t\r\f]+/g, " ");
    if (endsSpace && data.startsWith(" ")) data = data.slice(1);
    if (data === "") return;
    pieces.push({ node, start: length, end: length + data.length });
    parts.push(data);
    length += data.length;
    endsLine = false;
    endsSpace = data.endsWith(" ");
  }

  /** Where to go when `node` and all below it are done. */
  function leave(node: Node): void {
    if (node.nodeType === Node.ELEMENT_NODE) {
      const element = node as Element;
      if (!inlineNames.has(element.localName)) breakLine();
      if (mayHoldShadow(element)) {
        const shadow = shadowRootOf(element);
        if (shadow !== null) {
          onShadowRoot(shadow);
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

  function visit(): void {
    const node = current as Node;
    if (!entering) {
      leave(node);
      return;
    }
    if (node.nodeType === Node.TEXT_NODE) {
      add(node as Text);
      follow(node);
      return;
    }
    if (node.nodeType === Node.ELEMENT_NODE) {
      const element = node as Element;
      if (element.localName === "br") breakLine();
      if (isSilent(element) && !(node === root && readSilentRoot)) {
        if (!inlineNames.has(element.localName)) breakLine();
        follow(node);
        return;
      }
      if (!inlineNames.has(element.localName)) breakLine();
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
      let visited = 0;
      while (current !== null) {
        visit();
        visited += 1;
        if (length >= mostChars) return current === null;
        if ((visited & 63) === 0 && nowMs() >= untilMs) return current === null;
      }
      return true;
    },
    take() {
      const joined = { text: parts.join(""), pieces };
      parts = [];
      pieces = [];
      length = 0;
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
  };
}

/** All the text of a field made of `contenteditable`, or of any small piece, at once. */
export function readText(
  root: Node,
  shadowRootOf: (element: Element) => ShadowRoot | null,
  mostChars: number,
): JoinedText {
  const walk = startTextWalk(
    root,
    shadowRootOf,
    () => 0,
    () => {},
    true,
  );
  walk.step(Number.POSITIVE_INFINITY, mostChars);
  return walk.take();
}

/** Whether a person can see this text: no `display: none`, hidden visibility or full transparency above it. */
export function pieceIsVisible(piece: TextPiece): boolean {
  const parent = piece.node.parentNode;
  const element =
    parent === null
      ? null
      : parent.nodeType === Node.ELEMENT_NODE
        ? (parent as Element)
        : parent instanceof ShadowRoot
          ? parent.host
          : null;
  if (element === null) return false;
  return element.checkVisibility({ opacityProperty: true, visibilityProperty: true });
}

/** The same text without the pieces that cannot be seen; the very same object where all can be. */
export function withoutHidden(
  joined: JoinedText,
  isVisible: (piece: TextPiece) => boolean = pieceIsVisible,
): JoinedText {
  const seen = new Set(joined.pieces.filter(isVisible));
  if (seen.size === joined.pieces.length) return joined;
  let text = "";
  let from = 0;
  const pieces: TextPiece[] = [];
  for (const piece of joined.pieces) {
    // What stands between two pieces (a line break) is kept, a hidden piece's own text is not.
    text += joined.text.slice(from, piece.start);
    from = piece.end;
    if (!seen.has(piece)) continue;
    const start = text.length;
    text += joined.text.slice(piece.start, piece.end);
    pieces.push({ node: piece.node, start, end: text.length });
  }
  return { text: text + joined.text.slice(from), pieces };
}
