import { ChromeWord } from "./chrome-word.tsx";

/** The two numbers that stand on every page for pupils. */
export function DangerLine(props: {
  readonly emergencyPhone: string;
  readonly listener: { readonly name: string; readonly phone: string; readonly open: string };
}) {
  return (
    <p class="danger">
      <span>
        <ChromeWord of="dangerNow" />{" "}
        <strong>
          <ChromeWord of="call" /> {props.emergencyPhone}
        </strong>
      </span>
      <span>
        {props.listener.name} <strong>{props.listener.phone}</strong>{" "}
        <span class="soft">{props.listener.open}</span>
      </span>
    </p>
  );
}
