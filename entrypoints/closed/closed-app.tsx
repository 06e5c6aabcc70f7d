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
import { say, voiceOf } from "../../lib/ui/voice.ts";
import { closedWords as words } from "./words.ts";

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
  useEffect(() => {
    if (school !== undefined) applyLook(school);
  }, [school]);
  return (
    <PageFrame
      school={school?.name ?? words.yourSchool}
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
          <h1>{say(words.title, voice)}</h1>
          <p class="lead">{say(words.lead, voice)}</p>
          <div class="stack-tight">
            <h2>{say(words.calmTitle, voice)}</h2>
            <p>{say(words.calm, voice)}</p>
          </div>
          <div class="stack-tight">
            <h2>{say(words.accidentTitle, voice)}</h2>
            <p>{say(words.accident, voice)}</p>
          </div>
          <div class="row">
            <Button kind="main" onPress={goBack}>
              {say(words.back, voice)}
            </Button>
            <a class="button" href="report.html">
              {say(words.tell, voice)}
            </a>
          </div>
          {view?.recordsBlockedVisits === true ? (
            <p class="small soft">{say(words.recorded, voice)}</p>
          ) : null}
        </section>
        <section class="stack closed-talk">
          <h2>{say(words.talkTitle, voice)}</h2>
          <p>{say(words.talk, voice)}</p>
          {school?.dsl === undefined ? null : <PersonCard person={school.dsl} />}
          <HelpList services={helpFor(["childline", "ceop", "iwf"], reading)} voice={voice} />
        </section>
      </div>
    </PageFrame>
  );
}
