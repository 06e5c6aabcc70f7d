import { useState } from "preact/hooks";
import { Button } from "../../lib/ui/button.tsx";
import { Disclosure } from "../../lib/ui/disclosure.tsx";
import { later } from "../../lib/ui/later.tsx";
import { LiveRegion } from "../../lib/ui/live-region.tsx";
import { NoticeBox } from "../../lib/ui/notice-box.tsx";
import { voiceOf } from "../../lib/ui/i18n/voice.ts";
import { askableAddress } from "../../lib/ui/web-address.ts";
import type { CardProps } from "./blocked-app.tsx";
import { NeedHelp } from "./need-help.tsx";
import { SchoolWhy } from "./school-why.tsx";
import { useBlockedWords } from "./words.ts";

type ReviewProps = CardProps & { readonly address: string };
const ReviewForm = later<ReviewProps>(
  async () => (await import("./review-form.tsx")).ReviewForm,
  NeedHelp,
);

type Open = "review" | "help" | undefined;
type Accident = "unsaid" | "noted" | "not-noted";

/**
 * The ways on from here: back, ask for the page, "by accident", help. The youngest have two of them in sight, and the
 * others folded away with the reason. `isHelpHere`: the card itself is help, and needs no button for it.
 */
export function Choices(props: CardProps & { readonly isHelpHere: boolean }) {
  const { explanation, address, send, goBack } = props;
  const voice = voiceOf(explanation?.school.reading ?? "ks3");
  const { words, t } = useBlockedWords(voice);
  const category = explanation?.category.id ?? "";
  // While a lesson runs or access is withdrawn it is not about this site: there is nothing to ask for it.
  const isNoSites = explanation?.step === "lesson" || explanation?.step === "withdrawn";
  const [open, setOpen] = useState<Open>();
  const [accident, setAccident] = useState<Accident>("unsaid");
  const toggle = (one: Open) => {
    setOpen(open === one ? undefined : one);
  };
  const sayAccident = () => {
    if (address === undefined) return setAccident("not-noted");
    send("blocked/accident", { address: askableAddress(address) })
      .then((reply) => {
        setAccident(reply.ok && reply.value.recorded ? "noted" : "not-noted");
      })
      .catch(() => {
        setAccident("not-noted");
      });
  };
  const rarer = (
    <>
      {category === "illegal" || isNoSites || address === undefined ? null : (
        <Button
          expanded={open === "review"}
          onPress={() => {
            toggle("review");
          }}
        >
          {t(words.shouldOpen)}
        </Button>
      )}
      <Button onPress={sayAccident}>{t(words.accident)}</Button>
    </>
  );
  const isInfant = voice === "infant";
  return (
    <section class="stack" aria-labelledby="ways">
      <h2 id="ways" class="for-ears">
        {t(words.goesOn)}
      </h2>
      <div class="ways">
        <Button kind="main" onPress={goBack}>
          {t(words.back)}
        </Button>
        {isInfant ? null : rarer}
        {props.isHelpHere ? null : (
          <Button
            expanded={open === "help"}
            onPress={() => {
              toggle("help");
            }}
          >
            {t(words.needHelp)}
          </Button>
        )}
      </div>
      {open === "help" ? <NeedHelp explanation={explanation} /> : null}
      {isInfant ? (
        <div class="aside-line">
          <Disclosure title={t(words.more)}>
            {explanation?.action === "block" && !isNoSites ? (
              <SchoolWhy why={explanation.pupilWhy} />
            ) : null}
            <div class="ways">{rarer}</div>
          </Disclosure>
        </div>
      ) : null}
      <LiveRegion>
        {accident === "unsaid" ? null : (
          <NoticeBox kind={accident === "noted" ? "good" : "plain"}>
            <p>
              <strong>{t(words.accidentDone)}</strong>
            </p>
            <p>{t(accident === "noted" ? words.accidentNoted : words.accidentNotNoted)}</p>
          </NoticeBox>
        )}
      </LiveRegion>
      {open === "review" && address !== undefined ? (
        <ReviewForm {...props} address={address} />
      ) : null}
    </section>
  );
}
