import { useEffect, useState } from "preact/hooks";
import { ChromeWord } from "./chrome-word.tsx";
import { Button } from "./button.tsx";
import { localeOf } from "./i18n/languages.ts";
import { useTexts } from "./i18n/texts.tsx";

/**
 * Reads the main part of the page aloud with the device's own voice; shown only where there is one.
 * Only a press starts it, and leaving the page ends it: it never speaks a worry to a room unasked.
 */
export function ReadAloud({ from }: { readonly from: string }) {
  const speech = typeof speechSynthesis === "undefined" ? undefined : speechSynthesis;
  const { language } = useTexts();
  const [reading, setReading] = useState(false);
  useEffect(() => () => speech?.cancel(), [speech]);
  if (speech === undefined) return null;
  return (
    <Button
      kind="quiet"
      onPress={() => {
        speech.cancel();
        if (reading) {
          setReading(false);
          return;
        }
        const words = document.querySelector<HTMLElement>(from)?.innerText ?? "";
        const spoken = new SpeechSynthesisUtterance(words);
        spoken.lang = localeOf(language);
        spoken.rate = 0.9;
        spoken.addEventListener("end", () => {
          setReading(false);
        });
        setReading(true);
        speech.speak(spoken);
      }}
    >
      <ChromeWord of={reading ? "stopListening" : "listen"} />
    </Button>
  );
}
