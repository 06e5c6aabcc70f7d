// A password or a passphrase, with its label.
import type { ComponentChildren, RefObject } from "preact";
import { useState } from "preact/hooks";

interface Props {
  readonly id: string;
  readonly label: ComponentChildren;
  readonly value: string;
  readonly onValue: (value: string) => void;
  /** What the browser's own keeper of passwords may do here; a passphrase is none of its business. */
  readonly autocomplete?: "off" | "current-password" | "new-password";
  readonly name?: string;
  readonly input?: RefObject<HTMLInputElement | null>;
  /** The id of what says why it was not right, and whether it says so now. */
  readonly describedBy?: string;
  readonly isInvalid?: boolean;
  /** With a button that shows what was typed. */
  readonly canShow?: boolean;
  /** Stands beside the field: the button of a form that has no other field. */
  readonly beside?: ComponentChildren;
}

export function SecretField({ id, label, value, onValue, canShow = false, ...more }: Props) {
  const [isShown, setShown] = useState(false);
  const { beside, input, isInvalid } = more;
  // Preact types each input type by itself and takes no union of two.
  const type = (isShown ? "text" : "password") as "text";
  const field = (
    <input
      id={id}
      {...(input === undefined ? {} : { ref: input })}
      {...(more.name === undefined ? {} : { name: more.name })}
      type={type}
      autocomplete={more.autocomplete ?? "off"}
      required
      {...(more.describedBy === undefined ? {} : { "aria-describedby": more.describedBy })}
      {...(isInvalid === undefined ? {} : { "aria-invalid": isInvalid })}
      value={value}
      onInput={(event) => onValue(event.currentTarget.value)}
    />
  );
  return (
    <>
      <label for={id}>{label}</label>
      {canShow ? (
        <div class="with-button">
          {field}
          <button
            type="button"
            class="quiet-button"
            aria-pressed={isShown}
            onClick={() => setShown(!isShown)}
          >
            Show<span class="unseen"> the password</span>
          </button>
        </div>
      ) : beside === undefined ? (
        field
      ) : (
        <div class="key-line">
          {field}
          {beside}
        </div>
      )}
    </>
  );
}
