import { hasPart, useTexts } from "./i18n/texts.tsx";
import type { PartName } from "./i18n/translation.ts";

/** That nobody has checked the translation yet, and what to show an adult where it is wrong; or that there is none. */
export function TranslationNote({ part }: { readonly part: PartName }) {
  const texts = useTexts();
  const { translation } = texts;
  if (translation === undefined) return null;
  const { about, english, reviewed } = translation;
  if (!hasPart(texts, part)) return <p class="translation-note small soft">{about.inEnglish}</p>;
  if (reviewed) return null;
  return (
    <p class="translation-note small soft">
      {about.machineMade}{" "}
      <bdi lang="en-GB" dir="ltr">
        “The {english} words on the page ‘{part}’ are wrong.”
      </bdi>
    </p>
  );
}
