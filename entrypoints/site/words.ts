import { blockedEnglish } from "../../lib/ui/i18n/english/blocked.ts";
import { useWords } from "../../lib/ui/i18n/texts.tsx";
import type { Voice } from "../../lib/ui/i18n/voice.ts";

/** It asks what the block page asks, in the same words. */
export const useSiteWords = (voice?: Voice) => useWords("blocked", blockedEnglish, voice);
