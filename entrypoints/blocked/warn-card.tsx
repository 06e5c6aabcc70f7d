import { useState } from "preact/hooks";
import { PathScene } from "../../lib/ui/art/path-scene.tsx";
import { Button } from "../../lib/ui/button.tsx";
import { LiveRegion } from "../../lib/ui/live-region.tsx";
import { TextField } from "../../lib/ui/text-field.tsx";
import { say, voiceOf } from "../../lib/ui/voice.ts";
import { askableAddress } from "../../lib/ui/web-address.ts";
import type { CardProps } from "./blocked-app.tsx";
import { blockedWords as words } from "./words.ts";

/** As the contract has it for `blocked/proceed`. */
const reasonLimit = 300;

/** A site the school warns about: reads why, says why, then chooses. Going on is never the easiest button to hit. */
export function WarnCard({ explanation, address, send, navigate }: CardProps) {
  const voice = voiceOf(explanation?.school.reading ?? "ks3");
  const minutes = explanation?.warnMinutes ?? 0;
  const [state, setState] = useState<"still" | "asking" | "failed">("still");
  const [reason, setReason] = useState("");
  const [isReasonMissed, setReasonMissed] = useState(false);
  const over = Math.max(0, reason.trim().length - reasonLimit);
  const problem =
    over > 0
      ? say(words.reviewTooLong, voice, { over })
      : isReasonMissed && reason.trim() === ""
        ? say(words.warnReasonMissing, voice)
        : undefined;
  const goOn = () => {
    if (address === undefined || over > 0) return;
    if (reason.trim() === "") return setReasonMissed(true);
    setState("asking");
    send("blocked/proceed", { address: askableAddress(address), reason: reason.trim() })
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
          <div class="stack">
            <TextField
              id="warn-reason"
              label={say(words.warnReason, voice)}
              hint={say(words.warnReasonHint, voice)}
              value={reason}
              {...(problem === undefined ? {} : { problem })}
              onWrite={setReason}
            />
            <Button waiting={state === "asking"} onPress={goOn}>
              {minutes === 1 ? words.goOnOne : say(words.goOn, voice, { minutes })}
            </Button>
            <p class="small soft">{say(words.warnRecorded, voice)}</p>
          </div>
        )}
        <LiveRegion>{state === "failed" ? <p>{words.warnFailed}</p> : null}</LiveRegion>
      </div>
    </section>
  );
}
