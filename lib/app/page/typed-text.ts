// What the pupil types, judged at rest and at send. No key log: a text that makes no finding is forgotten at once,
// and fields for secrets are never read (S1, S7).
import { conversationAround } from "./conversation.ts";
import { createPaintedLine, isPainted } from "./painted-editor.ts";
import { mayReadField, namesOfField } from "./secret-fields.ts";
import { fieldOf, textOfField } from "./typed-field.ts";

/** How long nothing must be typed before the text counts as at rest. */
const restMs = 800;
/** Who types without a pause is judged all the same. */
const longestWaitMs = 10_000;
/** An unfinished sentence in a painted editor is forgotten after this. */
const forgetMs = 30_000;
/** Keys that send a message, leave a cell or close a field: the page often empties the field in its own handler. */
const sendKeys = /^(Enter|Tab|Escape|ArrowUp|ArrowDown)$/;

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
  readonly nowMs: () => number;
  /** `around`: the last messages beside the field, or "". `names`: what the field is called. */
  readonly judge: (text: string, around: string, names: string) => void;
  /** Words of the policy for fields that are not read. */
  readonly fieldsWithout: () => readonly string[];
  /** The first focus on a field: time to make the tables ready. */
  readonly onFirstFocus: () => void;
}

interface TypedEar {
  hear(event: Event): void;
  flush(): void;
  stop(): void;
}

function createTypedEar(parts: TypedWatchParts): TypedEar {
  const { shadowRootOf, after, nowMs, judge } = parts;
  // The field alone is remembered, never its text: the text is read when it is judged.
  let waiting: HTMLElement | undefined;
  let sinceMs = 0;
  let cancel: (() => void) | undefined;
  let cancelForget: (() => void) | undefined;
  let focused = false;
  const painted = createPaintedLine();
  const mayRead = (field: Element): boolean => mayReadField(field, parts.fieldsWithout());

  function judgeNow(): void {
    cancel?.();
    cancel = undefined;
    const field = waiting;
    waiting = undefined;
    if (field === undefined || !mayRead(field)) return;
    const isThere = isPainted(field);
    const text = isThere ? painted.text : textOfField(field, shadowRootOf);
    painted.settle();
    if (text.trim() === "") return;
    const around = isThere ? "" : conversationAround(field, shadowRootOf);
    judge(text, around, namesOfField(field));
  }

  function onInput(event: Event): void {
    const field = fieldOf(event, shadowRootOf);
    if (field === undefined || (field !== waiting && !mayRead(field))) return;
    if (waiting !== field) {
      judgeNow();
      sinceMs = nowMs();
    }
    if (isPainted(field) && !painted.take(event)) {
      forget();
      return;
    }
    waiting = field;
    cancelForget?.();
    cancelForget = after(forgetMs, forget);
    cancel?.();
    cancel = after(nowMs() - sinceMs > longestWaitMs ? 0 : restMs, judgeNow);
  }

  /** A painted editor's unfinished sentence is judged a last time and let go. */
  function forget(): void {
    judgeNow();
    painted.forget();
  }

  // Ours runs before the page's handler, in the capture phase.
  function onKeyDown(event: Event): void {
    const { key, isComposing } = event as KeyboardEvent;
    const field = fieldOf(event, shadowRootOf);
    if (field !== undefined && isPainted(field)) onInput(event);
    if (!isComposing && sendKeys.test(key)) judgeNow();
  }

  function onPress(event: Event): void {
    if (waiting === undefined || !event.composedPath().includes(waiting)) forget();
  }

  function onFocus(event: Event): void {
    // A password field is known by its kind before "show password" changes that.
    const [field] = event.composedPath();
    if (field instanceof HTMLInputElement) mayRead(field);
    if (focused) return;
    focused = true;
    parts.onFirstFocus();
  }

  return {
    hear(event) {
      switch (event.type) {
        case "keydown":
          onKeyDown(event);
          break;
        case "pointerdown":
          onPress(event);
          break;
        case "focusin":
          onFocus(event);
          break;
        case "submit":
        case "focusout":
        case "change":
          forget();
          break;
        default:
          onInput(event);
      }
    },
    flush: forget,
    stop() {
      cancel?.();
      cancelForget?.();
      waiting = undefined;
      painted.forget();
    },
  };
}

/**
 * What is listened to. Editors that put the text in themselves let no "input" come: what goes before it is heard too.
 */
const typedEvents = "beforeinput input compositionend paste drop keydown focusin".split(" ");
/** These end what was begun: before anything was, they say nothing. */
const endEvents = "submit focusout change pointerdown".split(" ");
const options = { capture: true, passive: true } as const;

/** Listens from now on. On most pages nobody types: what listens well is made with the first event. */
export function watchTyping(parts: TypedWatchParts): TypedWatch {
  const { target } = parts;
  let ear: TypedEar | undefined;
  const hear = (event: Event): void => (ear ??= createTypedEar(parts)).hear(event);
  const hearEnd = (event: Event): void => ear?.hear(event);
  function attach(): void {
    for (const name of typedEvents) target.addEventListener(name, hear, options);
    for (const name of endEvents) target.addEventListener(name, hearEnd, options);
  }
  attach();
  return {
    attach,
    flush: () => ear?.flush(),
    stop() {
      ear?.stop();
      for (const name of typedEvents) target.removeEventListener(name, hear, options);
      for (const name of endEvents) target.removeEventListener(name, hearEnd, options);
    },
  };
}
