// The languages the pages speak, and how one is chosen. Each is named in itself, as somebody who reads it looks for it.

import type { PageLanguage } from "../../contract/vocabulary.ts";

export const languages = {
  en: { own: "English", english: "English", dir: "ltr", locale: "en-GB" },
  cy: { own: "Cymraeg", english: "Welsh", dir: "ltr", locale: "cy" },
  ar: { own: "العربية", english: "Arabic", dir: "rtl", locale: "ar" },
  bn: { own: "বাংলা", english: "Bengali", dir: "ltr", locale: "bn" },
  pa: { own: "ਪੰਜਾਬੀ", english: "Punjabi", dir: "ltr", locale: "pa" },
  pl: { own: "Polski", english: "Polish", dir: "ltr", locale: "pl" },
  ro: { own: "Română", english: "Romanian", dir: "ltr", locale: "ro" },
  so: { own: "Soomaali", english: "Somali", dir: "ltr", locale: "so" },
  uk: { own: "Українська", english: "Ukrainian", dir: "ltr", locale: "uk" },
  ur: { own: "اردو", english: "Urdu", dir: "rtl", locale: "ur" },
} as const satisfies Readonly<Record<PageLanguage, object>>;

export type LanguageCode = keyof typeof languages;
export const languageCodes = Object.keys(languages) as readonly LanguageCode[];

/** The language of ours that a tag names ("cy-GB", "PL", "pa-Guru"); undefined for any other, and for no tag. */
export function languageOf(tag: string | undefined): LanguageCode | undefined {
  const [code, script] = (tag ?? "").toLowerCase().split("-");
  // Punjabi in Arabic script is another page than the one we have.
  if (code === "pa" && (script === "arab" || script === "pk")) return undefined;
  return languageCodes.find((one) => one === code);
}

/** The reader's own choice before the school's, the school's before the browser's, English where none is ours. */
export function chooseLanguage(wishes: {
  readonly chosen?: string | undefined;
  readonly school?: string | undefined;
  readonly browser?: string | undefined;
}): LanguageCode {
  return (
    languageOf(wishes.chosen) ?? languageOf(wishes.school) ?? languageOf(wishes.browser) ?? "en"
  );
}
