import { ChoiceList } from "../../lib/ui/choice-list.tsx";
import { useChrome } from "../../lib/ui/chrome-word.tsx";
import { LiveRegion } from "../../lib/ui/live-region.tsx";
import { useReportWords } from "./words.ts";
import type { StepProps } from "./worry-form.tsx";

/** Once something is written: whether it stays here, locked, until it is sent, or goes with the form. */
export function KeepChoice({ state, dispatch, voice, isKept }: StepProps) {
  const { words, t } = useReportWords(voice);
  const chrome = useChrome();
  const { keeping } = state;
  return (
    <section class="keep stack-tight">
      <h2>{t(words.keepTitle)}</h2>
      {keeping === "run" ? (
        <p class="soft small">{t(words.keepLead, { close: chrome.t(chrome.words.closeNow) })}</p>
      ) : null}
      <ChoiceList
        name="keep"
        label={t(words.keepTitle)}
        chosen={keeping === "run" ? undefined : keeping}
        choices={[
          { id: "day" as const, title: t(words.keepDay), hint: t(words.keepDayHint) },
          { id: "no" as const, title: t(words.keepNot), hint: t(words.keepNotHint) },
        ]}
        onChoose={(chosen) => {
          dispatch({ did: "chose-keeping", keeping: chosen });
        }}
      />
      <LiveRegion>
        {!isKept && keeping !== "no" ? <p class="small">{t(words.keepTrouble)}</p> : null}
      </LiveRegion>
    </section>
  );
}
