import { useState } from "preact/hooks";
import { PathScene } from "../../lib/ui/art/path-scene.tsx";
import { Button } from "../../lib/ui/button.tsx";
import { Disclosure } from "../../lib/ui/disclosure.tsx";
import { LiveRegion } from "../../lib/ui/live-region.tsx";
import { TextField } from "../../lib/ui/text-field.tsx";
import { voiceOf } from "../../lib/ui/i18n/voice.ts";
import { askableAddress } from "../../lib/ui/web-address.ts";
import type { CardProps } from "./blocked-app.tsx";
import { KindOfSite } from "./kind-of-site.tsx";
import { SchoolWhy } from "./school-why.tsx";
import { WhoSetIt } from "./who-set-it.tsx";
import { useBlockedWords } from "./words.ts";

/** As the contract has it for `blocked/proceed`. */
const reasonLimit = 300;

/** A site the school warns about: reads why, says why, then chooses. Going on is never the easiest button to hit. */
export function WarnCard({ explanation, address, send, navigate }: CardProps) {
  const voice = voiceOf(explanation?.school.reading ?? "ks3");
  const { words, t } = useBlockedWords(voice);
  const minutes = explanation?.warnMinutes ?? 0;
  const [state, setState] = useState<"still" | "asking" | "failed">("still");
  const [reason, setReason] = useState("");
  const [isReasonMissed, setReasonMissed] = useState(false);
  const over = Math.max(0, reason.trim().length - reasonLimit);
  const problem =
    over > 0
      ? t(words.reviewTooLong, { count: over })
      : isReasonMissed && reason.trim() === ""
        ? t(words.warnReasonMissing)
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
  const isInfant = voice === "infant";
  const wayOn =
    address === undefined || minutes < 1 ? null : (
      <div class="stack">
        <TextField
          id="warn-reason"
          label={t(isInfant ? words.warnReasonMissing : words.warnReason)}
          {...(isInfant ? {} : { hint: t(words.warnReasonHint) })}
          value={reason}
          {...(problem === undefined ? {} : { problem })}
          onWrite={setReason}
        />
        <Button waiting={state === "asking"} onPress={goOn}>
          {t(words.goOn, { count: minutes })}
        </Button>
        <p class="small soft">{t(words.warnRecorded)}</p>
      </div>
    );
  return (
    <section class={`card card-raised blocked-card${isInfant ? " blocked-infant" : ""}`}>
      <div class="blocked-art">
        <PathScene />
      </div>
      <div class="stack blocked-words">
        <h1>{t(words.warnTitle)}</h1>
        {isInfant ? null : (
          <p class="blocked-site">
            <bdi class="blocked-host">{explanation?.host}</bdi>
            {explanation === undefined ? null : (
              <KindOfSite category={explanation.category} voice={voice} />
            )}
          </p>
        )}
        <SchoolWhy why={explanation?.pupilWhy} />
        <WhoSetIt explanation={explanation} />
        <p>{t(words.warnLead)}</p>
        {isInfant && wayOn !== null ? (
          // For those who read little: a picture, two sentences; the rest is for the grown-up beside them.
          <Disclosure title={t(words.warnReason)}>{wayOn}</Disclosure>
        ) : (
          wayOn
        )}
        <LiveRegion>{state === "failed" ? <p>{t(words.warnFailed)}</p> : null}</LiveRegion>
      </div>
    </section>
  );
}
