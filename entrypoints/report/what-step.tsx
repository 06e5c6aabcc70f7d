import { worryKinds } from "../../lib/contract/vocabulary.ts";
import { WorryIcon } from "../../lib/ui/art/worry-icon.tsx";
import { ChoiceList } from "../../lib/ui/choice-list.tsx";
import { useReportWords } from "./words.ts";
import type { StepProps } from "./worry-form.tsx";

/** Step 1: what happened, in nine plain cards. */
export function WhatStep({ state, dispatch, voice }: StepProps) {
  const { words, t } = useReportWords(voice);
  const title = t(words.whatTitle);
  return (
    <>
      <h1 tabIndex={-1}>{title}</h1>
      <p class="soft">{t(words.whatLead)}</p>
      <ChoiceList
        name="what"
        label={title}
        chosen={state.draft.what}
        choices={worryKinds.map((kind) => {
          const said = words.kinds[kind];
          return {
            id: kind,
            title: t(said.title),
            art: <WorryIcon of={kind} />,
            ...("hint" in said ? { hint: t(said.hint) } : {}),
          };
        })}
        onChoose={(what) => {
          dispatch({ did: "chose-what", what });
        }}
      />
    </>
  );
}
