// Whether a person can see a text. Asked for the pieces of a finding only: asking for all costs five times the walk.
import { onlyPieces, type JoinedText, type TextPiece } from "./joined-text.ts";

/** How long to wait for the browser's next frame; a page that is not shown has none. */
const boxesMs = 1000;
/** More pieces than this are not asked for their boxes. */
const mostBoxes = 2000;

/** The element by which a piece shows; null where it is in no page any more. */
function holderOf({ node }: TextPiece): Element | null {
  let holder: Node | null = node;
  for (;;) {
    if (holder === null) return null;
    if (holder.nodeType === Node.ELEMENT_NODE) {
      // An element without a box of its own (`display: contents`, every slot) shows by the one around it.
      const element = holder as Element;
      if (element.checkVisibility() || getComputedStyle(element).display !== "contents") {
        return element;
      }
    }
    holder = holder instanceof ShadowRoot ? holder.host : holder.parentNode;
  }
}

/** No `display: none`, hidden visibility or full transparency, on it or above it. */
function isStyledVisible(element: Element | null): element is Element {
  return element?.checkVisibility({ opacityProperty: true, visibilityProperty: true }) === true;
}

/** Whether nothing of a text shows outside its element's box. */
function isCut(element: Element): boolean {
  const { overflow, fontSize } = getComputedStyle(element);
  return overflow !== "visible" || fontSize === "0px";
}

/**
 * Those of these elements that have no place on the page: a box of nothing or of a single pixel, or left of or above
 * all that can be scrolled to. The browser tells by itself with its next frame; asking at once would force a layout.
 */
function placeless(
  elements: ReadonlySet<Element>,
  after: (delayMs: number, run: () => void) => () => void,
): Promise<ReadonlySet<Element>> {
  return new Promise((resolve) => {
    const [first] = elements;
    if (first === undefined || typeof IntersectionObserver === "undefined") {
      resolve(new Set());
      return;
    }
    const page = first.ownerDocument.documentElement;
    const boxes = new Map<Element, DOMRectReadOnly>();
    const observer = new IntersectionObserver((entries) => {
      for (const { target, boundingClientRect } of entries) boxes.set(target, boundingClientRect);
      if (boxes.size >= wanted.size) end();
    });
    const wanted = new Set([page, ...[...elements].slice(0, mostBoxes)]);
    const cancel = after(boxesMs, end);
    function end(): void {
      cancel();
      observer.disconnect();
      const whole = boxes.get(page);
      boxes.delete(page);
      const found = new Set<Element>();
      for (const [element, box] of boxes) {
        const isAway =
          whole !== undefined &&
          (box.bottom <= whole.top || (page.dir !== "rtl" && box.right <= whole.left));
        if (isAway || ((box.width < 2 || box.height < 2) && isCut(element))) found.add(element);
      }
      resolve(found);
    }
    for (const element of wanted) observer.observe(element);
  });
}

/** Pieces whose style is asked for at one go: some 10 µs each. */
const piecesAGo = 40;

/**
 * Those of these pieces that a person can see; `pause` gives the page its turn. Without `after` nobody asks for boxes:
 * the page is not shown.
 */
export async function seenPieces(
  pieces: readonly TextPiece[],
  pause: () => Promise<void>,
  after?: (delayMs: number, run: () => void) => () => void,
): Promise<ReadonlySet<TextPiece>> {
  const holders = new Map<TextPiece, Element>();
  for (const [at, piece] of pieces.entries()) {
    if (at % piecesAGo === piecesAGo - 1) await pause();
    const holder = holderOf(piece);
    if (isStyledVisible(holder)) holders.set(piece, holder);
  }
  const away = after && (await placeless(new Set(holders.values()), after));
  const seen = new Set<TextPiece>();
  for (const [piece, holder] of holders) if (away?.has(holder) !== true) seen.add(piece);
  return seen;
}

/** The same text without the pieces that cannot be seen; the very same object where all can be. */
export async function withoutHidden(
  joined: JoinedText,
  seenOf: (pieces: readonly TextPiece[]) => Promise<ReadonlySet<TextPiece>>,
): Promise<JoinedText> {
  const seen = await seenOf(joined.pieces);
  return seen.size === joined.pieces.length ? joined : onlyPieces(joined, seen);
}
