import type { AgreementView } from "../../lib/contract/message.ts";
import { PathScene } from "../../lib/ui/art/path-scene.tsx";
import { Button } from "../../lib/ui/button.tsx";
import { momentWords } from "../../lib/ui/date-words.ts";
import { Disclosure } from "../../lib/ui/disclosure.tsx";
import { say, voiceOf } from "../../lib/ui/voice.ts";
import { hostOf } from "../../lib/ui/web-address.ts";
import { RulesList } from "./rules-list.tsx";
import { agreementWords as words } from "./words.ts";

/** Agreed, or nothing to agree to: the way on, and the rules to read again. */
export function ReadyCard(props: {
  readonly view: AgreementView;
  readonly agreedAtMs: number | undefined;
  readonly address: string | undefined;
  readonly navigate: (address: string) => void;
}) {
  const { view, address } = props;
  const voice = voiceOf(view.school.reading);
  return (
    <section class="card card-raised stack arrives" role="status">
      <div class="ready-art">
        <PathScene />
      </div>
      <h1>{say(words.readyTitle, voice)}</h1>
      {view.agreement === undefined ? (
        <p>{say(words.nothing, voice)}</p>
      ) : (
        <p class="lead">{say(words.ready, voice)}</p>
      )}
      {props.agreedAtMs === undefined ? null : (
        <p class="soft">
          {say(words.readyAgreed, voice, { when: momentWords(props.agreedAtMs, Date.now()) })}
        </p>
      )}
      {address === undefined ? null : (
        <div>
          <Button
            kind="main"
            onPress={() => {
              props.navigate(address);
            }}
          >
            {say(words.goOn, voice, { host: hostOf(address) })}
          </Button>
        </div>
      )}
      {view.agreement === undefined ? null : (
        <Disclosure title={view.agreement.title}>
          <RulesList agreement={view.agreement} />
          <p>{view.agreement.promise}</p>
        </Disclosure>
      )}
    </section>
  );
}
