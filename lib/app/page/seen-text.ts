// Whether a person can see a text. Asked for the pieces of a finding only: asking for all costs five times the walk.
import type { TextPiece } from "./joined-text.ts";

/** How long to wait for the browser's next frame; a page that is not shown has none. */
const boxesMs = 1000;
/** More pieces than this are not asked for their boxes. */
const mostBoxes = 2000;

/** The element by which a node shows; null where it is in no page any more. */
function holderOf(node: Node): Element | null {
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

/** The same, or null where no style lets it be seen: `display`, `visibility`, `opacity`, on it or above it. */
function styledHolderOf(node: Node): Element | null {
  const holder = holderOf(node);
  const isVisible = holder?.checkVisibility({ opacityProperty: true, visibilityProperty: true });
  return isVisible === true ? holder : null;
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

/** Elements whose style is asked for at one go: some 10 µs each. */
const asksAGo = 40;

/**
 * Those of these pieces that a person can see; `pause` gives the page its turn. Without `after` nobody asks for boxes:
 * the page is not shown. Pieces of one element are asked for once.
 */
export async function seenPieces(
  pieces: readonly TextPiece[],
  pause: () => Promise<void>,
  after?: (delayMs: number, run: () => void) => () => void,
): Promise<ReadonlySet<TextPiece>> {
  const holders = new Map<TextPiece, Element>();
  const asked = new Map<Node | null, Element | null>();
  for (const piece of pieces) {
    if (piece.whole === "gone") continue;
    const { node } = piece;
    const around = node.nodeType === Node.TEXT_NODE ? node.parentNode : node;
    let holder = asked.get(around);
    if (holder === undefined) {
      if (asked.size % asksAGo === asksAGo - 1) await pause();
      holder = around && styledHolderOf(around);
      asked.set(around, holder);
    }
    if (holder !== null) holders.set(piece, holder);
  }
  const away = after && (await placeless(new Set(holders.values()), after));
  const seen = new Set<TextPiece>();
  for (const [piece, holder] of holders) if (away?.has(holder) !== true) seen.add(piece);
  return seen;
}
