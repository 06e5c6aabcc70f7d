import { Button } from "../../lib/ui/button.tsx";
import { useMoment } from "../../lib/ui/use-moment.ts";
import { useReportWords } from "./words.ts";
import type { StepProps } from "./worry-form.tsx";

/** Something was begun here before. Its words are not shown before the pupil says so: who knows who looks on. */
export function FoundDraft({ state, dispatch, voice }: StepProps) {
  const { words, t } = useReportWords(voice);
  const moment = useMoment();
  const { found } = state;
  if (found === undefined) return null;
  return (
    <div class="stack arrives found">
      <h1 tabIndex={-1}>{t(words.foundTitle)}</h1>
      <p>{t(words.foundLead, { when: moment(found.untilMs, Date.now()) })}</p>
      <div class="stack-tight">
        <Button
          kind="main"
          wide
          onPress={() => {
            dispatch({ did: "took-up" });
          }}
        >
          {t(words.foundGoOn)}
        </Button>
        <Button
          wide
          onPress={() => {
            dispatch({ did: "threw-away" });
          }}
        >
          {t(words.foundThrow)}
        </Button>
      </div>
    </div>
  );
}
