import { useEffect } from "preact/hooks";
import { emergencyPhone, helpServices } from "../../lib/core/report/help-services.ts";
import type { sendMessage } from "../../lib/platform/send-message.ts";
import { applyLook } from "../../lib/ui/apply-look.ts";
import { DangerLine } from "../../lib/ui/danger-line.tsx";
import { useSchoolLanguage } from "../../lib/ui/i18n/texts.tsx";
import { voiceOf } from "../../lib/ui/i18n/voice.ts";
import { PageFrame } from "../../lib/ui/page-frame.tsx";
import { useAnswer } from "../../lib/ui/use-answer.ts";
import { originalAddress } from "../../lib/ui/web-address.ts";
import { SiteForm } from "./site-form.tsx";
import { useSiteWords } from "./words.ts";

export interface SiteProps {
  /** `location.hash`: "#u=" and the address of the page that was open. Anybody can write it. */
  readonly hash: string;
  readonly send: typeof sendMessage;
}

/** "This should have been closed", or the other way round: of any page, from anywhere (requirement F14). */
export function SiteApp({ hash, send }: SiteProps) {
  const answer = useAnswer(() => send("notice/read", {}));
  const school = answer.is === "here" ? answer.value.school : undefined;
  const voice = voiceOf(school?.reading ?? "ks3");
  const { words, t } = useSiteWords(voice);
  useSchoolLanguage(school);
  useEffect(() => {
    if (school !== undefined) applyLook(school);
  }, [school]);
  return (
    <PageFrame
      school={school?.origin === "baseline" ? undefined : school?.name}
      part="blocked"
      title={t(words.siteTitle)}
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
      <section class="card card-raised stack">
        <h1>{t(words.siteTitle)}</h1>
        <p class="lead">{t(words.siteLead)}</p>
        <SiteForm address={originalAddress(hash) ?? ""} voice={voice} send={send} />
      </section>
    </PageFrame>
  );
}
