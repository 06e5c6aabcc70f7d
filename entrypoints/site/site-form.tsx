import { useState } from "preact/hooks";
import type { sendMessage } from "../../lib/platform/send-message.ts";
import { Button } from "../../lib/ui/button.tsx";
import { ChoiceList } from "../../lib/ui/choice-list.tsx";
import { ChromeWord } from "../../lib/ui/chrome-word.tsx";
import type { Voice } from "../../lib/ui/i18n/voice.ts";
import { LiveRegion } from "../../lib/ui/live-region.tsx";
import { NoticeBox } from "../../lib/ui/notice-box.tsx";
import { TextField } from "../../lib/ui/text-field.tsx";
import { useClaim } from "../../lib/ui/use-claim.ts";
import { askableAddress, safeWebAddress } from "../../lib/ui/web-address.ts";
import { useSiteWords } from "./words.ts";

/** As the contract has it for `blocked/ask-review`. */
const reasonLimit = 1000;

type State =
  | { readonly is: "writing" | "sending" | "failed" }
  | { readonly is: "noted"; readonly reference: string };

/** "example.org" as people write it, too. */
function toAddress(written: string): string | undefined {
  const text = written.trim();
  return /^[a-z][a-z0-9+.-]*:/i.test(text)
    ? safeWebAddress(text)
    : text.includes(".")
      ? safeWebAddress(`https://${text}`)
      : undefined;
}

/** The address, what should become of it, and a few words. */
export function SiteForm(props: {
  readonly address: string;
  readonly voice: Voice;
  readonly send: typeof sendMessage;
}) {
  const { words, t } = useSiteWords(props.voice);
  const [written, setWritten] = useState(props.address);
  const [wanted, setWanted] = useState<"blocked" | "open">("blocked");
  const [reason, setReason] = useState("");
  const claimFor = useClaim();
  const [state, setState] = useState<State>({ is: "writing" });
  const address = toAddress(written);
  const over = Math.max(0, reason.length - reasonLimit);
  const tell = () => {
    if (address === undefined) return;
    setState({ is: "sending" });
    props
      .send("blocked/ask-review", {
        address: askableAddress(address),
        wanted,
        words: reason,
        claim: claimFor(`${address}\n${wanted}\n${reason}`),
      })
      .then((reply) => {
        setState(reply.ok ? { is: "noted", reference: reply.value.reference } : { is: "failed" });
      })
      .catch(() => {
        setState({ is: "failed" });
      });
  };
  return (
    <>
      <LiveRegion>
        {state.is === "noted" ? (
          <NoticeBox kind="good">
            <p>
              <strong>{t(words.siteDone)}</strong>
            </p>
            <p class="small">{t(words.reviewReference, { reference: state.reference })}</p>
            <p>
              {t(words.reviewLater)} <a href="notice.html#mine">{t(words.mineLink)}</a>
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
          <TextField
            id="address"
            label={t(words.siteAddress)}
            value={written}
            onWrite={setWritten}
          />
          <ChoiceList
            name="wanted"
            label={t(words.siteWanted)}
            choices={[
              { id: "blocked", title: t(words.siteBlocked) },
              { id: "open", title: t(words.siteOpen) },
            ]}
            chosen={wanted}
            onChoose={setWanted}
          />
          <TextField
            id="reason"
            label={t(words.reviewLabel)}
            lines={3}
            value={reason}
            {...(over === 0 ? {} : { problem: t(words.reviewTooLong, { count: over }) })}
            onWrite={setReason}
          />
          <div>
            <Button
              kind="main"
              waiting={address === undefined || over > 0 || state.is === "sending"}
              onPress={tell}
            >
              <ChromeWord of={state.is === "failed" ? "tryAgain" : "send"} />
            </Button>
          </div>
        </>
      )}
    </>
  );
}
