import { useState } from "preact/hooks";
import type { WorryReceipt } from "../../lib/contract/message.ts";
import { Button } from "../../lib/ui/button.tsx";
import { useMoment } from "../../lib/ui/use-moment.ts";
import { LiveRegion } from "../../lib/ui/live-region.tsx";
import { NoticeBox } from "../../lib/ui/notice-box.tsx";
import { type Voice } from "../../lib/ui/i18n/voice.ts";
import { useReportWords } from "./words.ts";

/** The pupil's own receipts: what, for whom, how far it has come. The words themselves are not kept here. */
export function MyWorries(props: {
  readonly voice: Voice;
  /** Undefined while none have been read. */
  readonly receipts: readonly WorryReceipt[] | undefined;
  /** True when the copy is gone. */
  readonly forget: (id: string) => Promise<boolean>;
}) {
  const { voice, receipts } = props;
  const { words, t } = useReportWords(voice);
  const moment = useMoment();
  const [asking, setAsking] = useState<string | undefined>();
  const [failed, setFailed] = useState(false);
  return (
    <div class="stack arrives">
      <h1>{t(words.mineTitle)}</h1>
      {receipts === undefined ? (
        <p>{t(words.mineMissing)}</p>
      ) : receipts.length === 0 ? (
        <p>{t(words.mineNone)}</p>
      ) : (
        <ul class="receipts">
          {receipts.map((receipt) => (
            <li key={receipt.id} class="card receipt stack-tight">
              <h2>{t(words.kinds[receipt.what].title)}</h2>
              <p>
                <span class={`state state-${receipt.state}`}>{t(words.states[receipt.state])}</span>
              </p>
              <p class="small soft">
                {t(words.mineFor, {
                  name: receipt.tellName || t(words.bestName),
                })}
                {" · "}
                {moment(receipt.atMs, Date.now())}
                {" · "}
                {t(words.reference)} <strong class="reference-small">{receipt.reference}</strong>
              </p>
              {asking === receipt.id ? (
                <NoticeBox>
                  <p>{t(words.forgetSure)}</p>
                  <div class="row">
                    <Button
                      onPress={() => {
                        void props.forget(receipt.id).then((gone) => {
                          setFailed(!gone);
                          setAsking(undefined);
                        });
                      }}
                    >
                      {t(words.forgetYes)}
                    </Button>
                    <Button
                      kind="quiet"
                      onPress={() => {
                        setAsking(undefined);
                      }}
                    >
                      {t(words.forgetNo)}
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
                  {t(words.forget)} <span class="for-ears">{receipt.reference}</span>
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
      <LiveRegion>{failed ? <p>{t(words.forgetFailed)}</p> : null}</LiveRegion>
    </div>
  );
}
