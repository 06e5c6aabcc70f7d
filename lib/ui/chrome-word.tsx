import { chromeText, type ChromeKey } from "./chrome-words.ts";

/** A word of the frame, marked with its language where that is not the page's. */
export function ChromeWord({ of }: { readonly of: ChromeKey }) {
  const word = chromeText(of);
  return word.lang === "en-GB" ? <>{word.text}</> : <span lang={word.lang}>{word.text}</span>;
}
