// Listens to what is typed and shows a nudge before something is given away. What it reads is forgotten at once;
// nothing of it leaves the page.
import type { PageLanguage } from "../../contract/vocabulary.ts";
import type { CareWords } from "../../core/nudge/care-words.ts";
import { findDetails } from "../../core/nudge/find-details.ts";
import type { LanguageSigns } from "../../core/nudge/find-said-in.ts";
import { mayBeOtherLanguage } from "../../core/nudge/other-language.ts";
import type { Detail } from "../../core/nudge/types.ts";
import { conversationAround } from "./conversation.ts";
import { showNudge, type Nudge } from "./nudge-box.ts";
import { isTelephone, mayNudge, takeOut, textNear } from "./nudge-field.ts";
import { formWithNameAndSchool } from "./nudge-form.ts";
import { fieldOf } from "./typed-field.ts";

/** So long after a key it is looked at: a note must come before "send", and need not come with each letter. */
const lookMs = 150;
/** While a note is there, whether what it is about still is: pages empty their fields without a word. */
const againMs = 400;

export interface NudgeWatch {
  stop(): void;
}

export interface NudgeWatchParts {
  readonly document: Document;
  readonly window: Window;
  readonly words: CareWords;
  readonly language: PageLanguage;
  readonly dir: "ltr" | "rtl";
  readonly isYoung: boolean;
  readonly shadowRootOf: (element: Element) => ShadowRoot | null;
  readonly keepOwn: (element: Element) => void;
  readonly isAlive: () => boolean;
  /** What is looked for beside English, as far as it is here. */
  readonly languages: () => readonly LanguageSigns[];
  /** Has it brought; true where it has come with this. Asked often. */
  readonly bringLanguages: () => Promise<boolean>;
}

interface Shown {
  readonly nudge: Nudge;
  readonly field: HTMLElement;
  readonly name: string;
  /** Whether the keys have been in it: the next Tab is the page's again. */
  wasEntered: boolean;
}

/** In a field for a telephone number any number is somebody's own. */
const asOwn = "my ";

export function watchNudges(parts: NudgeWatchParts): NudgeWatch {
  const { document, window, shadowRootOf } = parts;
  /** What somebody was sure of, or put away, in this page. */
  const settled = new Set<string>();
  const forms = new WeakMap<Element, string>();
  let formCount = 0;
  let isStopped = false;
  let shown: Shown | undefined;
  let looking: ReturnType<typeof setTimeout> | undefined;
  let checking: ReturnType<typeof setInterval> | undefined;

  function detailsIn(field: HTMLElement): readonly (Detail & { readonly name: string })[] {
    const { text, from } = textNear(field);
    if (text.trim().length < 2) return [];
    if (mayBeOtherLanguage(text)) {
      void parts.bringLanguages().then((isNew) => isNew && !isStopped && look(field));
    }
    const lead = isTelephone(field) ? asOwn : "";
    const around = text.length > 60 ? "" : conversationAround(field, shadowRootOf);
    const found = findDetails(lead + text, around, parts.languages()).flatMap(
      ({ kind, start, end }) => {
        const place = {
          start: from + Math.max(0, start - lead.length),
          end: from + end - lead.length,
        };
        const what = (lead + text).slice(start, end).toLowerCase().replaceAll(/\s+/g, " ").trim();
        return [{ kind, ...place, name: `${kind} ${what}` }];
      },
    );
    const form = formWithNameAndSchool(field);
    if (form === undefined) return found;
    // What was typed last is taken out: then the others do not say it any more.
    const whole = {
      kind: "name",
      start: 0,
      end: from + text.length,
      name: nameOfForm(form),
    } as const;
    return [whole, ...found];
  }

  /** A form is asked about once, whichever of its fields is written in. */
  function nameOfForm(form: Element): string {
    const name = forms.get(form) ?? `name of form ${(formCount += 1)};`;
    forms.set(form, name);
    return name;
  }

  function look(field: HTMLElement): void {
    if (!parts.isAlive()) {
      stop();
      return;
    }
    const detail = field.isConnected
      ? detailsIn(field).find(({ name }) => !isSettled(name))
      : undefined;
    if (detail === undefined) {
      if (shown?.field === field) hide();
      return;
    }
    // The same, with a few letters more: it stays where it is.
    if (shown?.field === field && shown.name.split(" ")[0] === detail.kind) {
      shown = { ...shown, name: detail.name };
      shown.nudge.place();
      return;
    }
    hide();
    show(field, detail.kind, detail.name);
  }

  /** Written on, a thing that was settled stays settled: "meet me at 5" and then "meet me at 5 by the shop". */
  function isSettled(name: string): boolean {
    return [...settled].some((one) => name.startsWith(one) || one.startsWith(name));
  }

  function show(field: HTMLElement, kind: Detail["kind"], name: string): void {
    const nudge = showNudge({
      document,
      window,
      field,
      kind,
      words: parts.words.nudge,
      language: parts.language,
      dir: parts.dir,
      isYoung: parts.isYoung,
      keepOwn: parts.keepOwn,
      onSure: () => settle(),
      onTakeOut: () => takeItOut(),
      onLeave: (isAway) => {
        if (isAway) settle();
        else field.focus();
      },
    });
    shown = { nudge, field, name, wasEntered: false };
    checking = setInterval(() => {
      if (shown !== undefined && !shown.nudge.hasFocus()) look(shown.field);
    }, againMs);
  }

  function hide(): void {
    clearInterval(checking);
    shown?.nudge.remove();
    shown = undefined;
  }

  function settle(): void {
    if (shown === undefined) return;
    const { field, name, nudge } = shown;
    const hadFocus = nudge.hasFocus();
    settled.add(name);
    hide();
    if (hadFocus) field.focus();
  }

  function takeItOut(): void {
    if (shown === undefined) return;
    const { field, name, nudge } = shown;
    const detail = detailsIn(field).find((one) => one.name === name);
    clearInterval(checking);
    shown = undefined;
    if (detail === undefined) {
      nudge.remove();
      field.focus();
      return;
    }
    const soon = (run: () => void): void => void window.requestAnimationFrame(run);
    takeOut(field, detail, soon, () => nudge.sayGone());
  }

  function onInput(event: Event): void {
    const field = fieldOf(event, shadowRootOf);
    if (field === undefined || !mayNudge(field)) return;
    clearTimeout(looking);
    looking = setTimeout(() => look(field), lookMs);
  }

  function onKeyDown(event: Event): void {
    const { key, shiftKey, ctrlKey, altKey, metaKey } = event as KeyboardEvent;
    if (shown === undefined || ctrlKey || altKey || metaKey) return;
    if (fieldOf(event, shadowRootOf) !== shown.field) return;
    if (key === "Escape") settle();
    else if (key === "Tab" && !shiftKey && !shown.wasEntered) {
      shown.wasEntered = true;
      shown.nudge.enter();
    } else return;
    event.preventDefault();
    event.stopImmediatePropagation();
  }

  function onMove(): void {
    shown?.nudge.place();
  }

  const listeners: readonly (readonly [string, (event: Event) => void, boolean])[] = [
    ["input", onInput, true],
    ["keydown", onKeyDown, false],
    ["scroll", onMove, true],
    ["resize", onMove, true],
  ];
  for (const [name, run, passive] of listeners) {
    window.addEventListener(name, run, { capture: true, passive });
  }
  function stop(): void {
    isStopped = true;
    clearTimeout(looking);
    hide();
    for (const [name, run] of listeners) window.removeEventListener(name, run, { capture: true });
  }

  // The first letters came before we did.
  const active = document.activeElement;
  const first = active instanceof HTMLElement ? active : undefined;
  if (first !== undefined) onInput({ composedPath: () => [first] } as unknown as Event);
  return { stop };
}
