import { useEffect, useState } from "preact/hooks";
import { useChrome } from "./chrome-word.tsx";
import { localeOf } from "./i18n/languages.ts";
import { useTexts } from "./i18n/texts.tsx";

/**
 * Reads a part of the page aloud with the device's own voice; shown only where there is one. Only a press starts it, and
 * leaving the page ends it: it never speaks a worry to a room unasked.
 */
export function ReadAloud({
  from = "#main",
  words: given,
  isEnglish = false,
}: {
  readonly from?: string;
  readonly words?: string;
  /** What is read has no words in the reader's language. */
  readonly isEnglish?: boolean;
}) {
  const speech = typeof speechSynthesis === "undefined" ? undefined : speechSynthesis;
  const { language } = useTexts();
  const { words, t } = useChrome();
  const [isReading, setReading] = useState(false);
  useEffect(() => () => speech?.cancel(), [speech]);
  if (speech === undefined) return null;
  const name = t(isReading ? words.stopListening : words.listen);
  return (
    <button
      type="button"
      class="tool"
      title={name}
      onClick={() => {
        speech.cancel();
        setReading(!isReading);
        if (isReading) return;
        const text = given ?? document.querySelector<HTMLElement>(from)?.innerText ?? "";
        const spoken = new SpeechSynthesisUtterance(text);
        spoken.lang = localeOf(isEnglish ? "en" : language);
        spoken.rate = 0.9;
        const end = () => {
          setReading(false);
        };
        spoken.addEventListener("end", end);
        spoken.addEventListener("error", end);
        speech.speak(spoken);
      }}
    >
      <span class="for-ears">{name}</span>
      <svg class="tool-art" viewBox="0 0 24 24" aria-hidden="true">
        <path d="M4 9.5v5h3.500L12 18.500v-13L7.500 9.500z" />
        {isReading ? (
          <path d="M16 9v6M20 9v6" />
        ) : (
          <path d="M15.500 9.500q1.500 2.500 0 5M18.500 7q3 5 0 10" />
        )}
      </svg>
    </button>
  );
}
