import { useEffect, useRef } from "preact/hooks";
import { canGoOn, type WorryInput, type WorryState } from "../../lib/core/report/worry-flow.ts";
import { Button } from "../../lib/ui/button.tsx";
import { ChromeWord } from "../../lib/ui/chrome-word.tsx";
import { LiveRegion } from "../../lib/ui/live-region.tsx";
import { NoticeBox } from "../../lib/ui/notice-box.tsx";
import { type Voice } from "../../lib/ui/i18n/voice.ts";
import type { LaterParts } from "./use-later-parts.ts";
import { TellStep } from "./tell-step.tsx";
import { WhatStep } from "./what-step.tsx";
import { useReportWords } from "./words.ts";
import { WordsStep } from "./words-step.tsx";

export interface StepProps {
  readonly state: WorryState;
  readonly dispatch: (input: WorryInput) => void;
  readonly voice: Voice;
  /** Whether what is half-written could be kept as chosen. */
  readonly isKept: boolean;
  /** Undefined for a moment, and where they cannot be read. */
  readonly later: LaterParts | undefined;
}

/** Three short steps, a last look, and the truth about what became of it. */
export function WorryForm(props: StepProps & { readonly silent: boolean }) {
  const { state, dispatch, voice } = props;
  const { words, t } = useReportWords(voice);
  const { step, delivery } = state;
  const { later } = props;
  const place = useRef<HTMLDivElement>(null);
  const shown = useRef("what");
  // Not in the middle of a word: where the answer came late, it is asked at the next step.
  const found = delivery.is === "writing" && step !== "words" ? state.found : undefined;
  const Found = found === undefined ? undefined : later?.FoundDraft;
  const part = delivery.is === "taken" ? "taken" : Found ? "found" : step;
  useEffect(() => {
    if (shown.current === part) return;
    shown.current = part;
    // Back to the top first: the page in a tab, or the middle of the popup, whichever of them scrolls.
    for (const scroller of [document.documentElement, place.current?.closest("main")]) {
      if (scroller) scroller.scrollTop = 0;
    }
    place.current?.querySelector<HTMLElement>("h1")?.focus({ preventScroll: true });
  }, [part]);

  if (delivery.is === "taken") {
    return (
      <div ref={place}>
        {later === undefined ? (
          <h1 tabIndex={-1}>
            {t(words.states[delivery.receipt.state])}: {delivery.receipt.reference}
          </h1>
        ) : (
          <later.Outcome receipt={delivery.receipt} voice={voice} dispatch={dispatch} />
        )}
      </div>
    );
  }
  if (Found !== undefined) {
    return (
      <div ref={place}>
        <Found {...props} />
      </div>
    );
  }
  // Nothing is sent from a page that does not show it.
  const isUnseen = step === "check" && later === undefined;
  const at = ["what", "tell", "words", "check"].indexOf(step) + 1;
  return (
    <div ref={place}>
      <div class="progress">
        <span class="small soft">
          {step === "check" ? t(words.lastLook) : t(words.step, { at })}
        </span>
        <span class="progress-dots" aria-hidden="true">
          {[1, 2, 3].map((dot) => (
            <span key={dot} class={dot <= at ? "dot dot-done" : "dot"} />
          ))}
        </span>
      </div>
      {props.silent && step === "what" ? (
        <NoticeBox kind="wait">
          <p class="small">{t(words.offline)}</p>
        </NoticeBox>
      ) : null}
      <div class={step === "what" ? "stack" : "stack arrives"} id="worry-step" key={step}>
        {step === "what" ? (
          <WhatStep {...props} />
        ) : step === "tell" ? (
          <TellStep {...props} />
        ) : step === "words" ? (
          <WordsStep {...props} />
        ) : later === undefined ? (
          <ChromeWord of="loading" />
        ) : (
          <later.CheckStep {...props} />
        )}
      </div>
      <div class="actions">
        <LiveRegion>
          {delivery.is === "refused" ? (
            <NoticeBox kind="care">
              <h2>{t(words.refusedTitle)}</h2>
              <p>{t(words.refused)}</p>
            </NoticeBox>
          ) : null}
        </LiveRegion>
        <div class="actions-row">
          {step === "what" ? null : (
            <Button
              waiting={delivery.is === "sending"}
              onPress={() => {
                dispatch({ did: "went-back" });
              }}
            >
              <ChromeWord of="back" />
            </Button>
          )}
          <Button
            kind="main"
            wide
            waiting={!canGoOn(state) || delivery.is === "sending" || isUnseen}
            onPress={() => {
              dispatch({ did: step === "check" ? "confirmed" : "went-on" });
            }}
          >
            {step !== "check" ? (
              <ChromeWord of="next" />
            ) : delivery.is === "sending" ? (
              t(words.sending)
            ) : (
              <ChromeWord of={delivery.is === "refused" ? "tryAgain" : "send"} />
            )}
          </Button>
        </div>
      </div>
    </div>
  );
}
