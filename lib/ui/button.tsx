import type { ComponentChildren } from "preact";

export interface ButtonProps {
  readonly children: ComponentChildren;
  readonly onPress: () => void;
  readonly kind?: "main" | "plain" | "quiet";
  /** Not yet possible: stays focusable, says so to screen readers, and does nothing. */
  readonly waiting?: boolean;
  readonly wide?: boolean;
  /** The id of what says why it waits. */
  readonly describedBy?: string;
  readonly expanded?: boolean;
}

/** A button of at least 44 px. A waiting button can still be reached, so that nobody wonders where it went. */
export function Button(props: ButtonProps) {
  const { children, onPress, kind = "plain", waiting = false, wide = false } = props;
  return (
    <button
      type="button"
      class={`button button-${kind}${wide ? " button-wide" : ""}`}
      aria-disabled={waiting ? "true" : undefined}
      aria-describedby={props.describedBy}
      aria-expanded={props.expanded}
      onClick={() => {
        if (!waiting) onPress();
      }}
    >
      {children}
    </button>
  );
}
