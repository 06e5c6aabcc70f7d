import { useState } from "preact/hooks";
import type { AgreementView, SchoolFace } from "../../lib/contract/message.ts";
import type { sendMessage } from "../../lib/platform/send-message.ts";
import { Button } from "../../lib/ui/button.tsx";
import { LiveRegion } from "../../lib/ui/live-region.tsx";
import { NoticeBox } from "../../lib/ui/notice-box.tsx";
import { voiceOf } from "../../lib/ui/i18n/voice.ts";
import { AskedAgain } from "./asked-again.tsx";
import { RulesList } from "./rules-list.tsx";
import { SchoolWords } from "../../lib/ui/school-words.tsx";
import { useAgreementWords } from "./words.ts";

/** The rules, what is watched, where help is, the promise, and one button. */
export function AgreementSheet(props: {
  readonly school: SchoolFace;
  readonly agreement: NonNullable<AgreementView["agreement"]>;
  readonly again: AgreementView["again"];
  readonly send: typeof sendMessage;
  readonly onAgreed: (agreedAtMs: number) => void;
}) {
  const { agreement, school } = props;
  const voice = voiceOf(school.reading);
  const { words, t } = useAgreementWords(voice);
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
      <div class="stack">
        <h1>
          <SchoolWords>{agreement.title}</SchoolWords>
        </h1>
        <p class="lead">
          {agreement.intro === undefined ? (
            t(words.lead)
          ) : (
            <SchoolWords>{agreement.intro}</SchoolWords>
          )}
        </p>
        {props.again === undefined ? null : (
          <AskedAgain again={props.again} changed={agreement.changed} voice={voice} />
        )}
        <h2>{t(words.rulesTitle)}</h2>
        <RulesList agreement={agreement} voice={voice} added={props.again?.changes?.added} />
      </div>
      <div class="sheet-notes">
        <section class="stack-tight">
          <h2>{t(words.watchedTitle)}</h2>
          <p>{t(words.watched)}</p>
          <p>
            <a href="notice.html" target="_blank">
              {t(words.watchedLink)}
            </a>
          </p>
        </section>
        <section class="stack-tight">
          <h2>{t(words.worryTitle)}</h2>
          <p>{t(words.worry)}</p>
        </section>
      </div>
      <div class="sheet-promise stack">
        <p class="lead">
          <SchoolWords>{agreement.promise}</SchoolWords>
        </p>
        <Button kind="main" waiting={state === "sending"} onPress={agree}>
          {t(words.agree)}
        </Button>
        <LiveRegion>
          {state === "failed" ? (
            <NoticeBox kind="care">
              <p>
                <strong>{t(words.failedTitle)}</strong>
              </p>
              <p>{t(words.failed)}</p>
            </NoticeBox>
          ) : null}
        </LiveRegion>
        <p class="small soft">
          {t(words.recorded)}{" "}
          <span class="sheet-version">{t(words.version, { version: agreement.version })}</span>
        </p>
      </div>
    </article>
  );
}
