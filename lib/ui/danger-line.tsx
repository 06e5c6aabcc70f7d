import { ChromeWord } from "./chrome-word.tsx";
import { useTexts } from "./i18n/texts.tsx";

/** The two numbers that stand on every page for pupils. */
export function DangerLine(props: {
  readonly emergencyPhone: string;
  readonly listener: { readonly name: string; readonly phone: string; readonly open: string };
}) {
  const { listener } = props;
  const open = useTexts().translation?.help.childline.open ?? listener.open;
  return (
    <p class="danger">
      <span>
        <ChromeWord of="dangerNow" />{" "}
        <strong>
          <ChromeWord of="call" /> <bdi>{props.emergencyPhone}</bdi>
        </strong>
      </span>
      <span>
        <bdi>{listener.name}</bdi> <strong dir="ltr">{listener.phone}</strong>{" "}
        <span class="soft">{open}</span>
      </span>
    </p>
  );
}
