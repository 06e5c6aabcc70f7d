import { reportEnglish } from "../../lib/ui/i18n/english/report.ts";
import { useWords } from "../../lib/ui/i18n/texts.tsx";
import type { Voice } from "../../lib/ui/i18n/voice.ts";

/** The words of this page in the reader's language and voice. */
export const useReportWords = (voice?: Voice) => useWords("report", reportEnglish, voice);

export type ReportWords = ReturnType<typeof useReportWords>;
