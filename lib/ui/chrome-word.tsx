import { chromeEnglish, type ChromeKey } from "./i18n/english/chrome.ts";
import { useWords } from "./i18n/texts.tsx";

/** The words of the frame in the reader's language. */
export const useChrome = () => useWords("chrome", chromeEnglish);

/** A word of the frame. */
export function ChromeWord({ of }: { readonly of: ChromeKey }) {
  const { words, t } = useChrome();
  return <>{t(words[of])}</>;
}
