// Elements that we put into a page: what stands in them is no text of the page. The content script and what is brought
// later are scripts of one world and meet under one name, which no page sees.
const here = globalThis as { schoolgateOwn?: WeakSet<Element> };

export function keepOwn(element: Element): void {
  (here.schoolgateOwn ??= new WeakSet()).add(element);
}

export function isOwn(element: Element): boolean {
  return here.schoolgateOwn?.has(element) === true;
}
