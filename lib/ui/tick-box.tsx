/** One thing to switch on or off, as a card. */
export function TickBox(props: {
  readonly title: string;
  readonly hint?: string;
  readonly ticked: boolean;
  readonly onTick: (ticked: boolean) => void;
}) {
  return (
    <label class="choice">
      <span class="choice-words">
        <span class="choice-title">{props.title}</span>
        {props.hint === undefined ? null : <span class="choice-hint">{props.hint}</span>}
      </span>
      <input
        type="checkbox"
        checked={props.ticked}
        onChange={(event) => {
          props.onTick(event.currentTarget.checked);
        }}
      />
    </label>
  );
}
