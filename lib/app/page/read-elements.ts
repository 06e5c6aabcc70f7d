// Which elements hold text that is read, which part lines, and which may hold a shadow root.

/** Elements that do not end a word or a sentence; every other one begins and ends a line. */
export const inlineNames: ReadonlySet<string> = new Set(
  (
    "a abbr acronym b bdi bdo big cite code data del dfn em font i img ins kbd label mark nobr output q ruby rb " +
    "s samp small span strike strong sub sup time tt u var wbr slot"
  ).split(" "),
);

/** Elements whose text nobody reads on the page; what is typed into fields is read where it is typed. */
const silentList =
  "script style noscript template textarea select option datalist head title iframe object embed math canvas audio video desc metadata defs";
const silentNames = new Set(silentList.split(" "));

/** Editors of program code: Monaco, CodeMirror 5 and 6, Ace. */
const codeEditor = /(^|\s)(monaco-editor|CodeMirror|cm-editor|ace_editor)(\s|$)/;
const silentSelector = `${silentList.replaceAll(" ", ",")},[hidden],[contenteditable]:not([contenteditable="false"]),.monaco-editor,.CodeMirror,.cm-editor,.ace_editor`;

/** Attributes that are read as the text of their element. What stands in an empty field as an example is not. */
export const labelNames = ["title", "aria-label"] as const;

/** Standard elements that may carry a shadow root; custom elements (with a hyphen) may too. */
const hostNames = new Set(
  "article aside blockquote body div footer h1 h2 h3 h4 h5 h6 header main nav p section span".split(
    " ",
  ),
);

/** Whether what stands below an element is no text of the page. */
export function isSilent(element: Element): boolean {
  const name = element.localName;
  if (silentNames.has(name)) return true;
  // A drawing is read where it holds words (Google Slides, charts); most are icons.
  if (name === "svg") return element.querySelector("text") === null;
  if (!element.hasAttributes()) return false;
  if (element.hasAttribute("hidden")) return true;
  if (name === "div" && codeEditor.test((element as HTMLElement).className)) return true;
  const editable = element.getAttribute("contenteditable");
  return editable !== null && editable !== "false";
}

/** Whether a node stands in something whose text is not read: a change inside a field is no text of the page. */
export function standsInSilence(node: Node): boolean {
  const element = node.nodeType === Node.ELEMENT_NODE ? (node as Element) : node.parentElement;
  return element !== null && element.closest(silentSelector) !== null;
}

/** A standard element with children of its own hardly ever hides a root; looking costs 2 µs an element. */
export function mayHoldShadow(element: Element): boolean {
  if (element.localName.includes("-")) return true;
  return hostNames.has(element.localName) && element.firstElementChild === null;
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
