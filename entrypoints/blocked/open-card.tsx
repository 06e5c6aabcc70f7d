import { PathScene } from "../../lib/ui/art/path-scene.tsx";
import { Button } from "../../lib/ui/button.tsx";
import { say, voiceOf } from "../../lib/ui/voice.ts";
import type { CardProps } from "./blocked-app.tsx";
import { blockedWords as words } from "./words.ts";

/** The rules changed while this page stood here: the way is open. */
export function OpenCard({ explanation, address, navigate }: CardProps) {
  const voice = voiceOf(explanation?.school.reading ?? "ks3");
  return (
    <section class="card card-raised blocked-card">
      <div class="blocked-art">
        <PathScene />
      </div>
      <div class="stack blocked-words">
        <h1>{say(words.openTitle, voice)}</h1>
        <p class="blocked-host">{explanation?.host}</p>
        <p>{words.openLead}</p>
        {address === undefined ? null : (
          <Button
            kind="main"
            onPress={() => {
              navigate(address);
            }}
          >
            {words.openGo}
          </Button>
        )}
      </div>
    </section>
  );
}
