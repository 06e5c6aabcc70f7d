// A worry that somebody began to tell and has not sent: kept closed with the device's own key, for the same person, for a
// day or for as long as the browser runs, as the pupil chose; or not at all. Its words are never looked at.
import type { KeptDraft, MessageInput, MessageReply } from "../../contract/message.ts";
import type { World } from "../ports.ts";
import type { Memory } from "./memory.ts";
import { answerWith } from "./outcome.ts";

export const draftAlarm = "worry-draft";
const keptForMs = 24 * 60 * 60_000;

export interface StoredDraft {
  readonly draft: Omit<KeptDraft, "untilMs">;
  /** Who was signed in; "" where that was not known. */
  readonly user: string;
  /** The run of the browser in which it was written. */
  readonly run: string;
  /** When it was written last, Unix ms. */
  readonly atMs: number;
}

export interface DraftService {
  read(): Promise<MessageReply<"worry/draft-read">>;
  keep(draft: MessageInput<"worry/draft-keep">): Promise<MessageReply<"worry/draft-keep">>;
  forget(): Promise<MessageReply<"worry/draft-forget">>;
  /** These words have arrived or are safe on their way: what was kept of them goes. Never rejects. */
  wasSent(words: string): Promise<void>;
  /** Forgets what is over, and sees to it that the worker wakes when it will be. */
  settle(): Promise<void>;
}

export function createDraftService(
  world: Pick<World, "clock" | "alarms" | "session">,
  memory: Pick<Memory, "worryDraft" | "user">,
): DraftService {
  const { clock, alarms, session } = world;

  /** What may still be shown to whoever sits here now. A clock that was put back makes nothing last longer. */
  async function isOver({ draft, user, run, atMs }: StoredDraft): Promise<boolean> {
    const nowMs = clock.nowMs();
    if (nowMs >= atMs + keptForMs || nowMs < atMs - keptForMs) return true;
    if (user !== (await memory.user.read())) return true;
    return draft.keep === "run" && run !== (await session.runName());
  }

  async function forget(): Promise<void> {
    await memory.worryDraft.write(undefined);
    await alarms.clear(draftAlarm).catch(() => {});
  }

  async function current(): Promise<StoredDraft | undefined> {
    const stored = await memory.worryDraft.read();
    if (stored === undefined) return undefined;
    if (!(await isOver(stored))) return stored;
    await forget();
    return undefined;
  }

  let last: Promise<unknown> = Promise.resolve();
  /** In the order in which they were asked for: what is forgotten is not written again by what came before it. */
  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const mine = last.then(work);
    last = mine.catch(() => {});
    return mine;
  }

  async function keep(given: MessageInput<"worry/draft-keep">): Promise<number> {
    const { what, tell, words, reach, named, keep: length } = given;
    const [user, run] = await Promise.all([memory.user.read(), session.runName()]);
    const atMs = clock.nowMs();
    const draft = {
      words,
      reach,
      named,
      keep: length,
      ...(what === undefined ? {} : { what }),
      ...(tell === undefined ? {} : { tell }),
    };
    // The way to its end first: what is kept is never kept without one.
    await alarms.at(draftAlarm, atMs + keptForMs);
    await memory.worryDraft.write({ draft, user, run, atMs });
    return atMs + keptForMs;
  }

  return {
    async read() {
      const stored = await inTurn(current);
      if (stored === undefined) return answerWith<"worry/draft-read">({});
      const untilMs = stored.atMs + keptForMs;
      return answerWith<"worry/draft-read">({ draft: { ...stored.draft, untilMs } });
    },

    keep: async (given) =>
      answerWith<"worry/draft-keep">({ untilMs: await inTurn(() => keep(given)) }),

    async forget() {
      await inTurn(forget);
      return answerWith<"worry/draft-forget">({ forgotten: true });
    },

    wasSent: (words) =>
      inTurn(async () => {
        const stored = await memory.worryDraft.read();
        if (stored?.draft.words === words) await forget();
      }).catch(() => {}),

    settle: () =>
      inTurn(async () => {
        const stored = await current();
        if (stored !== undefined) await alarms.at(draftAlarm, stored.atMs + keptForMs);
      }),
  };
}
