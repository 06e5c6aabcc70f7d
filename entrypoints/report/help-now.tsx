import { Disclosure } from "../../lib/ui/disclosure.tsx";
import { HelpList, type HelpEntry } from "../../lib/ui/help-list.tsx";
import { NoticeBox } from "../../lib/ui/notice-box.tsx";
import { PersonCard } from "../../lib/ui/person-card.tsx";
import { type Voice } from "../../lib/ui/i18n/voice.ts";
import { useReportWords } from "./words.ts";

/** People to talk to now: at school by name, outside by number. Needs no answer from anywhere. */
export function HelpNow(props: {
  readonly voice: Voice;
  readonly services: readonly HelpEntry[];
  /** All others. */
  readonly more: readonly HelpEntry[];
  readonly people: readonly {
    readonly name: string;
    readonly role: string;
    readonly where?: string;
  }[];
}) {
  const { voice } = props;
  const { words, t } = useReportWords(voice);
  return (
    <div class="stack arrives">
      <h1>{t(words.helpTitle)}</h1>
      <NoticeBox kind="care">
        <p>
          <strong>{t(words.helpEmergency)}</strong>
        </p>
      </NoticeBox>
      {props.people.length === 0 ? null : (
        <section class="stack-tight">
          <h2>{t(words.helpAtSchool)}</h2>
          {props.people.map((person) => (
            <PersonCard key={person.name} person={person} />
          ))}
        </section>
      )}
      <section class="stack">
        <h2>{t(words.helpOutside)}</h2>
        <HelpList services={props.services} voice={voice} />
      </section>
      {props.more.length === 0 ? null : (
        <Disclosure title={t(words.moreHelp)}>
          <HelpList services={props.more} voice={voice} />
        </Disclosure>
      )}
      <p class="small soft">{t(words.callElsewhere)}</p>
      <p class="small soft">{t(words.helpNotRecorded)}</p>
    </div>
  );
}
