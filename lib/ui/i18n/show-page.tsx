import { render, type ComponentChildren } from "preact";
import { applyLook } from "../apply-look.ts";
import { endFirstLook } from "../first-look.ts";
import { applyReading, keptReading } from "../reading/kept-reading.ts";
import { keptLanguage } from "./kept-language.ts";
import { keptLook } from "./kept-look.ts";
import { chooseLanguage } from "./languages.ts";
import { loadTranslation } from "./load-translation.ts";
import { TextsProvider } from "./texts.tsx";

/**
 * Draws a page as this reader likes it, in the school's dress, in the language that was chosen here before, the school's
 * or the browser's: nothing changes under the reader's eyes, and English waits for nothing. A language that cannot be
 * read is no reason for an empty page. A first screen that stands in the page's file is taken over as it is, and what
 * was pressed on it meanwhile is pressed now.
 */
export async function showPage(root: Element | null, page: ComponentChildren): Promise<void> {
  if (root === null) return;
  applyReading(keptReading());
  const look = keptLook();
  if (look !== undefined) applyLook(look);
  const chosen = keptLanguage();
  const code = chooseLanguage({ chosen, school: look?.language, browser: navigator.language });
  const first = code === "en" ? undefined : await loadTranslation(code).catch(() => undefined);
  const chosenEarly = root.querySelector<HTMLInputElement>("input:checked");
  render(
    <TextsProvider first={first} hasChosen={chosen !== undefined}>
      {page}
    </TextsProvider>,
    root,
  );
  document.documentElement.hidden = false;
  const pressedEarly = endFirstLook();
  chosenEarly?.click();
  // After what the choice has changed.
  if (pressedEarly !== undefined) setTimeout(() => pressedEarly.click());
}
