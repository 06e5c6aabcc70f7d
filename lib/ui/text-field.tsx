export interface TextFieldProps {
  readonly id: string;
  readonly label: string;
  readonly hint?: string;
  readonly value: string;
  readonly onWrite: (text: string) => void;
  /** Lines shown; 1 makes a single-line field. */
  readonly lines?: number;
  /** What is wrong with what stands there now; read out when it appears. */
  readonly problem?: string;
}

/** A labelled field. Nothing typed is ever cut: what does not fit is said, not thrown away. */
export function TextField(props: TextFieldProps) {
  const { id, lines = 1 } = props;
  const described = [
    props.hint === undefined ? "" : `${id}-hint`,
    props.problem === undefined ? "" : `${id}-problem`,
  ]
    .filter(Boolean)
    .join(" ");
  // One set of attributes for both; the difference is the element alone.
  const Field = (lines > 1 ? "textarea" : "input") as "textarea";
  return (
    <div>
      <label class="field-label" for={id}>
        {props.label}
      </label>
      {props.hint === undefined ? null : (
        <span class="field-hint" id={`${id}-hint`}>
          {props.hint}
        </span>
      )}
      <Field
        {...(lines > 1 ? { rows: lines } : {})}
        id={id}
        class="field-input"
        value={props.value}
        autocomplete="off"
        aria-describedby={described === "" ? undefined : described}
        aria-invalid={props.problem === undefined ? undefined : "true"}
        onInput={(event) => {
          props.onWrite(event.currentTarget.value);
        }}
      />
      <div role="status">
        {props.problem === undefined ? null : (
          <p class="field-problem" id={`${id}-problem`}>
            {props.problem}
          </p>
        )}
      </div>
    </div>
  );
}
