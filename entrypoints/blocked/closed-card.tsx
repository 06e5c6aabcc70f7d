import { GateScene } from "../../lib/ui/art/gate-scene.tsx";
import { PersonCard } from "../../lib/ui/person-card.tsx";
import { useMoment } from "../../lib/ui/use-moment.ts";
import { voiceOf } from "../../lib/ui/i18n/voice.ts";
import { hostOf } from "../../lib/ui/web-address.ts";
import type { CardProps } from "./blocked-app.tsx";
import { KindOfSite } from "./kind-of-site.tsx";
import { SchoolWhy } from "./school-why.tsx";
import { WhoSetIt } from "./who-set-it.tsx";
import { useBlockedWords } from "./words.ts";

/** The ordinary case: what is closed, what kind of site it is, why the school closed it, and whom to ask. */
export function ClosedCard({ explanation, address }: CardProps) {
  const voice = voiceOf(explanation?.school.reading ?? "ks3");
  const { words, t } = useBlockedWords(voice);
  if (voice === "infant") return <InfantCard />;
  const host = explanation?.host ?? (address === undefined ? "" : hostOf(address));
  return (
    <section class="card card-raised blocked-card">
      <div class="blocked-art">
        <GateScene />
      </div>
      <div class="stack blocked-words">
        <h1>{t(explanation === undefined ? words.unknownTitle : words.title)}</h1>
        <p class="blocked-site">
          {host === "" ? null : <bdi class="blocked-host">{host}</bdi>}
          {explanation === undefined ? null : (
            <KindOfSite category={explanation.category} voice={voice} />
          )}
        </p>
        {explanation === undefined ? (
          <p class="lead">{t(words.unknownLead)}</p>
        ) : (
          <SchoolWhy why={explanation.pupilWhy} />
        )}
        {explanation === undefined ? null : <p>{t(words.notInTrouble)}</p>}
        <WhatElse explanation={explanation} />
        <Asking explanation={explanation} />
        <WhoSetIt explanation={explanation} />
      </div>
    </section>
  );
}

/** For those who read little: a picture and one sentence. Why stands with what is folded away. */
function InfantCard() {
  const { words, t } = useBlockedWords("infant");
  return (
    <section class="card card-raised blocked-card blocked-infant">
      <div class="blocked-art">
        <GateScene />
      </div>
      <div class="stack blocked-words">
        <h1>{t(words.title)}</h1>
        <p class="lead">{t(words.notInTrouble)}</p>
      </div>
    </section>
  );
}

/** That the page was reached through another, and when the day's rules change. */
export function WhatElse({ explanation }: Pick<CardProps, "explanation">) {
  if (explanation === undefined) return null;
  const voice = voiceOf(explanation.school.reading);
  const { words, t } = useBlockedWords(voice);
  const { through, host, changesAtMs } = explanation;
  const moment = useMoment();
  return (
    <>
      {through === "" ? null : <p>{t(words.through, { through, host })}</p>}
      {changesAtMs === undefined ? null : (
        <p class="soft">{t(words.opensAgain, { when: moment(changesAtMs, Date.now()) })}</p>
      )}
    </>
  );
}

/** The adult to ask, by name; a plain way where no name is known. */
export function Asking({ explanation }: Pick<CardProps, "explanation">) {
  const voice = voiceOf(explanation?.school.reading ?? "ks3");
  const { words, t } = useBlockedWords(voice);
  const person = explanation?.ask ?? explanation?.school.dsl;
  if (person === undefined) return <p>{t(words.askNobody)}</p>;
  return (
    <div class="stack-tight">
      <h2 class="blocked-ask">{t(words.whoAsk)}</h2>
      <PersonCard person={person} />
    </div>
  );
}
