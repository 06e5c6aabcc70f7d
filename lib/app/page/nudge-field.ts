// The field a nudge is about: whether it is one, what stands near the caret, and how a part of it is taken out.
import { mayReadField, namesOfField } from "./secret-fields.ts";

/** Around the caret. What stands elsewhere was looked at while it was written. */
const charsBefore = 600;
const charsAfter = 300;

/** Looking for something gives nothing away. */
const searching =
  /(^|\|)(q|s|query|search|keywords?|find|wyszukaj|chwilio)(\||$)|search|address-bar/;
const code = ".monaco-editor,.CodeMirror,.cm-editor,.ace_editor";
const blocks = "p,div,li,h1,h2,h3,h4,h5,h6,blockquote,td,pre,section,article";

/** A text of a field, and where it begins in all that stands there. */
export interface NearText {
  readonly text: string;
  readonly from: number;
}

type Line = HTMLInputElement | HTMLTextAreaElement;
const isLine = (field: Element): field is Line =>
  field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement;

/** A field for a telephone number is never read by the scanner; what it holds is asked here, and forgotten. */
export function isTelephone(field: Element): boolean {
  return (
    field instanceof HTMLInputElement &&
    field.type === "tel" &&
    !/code|pin|otp|card|cv[vc]/.test(namesOfField(field))
  );
}

export function mayNudge(field: HTMLElement): boolean {
  if (isLine(field) && (field.readOnly || field.disabled)) return false;
  if (!mayReadField(field) && !isTelephone(field)) return false;
  const role = field.getAttribute("role") ?? "";
  if (field.getAttribute("type") === "search" || role === "searchbox") return false;
  if (field.closest('[role="search"],search') !== null || field.closest(code) !== null)
    return false;
  return !searching.test(namesOfField(field));
}

interface Part {
  readonly node: Text | undefined;
  readonly text: string;
}

/** The texts of an editor in their order; a line's end stands by itself. */
function partsOf(host: HTMLElement): Part[] {
  const parts: Part[] = [];
  const walker = host.ownerDocument.createTreeWalker(
    host,
    NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT,
  );
  let block: Element | null = null;
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    if (node instanceof Text) {
      const mine = node.parentElement?.closest(blocks) ?? null;
      if (parts.length > 0 && mine !== block) parts.push({ node: undefined, text: "\n" });
      block = mine;
      parts.push({ node, text: node.data });
    } else if (node.nodeName === "BR") parts.push({ node: undefined, text: "\n" });
  }
  return parts;
}

/** What stands near the caret; of an editor its last part. */
export function textNear(field: HTMLElement): NearText {
  if (isLine(field)) {
    const caret = field.selectionEnd ?? field.value.length;
    const from = Math.max(0, caret - charsBefore);
    return { text: field.value.slice(from, caret + charsAfter), from };
  }
  const text = partsOf(field)
    .map((part) => part.text)
    .join("");
  const from = Math.max(0, text.length - charsBefore - charsAfter);
  return { text: text.slice(from), from };
}

function placeIn(
  parts: readonly Part[],
  at: number,
  isEnd: boolean,
): readonly [Text, number] | undefined {
  let passed = 0;
  for (const { node, text } of parts) {
    const inside = at - passed;
    passed += text.length;
    if (node === undefined || inside < 0) continue;
    if (isEnd ? inside <= text.length && inside > 0 : inside < text.length) return [node, inside];
  }
  return undefined;
}

/** Marks a part as somebody would by hand. False where it is not there any more. */
function mark(field: HTMLElement, start: number, end: number): boolean {
  if (isLine(field)) {
    if (end > field.value.length) return false;
    field.setSelectionRange(start, end);
    return true;
  }
  const parts = partsOf(field);
  const from = placeIn(parts, start, false);
  const to = placeIn(parts, end, true);
  const selection = field.ownerDocument.getSelection();
  if (from === undefined || to === undefined || selection === null) return false;
  selection.setBaseAndExtent(...from, ...to);
  return true;
}

/**
 * Takes a part out as a person's own key would: the page hears of it, and undo brings it back. Editors learn of a new
 * selection a moment late: `soon` is that moment.
 */
export function takeOut(
  field: HTMLElement,
  place: { readonly start: number; readonly end: number },
  soon: (run: () => void) => void,
  done: () => void,
): void {
  field.focus();
  if (!mark(field, place.start, place.end)) return;
  soon(() => {
    // Old, and the only way that a page's editor and its undo take for a person's.
    field.ownerDocument.execCommand("delete");
    done();
  });
}
