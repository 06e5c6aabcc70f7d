import type { ComponentChildren } from "preact";
import { GateMark } from "./art/gate-mark.tsx";

/** The frame of every page: whose school this is, the page itself, and one line at the foot. */
export function PageFrame(props: {
  readonly school: string;
  readonly end?: ComponentChildren;
  readonly foot?: ComponentChildren;
  readonly children: ComponentChildren;
}) {
  return (
    <div class="frame">
      <header class="frame-bar">
        <span class="frame-mark">
          <GateMark />
        </span>
        <span class="frame-school">{props.school}</span>
        {props.end === undefined ? null : <div class="frame-end">{props.end}</div>}
      </header>
      <main class="frame-main" id="main">
        {props.children}
      </main>
      {props.foot === undefined ? null : <footer class="frame-foot">{props.foot}</footer>}
    </div>
  );
}
