import { useCallback, useEffect, useReducer, useState } from "preact/hooks";
import type { WorryReceipt } from "../../lib/contract/message.ts";
import { firstHelp } from "../../lib/core/report/first-help.ts";
import { firstWorryState, nextWorryState } from "../../lib/core/report/worry-flow.ts";
import type { sendMessage } from "../../lib/platform/send-message.ts";
import { createWorryClaims } from "../../lib/platform/worry-claims.ts";
import { applyLook } from "../../lib/ui/apply-look.ts";
import { ChromeWord, useChrome } from "../../lib/ui/chrome-word.tsx";
import { DangerLine } from "../../lib/ui/danger-line.tsx";
import { PageFrame } from "../../lib/ui/page-frame.tsx";
import { useQuickExit } from "../../lib/ui/use-quick-exit.ts";
import { voiceOf } from "../../lib/ui/i18n/voice.ts";
import { useSchoolLanguage } from "../../lib/ui/i18n/texts.tsx";
import { useLaterParts } from "./use-later-parts.ts";
import { useKeptDraft } from "./use-kept-draft.ts";
import { useReportWords } from "./words.ts";
import { WorryForm } from "./worry-form.tsx";

type View = "tell" | "help" | "mine";
const views: readonly View[] = ["tell", "help", "mine"];

/** How long the worker may take to store a worry before the page says that it cannot be sure. */
const sendPatienceMs = 20_000;

export interface ReportProps {
  readonly send: typeof sendMessage;
  /** Closes the page at once. */
  readonly leave: () => void;
  /** How often receipts are asked for while the page is open. */
  readonly pollMs?: number;
}

/** The worry form, the help list and the pupil's receipts. Works, in part or whole, without any answer at all. */
export function ReportApp({ send, leave, pollMs = 4000 }: ReportProps) {
  const [state, dispatch] = useReducer(nextWorryState, firstWorryState);
  const [receipts, setReceipts] = useState<readonly WorryReceipt[] | undefined>();
  const [view, setView] = useState<View>("tell");
  const [silent, setSilent] = useState(false);
  const { options, delivery } = state;
  const reading = options?.school.reading ?? "ks3";
  const voice = voiceOf(reading);
  const { words, t } = useReportWords(voice);
  const chrome = useChrome();
  const later = useLaterParts();
  const services = later?.helpForWorry(state.draft.what, reading) ?? [];
  const [claims] = useState(createWorryClaims);

  useEffect(() => {
    send("worry/options", {})
      .then((reply) => {
        if (!reply.ok) return setSilent(true);
        applyLook(reply.value.school);
        dispatch({ did: "options-came", options: reply.value });
      })
      .catch(() => {
        setSilent(true);
      });
  }, [send]);

  const readReceipts = useCallback(() => {
    send("worry/receipts", {})
      .then((reply) => {
        if (!reply.ok) return;
        setReceipts(reply.value.receipts);
        dispatch({ did: "receipts-came", receipts: reply.value.receipts });
      })
      .catch(() => undefined);
  }, [send]);
  useEffect(() => {
    readReceipts();
    const timer = setInterval(readReceipts, pollMs);
    return () => {
      clearInterval(timer);
    };
  }, [readReceipts, pollMs]);

  // The only place that sends: what the reducer put on its way after the pupil confirmed.
  const message = delivery.is === "sending" ? delivery.message : undefined;
  useEffect(() => {
    if (message === undefined) return undefined;
    let open = true;
    const refuse = (why: string) => {
      if (open) dispatch({ did: "was-refused", why });
      open = false;
    };
    const giveUp = setTimeout(() => {
      refuse("No answer came.");
    }, sendPatienceMs);
    claims
      .claimed(message)
      .then((claimed) => send("worry/send", claimed))
      .then((reply) => {
        if (!reply.ok) return refuse(reply.error);
        if (open) {
          claims.told(message);
          dispatch({ did: "was-taken", receipt: reply.value });
        }
        open = false;
        readReceipts();
      })
      .catch(() => {
        refuse("No answer came.");
      });
    return () => {
      clearTimeout(giveUp);
    };
  }, [message, send, claims, readReceipts]);

  const kept = useKeptDraft(send, state, dispatch);
  const leaveDraft = kept.leave;
  const quit = useCallback(() => {
    leaveDraft();
    dispatch({ did: "cleared" });
    leave();
  }, [leave, leaveDraft]);
  useQuickExit(quit);

  useSchoolLanguage(options?.school);
  const labels: Readonly<Record<View, string>> = {
    tell: t(words.tellTab),
    help: t(words.helpTab),
    mine: t(words.mineTab),
  };
  return (
    <PageFrame
      school={options?.school.origin === "baseline" ? undefined : options?.school.shortName}
      part="report"
      title={t(words.documentTitle)}
      end={
        <button type="button" class="button quit" onClick={quit}>
          <ChromeWord of="closeNow" />
          <span class="quit-key" aria-hidden="true">
            Esc Esc
          </span>
        </button>
      }
      foot={<DangerLine emergencyPhone={firstHelp.emergencyPhone} listener={firstHelp.childline} />}
    >
      <nav class="tabs" aria-label={t(chrome.words.pageParts)}>
        {views.map((one) => (
          <button
            key={one}
            type="button"
            class="tab"
            aria-current={view === one ? "page" : undefined}
            onClick={() => {
              setView(one);
            }}
          >
            {labels[one]}
          </button>
        ))}
      </nav>
      {view === "tell" ? (
        <WorryForm
          state={state}
          dispatch={dispatch}
          voice={voice}
          isKept={kept.isKept}
          later={later}
          silent={silent}
        />
      ) : later === undefined ? (
        <p>
          <ChromeWord of="loading" />
        </p>
      ) : view === "help" ? (
        <later.HelpNow
          voice={voice}
          services={services}
          more={later.helpBeyond(services, reading)}
          people={options?.school.dsl === undefined ? [] : [options.school.dsl]}
        />
      ) : (
        <later.MyWorries
          voice={voice}
          receipts={receipts}
          forget={async (id) => {
            const reply = await send("worry/forget", { id }).catch(() => undefined);
            if (reply?.ok !== true || !reply.value.forgotten) return false;
            readReceipts();
            return true;
          }}
        />
      )}
      <div class="report-end">
        <p class="report-links small">
          <a class="only-narrow" href="report.html" target="_blank">
            {t(words.openWide)}
          </a>
          <a
            href={
              options === undefined || options.pageAddress === ""
                ? "site.html"
                : `site.html#u=${options.pageAddress}`
            }
            target="_blank"
          >
            {t(chrome.words.aboutPage)}
          </a>
          <a href="notice.html" target="_blank">
            {t(words.watched)}
          </a>
          <a href="agreement.html" target="_blank">
            {t(words.rules)}
          </a>
        </p>
      </div>
    </PageFrame>
  );
}
