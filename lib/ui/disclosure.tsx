import type { ComponentChildren } from "preact";

/** Something for those who want to know more, closed at first. */
export function Disclosure({
  title,
  open = false,
  onOpen,
  children,
}: {
  /** Words, or a heading. */
  readonly title: ComponentChildren;
  readonly open?: boolean;
  /** Each time it is opened. */
  readonly onOpen?: () => void;
  readonly children: ComponentChildren;
}) {
  return (
    <details
      class="disclosure"
      open={open}
      onToggle={(event) => {
        if (event.currentTarget.open) onOpen?.();
      }}
    >
      <summary>{title}</summary>
      <div class="stack">{children}</div>
    </details>
  );
}
