import { useEffect, useState } from "preact/hooks";
import type { sendMessage } from "../../lib/platform/send-message.ts";
import { applyLook } from "../../lib/ui/apply-look.ts";
import { Button } from "../../lib/ui/button.tsx";
import { ChromeWord } from "../../lib/ui/chrome-word.tsx";
import { PageFrame } from "../../lib/ui/page-frame.tsx";
import { useAnswer } from "../../lib/ui/use-answer.ts";
import { NoticeSheet } from "./notice-sheet.tsx";
import { useSchoolLanguage } from "../../lib/ui/i18n/texts.tsx";
import { useNoticeWords } from "./words.ts";

/** What is watched here, made from the policy in force. */
export function NoticeApp({ send }: { readonly send: typeof sendMessage }) {
  const [round, setRound] = useState(0);
  const { words, t } = useNoticeWords();
  const answer = useAnswer(() => send("notice/read", {}), round);
  const view = answer.is === "here" ? answer.value : undefined;
  useSchoolLanguage(view?.school);
  useEffect(() => {
    if (view !== undefined) applyLook(view.school);
  }, [view]);
  return (
    <PageFrame
      school={view?.school.origin === "baseline" ? undefined : view?.school.name}
      part="notice"
      title={t(words.documentTitle)}
    >
      {answer.is === "waiting" ? (
        <p role="status">
          <ChromeWord of="loading" />
        </p>
      ) : view === undefined ? (
        <section class="card stack">
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
      ) : (
        <NoticeSheet view={view} send={send} />
      )}
    </PageFrame>
  );
}
