import { worryKinds } from "../../lib/contract/vocabulary.ts";
import { WorryIcon } from "../../lib/ui/art/worry-icon.tsx";
import { ChoiceList } from "../../lib/ui/choice-list.tsx";
import { say } from "../../lib/ui/voice.ts";
import { kindWords, reportWords as words } from "./words.ts";
import type { StepProps } from "./worry-form.tsx";

/** Step 1: what happened, in nine plain cards. */
export function WhatStep({ state, dispatch, voice }: StepProps) {
  const title = say(words.whatTitle, voice);
  return (
    <>
      <h1 tabIndex={-1}>{title}</h1>
      <p class="soft">{say(words.whatLead, voice)}</p>
      <ChoiceList
        name="what"
        label={title}
        chosen={state.draft.what}
        choices={worryKinds.map((kind) => {
          const { title: cardTitle, hint } = kindWords[kind];
          return {
            id: kind,
            title: say(cardTitle, voice),
            art: <WorryIcon of={kind} />,
            ...(hint === undefined ? {} : { hint: say(hint, voice) }),
          };
        })}
        onChoose={(what) => {
          dispatch({ did: "chose-what", what });
        }}
      />
    </>
  );
}
