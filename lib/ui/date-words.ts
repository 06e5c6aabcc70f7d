// Times as a person in the UK says them, in the reader's language. The clock is an argument; only the page's own
// components read it.
import { chromeEnglish } from "./i18n/english/chrome.ts";
import { localeOf, type LanguageCode } from "./i18n/languages.ts";
import type { WordsOf } from "./i18n/translation.ts";
import { say } from "./i18n/say.ts";

const timeZone = "Europe/London";

/** "14:05", in every language: the clock on the wall shows the same. */
export function clockWords(atMs: number): string {
  return new Intl.DateTimeFormat("en-GB", { timeZone, timeStyle: "short" }).format(atMs);
}

/** The day with its name and month where the browser knows them in this language, else in figures. */
function dayWords(atMs: number, language: LanguageCode): string {
  const locale = localeOf(language);
  const isKnown = Intl.DateTimeFormat.supportedLocalesOf([locale]).length > 0;
  const named = new Intl.DateTimeFormat(`${locale}-u-nu-latn-ca-gregory`, {
    timeZone,
    weekday: "long",
    day: "numeric",
    month: "long",
  }).format(atMs);
  // Chrome says that it knows Punjabi, and has no names of months in it: "M11 17, Tue".
  return isKnown && !/M\d/.test(named)
    ? named
    : new Intl.DateTimeFormat("en-GB", { timeZone, dateStyle: "short" }).format(atMs);
}

/**
 * "today at 14:05", "yesterday at 09:30", "tomorrow at 09:00", or "Tuesday 3 March at 14:05". `atMs` and `nowMs` are
 * Unix milliseconds.
 */
export function momentWords(
  atMs: number,
  nowMs: number,
  words: WordsOf<typeof chromeEnglish> = chromeEnglish,
  language: LanguageCode = "en",
): string {
  const day = (ms: number) => new Intl.DateTimeFormat("en-CA", { timeZone }).format(ms);
  const places = { time: clockWords(atMs), day: dayWords(atMs, language) };
  const near =
    day(atMs) === day(nowMs)
      ? words.today
      : day(atMs) === day(nowMs + 86_400_000)
        ? words.tomorrow
        : day(atMs) === day(nowMs - 86_400_000)
          ? words.yesterday
          : words.onDay;
  return say(near, "teen", places, language);
}
