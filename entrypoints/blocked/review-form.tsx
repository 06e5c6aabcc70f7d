import { useState } from "preact/hooks";
import { Button } from "../../lib/ui/button.tsx";
import { ChromeWord } from "../../lib/ui/chrome-word.tsx";
import { LiveRegion } from "../../lib/ui/live-region.tsx";
import { NoticeBox } from "../../lib/ui/notice-box.tsx";
import { TextField } from "../../lib/ui/text-field.tsx";
import { say, voiceOf } from "../../lib/ui/voice.ts";
import { askableAddress } from "../../lib/ui/web-address.ts";
import type { CardProps } from "./blocked-app.tsx";
import { blockedWords as words } from "./words.ts";

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
  const [reason, setReason] = useState("");
  const [state, setState] = useState<State>({ is: "writing" });
  const over = Math.max(0, reason.length - reasonLimit);
  const name = explanation?.ask?.name ?? words.reviewGoesSchool;
  const ask = () => {
    setState({ is: "sending" });
    send("blocked/ask-review", {
      address: askableAddress(address),
      wanted: "open",
      words: reason,
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
            <h2>{say(words.reviewDoneTitle, voice)}</h2>
            <p>{say(words.reviewDone, voice)}</p>
            <p class="small">{say(words.reviewReference, voice, { reference: state.reference })}</p>
          </NoticeBox>
        ) : state.is === "failed" ? (
          <NoticeBox kind="care">
            <p>{say(words.failed, voice)}</p>
          </NoticeBox>
        ) : null}
      </LiveRegion>
      {state.is === "noted" ? null : (
        <>
          <h2>{say(words.reviewTitle, voice)}</h2>
          <TextField
            id="reason"
            label={say(words.reviewLabel, voice)}
            hint={say(words.reviewHint, voice)}
            lines={3}
            value={reason}
            {...(over === 0 ? {} : { problem: say(words.reviewTooLong, voice, { over }) })}
            onWrite={setReason}
          />
          <p class="small soft">{say(words.reviewGoes, voice, { name })}</p>
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
