// What a page does whose first screen stands in its file already, before its program is read: the reader's dress, a way
// out, and what is pressed too early. It comes before the first paint, so it is small and asks nobody.
import { leavePage } from "./leave-page.ts";

export interface FirstLook {
  /** The button that was pressed before there was a program to hear it. */
  pressed?: HTMLButtonElement | undefined;
  /** The program hears for itself from now on. */
  end(): void;
}

interface WithFirstLook {
  schoolgateFirstLook?: FirstLook | undefined;
}

function kept(key: string): Readonly<Record<string, unknown>> {
  try {
    return Object(JSON.parse(localStorage.getItem(key) ?? "{}")) as Record<string, unknown>;
  } catch {
    return {};
  }
}

/** The first of them that is one of ours and not English: the screen in the file is English. */
function speaksEnglish(tags: readonly unknown[]): boolean {
  const ours = tags.map((tag) => /^(en|ar|bn|cy|pa|pl|ro|so|uk|ur)\b/i.exec(String(tag))?.[0]);
  return /^en/i.test(ours.find((code) => code !== undefined) ?? "en");
}

/** Escape twice, or the button that is there for it, closes the page by `leave`. */
export function lookFirst(forget: () => void): void {
  const root = document.documentElement;
  const { size, letters, paper, strong, still } = kept("reading");
  const { language, voice, style } = kept("look");
  const dress = {
    size,
    letters,
    paper,
    voice,
    contrast: strong && "strong",
    motion: still && "still",
  };
  for (const [name, value] of Object.entries(dress)) {
    if (typeof value === "string") root.dataset[name] = value;
  }
  if (typeof style === "string") root.style.cssText = style;
  // Taken away by `showPage`, in the reader's language.
  root.hidden = !speaksEnglish([keptLanguage(), language, navigator.language]);

  const hearing = new AbortController();
  const first: FirstLook = { end: () => hearing.abort() };
  (globalThis as WithFirstLook).schoolgateFirstLook = first;
  const leave = () => {
    forget();
    leavePage();
  };
  let escapes = 0;
  const listen = (type: "click" | "keydown", hear: (event: Event) => void) => {
    addEventListener(type, hear, { signal: hearing.signal });
  };
  listen("keydown", (event) => {
    if ((event as KeyboardEvent).key === "Escape" && (escapes += 1) > 1) leave();
  });
  listen("click", ({ target }) => {
    const button = (target as Element).closest("button");
    if (button?.matches(".quit") === true) leave();
    else first.pressed = button ?? first.pressed;
  });
}

function keptLanguage(): string | null {
  try {
    return localStorage.getItem("language");
  } catch {
    return null;
  }
}

/** For the program: what was pressed, and from here on it is the program's. Undefined where no first screen stood. */
export function endFirstLook(): HTMLButtonElement | undefined {
  const first = (globalThis as WithFirstLook).schoolgateFirstLook;
  first?.end();
  return first?.pressed;
}
