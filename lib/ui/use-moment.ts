import { useChrome } from "./chrome-word.tsx";
import { momentWords } from "./date-words.ts";

/** How this page says a moment: "today at 14:05", in the reader's language. Unix milliseconds. */
export function useMoment(): (atMs: number, nowMs: number) => string {
  const { words, language } = useChrome();
  return (atMs, nowMs) => momentWords(atMs, nowMs, words, language);
}
