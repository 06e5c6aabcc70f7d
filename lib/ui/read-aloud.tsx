import { useEffect, useState } from "preact/hooks";
import { ChromeWord } from "./chrome-word.tsx";
import { Button } from "./button.tsx";

/**
 * Reads the main part of the page aloud with the device's own voice; shown only where there is one.
 * Only a press starts it, and leaving the page ends it: it never speaks a worry to a room unasked.
 */
export function ReadAloud({ from }: { readonly from: string }) {
  const speech = typeof speechSynthesis === "undefined" ? undefined : speechSynthesis;
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
        spoken.lang = "en-GB";
        spoken.rate = 0.9;
        spoken.addEventListener("end", () => {
          setReading(false);
        });
        setReading(true);
        speech.speak(spoken);
      }}
    >
      <svg width="20" height="20" viewBox="0 0 24 24" aria-hidden="true">
        <path
          d="M4 9v6h4l5 4V5L8 9H4zm12.5-.5a5 5 0 0 1 0 7M18.500 5.500a9 9 0 0 1 0 13"
          fill="none"
          stroke="currentColor"
          stroke-width="2"
          stroke-linecap="round"
          stroke-linejoin="round"
        />
      </svg>
      <ChromeWord of={reading ? "stopListening" : "listen"} />
    </Button>
  );
}
