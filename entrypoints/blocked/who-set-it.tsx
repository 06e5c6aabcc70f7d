import type { BlockExplanation } from "../../lib/contract/message.ts";
import { useMoment } from "../../lib/ui/use-moment.ts";
import { voiceOf } from "../../lib/ui/i18n/voice.ts";
import { useBlockedWords } from "./words.ts";

/** Who set the rule and since when. Not for the youngest, who have enough to read. */
export function WhoSetIt({ explanation }: { readonly explanation: BlockExplanation | undefined }) {
  const voice = voiceOf(explanation?.school.reading ?? "ks3");
  const { words, t } = useBlockedWords(voice);
  const moment = useMoment();
  const setBy = explanation?.setBy;
  if (setBy === undefined || voice === "infant") return null;
  const { who, by, sinceMs } = setBy;
  if (who === "program") return <p class="small soft">{t(words.ruleProgram)}</p>;
  if (sinceMs === undefined) return null;
  const when = moment(sinceMs, Date.now());
  const rule = who === "trust" ? words.ruleTrust : words.ruleSchool;
  return (
    <p class="small soft">{by === undefined ? t(rule, { when }) : t(words.ruleBy, { by, when })}</p>
  );
}
