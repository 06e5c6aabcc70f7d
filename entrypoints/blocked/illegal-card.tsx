import { PersonCard } from "../../lib/ui/person-card.tsx";
import { voiceOf } from "../../lib/ui/i18n/voice.ts";
import type { CardProps } from "./blocked-app.tsx";
import { useBlockedWords } from "./words.ts";

/** A page that is against the law: plain, without pictures, without a way round, with somebody to talk to. */
export function IllegalCard({ explanation }: CardProps) {
  const voice = voiceOf(explanation?.school.reading ?? "ks3");
  const { words, t } = useBlockedWords(voice);
  const dsl = explanation?.school.dsl;
  return (
    <section class="card card-raised stack">
      <h1>{t(words.illegalTitle)}</h1>
      <p class="lead">{t(words.illegalLead)}</p>
      <p>{t(words.illegalCalm)}</p>
      {dsl === undefined ? null : <PersonCard person={dsl} />}
    </section>
  );
}
