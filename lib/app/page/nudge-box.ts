// The nudge itself: a small note beside a field. It blocks nothing, takes no focus, and goes with a press.
import type { DetailKind } from "../../core/nudge/types.ts";
import { textFor, type CareWords } from "../../core/nudge/care-words.ts";
import { make, openLayer, type Layer } from "./nudge-layer.ts";
import { careStyle } from "./nudge-style.ts";

const gap = 8;
/** So much of a tall field stays free for its first lines. */
const leastLinesPx = 60;
/** How long "it is out" stands there. */
const goneMs = 6000;

export interface Nudge {
  /** Puts it beside the field again: the page has moved. */
  place(): void;
  /** Into the note by a key, its first choice. */
  enter(): void;
  hasFocus(): boolean;
  /** That it was taken out; goes by itself. */
  sayGone(): void;
  remove(): void;
}

export interface NudgeParts {
  readonly document: Document;
  readonly window: Window;
  readonly field: HTMLElement;
  readonly kind: DetailKind;
  readonly words: CareWords["nudge"];
  readonly language: string;
  readonly dir: "ltr" | "rtl";
  readonly isYoung: boolean;
  readonly keepOwn: (element: Element) => void;
  readonly onSure: () => void;
  readonly onTakeOut: () => void;
  /** The keys have left it: `isAway` where it was put away. */
  readonly onLeave: (isAway: boolean) => void;
}

export function showNudge(parts: NudgeParts): Nudge {
  const { document, window, field, kind, words, isYoung } = parts;
  const text = (of: Parameters<typeof textFor>[0]): string => textFor(of, isYoung);
  const press = (label: string, name: string, run: () => void): HTMLButtonElement => {
    const button = make(document, "button", { type: "button", class: name }, label);
    button.addEventListener("click", (event) => {
      // A page cannot reach it; should one ever, it is no person.
      if (event.isTrusted) run();
    });
    return button;
  };
  const takeOut = press(words.takeOut, "main", parts.onTakeOut);
  const sure = press(words.sure, "plain", parts.onSure);
  const title = make(document, "h2", {}, text(words.seen[kind]));
  const why = make(document, "p", {}, text(words.why[kind]));
  const box = make(
    document,
    "div",
    {
      class: isYoung ? "box nudge young" : "box nudge",
      role: "group",
      "aria-label": words.label,
      lang: parts.language,
      dir: parts.dir,
    },
    title,
    why,
    make(document, "div", { class: "row" }, takeOut, sure),
    make(document, "p", { class: "small" }, text(words.kept)),
  );
  // A press on it leaves the caret in the field.
  box.addEventListener("mousedown", (event) => event.preventDefault());
  box.addEventListener("keydown", (event) => {
    const isLast = event.target === sure && !event.shiftKey;
    const isFirst = event.target === takeOut && event.shiftKey;
    if (event.key === "Escape") parts.onLeave(true);
    else if (event.key === "Tab" && (isLast || isFirst)) parts.onLeave(false);
    else return;
    event.preventDefault();
  });
  const layer: Layer = openLayer({
    document,
    within: field.closest("dialog[open]") ?? document.documentElement,
    box,
    style: careStyle,
    keepOwn: parts.keepOwn,
  });
  layer.say(`${text(words.seen[kind])} ${text(words.why[kind])} ${words.keys}`);
  let going: ReturnType<typeof setTimeout> | undefined;

  /**
   * Above the field, where it hides neither the words nor the button that sends them; beside it; in the empty end of a
   * tall one; else below.
   */
  function place(): void {
    const at = field.getBoundingClientRect();
    const { offsetWidth: width, offsetHeight: height } = box;
    const [wide, high] = [window.innerWidth, window.innerHeight];
    const isRtl = parts.dir === "rtl";
    const above = at.top - gap - height;
    const [leftOf, rightOf] = [at.left - gap - width, at.right + gap];
    let top = above;
    let left = isRtl ? at.right - width : at.left;
    if (above < gap) {
      const isRoomRight = rightOf + width <= wide - gap;
      top = Math.max(at.top, gap);
      if (isRoomRight || leftOf >= gap) left = isRoomRight ? rightOf : leftOf;
      else if (at.height > height + leastLinesPx) {
        top = Math.min(at.bottom, high) - gap - height;
        left = isRtl ? at.left + gap : at.right - gap - width;
      } else top = at.bottom + gap;
    }
    const within = (value: number, most: number): string =>
      `${Math.round(Math.min(Math.max(gap, value), Math.max(gap, most - gap)))}px`;
    box.style.top = within(top, high - height);
    box.style.left = within(left, wide - width);
  }
  place();

  return {
    place,
    enter: () => takeOut.focus(),
    hasFocus: () => layer.focused() !== null,
    sayGone() {
      const gone = text(words.gone);
      box.replaceChildren(make(document, "p", { class: "gone" }, gone));
      layer.say(gone);
      place();
      going = setTimeout(() => layer.remove(), goneMs);
    },
    remove() {
      clearTimeout(going);
      layer.remove();
    },
  };
}
