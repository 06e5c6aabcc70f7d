// Whether a document holds anything to read at all. It is asked again at each change until it does, and in thousands of
// empty frames: it looks no further than it has to.
import { labelNames } from "./read-elements.ts";

/** A frame with less text than this is no place to read. */
const fewestChars = 12;
const labels = ["alt", ...labelNames].map((name) => `[${name}]:not([${name}=""])`).join(",");
/** Among so many elements a page that has no text is looked through for components. */
const mostElements = 300;

/**
 * Whether there is so much text. Without `withoutCode` a script counts as well: a page may put all its text into
 * components. In a stranger's frame it does not: advertisements hold little else.
 */
export function hasText({ body }: Document, fewest: number, withoutCode: boolean): boolean {
  if (body === null) return false;
  const walk = body.ownerDocument.createTreeWalker(body, NodeFilter.SHOW_TEXT);
  let chars = 0;
  while (chars < fewest && walk.nextNode() !== null) {
    const { length, parentNode } = walk.currentNode as Text;
    const isCode = withoutCode && /^(SCRIPT|STYLE|NOSCRIPT)$/.test(parentNode?.nodeName ?? "");
    if (!isCode) chars += length;
  }
  return chars >= fewest;
}

/** A page made of components alone has no text of its own. */
function hasComponents(
  body: HTMLElement,
  shadowRootOf: (element: Element) => ShadowRoot | null,
): boolean {
  const all = body.getElementsByTagName("*");
  for (let at = 0; at < Math.min(all.length, mostElements); at += 1) {
    if (all[at]?.localName.includes("-") === true) return true;
  }
  return [...body.children].some((element) => shadowRootOf(element) !== null);
}

/** Whether there is a little text, a label, or what may bring some. */
export function isWorthReading(
  document: Document,
  shadowRootOf: (element: Element) => ShadowRoot | null,
  isStranger: boolean,
): boolean {
  const { body } = document;
  if (body === null) return false;
  return (
    hasText(document, fewestChars, isStranger) ||
    body.querySelector(labels) !== null ||
    hasComponents(body, shadowRootOf)
  );
}

/** Runs once somebody can see the document; the browser tells it with one of its next pictures. The answer cancels. */
export function whenInView(document: Document, run: () => void): () => void {
  if (typeof IntersectionObserver === "undefined") {
    run();
    return () => undefined;
  }
  const observer = new IntersectionObserver((entries) => {
    if (!entries.some((entry) => entry.isIntersecting)) return;
    observer.disconnect();
    run();
  });
  observer.observe(document.documentElement);
  return () => observer.disconnect();
}
