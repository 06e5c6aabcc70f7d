import type { ComponentChildren } from "preact";

export interface Choice<Id extends string> {
  readonly id: Id;
  readonly title: string;
  readonly hint?: string;
  readonly art?: ComponentChildren;
}

/** Radio buttons dressed as cards: arrow keys, screen readers and forms work as they always do. */
export function ChoiceList<Id extends string>(props: {
  readonly name: string;
  readonly label: string;
  readonly choices: readonly Choice<Id>[];
  readonly chosen: Id | undefined;
  readonly onChoose: (id: Id) => void;
}) {
  return (
    <fieldset>
      <legend class="for-ears">{props.label}</legend>
      <div class="choices">
        {props.choices.map((choice) => (
          <label class="choice" key={choice.id}>
            {choice.art === undefined ? null : (
              <span class="choice-art" aria-hidden="true">
                {choice.art}
              </span>
            )}
            <span class="choice-words">
              <span class="choice-title">{choice.title}</span>
              {choice.hint === undefined ? null : <span class="choice-hint">{choice.hint}</span>}
            </span>
            <input
              type="radio"
              name={props.name}
              value={choice.id}
              checked={props.chosen === choice.id}
              onChange={() => {
                props.onChoose(choice.id);
              }}
            />
          </label>
        ))}
      </div>
    </fieldset>
  );
}
