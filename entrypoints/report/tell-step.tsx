import { helpServices } from "../../lib/core/report/help-services.ts";
import { bestOffered, peopleFor, whoeverIsBest } from "../../lib/core/report/worry-message.ts";
import { ChoiceList, type Choice } from "../../lib/ui/choice-list.tsx";
import { NoticeBox } from "../../lib/ui/notice-box.tsx";
import { initialsOf } from "../../lib/ui/person-card.tsx";
import { say } from "../../lib/ui/voice.ts";
import { reportWords as words } from "./words.ts";
import type { StepProps } from "./worry-form.tsx";

/**
 * Step 2: whom to tell. For a worry about an adult at school only those whom the school named for that are offered;
 * "whoever is best" comes back where it named nobody, with the truth and a way round the school.
 */
export function TellStep({ state, dispatch, voice }: StepProps) {
  const { draft, options } = state;
  const people = peopleFor(draft.what, options?.people ?? []);
  const aboutAdult = draft.what === "adult";
  const dsl = options?.school.dsl?.name ?? say(words.dslUnknown, voice);
  const outside = helpServices[voice === "staff" ? "nspcc" : "childline"];
  const title = say(words.tellTitle, voice);
  const best: Choice<string> = {
    id: whoeverIsBest,
    title: say(words.tellBest, voice),
    hint: say(words.tellBestHint, voice),
    art: <span>★</span>,
  };
  const named = people.map((person) => ({
    id: person.id,
    title: person.name,
    hint: person.where === undefined ? person.role : `${person.role} · ${person.where}`,
    art: <span class="initials">{initialsOf(person.name)}</span>,
  }));
  return (
    <>
      <h1 tabIndex={-1}>{title}</h1>
      {aboutAdult ? (
        <NoticeBox>
          <p>
            {people.length > 0
              ? say(words.adultNamed, voice, { names: people.map((one) => one.name).join(" or ") })
              : say(words.adultNobody, voice)}
          </p>
          <p>
            {say(words.adultOutside, voice, {
              dsl,
              line: outside.name,
              phone: (outside.phone ?? "").replaceAll(" ", "\u00A0"),
            })}
          </p>
        </NoticeBox>
      ) : null}
      <ChoiceList
        name="tell"
        label={title}
        chosen={draft.tell}
        choices={bestOffered(draft.what, people) ? [best, ...named] : named}
        onChoose={(tell) => {
          dispatch({ did: "chose-tell", tell });
        }}
      />
      {named.length === 0 && !aboutAdult ? (
        <p class="soft small">{say(words.tellNobodyKnown, voice)}</p>
      ) : null}
      <p class="soft small">{say(words.tellTruth, voice)}</p>
    </>
  );
}
