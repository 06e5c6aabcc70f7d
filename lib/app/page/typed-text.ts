// What the pupil types, judged at rest and at send. No key log: a text that makes no finding is forgotten at once,
// and fields for secrets are never read (S1, S7).
import { readText } from "./visible-text.ts";

/** How long nothing must be typed before the text counts as at rest. */
const restMs = 800;
/** Only the last part of a long text is looked at: the rest was looked at while it was written. */
const mostChars = 2000;

const secretTokens = /(^|\s)(cc-|current-password|new-password|one-time-code)/;
const readableInputs = new Set(["text", "search", "url", ""]);

/** Whether a field may be read at all: never passwords, payment, one-time codes, numbers or addresses. */
export function mayReadField(element: Element): boolean {
  const tokens = (element.getAttribute("autocomplete") ?? "").toLowerCase();
  if (secretTokens.test(tokens)) return false;
  if (element.localName === "input") {
    const kind = (element.getAttribute("type") ?? "text").toLowerCase();
    if (!readableInputs.has(kind)) return false;
    // A password shown in clear ("show password") keeps its name.
    const name = `${element.getAttribute("name") ?? ""} ${element.id}`.toLowerCase();
    return !/passw|passcode|\bpin\b|cvv|cvc|card-?number|iban|sort-?code|otp/.test(name);
  }
  return true;
}

/** The field an event is about: through open and closed shadow roots, up to the editing host. */
export function fieldOf(
  event: Event,
  shadowRootOf: (element: Element) => ShadowRoot | null,
): HTMLElement | undefined {
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

export function textOfField(
  field: HTMLElement,
  shadowRootOf: (element: Element) => ShadowRoot | null,
): string {
  if (field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement) {
    return field.value.slice(-mostChars);
  }
  return readText(field, shadowRootOf, 50_000).text.slice(-mostChars);
}

export interface TypedWatch {
  /** Listens (again): `document.open()` takes every listener away. Calling it twice is harmless. */
  attach(): void;
  /** Judges what is waiting at once: the page goes away. */
  flush(): void;
  stop(): void;
}

export interface TypedWatchParts {
  readonly target: EventTarget;
  readonly shadowRootOf: (element: Element) => ShadowRoot | null;
  readonly after: (delayMs: number, run: () => void) => () => void;
  readonly judge: (text: string) => void;
  /** The first focus on a field: time to make the tables ready. */
  readonly onFirstFocus: () => void;
}

export function watchTyping(parts: TypedWatchParts): TypedWatch {
  const { target, shadowRootOf, after, judge } = parts;
  // The field alone is remembered, never its text: the text is read when it is judged.
  let waiting: HTMLElement | undefined;
  let cancel: (() => void) | undefined;
  let focused = false;

  function judgeNow(): void {
    cancel?.();
    cancel = undefined;
    const field = waiting;
    waiting = undefined;
    if (field === undefined || !mayReadField(field)) return;
    const text = textOfField(field, shadowRootOf);
    if (text.trim() !== "") judge(text);
  }

  function onInput(event: Event): void {
    const field = fieldOf(event, shadowRootOf);
    if (field === undefined || !mayReadField(field)) return;
    if (waiting !== undefined && waiting !== field) judgeNow();
    waiting = field;
    cancel?.();
    cancel = after(restMs, judgeNow);
  }

  // At the send key the page often empties the field in its own handler: ours runs first, in the capture phase.
  function onKeyDown(event: Event): void {
    const key = event as KeyboardEvent;
    if (key.key === "Enter" && !key.isComposing && waiting !== undefined) judgeNow();
  }

  function onSend(): void {
    if (waiting !== undefined) judgeNow();
  }

  function onPress(event: Event): void {
    if (waiting === undefined) return;
    const path = event.composedPath();
    if (!path.includes(waiting)) judgeNow();
  }

  function onFocus(): void {
    if (focused) return;
    focused = true;
    parts.onFirstFocus();
  }

  const listeners: readonly (readonly [string, (event: Event) => void])[] = [
    ["input", onInput],
    ["keydown", onKeyDown],
    ["submit", onSend],
    ["focusout", onSend],
    ["pointerdown", onPress],
    ["focusin", onFocus],
  ];
  const options = { capture: true, passive: true } as const;
  function attach(): void {
    for (const [name, run] of listeners) target.addEventListener(name, run, options);
  }
  attach();

  return {
    attach,
    flush: onSend,
    stop() {
      cancel?.();
      waiting = undefined;
      for (const [name, run] of listeners) target.removeEventListener(name, run, options);
    },
  };
}
