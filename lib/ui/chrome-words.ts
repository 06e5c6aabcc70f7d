// The words of the frame around every page: buttons, landmarks. English is complete; Welsh stands where a sentence
// is short and sure, and is marked with its language wherever it appears beside English.
// Page texts live with their page (entrypoints/*/words.ts).

export const chromeEnglish = {
  back: "Back",
  next: "Next",
  send: "Send",
  tryAgain: "Try again",
  closeNow: "Close now",
  listen: "Read it to me",
  stopListening: "Stop reading",
  dangerNow: "In danger right now?",
  call: "Call",
  loading: "One moment…",
} as const;

export type ChromeKey = keyof typeof chromeEnglish;

const chromeWelsh: Partial<Record<ChromeKey, string>> = {
  back: "Yn ôl",
  next: "Nesaf",
  send: "Anfon",
  tryAgain: "Ceisiwch eto",
  call: "Ffoniwch",
};

export interface ChromeText {
  readonly text: string;
  readonly lang: "en-GB" | "cy";
}

/** A word of the frame in the browser's language ("cy", "cy-GB" …) where there is one, else in English. */
export function chromeText(key: ChromeKey, language: string = navigator.language): ChromeText {
  const welsh = /^cy\b/i.test(language) ? chromeWelsh[key] : undefined;
  return welsh === undefined
    ? { text: chromeEnglish[key], lang: "en-GB" }
    : { text: welsh, lang: "cy" };
}
