import type { NoticeView } from "../../lib/contract/message.ts";
import type { Voice } from "../../lib/ui/i18n/voice.ts";
import { Disclosure } from "../../lib/ui/disclosure.tsx";
import { useMoment } from "../../lib/ui/use-moment.ts";
import { useNoticeWords } from "./words.ts";

/** Whether it looks just now, and when that may change. */
export function Hours(props: {
  readonly hours: NonNullable<NoticeView["hours"]>;
  readonly voice: Voice;
}) {
  const { words, t } = useNoticeWords(props.voice);
  const moment = useMoment();
  const { isNow, changesAtMs } = props.hours;
  return (
    <>
      <h3>{t(words.hoursTitle)}</h3>
      <p>
        {t(isNow ? words.hoursNow : words.hoursNotNow)}{" "}
        {changesAtMs === undefined
          ? null
          : t(words.hoursChange, { when: moment(changesAtMs, Date.now()) })}
      </p>
    </>
  );
}

/** How old the rules are that all of this is made from. */
export function Dates({ view, voice }: { readonly view: NoticeView; readonly voice: Voice }) {
  const { words, t } = useNoticeWords(voice);
  const moment = useMoment();
  const { policyAtMs, policyVersion = "", listsAtMs } = view;
  if (policyAtMs === undefined) return null;
  const when = (atMs: number) => moment(atMs, Date.now());
  return (
    <Disclosure title={<h2>{t(words.datesTitle)}</h2>}>
      <p>{t(words.datesPolicy, { version: policyVersion, when: when(policyAtMs) })}</p>
      {listsAtMs === undefined ? null : <p>{t(words.datesLists, { when: when(listsAtMs) })}</p>}
      <p>{t(words.datesBuiltIn)}</p>
    </Disclosure>
  );
}
