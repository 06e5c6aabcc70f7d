import { useChrome } from "./chrome-word.tsx";
import { languageCodes, languageOf, languages, localeOf } from "./i18n/languages.ts";
import { useTexts } from "./i18n/texts.tsx";

/** The languages, each named in itself. What is chosen stays on this device. */
export function LanguageChoice() {
  const { language, choose } = useTexts();
  const { words, t } = useChrome();
  return (
    <label class="language">
      <svg class="language-globe" viewBox="0 0 24 24" aria-hidden="true">
        <circle cx="12" cy="12" r="9" />
        <path d="M3 12h18M12 3c5 5 5 13 0 18M12 3c-5 5-5 13 0 18" />
      </svg>
      <span class="for-ears">{t(words.language)}</span>
      <select
        value={language}
        onChange={(event) => {
          choose(languageOf(event.currentTarget.value) ?? "en");
        }}
      >
        {languageCodes.map((code) => (
          <option
            key={code}
            value={code}
            lang={localeOf(code)}
            dir={languages[code].dir}
            selected={code === language}
          >
            {languages[code].own}
          </option>
        ))}
      </select>
    </label>
  );
}
