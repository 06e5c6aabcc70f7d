import { firstHelp } from "../../lib/core/report/first-help.ts";
import { bestOffered, peopleFor, whoeverIsBest } from "../../lib/core/report/worry-message.ts";
import { listWords } from "../../lib/ui/list-words.ts";
import { ChoiceList, type Choice } from "../../lib/ui/choice-list.tsx";
import { NoticeBox } from "../../lib/ui/notice-box.tsx";
import { initialsOf } from "../../lib/ui/person-card.tsx";
import { useReportWords } from "./words.ts";
import type { StepProps } from "./worry-form.tsx";

/**
 * Step 2: whom to tell. For a worry about an adult at school only those whom the school named for that are offered;
 * "whoever is best" comes back where it named nobody, with the truth and a way round the school.
 */
export function TellStep({ state, dispatch, voice }: StepProps) {
  const { words, t, language } = useReportWords(voice);
  const { draft, options } = state;
  const people = peopleFor(draft.what, options?.people ?? []);
  const aboutAdult = draft.what === "adult";
  const dsl = options?.school.dsl?.name ?? t(words.dslUnknown);
  const others = people.filter((one) => one.id !== options?.school.dsl?.id);
  const outside = firstHelp[voice === "staff" ? "nspcc" : "childline"];
  const title = t(words.tellTitle);
  const best: Choice<string> = {
    id: whoeverIsBest,
    title: t(words.tellBest),
    hint: t(words.tellBestHint),
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
              ? t(words.adultNamed, {
                  names: listWords(
                    people.map((one) => one.name),
                    "or",
                    language,
                  ),
                })
              : t(words.adultNobody)}
          </p>
          <p>
            {t(words.adultOutside, {
              dsl,
              // Whoever it is about: nobody is left with that adult alone to tell.
              whom: listWords([dsl, ...others.map((one) => one.name)], "or", language),
              line: outside.name,
              phone: outside.phone.replaceAll(" ", "\u00A0"),
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
        <p class="soft small">{t(words.tellNobodyKnown)}</p>
      ) : null}
      <p class="soft small">{t(words.tellTruth)}</p>
    </>
  );
}
