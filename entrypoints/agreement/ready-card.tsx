import type { AgreementView } from "../../lib/contract/message.ts";
import { PathScene } from "../../lib/ui/art/path-scene.tsx";
import { Button } from "../../lib/ui/button.tsx";
import { useMoment } from "../../lib/ui/use-moment.ts";
import { Disclosure } from "../../lib/ui/disclosure.tsx";
import { voiceOf } from "../../lib/ui/i18n/voice.ts";
import { hostOf } from "../../lib/ui/web-address.ts";
import { RulesList } from "./rules-list.tsx";
import { SchoolWords } from "../../lib/ui/school-words.tsx";
import { useAgreementWords } from "./words.ts";

/** Agreed, or nothing to agree to: the way on, and the rules to read again. */
export function ReadyCard(props: {
  readonly view: AgreementView;
  readonly agreedAtMs: number | undefined;
  readonly address: string | undefined;
  readonly navigate: (address: string) => void;
}) {
  const { view, address } = props;
  const voice = voiceOf(view.school.reading);
  const { words, t } = useAgreementWords(voice);
  const moment = useMoment();
  return (
    <section class="card card-raised stack arrives" role="status">
      <div class="ready-art">
        <PathScene />
      </div>
      <h1>{t(words.readyTitle)}</h1>
      {view.agreement === undefined ? (
        <p>{t(words.nothing)}</p>
      ) : (
        <p class="lead">{t(words.ready)}</p>
      )}
      {props.agreedAtMs === undefined ? null : (
        <p class="soft">{t(words.readyAgreed, { when: moment(props.agreedAtMs, Date.now()) })}</p>
      )}
      {address === undefined ? null : (
        <div>
          <Button
            kind="main"
            onPress={() => {
              props.navigate(address);
            }}
          >
            {t(words.goOn, { host: hostOf(address) })}
          </Button>
        </div>
      )}
      {view.agreement === undefined ? null : (
        <Disclosure title={view.agreement.title}>
          <RulesList agreement={view.agreement} voice={voice} />
          <p>
            <SchoolWords>{view.agreement.promise}</SchoolWords>
          </p>
        </Disclosure>
      )}
    </section>
  );
}
