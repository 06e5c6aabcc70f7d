// Whether a person can see a text. Asked for the pieces of a finding only: asking for all costs five times the walk.
import { hasGroundColour } from "./ground-colour.ts";
import type { TextPiece } from "./joined-text.ts";
import type { PageWorld } from "./page-world.ts";

/** How long to wait for the browser's next frame; a page that is not shown has none. */
const boxesMs = 1000;
/** More elements than this are not asked for their boxes. */
const mostBoxes = 2000;
/** Boxes asked for with one frame: the browser tells of all of them in one task, some 2 µs each. */
const boxesAFrame = 250;

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

type Boxes = ReadonlyMap<Element, DOMRectReadOnly>;
type After = PageWorld["after"];

/** What the browser tells by itself with its next frame; asking at once would force a layout. Empty where none comes. */
function boxesOf(elements: readonly Element[], after: After): Promise<Boxes> {
  return new Promise((resolve) => {
    const boxes = new Map<Element, DOMRectReadOnly>();
    const observer = new IntersectionObserver((entries) => {
      for (const { target, boundingClientRect } of entries) boxes.set(target, boundingClientRect);
      if (boxes.size >= elements.length) end();
    });
    const cancel = after(boxesMs, end);
    function end(): void {
      cancel();
      observer.disconnect();
      resolve(boxes);
    }
    for (const element of elements) observer.observe(element);
  });
}

/**
 * Those of these elements that have no place on the page: a box of nothing or of a single pixel, or left of or above
 * all that can be scrolled to.
 */
async function placeless(
  elements: ReadonlySet<Element>,
  after: After,
): Promise<ReadonlySet<Element>> {
  const found = new Set<Element>();
  const [first] = elements;
  if (first === undefined || typeof IntersectionObserver === "undefined") return found;
  const page = first.ownerDocument.documentElement;
  const wanted = [...elements].filter((element) => element !== page).slice(0, mostBoxes);
  for (let from = 0; from < wanted.length; from += boxesAFrame) {
    const boxes = await boxesOf([page, ...wanted.slice(from, from + boxesAFrame)], after);
    // Where no frame comes none will.
    if (boxes.size === 0) break;
    const whole = boxes.get(page);
    for (const [element, box] of boxes) {
      const isAway =
        whole !== undefined &&
        (box.bottom <= whole.top || (page.dir !== "rtl" && box.right <= whole.left));
      const isNothing = (box.width < 2 || box.height < 2) && isCut(element);
      if (element !== page && (isAway || isNothing)) found.add(element);
    }
  }
  return found;
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
  after?: After,
): Promise<ReadonlySet<TextPiece>> {
  const holders = new Map<TextPiece, Element>();
  const asked = new Map<Node | null, Element | null>();
  const grounds = new Map<Element, boolean>();
  // What an attribute says the browser draws in colours of its own.
  const isOfItsGround = ({ nodeType, parentElement }: Node): boolean => {
    if (nodeType !== Node.TEXT_NODE || parentElement === null) return false;
    const known = grounds.get(parentElement) ?? hasGroundColour(parentElement);
    grounds.set(parentElement, known);
    return known;
  };
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
    if (holder !== null && !isOfItsGround(node)) holders.set(piece, holder);
  }
  const away = after && (await placeless(new Set(holders.values()), after));
  const seen = new Set<TextPiece>();
  for (const [piece, holder] of holders) if (away?.has(holder) !== true) seen.add(piece);
  return seen;
}
