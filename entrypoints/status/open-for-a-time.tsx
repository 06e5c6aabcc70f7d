import { useState } from "preact/hooks";
import type { OpenUnlock, StatusView } from "../../lib/contract/message.ts";
import { unlockMinutes } from "../../lib/contract/vocabulary.ts";
import type { sendMessage } from "../../lib/platform/send-message.ts";
import { Button } from "../../lib/ui/button.tsx";
import { momentWords } from "../../lib/ui/date-words.ts";
import { Disclosure } from "../../lib/ui/disclosure.tsx";
import { LiveRegion } from "../../lib/ui/live-region.tsx";
import { staffUnlockWords } from "../../lib/ui/staff-unlock-words.ts";
import { StaffUnlock } from "../../lib/ui/staff-unlock.tsx";
import { say } from "../../lib/ui/i18n/say.ts";
import { statusWords as words } from "./words.ts";

/** What staff opened here, how to give it back early, and how a lesson list is started at this screen. */
export function OpenForATime({
  view,
  send,
  onChanged,
  nowMs,
}: {
  readonly view: StatusView;
  readonly send: typeof sendMessage;
  readonly onChanged: () => void;
  readonly nowMs: number;
}) {
  const [hasFailed, setFailed] = useState(false);
  const end = ({ id }: OpenUnlock) => {
    setFailed(false);
    send("unlock/end", { id })
      .then((reply) => {
        setFailed(!reply.ok || !reply.value.ended);
        onChanged();
      })
      .catch(() => {
        setFailed(true);
      });
  };
  const lessons = view.lessons ?? [];
  return (
    <section class="card stack">
      <h2>{words.openTitle}</h2>
      {view.unlocks.length === 0 ? <p>{words.openNone}</p> : null}
      <ul class="open-list">
        {view.unlocks.map((one) => (
          <li key={one.id}>
            <div>
              <p>
                <span class="tag">{words.openKinds[one.what]}</span> <strong>{one.title}</strong>{" "}
                {say(words.openUntil, "staff", { when: momentWords(one.untilMs, nowMs) })}
              </p>
              <p class="small soft">{say(words.openBy, "staff", { by: one.by, why: one.why })}</p>
            </div>
            {one.what === "lesson" ? null : (
              <Button
                onPress={() => {
                  end(one);
                }}
              >
                {words.endNow}
              </Button>
            )}
          </li>
        ))}
      </ul>
      <LiveRegion>{hasFailed ? <p>{words.endFailed}</p> : null}</LiveRegion>
      {lessons.length === 0 ? null : (
        <Disclosure title={staffUnlockWords.lessonTitle}>
          <StaffUnlock
            offered={unlockMinutes}
            choices={lessons.map(({ id, title, minutes }) => ({
              id,
              what: "lesson",
              title,
              minutes,
            }))}
            request={(choice) =>
              send("unlock/request", { address: "", what: "lesson", lesson: choice.id })
            }
            enter={(given) => send("unlock/enter", given)}
          />
        </Disclosure>
      )}
    </section>
  );
}
