import { agreementEnglish } from "../../lib/ui/i18n/english/agreement.ts";
import { useWords } from "../../lib/ui/i18n/texts.tsx";
import type { Voice } from "../../lib/ui/i18n/voice.ts";

/** The words of this page in the reader's language and voice. */
export const useAgreementWords = (voice?: Voice) => useWords("agreement", agreementEnglish, voice);
