import type { WorryReceipt } from "../../lib/contract/message.ts";
import type { WorryInput } from "../../lib/core/report/worry-flow.ts";
import { helpForWorry } from "../../lib/core/report/help-for-worry.ts";
import { ListenerScene } from "../../lib/ui/art/listener-scene.tsx";
import { Button } from "../../lib/ui/button.tsx";
import { momentWords } from "../../lib/ui/date-words.ts";
import { HelpList } from "../../lib/ui/help-list.tsx";
import { LiveRegion } from "../../lib/ui/live-region.tsx";
import { NoticeBox } from "../../lib/ui/notice-box.tsx";
import { say, type Voice } from "../../lib/ui/voice.ts";
import { reportWords as words } from "./words.ts";

const titles = { kept: words.keptTitle, sent: words.sentTitle, seen: words.seenTitle } as const;
const kinds = { kept: "wait", sent: "good", seen: "good" } as const;
const readings = { young: "ks2", teen: "ks3", adult: "post16", staff: "staff" } as const;

function truthOf(receipt: WorryReceipt, voice: Voice): string {
  if (receipt.state === "kept") return say(words.kept, voice);
  if (receipt.state === "sent") {
    return say(words.sent, voice, { name: receipt.tellName || say(words.bestName, voice) });
  }
  const when = momentWords(receipt.seenAtMs ?? receipt.atMs, Date.now());
  return say(words.seen, voice, { when });
}

/** What became of the worry, and only that: kept here, at school, or read by a person. Changes while it is open. */
export function Outcome(props: {
  readonly receipt: WorryReceipt;
  readonly voice: Voice;
  readonly dispatch: (input: WorryInput) => void;
}) {
  const { receipt, voice } = props;
  return (
    <div class="stack arrives">
      <div class="outcome-art">
        <ListenerScene />
      </div>
      <LiveRegion>
        <div class="stack">
          <h1 tabIndex={-1}>{say(titles[receipt.state], voice)}</h1>
          <NoticeBox kind={kinds[receipt.state]}>
            <p>{truthOf(receipt, voice)}</p>
          </NoticeBox>
        </div>
      </LiveRegion>
      <div class="card reference">
        <p class="small soft">{words.reference}</p>
        <p class="reference-code">{receipt.reference}</p>
        <p class="small soft">{say(words.referenceHint, voice)}</p>
      </div>
      <p class="small soft">{say(words.hours, voice)}</p>
      <section class="stack">
        <h2>{say(words.meanwhile, voice)}</h2>
        <HelpList services={helpForWorry(receipt.what, readings[voice])} voice={voice} />
      </section>
      <Button
        onPress={() => {
          props.dispatch({ did: "started-again" });
        }}
      >
        {say(words.another, voice)}
      </Button>
    </div>
  );
}
