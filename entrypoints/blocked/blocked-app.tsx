import { useEffect } from "preact/hooks";
import type { AskedSoFar, BlockExplanation } from "../../lib/contract/message.ts";
import { emergencyPhone, helpServices } from "../../lib/core/report/help-services.ts";
import type { sendMessage } from "../../lib/platform/send-message.ts";
import { applyLook } from "../../lib/ui/apply-look.ts";
import { ChromeWord } from "../../lib/ui/chrome-word.tsx";
import { DangerLine } from "../../lib/ui/danger-line.tsx";
import { later } from "../../lib/ui/later.tsx";
import { PageFrame } from "../../lib/ui/page-frame.tsx";
import { useAnswer } from "../../lib/ui/use-answer.ts";
import { voiceOf } from "../../lib/ui/i18n/voice.ts";
import { askableAddress, hostOf, originalAddress } from "../../lib/ui/web-address.ts";
import { Choices } from "./choices.tsx";
import { ClosedCard } from "./closed-card.tsx";
import { SelfHarmCard } from "./self-harm-card.tsx";
import { StaffLine } from "./staff-line.tsx";
import { useSchoolLanguage } from "../../lib/ui/i18n/texts.tsx";
import { useBlockedWords } from "./words.ts";

export interface BlockedProps {
  /** `location.hash`: "#u=" and the address that was asked for. Anybody can write it: text until proven an address. */
  readonly hash: string;
  readonly send: typeof sendMessage;
  readonly goBack: () => void;
  /** Goes to a web page; only ever called with an address that passed `safeWebAddress`. */
  readonly navigate: (address: string) => void;
}

/** What every card of this page is given. */
export interface CardProps extends BlockedProps {
  /** The address that was asked for, or undefined where none came with the page. */
  readonly address: string | undefined;
  readonly explanation: BlockExplanation | undefined;
}

const rarer = () => import("./rarer-cards.ts");
const AskedCard = later<CardProps & { readonly asked: AskedSoFar }>(
  async () => (await rarer()).AskedCard,
  () => null,
);
const IllegalCard = later(async () => (await rarer()).IllegalCard, ClosedCard);
const LessonCard = later(async () => (await rarer()).LessonCard, ClosedCard);
const OpenCard = later(async () => (await rarer()).OpenCard, ClosedCard);
const WarnCard = later(async () => (await rarer()).WarnCard, ClosedCard);
const WithdrawnCard = later(async () => (await rarer()).WithdrawnCard, ClosedCard);

function cardFor(explanation: BlockExplanation | undefined) {
  if (explanation === undefined) return ClosedCard;
  if (explanation.category.id === "illegal") return IllegalCard;
  if (explanation.action === "warn") return WarnCard;
  if (explanation.action !== "block") return OpenCard;
  if (explanation.step === "lesson") return LessonCard;
  if (explanation.step === "withdrawn") return WithdrawnCard;
  return explanation.category.id === "self-harm" ? SelfHarmCard : ClosedCard;
}

/** The page in place of a blocked one: what, why, whom to ask, and ways on from here. */
export function BlockedApp(props: BlockedProps) {
  const address = originalAddress(props.hash);
  const answer = useAnswer(() =>
    props.send("blocked/explain", {
      address: address === undefined ? "" : askableAddress(address),
    }),
  );
  const explanation = answer.is === "here" ? answer.value : undefined;
  const school = explanation?.school;
  const voice = voiceOf(school?.reading ?? "ks3");
  const { words, t } = useBlockedWords(voice);
  useEffect(() => {
    if (school !== undefined) applyLook(school);
  }, [school]);
  useSchoolLanguage(school);
  const host = address === undefined ? "" : `: ${hostOf(address)}`;

  const Card = cardFor(explanation);
  const card: CardProps = { ...props, address, explanation };
  return (
    <PageFrame
      school={school?.origin === "baseline" ? undefined : school?.name}
      part="blocked"
      title={`${t(words.documentTitle)}${host}`}
      foot={
        <DangerLine
          emergencyPhone={emergencyPhone}
          listener={{
            name: helpServices.childline.name,
            phone: helpServices.childline.phone ?? "",
            open: helpServices.childline.open ?? "",
          }}
        />
      }
    >
      {answer.is === "waiting" ? (
        <p role="status">
          <ChromeWord of="loading" />
        </p>
      ) : (
        <div class="stack-wide arrives">
          <Card {...card} />
          {explanation?.asked === undefined ? null : (
            <AskedCard {...card} asked={explanation.asked} />
          )}
          {Card === OpenCard ? null : <Choices {...card} isHelpHere={Card === SelfHarmCard} />}
          {school?.origin === "baseline" ? <p class="small soft">{t(words.baseline)}</p> : null}
          {explanation === undefined ? null : <StaffLine {...card} explanation={explanation} />}
        </div>
      )}
    </PageFrame>
  );
}
