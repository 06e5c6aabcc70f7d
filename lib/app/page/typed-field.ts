// The field that is typed into, and what stands in it.
import { readText } from "./visible-text.ts";

/** Only the last part of a long text is looked at: the rest was looked at while it was written. */
const mostChars = 1500;

type RootOf = (element: Element) => ShadowRoot | null;

/** The field an event is about: through open and closed shadow roots, up to the editing host. */
export function fieldOf(event: Event, shadowRootOf: RootOf): HTMLElement | undefined {
  let target = event.composedPath()[0];
  while (target instanceof Element) {
    const inner = shadowRootOf(target)?.activeElement;
    if (inner === null || inner === undefined) break;
    target = inner;
  }
  // Events inside `contenteditable` may name a text node's parent or the text node itself.
  let element: Element | null =
    target instanceof Element ? target : target instanceof Node ? target.parentElement : null;
  if (element === null) return undefined;
  if (element.localName === "input" || element.localName === "textarea") {
    return element as HTMLElement;
  }
  let host: HTMLElement | undefined;
  while (element instanceof HTMLElement && element.isContentEditable) {
    host = element;
    element = element.parentElement;
  }
  return host;
}

export function textOfField(field: HTMLElement, shadowRootOf: RootOf): string {
  if (field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement) {
    return field.value.slice(-mostChars);
  }
  return readText(field, shadowRootOf, 50_000).text.slice(-mostChars);
}
