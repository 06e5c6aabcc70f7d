import { useTexts } from "../../lib/ui/i18n/texts.tsx";
import { SchoolWords } from "../../lib/ui/school-words.tsx";
import { useBlockedWords } from "./words.ts";

/** Why the school closed it, as it was written for this policy; first, for who reads no English, that the school did. */
export function SchoolWhy({ why }: { readonly why: string | undefined }) {
  const { words, t } = useBlockedWords();
  const { translation } = useTexts();
  if (why === undefined) return null;
  return (
    <>
      {translation === undefined ? null : <p class="lead">{t(words.schoolWhy)}</p>}
      <p class={translation === undefined ? "lead" : "soft"}>
        <SchoolWords>{why}</SchoolWords>
      </p>
    </>
  );
}
