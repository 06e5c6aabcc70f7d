import { useEffect } from "preact/hooks";
import { helpFor } from "../../lib/core/report/help-for.ts";
import { emergencyPhone, helpServices } from "../../lib/core/report/help-services.ts";
import type { sendMessage } from "../../lib/platform/send-message.ts";
import { applyLook } from "../../lib/ui/apply-look.ts";
import { Button } from "../../lib/ui/button.tsx";
import { DangerLine } from "../../lib/ui/danger-line.tsx";
import { HelpList } from "../../lib/ui/help-list.tsx";
import { PageFrame } from "../../lib/ui/page-frame.tsx";
import { PersonCard } from "../../lib/ui/person-card.tsx";
import { useAnswer } from "../../lib/ui/use-answer.ts";
import { voiceOf } from "../../lib/ui/i18n/voice.ts";
import { useSchoolLanguage } from "../../lib/ui/i18n/texts.tsx";
import { useClosedWords } from "./words.ts";

export interface ClosedProps {
  readonly send: typeof sendMessage;
  readonly goBack: () => void;
}

/**
 * The page in place of one that is against the law. It is told no address, asks for none and shows none; it needs no
 * answer to say what matters.
 */
export function ClosedApp({ send, goBack }: ClosedProps) {
  const answer = useAnswer(() => send("notice/read", {}));
  const view = answer.is === "here" ? answer.value : undefined;
  const school = view?.school;
  const reading = school?.reading ?? "ks3";
  const voice = voiceOf(reading);
  const { words, t } = useClosedWords(voice);
  useSchoolLanguage(school);
  useEffect(() => {
    if (school !== undefined) applyLook(school);
  }, [school]);
  return (
    <PageFrame
      school={school?.origin === "baseline" ? undefined : school?.name}
      part="closed"
      title={t(words.documentTitle)}
      foot={
        <DangerLine
          emergencyPhone={emergencyPhone}
          listener={{
            name: helpServices.childline.name,
            phone: helpServices.childline.phone ?? "",
            open: helpServices.childline.open ?? "",
          }}
        />
      }
    >
      <div class="closed-sheet">
        <section class="card card-raised stack closed-words">
          <h1>{t(words.title)}</h1>
          <p class="lead">{t(words.lead)}</p>
          <div class="stack-tight">
            <h2>{t(words.calmTitle)}</h2>
            <p>{t(words.calm)}</p>
          </div>
          <div class="stack-tight">
            <h2>{t(words.accidentTitle)}</h2>
            <p>{t(words.accident)}</p>
          </div>
          <div class="row">
            <Button kind="main" onPress={goBack}>
              {t(words.back)}
            </Button>
            <a class="button" href="report.html">
              {t(words.tell)}
            </a>
          </div>
          {view?.recordsBlockedVisits === true ? (
            <p class="small soft">{t(words.recorded)}</p>
          ) : null}
        </section>
        <section class="stack closed-talk">
          <h2>{t(words.talkTitle)}</h2>
          <p>{t(words.talk)}</p>
          {school?.dsl === undefined ? null : <PersonCard person={school.dsl} />}
          <HelpList services={helpFor(["childline", "ceop", "iwf"], reading)} voice={voice} />
        </section>
      </div>
    </PageFrame>
  );
}
