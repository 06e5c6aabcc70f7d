import { useEffect, useState } from "preact/hooks";
import type { AgreementView } from "../../lib/contract/message.ts";
import { emergencyPhone, helpServices } from "../../lib/core/report/help-services.ts";
import type { sendMessage } from "../../lib/platform/send-message.ts";
import { applyLook } from "../../lib/ui/apply-look.ts";
import { Button } from "../../lib/ui/button.tsx";
import { ChromeWord } from "../../lib/ui/chrome-word.tsx";
import { DangerLine } from "../../lib/ui/danger-line.tsx";
import { PageFrame } from "../../lib/ui/page-frame.tsx";
import { useAnswer } from "../../lib/ui/use-answer.ts";
import { originalAddress } from "../../lib/ui/web-address.ts";
import { AgreementSheet } from "./agreement-sheet.tsx";
import { ReadyCard } from "./ready-card.tsx";
import { useSchoolLanguage } from "../../lib/ui/i18n/texts.tsx";
import { useAgreementWords } from "./words.ts";

export interface AgreementProps {
  /** `location.hash`: "#u=" and the address to go on to. Anybody can write it. */
  readonly hash: string;
  readonly send: typeof sendMessage;
  /** Goes to a web page; only ever called with an address that passed `safeWebAddress`. */
  readonly navigate: (address: string) => void;
  /** The same without a press; may decline, so the page always shows its button too. */
  readonly goOnByItself: (address: string) => void;
}

/** The school's rules before the first page: read, agree, go on. Agreed before: on at once. */
export function AgreementApp({ hash, send, navigate, goOnByItself }: AgreementProps) {
  const address = originalAddress(hash);
  const [round, setRound] = useState(0);
  const { words, t } = useAgreementWords();
  const answer = useAnswer(() => send("agreement/read", {}), round);
  const view: AgreementView | undefined = answer.is === "here" ? answer.value : undefined;
  useSchoolLanguage(view?.school);
  const [agreedAtMs, setAgreedAtMs] = useState<number | undefined>();
  const doneAtMs = agreedAtMs ?? view?.agreedAtMs;
  const done = view !== undefined && (view.agreement === undefined || doneAtMs !== undefined);
  useEffect(() => {
    if (view !== undefined) applyLook(view.school);
  }, [view]);
  useEffect(() => {
    if (done && address !== undefined) goOnByItself(address);
  }, [done, address, goOnByItself]);

  return (
    <PageFrame
      school={view?.school.origin === "baseline" ? undefined : view?.school.name}
      part="agreement"
      title={t(words.documentTitle)}
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
      ) : view === undefined ? (
        <section class="card card-raised stack">
          <h1>{t(words.missingTitle)}</h1>
          <p>{t(words.missing)}</p>
          <Button
            kind="main"
            onPress={() => {
              setRound(round + 1);
            }}
          >
            <ChromeWord of="tryAgain" />
          </Button>
        </section>
      ) : done || view.agreement === undefined ? (
        <ReadyCard view={view} agreedAtMs={doneAtMs} address={address} navigate={navigate} />
      ) : (
        <AgreementSheet
          school={view.school}
          agreement={view.agreement}
          again={view.again}
          send={send}
          onAgreed={setAgreedAtMs}
        />
      )}
    </PageFrame>
  );
}
