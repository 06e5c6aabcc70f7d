import { GateScene } from "../../lib/ui/art/gate-scene.tsx";
import { PersonCard } from "../../lib/ui/person-card.tsx";
import { voiceOf } from "../../lib/ui/i18n/voice.ts";
import type { CardProps } from "./blocked-app.tsx";
import { SchoolWhy } from "./school-why.tsx";
import { useBlockedWords } from "./words.ts";

/** Access is withdrawn (A3): what the school said, what still opens, and whom to talk to. */
export function WithdrawnCard({ explanation }: CardProps) {
  const voice = voiceOf(explanation?.school.reading ?? "ks3");
  const { words, t } = useBlockedWords(voice);
  const person = explanation?.school.dsl ?? explanation?.ask;
  return (
    <section class="card card-raised blocked-card">
      <div class="blocked-art">
        <GateScene />
      </div>
      <div class="stack blocked-words">
        <h1>{t(words.withdrawnTitle)}</h1>
        <SchoolWhy why={explanation?.pupilWhy} />
        <p>{t(words.withdrawnStill)}</p>
        {person === undefined ? null : <PersonCard person={person} />}
      </div>
    </section>
  );
}
