// Where nudge and help card stand: in a closed shadow root above the page, on no layout of it. The host has no size, so
// a page that asks for its box learns nothing of what is shown.

export interface Layer {
  readonly box: HTMLElement;
  /** Read out politely, once it is there. */
  say(text: string): void;
  /** The part of ours that has the focus; null where none has. */
  focused(): Element | null;
  remove(): void;
}

/** A piece of our own content: never markup, always text. */
export function make<Name extends keyof HTMLElementTagNameMap>(
  document: Document,
  name: Name,
  about: Readonly<Record<string, string>> = {},
  ...content: readonly (Node | string)[]
): HTMLElementTagNameMap[Name] {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(about)) element.setAttribute(key, value);
  element.append(...content);
  return element;
}

const hostStyle =
  "all:initial;position:fixed;display:block;inset:0 auto auto 0;width:0;height:0;margin:0;padding:0;border:0;overflow:visible;background:none;pointer-events:auto;z-index:2147483647";

/** Events of ours are none of the page's: its shortcuts and its menus do not hear what is pressed here. */
const quiet =
  "click dblclick mousedown mouseup pointerdown pointerup touchstart touchend keydown keyup keypress input beforeinput focusin focusout wheel contextmenu";

export function openLayer(parts: {
  readonly document: Document;
  /** Where it hangs: a page's own dialog makes everything outside it silent. */
  readonly within: Element;
  readonly box: HTMLElement;
  readonly style: string;
  readonly keepOwn: (element: Element) => void;
}): Layer {
  const { document, within, box, style } = parts;
  const host = document.createElement("div");
  parts.keepOwn(host);
  for (const rule of hostStyle.split(";")) {
    const [name = "", value = ""] = rule.split(":");
    host.style.setProperty(name, value, "important");
  }
  const root = host.attachShadow({ mode: "closed", delegatesFocus: false });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(style);
  root.adoptedStyleSheets = [sheet];
  const said = make(document, "div", { class: "said", role: "status", "aria-live": "polite" });
  root.append(box, said);
  for (const name of quiet.split(" ")) {
    root.addEventListener(name, (event) => event.stopPropagation());
  }
  within.append(host);
  // Above whatever a page has put above itself. Where that cannot be, it stands as high as a style can say.
  try {
    host.popover = "manual";
    host.showPopover();
  } catch {
    host.removeAttribute("popover");
  }
  let saying: ReturnType<typeof setTimeout> | undefined;
  return {
    box,
    say(text) {
      clearTimeout(saying);
      // A region that comes with its words is not read out: it has to be there first.
      saying = setTimeout(() => (said.textContent = text), 150);
    },
    focused: () => root.activeElement,
    remove() {
      clearTimeout(saying);
      host.remove();
    },
  };
}
