import type { WorryKind } from "../../lib/contract/vocabulary.ts";
import { reportEnglish } from "../../lib/ui/i18n/english/report.ts";
import { WorryIcon } from "../../lib/ui/art/worry-icon.tsx";
import { ChoiceList } from "../../lib/ui/choice-list.tsx";
import { useReportWords } from "./words.ts";
import type { StepProps } from "./worry-form.tsx";

/** In the order of the contract (a test holds the two together), without the weight of the whole vocabulary. */
const worryKinds = Object.keys(reportEnglish.kinds) as WorryKind[];

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
