// Whether a document holds anything to read at all. It is asked again at each change until it does, and in thousands of
// empty frames: it looks no further than it has to.
import { labelNames } from "./read-elements.ts";

/** A frame with less text than this is no place to read. */
const fewestChars = 12;
const labels = ["alt", ...labelNames].map((name) => `[${name}]:not([${name}=""])`).join(",");
/** Among so many elements a page that has no text is looked through for components. */
const mostElements = 300;

/**
 * Whether there is a little text. Without `withoutCode` a script counts as well: a page may put all its text into
 * components. In a frame it does not: advertisements hold little else.
 */
function hasText(body: HTMLElement, withoutCode: boolean): boolean {
  const walk = body.ownerDocument.createTreeWalker(body, NodeFilter.SHOW_TEXT);
  let chars = 0;
  while (chars < fewestChars && walk.nextNode() !== null) {
    const { length, parentNode } = walk.currentNode as Text;
    const isCode = withoutCode && /^(SCRIPT|STYLE|NOSCRIPT)$/.test(parentNode?.nodeName ?? "");
    if (!isCode) chars += length;
  }
  return chars >= fewestChars;
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
  isFrame: boolean,
): boolean {
  const { body } = document;
  if (body === null) return false;
  return (
    hasText(body, isFrame) ||
    body.querySelector(labels) !== null ||
    hasComponents(body, shadowRootOf)
  );
}
