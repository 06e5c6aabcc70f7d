import { useState } from "preact/hooks";
import { Button } from "../../lib/ui/button.tsx";
import { ChromeWord } from "../../lib/ui/chrome-word.tsx";
import { LiveRegion } from "../../lib/ui/live-region.tsx";
import { NoticeBox } from "../../lib/ui/notice-box.tsx";
import { TextField } from "../../lib/ui/text-field.tsx";
import { voiceOf } from "../../lib/ui/i18n/voice.ts";
import { useClaim } from "../../lib/ui/use-claim.ts";
import { askableAddress } from "../../lib/ui/web-address.ts";
import type { CardProps } from "./blocked-app.tsx";
import { useBlockedWords } from "./words.ts";

/** As the contract has it for `blocked/ask-review`. */
const reasonLimit = 1000;

type State =
  | { readonly is: "writing" }
  | { readonly is: "sending" }
  | { readonly is: "failed" }
  | { readonly is: "noted"; readonly reference: string };

/** "I think this should be open": a short reason, who gets it, and what became of it. */
export function ReviewForm(props: CardProps & { readonly address: string }) {
  const { explanation, address, send } = props;
  const voice = voiceOf(explanation?.school.reading ?? "ks3");
  const { words, t } = useBlockedWords(voice);
  const [reason, setReason] = useState("");
  const claimFor = useClaim();
  const [state, setState] = useState<State>({ is: "writing" });
  const over = Math.max(0, reason.length - reasonLimit);
  const name = explanation?.ask?.name ?? t(words.reviewGoesSchool);
  const ask = () => {
    setState({ is: "sending" });
    send("blocked/ask-review", {
      address: askableAddress(address),
      wanted: "open",
      words: reason,
      claim: claimFor(`${address}\n${reason}`),
    })
      .then((reply) => {
        setState(reply.ok ? { is: "noted", reference: reply.value.reference } : { is: "failed" });
      })
      .catch(() => {
        setState({ is: "failed" });
      });
  };
  return (
    <section class="card stack arrives">
      <LiveRegion>
        {state.is === "noted" ? (
          <NoticeBox kind="good">
            <h2>{t(words.reviewDoneTitle)}</h2>
            <p>{t(words.reviewDone)}</p>
            <p class="small">{t(words.reviewReference, { reference: state.reference })}</p>
            <p>
              {t(words.reviewLater)}{" "}
              <a href="notice.html#mine" target="_blank">
                {t(words.mineLink)}
              </a>
            </p>
          </NoticeBox>
        ) : state.is === "failed" ? (
          <NoticeBox kind="care">
            <p>{t(words.failed)}</p>
          </NoticeBox>
        ) : null}
      </LiveRegion>
      {state.is === "noted" ? null : (
        <>
          <h2>{t(words.reviewTitle)}</h2>
          <TextField
            id="reason"
            label={t(words.reviewLabel)}
            hint={t(words.reviewHint)}
            lines={3}
            value={reason}
            {...(over === 0 ? {} : { problem: t(words.reviewTooLong, { count: over }) })}
            onWrite={setReason}
          />
          <p class="small soft">{t(words.reviewGoes, { name })}</p>
          <div>
            <Button kind="main" waiting={over > 0 || state.is === "sending"} onPress={ask}>
              <ChromeWord of={state.is === "failed" ? "tryAgain" : "send"} />
            </Button>
          </div>
        </>
      )}
    </section>
  );
}
