// Pages that held more than is read of one: a fact for the IT lead, without an address (law 7).
import type { MessageReply } from "../../contract/message.ts";
import type { Clock } from "../ports.ts";
import type { Memory } from "./memory.ts";
import { answerWith } from "./outcome.ts";

export interface UnreadService {
  /** A content script says that its page was too much; each does so once at most. */
  note(): Promise<MessageReply<"page/incomplete">>;
  /** For the status page; [] where every page was read to its end. */
  checks(): Promise<readonly { name: string; ok: boolean; detail: string }[]>;
}

export function createUnreadService(
  clock: Pick<Clock, "nowMs">,
  memory: Pick<Memory, "unread">,
): UnreadService {
  return {
    async note() {
      const { count } = await memory.unread.read();
      await memory.unread.write({ count: count + 1, atMs: clock.nowMs() });
      return answerWith<"page/incomplete">({ isNoted: true });
    },
    async checks() {
      const { count, atMs } = await memory.unread.read();
      if (count === 0) return [];
      const day = new Date(atMs).toISOString().slice(0, 10);
      return [
        {
          name: "Reading of pages",
          ok: true,
          detail:
            count === 1
              ? `Scan incomplete on one page, which held, or changed, more text than is read of one (${day}).`
              : `Scan incomplete on ${count} pages, which held, or changed, more text than is read of one; the last on ${day}.`,
        },
      ];
    },
  };
}
