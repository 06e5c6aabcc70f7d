import type { AskedSoFar } from "../contract/message.ts";
import { askedEnglish } from "./i18n/english/asked.ts";
import { useWords } from "./i18n/texts.tsx";
import type { Voice, Voiced } from "./i18n/voice.ts";
import { useMoment } from "./use-moment.ts";

export const useAskedWords = (voice: Voice) => useWords("asked", askedEnglish, voice);

/**
 * How far what somebody asked for has come, in a sentence or two, and only what is known: not at school yet, at school,
 * or what was decided there and when. `isOpen`: how the site stands for this person now. `adult`: whom to ask.
 */
export function AskedState(props: {
  readonly asked: AskedSoFar;
  readonly isOpen: boolean;
  readonly adult: string | undefined;
  readonly voice: Voice;
}) {
  const { asked, isOpen } = props;
  const { words, t } = useAskedWords(props.voice);
  const moment = useMoment();
  const places = {
    name: props.adult ?? t(words.anAdult),
    when: moment(asked.decidedAtMs ?? asked.atMs, Date.now()),
  };
  const decided = {
    opened: words.opened,
    "left-closed": words.leftClosed,
    blocked: words.blocked,
    "left-open": words.leftOpen,
    talk: words.talk,
    "looked-at": words.lookedAt,
  } as const satisfies Record<NonNullable<AskedSoFar["decision"]>, Voiced>;
  const said =
    asked.decision === undefined
      ? asked.state === "asked"
        ? words.waits
        : words.received
      : decided[asked.decision];
  return (
    <p class="asked-state">
      {t(said, places)}
      {asked.decision === "opened" && !isOpen ? ` ${t(words.openedNotYet, places)}` : null}
    </p>
  );
}
