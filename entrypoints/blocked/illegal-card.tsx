import { PersonCard } from "../../lib/ui/person-card.tsx";
import { say, voiceOf } from "../../lib/ui/voice.ts";
import type { CardProps } from "./blocked-app.tsx";
import { blockedWords as words } from "./words.ts";

/** A page that is against the law: plain, without pictures, without a way round, with somebody to talk to. */
export function IllegalCard({ explanation }: CardProps) {
  const voice = voiceOf(explanation?.school.reading ?? "ks3");
  const dsl = explanation?.school.dsl;
  return (
    <section class="card card-raised stack">
      <h1>{words.illegalTitle}</h1>
      <p class="lead">{say(words.illegalLead, voice)}</p>
      <p>{say(words.illegalCalm, voice)}</p>
      {dsl === undefined ? null : <PersonCard person={dsl} />}
    </section>
  );
}
