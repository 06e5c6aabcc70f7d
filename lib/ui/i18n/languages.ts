// The languages the pages speak, and how one is chosen. Each is named in itself, as somebody who reads it looks for it.

import type { PageLanguage } from "../../contract/vocabulary.ts";

export const languages = {
  en: { own: "English", dir: "ltr" },
  cy: { own: "Cymraeg", dir: "ltr" },
  ar: { own: "العربية", dir: "rtl" },
  bn: { own: "বাংলা", dir: "ltr" },
  pa: { own: "ਪੰਜਾਬੀ", dir: "ltr" },
  pl: { own: "Polski", dir: "ltr" },
  ro: { own: "Română", dir: "ltr" },
  so: { own: "Soomaali", dir: "ltr" },
  uk: { own: "Українська", dir: "ltr" },
  ur: { own: "اردو", dir: "rtl" },
} as const satisfies Readonly<Record<PageLanguage, object>>;

/** The tag by which a browser knows it, for dates, plurals and reading aloud. */
export function localeOf(code: LanguageCode): string {
  return code === "en" ? "en-GB" : code;
}

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
