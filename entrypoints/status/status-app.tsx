import { useEffect, useState } from "preact/hooks";
import type { sendMessage } from "../../lib/platform/send-message.ts";
import { applyLook } from "../../lib/ui/apply-look.ts";
import { Button } from "../../lib/ui/button.tsx";
import { ChromeWord } from "../../lib/ui/chrome-word.tsx";
import { PageFrame } from "../../lib/ui/page-frame.tsx";
import { useAnswer } from "../../lib/ui/use-answer.ts";
import { StatusSheet } from "./status-sheet.tsx";
import { statusWords as words } from "./words.ts";

export interface StatusProps {
  readonly send: typeof sendMessage;
  /** How often the page renews itself. */
  readonly pollMs?: number;
}

/** Whether this Chromebook is protected, and what is wrong where it is not. */
export function StatusApp({ send, pollMs = 5000 }: StatusProps) {
  const [round, setRound] = useState(0);
  const answer = useAnswer(() => send("status/read", {}), round);
  const view = answer.is === "here" ? answer.value : undefined;
  useEffect(() => {
    const timer = setInterval(() => {
      setRound((last) => last + 1);
    }, pollMs);
    return () => {
      clearInterval(timer);
    };
  }, [pollMs]);
  useEffect(() => {
    if (view !== undefined) applyLook({ colour: view.school.colour, reading: "staff" });
  }, [view]);
  return (
    <PageFrame school={view?.school.name ?? words.yourSchool}>
      {answer.is === "waiting" ? (
        <p role="status">
          <ChromeWord of="loading" />
        </p>
      ) : view === undefined ? (
        <section class="card stack" role="status">
          <h1>{words.missingTitle}</h1>
          <p>{words.missing}</p>
          <p class="small soft">{answer.is === "missing" ? answer.why : ""}</p>
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
        <StatusSheet
          view={view}
          nowMs={Date.now()}
          send={send}
          onChanged={() => {
            setRound((last) => last + 1);
          }}
        />
      )}
    </PageFrame>
  );
}
