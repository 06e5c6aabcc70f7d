import { localeOf, type LanguageCode } from "./i18n/languages.ts";

/** "one, two or three", as the language says it. */
export function listWords(
  items: readonly string[],
  joined: "and" | "or",
  language: LanguageCode,
): string {
  const type = joined === "or" ? "disjunction" : "conjunction";
  return new Intl.ListFormat(localeOf(language), { type }).format(items);
}
