import { useState } from "preact/hooks";
import type { AgreementView, SchoolFace } from "../../lib/contract/message.ts";
import type { sendMessage } from "../../lib/platform/send-message.ts";
import { Button } from "../../lib/ui/button.tsx";
import { LiveRegion } from "../../lib/ui/live-region.tsx";
import { NoticeBox } from "../../lib/ui/notice-box.tsx";
import { ReadAloud } from "../../lib/ui/read-aloud.tsx";
import { say, voiceOf } from "../../lib/ui/voice.ts";
import { RulesList } from "./rules-list.tsx";
import { agreementWords as words } from "./words.ts";

/** The rules, what is watched, where help is, the promise, and one button. */
export function AgreementSheet(props: {
  readonly school: SchoolFace;
  readonly agreement: NonNullable<AgreementView["agreement"]>;
  readonly send: typeof sendMessage;
  readonly onAgreed: (agreedAtMs: number) => void;
}) {
  const { agreement, school } = props;
  const voice = voiceOf(school.reading);
  const [state, setState] = useState<"still" | "sending" | "failed">("still");
  const agree = () => {
    setState("sending");
    props
      .send("agreement/agree", { agreement: agreement.id, version: agreement.version })
      .then((reply) => {
        if (reply.ok) props.onAgreed(reply.value.agreedAtMs);
        else setState("failed");
      })
      .catch(() => {
        setState("failed");
      });
  };
  return (
    <article class="card card-raised stack-wide sheet arrives">
      <div class="stack" id="sheet-words">
        <h1>{agreement.title}</h1>
        <p class="lead">{agreement.intro ?? say(words.lead, voice)}</p>
        {voice === "young" ? <ReadAloud from="#sheet-words" /> : null}
        <h2>{say(words.rulesTitle, voice)}</h2>
        <RulesList agreement={agreement} />
      </div>
      <div class="sheet-notes">
        <section class="stack-tight">
          <h2>{say(words.watchedTitle, voice)}</h2>
          <p>{say(words.watched, voice)}</p>
          <p>
            <a href="notice.html" target="_blank">
              {say(words.watchedLink, voice)}
            </a>
          </p>
        </section>
        <section class="stack-tight">
          <h2>{say(words.worryTitle, voice)}</h2>
          <p>{say(words.worry, voice)}</p>
        </section>
      </div>
      <div class="sheet-promise stack">
        <p class="lead">{agreement.promise}</p>
        <Button kind="main" waiting={state === "sending"} onPress={agree}>
          {say(words.agree, voice)}
        </Button>
        <LiveRegion>
          {state === "failed" ? (
            <NoticeBox kind="care">
              <p>
                <strong>{words.failedTitle}</strong>
              </p>
              <p>{say(words.failed, voice)}</p>
            </NoticeBox>
          ) : null}
        </LiveRegion>
        <p class="small soft">
          {say(words.recorded, voice)} {say(words.version, voice, { version: agreement.version })}
        </p>
      </div>
    </article>
  );
}
