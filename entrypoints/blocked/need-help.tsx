import { helpForCategory } from "../../lib/core/report/help-for-category.ts";
import { HelpList } from "../../lib/ui/help-list.tsx";
import { PersonCard } from "../../lib/ui/person-card.tsx";
import { voiceOf } from "../../lib/ui/i18n/voice.ts";
import type { CardProps } from "./blocked-app.tsx";
import { useBlockedWords } from "./words.ts";

/** Help in the page itself: the adult at school, the worry form, and helplines that fit what was met. */
export function NeedHelp({ explanation }: Pick<CardProps, "explanation">) {
  const reading = explanation?.school.reading ?? "ks3";
  const voice = voiceOf(reading);
  const { words, t } = useBlockedWords(voice);
  const dsl = explanation?.school.dsl;
  return (
    <section class="card stack-wide arrives">
      <h2>{t(words.helpTitle)}</h2>
      {dsl === undefined ? null : <PersonCard person={dsl} />}
      <p>
        <a class="button button-main" href="report.html">
          {t(words.tellSchool)}
        </a>
      </p>
      <div class="stack">
        <h3>{t(words.helpOutside)}</h3>
        <HelpList
          services={helpForCategory(explanation?.category.id ?? "", reading)}
          voice={voice}
        />
      </div>
    </section>
  );
}
