import { useState } from "preact/hooks";
import { PathScene } from "../../lib/ui/art/path-scene.tsx";
import { Button } from "../../lib/ui/button.tsx";
import { LiveRegion } from "../../lib/ui/live-region.tsx";
import { say, voiceOf } from "../../lib/ui/voice.ts";
import { askableAddress } from "../../lib/ui/web-address.ts";
import type { CardProps } from "./blocked-app.tsx";
import { blockedWords as words } from "./words.ts";

/** A site the school warns about: reads why first, then chooses. Going on is never the easiest button to hit. */
export function WarnCard({ explanation, address, send, navigate }: CardProps) {
  const voice = voiceOf(explanation?.school.reading ?? "ks3");
  const minutes = explanation?.warnMinutes ?? 0;
  const [state, setState] = useState<"still" | "asking" | "failed">("still");
  const goOn = () => {
    if (address === undefined) return;
    setState("asking");
    send("blocked/proceed", { address: askableAddress(address) })
      .then((reply) => {
        if (reply.ok) navigate(address);
        else setState("failed");
      })
      .catch(() => {
        setState("failed");
      });
  };
  return (
    <section class="card card-raised blocked-card">
      <div class="blocked-art">
        <PathScene />
      </div>
      <div class="stack blocked-words">
        <h1>{say(words.warnTitle, voice)}</h1>
        <p class="blocked-site">
          <span class="blocked-host">{explanation?.host}</span>
          <span class="tag">
            {say(words.kind, voice, { category: explanation?.category.title ?? "" })}
          </span>
        </p>
        <p class="lead">{explanation?.pupilWhy}</p>
        <p>{say(words.warnLead, voice)}</p>
        {address === undefined || minutes < 1 ? null : (
          <div class="stack-tight">
            <Button waiting={state === "asking"} onPress={goOn}>
              {minutes === 1 ? words.goOnOne : say(words.goOn, voice, { minutes })}
            </Button>
            <p class="small soft">{words.warnRecorded}</p>
          </div>
        )}
        <LiveRegion>{state === "failed" ? <p>{words.warnFailed}</p> : null}</LiveRegion>
      </div>
    </section>
  );
}
