import { useChrome } from "./chrome-word.tsx";
import { languages } from "./i18n/languages.ts";
import { hasPart, useTexts } from "./i18n/texts.tsx";
import type { PartName } from "./i18n/translation.ts";

/** That nobody has checked the translation yet, and what to show an adult where it is wrong; or that there is none. */
export function TranslationNote({ part }: { readonly part: PartName }) {
  const texts = useTexts();
  const { words, t } = useChrome();
  const { language, translation } = texts;
  if (translation === undefined) return null;
  if (!hasPart(texts, part)) return <p class="translation-note small soft">{t(words.inEnglish)}</p>;
  if (translation.reviewed) return null;
  return (
    <p class="translation-note small soft">
      {t(words.machineMade)}{" "}
      <q lang="en-GB" dir="ltr">
        The {languages[language].english} words on the page “{part}” are wrong.
      </q>
    </p>
  );
}
