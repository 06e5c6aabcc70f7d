import type { AskedSoFar } from "../../lib/contract/message.ts";
import { AskedState, useAskedWords } from "../../lib/ui/asked-state.tsx";
import { voiceOf } from "../../lib/ui/i18n/voice.ts";
import { useMoment } from "../../lib/ui/use-moment.ts";
import type { CardProps } from "./blocked-app.tsx";

/** Asked for before: when, under which reference, and what has become of it so far. */
export function AskedCard({
  explanation,
  asked,
}: Pick<CardProps, "explanation"> & { readonly asked: AskedSoFar }) {
  const voice = voiceOf(explanation?.school.reading ?? "ks3");
  const { words, t } = useAskedWords(voice);
  const moment = useMoment();
  return (
    <section class="card stack-tight asked">
      <h2>{t(words.title)}</h2>
      <AskedState
        asked={asked}
        isOpen={explanation?.action !== "block"}
        adult={(explanation?.ask ?? explanation?.school.dsl)?.name}
        voice={voice}
      />
      <p class="small soft">
        {t(words.when, { when: moment(asked.atMs, Date.now()), reference: asked.reference })}
      </p>
    </section>
  );
}
