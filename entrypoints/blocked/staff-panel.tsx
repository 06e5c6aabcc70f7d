import { blockedEnglish } from "../../lib/ui/i18n/english/blocked.ts";
import type { BlockExplanation } from "../../lib/contract/message.ts";
import { unlockMinutes } from "../../lib/contract/vocabulary.ts";
import { StaffUnlock, type UnlockChoice } from "../../lib/ui/staff-unlock.tsx";
import { askableAddress } from "../../lib/ui/web-address.ts";
import type { CardProps } from "./blocked-app.tsx";

export { StaffDetails } from "./staff-details.tsx";

/** What a member of staff fills in. A script of its own: no pupil's page carries it. */
export function StaffPanel({
  explanation,
  address,
  send,
  navigate,
}: CardProps & { readonly explanation: BlockExplanation }) {
  if (address === undefined) return null;
  const asked = askableAddress(address);
  const choices = choicesOf(explanation);
  if (choices.length === 0) return null;
  return (
    <StaffUnlock
      offered={unlockMinutes}
      choices={choices}
      request={(choice) =>
        send("unlock/request", {
          address: asked,
          what: choice.what,
          ...(choice.what === "lesson" ? { lesson: choice.id } : {}),
        })
      }
      enter={(given) => send("unlock/enter", given)}
      onOpened={() => {
        navigate(address);
      }}
      openedButton={blockedEnglish.openGo}
    />
  );
}

function choicesOf({
  unlockable,
  host,
  category,
  lessons = [],
}: BlockExplanation): readonly UnlockChoice[] {
  const choices: UnlockChoice[] = [];
  if (unlockable.includes("site")) choices.push({ id: "site", what: "site", title: host });
  if (unlockable.includes("category")) {
    choices.push({ id: "category", what: "category", title: category.title });
  }
  if (unlockable.includes("lesson")) {
    for (const { id, title, minutes } of lessons) {
      choices.push({ id, what: "lesson", title, minutes });
    }
  }
  return choices;
}
