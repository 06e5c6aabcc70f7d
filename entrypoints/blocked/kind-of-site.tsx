import { useTexts } from "../../lib/ui/i18n/texts.tsx";
import type { Voice } from "../../lib/ui/i18n/voice.ts";
import { SchoolWords } from "../../lib/ui/school-words.tsx";
import { useBlockedWords } from "./words.ts";

/** What kind of site it is, in the reader's language; a kind of the school's own keeps the school's words. */
export function KindOfSite(props: {
  readonly category: { readonly id: string; readonly title: string };
  readonly voice: Voice;
}) {
  const { category } = props;
  const { words, t } = useBlockedWords(props.voice);
  const { language, translation } = useTexts();
  const own = translation?.categories[category.id];
  if (own !== undefined || language === "en") {
    return <span class="tag">{t(words.kind, { category: own ?? category.title })}</span>;
  }
  return (
    <span class="tag">
      {t(words.kind, { category: "" })} <SchoolWords>{category.title}</SchoolWords>
    </span>
  );
}
