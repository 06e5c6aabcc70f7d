// Which elements hold text that is read, which part lines, and which may hold a shadow root.

/** What these hold is part of the line in which they stand. The commonest first: they are asked for in this order. */
const inlineList =
  "a span b em i strong code sup sub small cite abbr time mark label q kbd var wbr slot u s font data dfn del ins samp " +
  "bdi bdo acronym big nobr output ruby rb strike tt";

/** Elements that do not end a word or a sentence; every other one begins and ends a line. */
export const inlineNames: ReadonlySet<string> = new Set(`${inlineList} img`.split(" "));

/** Elements whose text nobody reads on the page; what is typed into fields is read where it is typed. */
const silentList =
  "script style noscript template textarea select option datalist head title iframe object embed math canvas audio video desc metadata defs";
const silentNames = new Set(silentList.split(" "));

/** Editors of program code: Monaco, CodeMirror 5 and 6, Ace. */
const editorSelector = ".monaco-editor,.CodeMirror,.cm-editor,.ace_editor";
const silentSelector = `${silentList.replaceAll(" ", ",")},[hidden],[contenteditable]:not([contenteditable="false"]),${editorSelector}`;

/** Attributes that are read as the text of their element. What stands in an empty field as an example is not. */
export const labelNames = ["title", "aria-label"] as const;

/** What an element's attributes may say of its text: one question in place of one for each. */
const markedSelector = `[hidden],[contenteditable],[title],[aria-label],${editorSelector}`;
/** What is not simply part of the line of text around it. An empty box may hold a shadow root. */
const oddSelector = `:not(${inlineList.replaceAll(" ", ",")}),span:empty,${markedSelector}`;

/** Standard elements that may carry a shadow root; custom elements (with a hyphen) may too. */
const hostNames = new Set(
  "article aside blockquote body div footer h1 h2 h3 h4 h5 h6 header main nav p section span".split(
    " ",
  ),
);

/** Elements in which "Loading …" stands until the page's program has come. */
const placeholderNames = new Set("article div main section".split(" "));
const longestPlaceholder = 40;
/** A line made of more elements than this is read one by one: looking through all of them is one long step. */
const mostLookedThrough = 300;

/** Whether an element's attributes say something of its text: that it is none, or a label beside it. */
export function isMarked(element: Element): boolean {
  return element.hasAttributes() && element.matches(markedSelector);
}

/** Whether what stands below an element of this name is no text of the page; `marked`: what `isMarked` says of it. */
export function isSilent(element: Element, name: string, marked: boolean): boolean {
  if (silentNames.has(name)) return true;
  // A drawing is read where it holds words (Google Slides, charts); most are icons.
  if (name === "svg") return element.querySelector("text") === null;
  if (!marked) return false;
  if (element.hasAttribute("hidden")) return true;
  if (name === "div" && element.matches(editorSelector)) return true;
  const editable = element.getAttribute("contenteditable");
  return editable !== null && editable !== "false";
}

/**
 * The first of what stands below an element that is not simply part of one line of text; undefined where nobody looked
 * through so many. Null: the whole element is one line, and its `textContent` is what a person reads of it.
 */
export function firstOddIn(element: Element): Element | null | undefined {
  const first = element.firstElementChild;
  if (first === null) return null;
  // Of most elements with blocks in them the first is one.
  if (!inlineNames.has(first.localName)) return first;
  if (element.childElementCount > mostLookedThrough) return undefined;
  return element.querySelector(oddSelector);
}

/** Whether a node stands in something whose text is not read: a change inside a field is no text of the page. */
export function standsInSilence(node: Node): boolean {
  const element = node.nodeType === Node.ELEMENT_NODE ? (node as Element) : node.parentElement;
  return element !== null && element.closest(silentSelector) !== null;
}

/**
 * Whether an element may hold a shadow root: "now" is worth a look, "later" one when the page has come to rest. Looking
 * costs 2 µs an element, and 50 where little has run yet: a standard element that holds anything hardly ever hides a root
 * from those who ask as a page does, and "Loading …" may yet be a component.
 */
export function shadowIn(element: Element, name: string): "now" | "later" | undefined {
  if (name.includes("-")) return "now";
  if (!hostNames.has(name) || element.firstElementChild !== null) return undefined;
  const { firstChild } = element;
  if (firstChild === null || element.shadowRoot !== null) return "now";
  const isShort = (firstChild as CharacterData).length <= longestPlaceholder;
  return isShort && placeholderNames.has(name) ? "later" : undefined;
}

/** What an element is called beside its text: sentences and names of several words, not "Close" and "Menu". */
export function labelsOf(element: Element): string[] {
  const found: string[] = [];
  for (const name of labelNames) {
    const label = element.getAttribute(name)?.trim();
    if (!label?.includes(" ") || found.includes(label)) continue;
    if (/^(INPUT|TEXTAREA)$/.test(element.nodeName) || element.hasAttribute("contenteditable")) {
      const isExample = ["", "aria-", "data-"].some(
        (kind) => element.getAttribute(`${kind}placeholder`) === label,
      );
      if (isExample) continue;
    }
    found.push(label.slice(0, 2000));
  }
  return found;
}
