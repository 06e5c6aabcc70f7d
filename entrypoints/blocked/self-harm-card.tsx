import { helpForCategory } from "../../lib/core/report/help-for-category.ts";
import { ListenerScene } from "../../lib/ui/art/listener-scene.tsx";
import { HelpList } from "../../lib/ui/help-list.tsx";
import { PersonCard } from "../../lib/ui/person-card.tsx";
import { voiceOf } from "../../lib/ui/i18n/voice.ts";
import type { CardProps } from "./blocked-app.tsx";
import { useBlockedWords } from "./words.ts";

/** Somebody who looked for this may be at risk: first people to talk to, then why the page is closed. */
export function SelfHarmCard({ explanation }: CardProps) {
  const reading = explanation?.school.reading ?? "ks3";
  const voice = voiceOf(reading);
  const { words, t } = useBlockedWords(voice);
  const dsl = explanation?.school.dsl;
  return (
    <section class="card card-raised stack-wide">
      <div class="harm-head">
        <div class="harm-art">
          <ListenerScene />
        </div>
        <div class="stack">
          <h1>{t(words.harmTitle)}</h1>
          <p class="lead">{t(words.harmLead)}</p>
        </div>
      </div>
      <div class="row">
        {dsl === undefined ? null : <PersonCard person={dsl} />}
        <a class="button button-main" href="report.html">
          {t(words.tellSchool)}
        </a>
      </div>
      <HelpList services={helpForCategory("self-harm", reading)} voice={voice} level="h2" />
      <p class="soft">{t(words.harmWhy)}</p>
    </section>
  );
}
