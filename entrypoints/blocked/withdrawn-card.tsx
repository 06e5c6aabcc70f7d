import { GateScene } from "../../lib/ui/art/gate-scene.tsx";
import { PersonCard } from "../../lib/ui/person-card.tsx";
import { say, voiceOf } from "../../lib/ui/voice.ts";
import type { CardProps } from "./blocked-app.tsx";
import { blockedWords as words } from "./words.ts";

/** Access is withdrawn (A3): what the school said, what still opens, and whom to talk to. */
export function WithdrawnCard({ explanation }: CardProps) {
  const voice = voiceOf(explanation?.school.reading ?? "ks3");
  const person = explanation?.school.dsl ?? explanation?.ask;
  return (
    <section class="card card-raised blocked-card">
      <div class="blocked-art">
        <GateScene />
      </div>
      <div class="stack blocked-words">
        <h1>{say(words.withdrawnTitle, voice)}</h1>
        <p class="lead">{explanation?.pupilWhy}</p>
        <p>{say(words.withdrawnStill, voice)}</p>
        {person === undefined ? null : <PersonCard person={person} />}
      </div>
    </section>
  );
}
