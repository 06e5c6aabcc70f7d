import { closedEnglish } from "../../lib/ui/i18n/english/closed.ts";
import { useWords } from "../../lib/ui/i18n/texts.tsx";
import type { Voice } from "../../lib/ui/i18n/voice.ts";

/** The words of this page in the reader's language and voice. */
export const useClosedWords = (voice?: Voice) => useWords("closed", closedEnglish, voice);
