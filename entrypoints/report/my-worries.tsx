import { useState } from "preact/hooks";
import type { WorryReceipt } from "../../lib/contract/message.ts";
import { Button } from "../../lib/ui/button.tsx";
import { momentWords } from "../../lib/ui/date-words.ts";
import { LiveRegion } from "../../lib/ui/live-region.tsx";
import { NoticeBox } from "../../lib/ui/notice-box.tsx";
import { say, type Voice } from "../../lib/ui/voice.ts";
import { kindWords, reportWords as words, stateWords } from "./words.ts";

/** The pupil's own receipts: what, for whom, how far it has come. The words themselves are not kept here. */
export function MyWorries(props: {
  readonly voice: Voice;
  /** Undefined while none have been read. */
  readonly receipts: readonly WorryReceipt[] | undefined;
  /** True when the copy is gone. */
  readonly forget: (id: string) => Promise<boolean>;
}) {
  const { voice, receipts } = props;
  const [asking, setAsking] = useState<string | undefined>();
  const [failed, setFailed] = useState(false);
  return (
    <div class="stack arrives">
      <h1>{say(words.mineTitle, voice)}</h1>
      {receipts === undefined ? (
        <p>{words.mineMissing}</p>
      ) : receipts.length === 0 ? (
        <p>{say(words.mineNone, voice)}</p>
      ) : (
        <ul class="receipts">
          {receipts.map((receipt) => (
            <li key={receipt.id} class="card receipt stack-tight">
              <h2>{say(kindWords[receipt.what].title, voice)}</h2>
              <p>
                <span class={`state state-${receipt.state}`}>
                  {say(stateWords[receipt.state], voice)}
                </span>
              </p>
              <p class="small soft">
                {say(words.mineFor, voice, {
                  name: receipt.tellName || say(words.bestName, voice),
                })}
                {" · "}
                {momentWords(receipt.atMs, Date.now())}
                {" · "}
                {words.reference} <strong class="reference-small">{receipt.reference}</strong>
              </p>
              {asking === receipt.id ? (
                <NoticeBox>
                  <p>{say(words.forgetSure, voice)}</p>
                  <div class="row">
                    <Button
                      onPress={() => {
                        void props.forget(receipt.id).then((gone) => {
                          setFailed(!gone);
                          setAsking(undefined);
                        });
                      }}
                    >
                      {words.forgetYes}
                    </Button>
                    <Button
                      kind="quiet"
                      onPress={() => {
                        setAsking(undefined);
                      }}
                    >
                      {words.forgetNo}
                    </Button>
                  </div>
                </NoticeBox>
              ) : (
                <Button
                  kind="quiet"
                  onPress={() => {
                    setAsking(receipt.id);
                  }}
                >
                  {say(words.forget, voice)} <span class="for-ears">{receipt.reference}</span>
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
      <LiveRegion>{failed ? <p>{words.forgetFailed}</p> : null}</LiveRegion>
    </div>
  );
}
