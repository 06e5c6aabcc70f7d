import type { AgreedBefore } from "../../lib/contract/message.ts";
import { NoticeBox } from "../../lib/ui/notice-box.tsx";
import { SchoolWords } from "../../lib/ui/school-words.tsx";
import { useMoment } from "../../lib/ui/use-moment.ts";
import type { Voice } from "../../lib/ui/i18n/voice.ts";
import { useAgreementWords } from "./words.ts";

/** Why it is asked again, and what is different since: in the school's words where it has some, in any case by rule. */
export function AskedAgain(props: {
  readonly again: AgreedBefore;
  /** The school's own words about what changed. */
  readonly changed: string | undefined;
  readonly voice: Voice;
}) {
  const { again, changed, voice } = props;
  const { words, t } = useAgreementWords(voice);
  const moment = useMoment();
  const { changes } = again;
  const isChanged = changes !== undefined || changed !== undefined;
  return (
    <NoticeBox kind="wait">
      <h2 class="again-title">{t(isChanged ? words.changedTitle : words.newYearTitle)}</h2>
      <p>{t(words.againAgreed, { when: moment(again.atMs, Date.now()) })}</p>
      {again.isNewYear ? <p>{t(words.newYear)}</p> : null}
      {changed === undefined ? null : (
        <p>
          <SchoolWords>{changed}</SchoolWords>
        </p>
      )}
      {changes === undefined || changes.added.length === 0 ? null : (
        <p>{t(words.added, { count: changes.added.length })}</p>
      )}
      {changes === undefined || changes.removed.length === 0 ? null : (
        <div class="stack-tight">
          <p>{t(words.removed)}</p>
          <ul>
            {changes.removed.map((rule) => (
              <li key={rule}>
                <s>
                  <SchoolWords>{rule}</SchoolWords>
                </s>
              </li>
            ))}
          </ul>
        </div>
      )}
      {changes?.isPromiseNew === true ? <p>{t(words.promiseNew)}</p> : null}
    </NoticeBox>
  );
}
