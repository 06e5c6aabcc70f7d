import { useEffect, useState } from "preact/hooks";
import type { AskedView, MineView } from "../../lib/contract/message.ts";
import type { sendMessage } from "../../lib/platform/send-message.ts";
import { AskedState } from "../../lib/ui/asked-state.tsx";
import { Button } from "../../lib/ui/button.tsx";
import { Disclosure } from "../../lib/ui/disclosure.tsx";
import type { Voice } from "../../lib/ui/i18n/voice.ts";
import { LiveRegion } from "../../lib/ui/live-region.tsx";
import { useAnswer } from "../../lib/ui/use-answer.ts";
import { useMoment } from "../../lib/ui/use-moment.ts";
import { useNoticeWords } from "./words.ts";

/**
 * My own closed pages and what I asked for, folded away: somebody may be looking over a shoulder. It opens by itself for
 * whoever came here to see it ("#mine").
 */
export function Mine(props: {
  readonly send: typeof sendMessage;
  readonly voice: Voice;
  /** Whom to ask about an answer, by name. */
  readonly adult: string | undefined;
}) {
  const { send, voice } = props;
  const { words, t } = useNoticeWords(voice);
  const [round, setRound] = useState(0);
  const [isForgotten, setForgotten] = useState(false);
  const answer = useAnswer(() => send("mine/read", {}), round);
  const isHere = answer.is === "here";
  useEffect(() => {
    // Whoever came here to see it is taken to it: it was not there yet when the page was opened.
    if (isHere && window.location.hash === "#mine") {
      document.querySelector("#mine")?.scrollIntoView();
    }
  }, [isHere]);
  if (answer.is !== "here") return null;
  const mine = answer.value;
  const count = mine.keepDays;
  const isNothing = mine.asked.length + mine.closed.length === 0;
  const forget = () => {
    send("mine/forget", {})
      .then((reply) => {
        setForgotten(reply.ok);
        setRound(round + 1);
      })
      .catch(() => undefined);
  };
  return (
    <section class="card stack" id="mine">
      <h2>{t(words.mineTitle)}</h2>
      {isNothing ? (
        <p>{t(words.mineNothing, { count })}</p>
      ) : (
        <>
          <p class="soft">{t(words.mineLead, { count })}</p>
          <Disclosure title={t(words.mineShow)} open={window.location.hash === "#mine"}>
            <Asked asked={mine.asked} voice={voice} adult={props.adult} />
            <Closed closed={mine.closed} voice={voice} />
            <div>
              <Button onPress={forget}>{t(words.mineForget)}</Button>
            </div>
          </Disclosure>
        </>
      )}
      <LiveRegion>{isForgotten ? <p>{t(words.mineForgotten)}</p> : null}</LiveRegion>
    </section>
  );
}

function Asked(props: {
  readonly asked: readonly AskedView[];
  readonly voice: Voice;
  readonly adult: string | undefined;
}) {
  const { asked, voice, adult } = props;
  const { words, t } = useNoticeWords(voice);
  const moment = useMoment();
  if (asked.length === 0) return null;
  const stands = ({ wanted, isOpen }: AskedView) =>
    wanted === "open"
      ? t(isOpen ? words.askedOpen : words.askedClosed)
      : t(isOpen ? words.askedStillOpen : words.askedNowClosed);
  return (
    <div class="stack-tight">
      <h3>{t(words.askedTitle)}</h3>
      <ul class="mine-list">
        {asked.map((one) => (
          <li key={one.reference}>
            <bdi dir="ltr" class="mine-host">
              {one.host}
            </bdi>{" "}
            <span class="tag">{stands(one)}</span>
            <span class="small soft mine-facts">
              {moment(one.atMs, Date.now())} · <bdi dir="ltr">{one.reference}</bdi>
            </span>
            <AskedState asked={one} isOpen={one.isOpen} adult={adult} voice={voice} />
          </li>
        ))}
      </ul>
      {asked.every(({ state }) => state === "decided") ? null : (
        <p class="small soft">{t(words.askedWait)}</p>
      )}
    </div>
  );
}

function Closed(props: { readonly closed: MineView["closed"]; readonly voice: Voice }) {
  const { words, t } = useNoticeWords(props.voice);
  const moment = useMoment();
  if (props.closed.length === 0) return null;
  return (
    <div class="stack-tight">
      <h3>{t(words.closedTitle)}</h3>
      <ul class="mine-list">
        {props.closed.map((one) => (
          <li key={`${one.host} ${one.atMs}`}>
            <bdi dir="ltr" class="mine-host">
              {one.host}
            </bdi>
            <span class="small soft mine-facts">
              {one.title} · {moment(one.atMs, Date.now())}
              {one.isAccident ? ` · ${t(words.closedAccident)}` : ""}
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}
