import { PathScene } from "../../lib/ui/art/path-scene.tsx";
import { Button } from "../../lib/ui/button.tsx";
import { voiceOf } from "../../lib/ui/i18n/voice.ts";
import type { CardProps } from "./blocked-app.tsx";
import { useBlockedWords } from "./words.ts";

/** The rules changed while this page stood here: the way is open. */
export function OpenCard({ explanation, address, navigate }: CardProps) {
  const voice = voiceOf(explanation?.school.reading ?? "ks3");
  const { words, t } = useBlockedWords(voice);
  return (
    <section class="card card-raised blocked-card">
      <div class="blocked-art">
        <PathScene />
      </div>
      <div class="stack blocked-words">
        <h1>{t(words.openTitle)}</h1>
        <p class="blocked-host">
          <bdi>{explanation?.host}</bdi>
        </p>
        <p>{t(words.openLead)}</p>
        {address === undefined ? null : (
          <Button
            kind="main"
            onPress={() => {
              navigate(address);
            }}
          >
            {t(words.openGo)}
          </Button>
        )}
      </div>
    </section>
  );
}
