import type { WorryReceipt } from "../../lib/contract/message.ts";
import type { WorryInput } from "../../lib/core/report/worry-flow.ts";
import { helpForWorry } from "../../lib/core/report/help-for-worry.ts";
import { ListenerScene } from "../../lib/ui/art/listener-scene.tsx";
import { Button } from "../../lib/ui/button.tsx";
import { useMoment } from "../../lib/ui/use-moment.ts";
import { HelpList } from "../../lib/ui/help-list.tsx";
import { LiveRegion } from "../../lib/ui/live-region.tsx";
import { NoticeBox } from "../../lib/ui/notice-box.tsx";
import { type Voice } from "../../lib/ui/i18n/voice.ts";
import { useReportWords } from "./words.ts";

const kinds = { kept: "wait", sent: "good", seen: "good" } as const;
const readings = {
  infant: "ks1",
  young: "ks2",
  teen: "ks3",
  adult: "post16",
  staff: "staff",
} as const;

/** What became of the worry, and only that: kept here, at school, or read by a person. Changes while it is open. */
export function Outcome(props: {
  readonly receipt: WorryReceipt;
  readonly voice: Voice;
  readonly dispatch: (input: WorryInput) => void;
}) {
  const { receipt, voice } = props;
  const { words, t } = useReportWords(voice);
  const moment = useMoment();
  const titles = { kept: words.keptTitle, sent: words.sentTitle, seen: words.seenTitle };
  const truths = {
    kept: () => t(words.kept),
    sent: () => t(words.sent, { name: receipt.tellName || t(words.bestName) }),
    seen: () => t(words.seen, { when: moment(receipt.seenAtMs ?? receipt.atMs, Date.now()) }),
  };
  return (
    <div class="stack arrives">
      <div class="outcome-art">
        <ListenerScene />
      </div>
      <LiveRegion>
        <div class="stack">
          <h1 tabIndex={-1}>{t(titles[receipt.state])}</h1>
          <NoticeBox kind={kinds[receipt.state]}>
            <p>{truths[receipt.state]()}</p>
          </NoticeBox>
        </div>
      </LiveRegion>
      <div class="card reference">
        <p class="small soft">{t(words.reference)}</p>
        <p class="reference-code">{receipt.reference}</p>
        <p class="small soft">{t(words.referenceHint)}</p>
      </div>
      <p class="small soft">{t(words.hours)}</p>
      <section class="stack">
        <h2>{t(words.meanwhile)}</h2>
        <HelpList services={helpForWorry(receipt.what, readings[voice])} voice={voice} />
      </section>
      <Button
        onPress={() => {
          props.dispatch({ did: "started-again" });
        }}
      >
        {t(words.another)}
      </Button>
    </div>
  );
}
