import { render, type ComponentChildren } from "preact";
import { keptLanguage } from "./kept-language.ts";
import { chooseLanguage } from "./languages.ts";
import { loadTranslation } from "./load-translation.ts";
import { TextsProvider } from "./texts.tsx";

/**
 * Draws a page in the language that was chosen here before, or the browser's: no flash of English first, and English
 * waits for nothing. A language that cannot be read is no reason for an empty page.
 */
export async function showPage(root: Element | null, page: ComponentChildren): Promise<void> {
  if (root === null) return;
  const chosen = keptLanguage();
  const code = chooseLanguage({ chosen, browser: navigator.language });
  const first = code === "en" ? undefined : await loadTranslation(code).catch(() => undefined);
  render(
    <TextsProvider first={first} hasChosen={chosen !== undefined}>
      {page}
    </TextsProvider>,
    root,
  );
}
