import { useState } from "preact/hooks";
import type { sendMessage } from "../../lib/platform/send-message.ts";
import { Button } from "../../lib/ui/button.tsx";
import { momentWords } from "../../lib/ui/date-words.ts";
import { LiveRegion } from "../../lib/ui/live-region.tsx";
import { say } from "../../lib/ui/i18n/say.ts";
import { statusWords as words } from "./words.ts";

/** The record that the filter is alive (F13): made by itself each month, and here at anybody's wish. */
export function CheckNow({
  checkedAtMs,
  send,
  onChanged,
  nowMs,
}: {
  readonly checkedAtMs: number | undefined;
  readonly send: typeof sendMessage;
  readonly onChanged: () => void;
  readonly nowMs: number;
}) {
  const [state, setState] = useState<"still" | "checking" | "good" | "bad" | "failed">("still");
  const check = () => {
    setState("checking");
    send("status/check", {})
      .then((reply) => {
        setState(reply.ok ? (reply.value.ok ? "good" : "bad") : "failed");
        onChanged();
      })
      .catch(() => {
        setState("failed");
      });
  };
  return (
    <div class="check-now">
      <div>
        <p class="small soft">{words.checkWhat}</p>
        <p class="small">
          {checkedAtMs === undefined
            ? words.checkedNever
            : say(words.checkedAt, "staff", { when: momentWords(checkedAtMs, nowMs) })}
        </p>
        <LiveRegion>
          {state === "good" ? <p>{words.checkGood}</p> : null}
          {state === "bad" ? <p>{words.checkBad}</p> : null}
          {state === "failed" ? <p>{words.checkFailed}</p> : null}
        </LiveRegion>
      </div>
      <Button waiting={state === "checking"} onPress={check}>
        {words.checkNow}
      </Button>
    </div>
  );
}
