import type { ComponentChildren } from "preact";

/** Something for those who want to know more, closed at first. */
export function Disclosure({
  title,
  open = false,
  children,
}: {
  readonly title: string;
  readonly open?: boolean;
  readonly children: ComponentChildren;
}) {
  return (
    <details class="disclosure" open={open}>
      <summary>{title}</summary>
      <div class="stack">{children}</div>
    </details>
  );
}
