// A claimed message as it goes out: a mail's text, or a webhook's body. Both say the same and no more.
import {
  alertText,
  confirmText,
  digestText,
  testText,
  waitingOf,
  type AlertText,
  type DigestCounts,
} from "../review/alert-words.ts";
import { confirmCode } from "./alert-key.ts";
import type { ClaimedMessage } from "./alert-types.ts";

export interface Rendered extends AlertText {
  readonly body: Readonly<Record<string, unknown>>;
}

/** `deskAddress` ends without a slash: "https://desk.example.org". */
export function renderMessage(
  { message, detail, cases }: Pick<ClaimedMessage, "message" | "detail" | "cases">,
  given: { readonly deskAddress: string; readonly key: string; readonly escalateMinutes: number },
): Rendered {
  const desk = `${given.deskAddress}/desk/`;
  const { id, contactId, kind, madeAtMs } = message;
  const common = { format: 1, id, madeAtMs };
  switch (kind) {
    case "alert": {
      const waiting = waitingOf(cases);
      const link = `${desk}#/alert/${id}`;
      return {
        ...alertText(waiting, link, given.escalateMinutes),
        body: { schoolgate: "alert", ...common, ...waiting, link },
      };
    }
    case "digest": {
      const counts = JSON.parse(detail) as DigestCounts;
      return {
        ...digestText(counts, desk),
        body: { schoolgate: "alert-digest", ...common, ...counts, link: desk },
      };
    }
    case "confirm":
      // A webhook is confirmed by its echo and never sent one of these.
      return { ...confirmText(confirmCode(given.key, contactId, detail)), body: common };
    case "test":
    default:
      return { ...testText(desk), body: { schoolgate: "alert-test", ...common, link: desk } };
  }
}
