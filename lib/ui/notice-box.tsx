import type { ComponentChildren } from "preact";

/** A few words set apart; colour is never their only meaning. */
export function NoticeBox({
  kind = "plain",
  children,
}: {
  readonly kind?: "plain" | "good" | "wait" | "care";
  readonly children: ComponentChildren;
}) {
  return <div class={`box box-${kind}`}>{children}</div>;
}
