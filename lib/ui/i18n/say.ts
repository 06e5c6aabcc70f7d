import { languages, localeOf, type LanguageCode } from "./languages.ts";
import { wordingFor, type Places, type Voice, type Voiced, type Wording } from "./voice.ts";

/** Around a place in a line that runs from the right: an address or a number keeps its own direction. */
const isolate = "\u2068";
const isolateEnds = "\u2069";

function formOf(wording: Wording, language: LanguageCode, places: Places): string {
  if (typeof wording === "string") return wording;
  const count = Number(places["count"] ?? 0);
  const form = new Intl.PluralRules(localeOf(language)).select(count);
  return wording[form] ?? wording.other;
}

/**
 * The text for a voice in a language, with `{name}` places filled and the form that fits `{count}`. A place without a
 * value stays readable as it is.
 */
export function say(
  text: Voiced,
  voice: Voice,
  places: Places = {},
  language: LanguageCode = "en",
): string {
  const isRightToLeft = languages[language].dir === "rtl";
  return formOf(wordingFor(text, voice), language, places).replaceAll(
    /\{([a-zA-Z]+)\}/g,
    (whole, name: string) => {
      if (!Object.hasOwn(places, name)) return whole;
      const value = String(places[name]);
      return isRightToLeft ? `${isolate}${value}${isolateEnds}` : value;
    },
  );
}
