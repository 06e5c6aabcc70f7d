import { HelpList, type HelpEntry } from "../../lib/ui/help-list.tsx";
import { NoticeBox } from "../../lib/ui/notice-box.tsx";
import { PersonCard } from "../../lib/ui/person-card.tsx";
import { say, type Voice } from "../../lib/ui/voice.ts";
import { reportWords as words } from "./words.ts";

/** People to talk to now: at school by name, outside by number. Needs no answer from anywhere. */
export function HelpNow(props: {
  readonly voice: Voice;
  readonly services: readonly HelpEntry[];
  readonly people: readonly {
    readonly name: string;
    readonly role: string;
    readonly where?: string;
  }[];
}) {
  const { voice } = props;
  return (
    <div class="stack arrives">
      <h1>{say(words.helpTitle, voice)}</h1>
      <NoticeBox kind="care">
        <p>
          <strong>{say(words.helpEmergency, voice)}</strong>
        </p>
      </NoticeBox>
      {props.people.length === 0 ? null : (
        <section class="stack-tight">
          <h2>{words.helpAtSchool}</h2>
          {props.people.map((person) => (
            <PersonCard key={person.name} person={person} />
          ))}
        </section>
      )}
      <section class="stack">
        <h2>{say(words.helpOutside, voice)}</h2>
        <HelpList services={props.services} voice={voice} />
      </section>
      <p class="small soft">{words.callElsewhere}</p>
      <p class="small soft">{words.helpNotRecorded}</p>
    </div>
  );
}
