import { GateScene } from "../../lib/ui/art/gate-scene.tsx";
import { PersonCard } from "../../lib/ui/person-card.tsx";
import { momentWords } from "../../lib/ui/date-words.ts";
import { say, voiceOf } from "../../lib/ui/voice.ts";
import { hostOf } from "../../lib/ui/web-address.ts";
import type { CardProps } from "./blocked-app.tsx";
import { blockedWords as words } from "./words.ts";

/** The ordinary case: what is closed, what kind of site it is, why the school closed it, and whom to ask. */
export function ClosedCard({ explanation, address }: CardProps) {
  const voice = voiceOf(explanation?.school.reading ?? "ks3");
  const host = explanation?.host ?? (address === undefined ? "" : hostOf(address));
  return (
    <section class="card card-raised blocked-card">
      <div class="blocked-art">
        <GateScene />
      </div>
      <div class="stack blocked-words">
        <h1>{say(explanation === undefined ? words.unknownTitle : words.title, voice)}</h1>
        <p class="blocked-site">
          {host === "" ? null : <span class="blocked-host">{host}</span>}
          {explanation === undefined ? null : (
            <span class="tag">
              {say(words.kind, voice, { category: explanation.category.title })}
            </span>
          )}
        </p>
        <p class="lead">{explanation?.pupilWhy ?? say(words.unknownLead, voice)}</p>
        <WhatElse explanation={explanation} />
        {explanation === undefined ? null : <p class="soft">{say(words.notInTrouble, voice)}</p>}
        <Asking explanation={explanation} />
      </div>
    </section>
  );
}

/** That the page was reached through another, and when the day's rules change. */
export function WhatElse({ explanation }: Pick<CardProps, "explanation">) {
  if (explanation === undefined) return null;
  const voice = voiceOf(explanation.school.reading);
  const { through, host, changesAtMs } = explanation;
  return (
    <>
      {through === "" ? null : <p>{say(words.through, voice, { through, host })}</p>}
      {changesAtMs === undefined ? null : (
        <p class="soft">
          {say(words.opensAgain, voice, { when: momentWords(changesAtMs, Date.now()) })}
        </p>
      )}
    </>
  );
}

/** The adult to ask, by name; a plain way where no name is known. */
export function Asking({ explanation }: Pick<CardProps, "explanation">) {
  const voice = voiceOf(explanation?.school.reading ?? "ks3");
  const person = explanation?.ask ?? explanation?.school.dsl;
  if (person === undefined) return <p>{say(words.askNobody, voice)}</p>;
  return (
    <div class="stack-tight">
      <h2 class="blocked-ask">{say(words.whoAsk, voice)}</h2>
      <PersonCard person={person} />
    </div>
  );
}
