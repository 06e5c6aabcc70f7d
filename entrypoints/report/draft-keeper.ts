// Hands what is half-written to the worker while it is being written: the form may be closed at any letter. One at a time
// and the newest next, so that an older state never comes after a newer one.
import type { DraftToKeep } from "../../lib/core/report/worry-draft.ts";
import type { sendMessage } from "../../lib/platform/send-message.ts";

export interface DraftKeeper {
  /** What is to be kept from now on; undefined: nothing, and what was is forgotten. */
  want(draft: DraftToKeep | undefined): void;
  /** Something is kept from before: `want(undefined)` means that it is to be forgotten. */
  foundOne(): void;
  /** The page is about to go: what still waits its turn goes at once. */
  flush(): void;
  /** The last that is said: what was wanted stays, or goes. */
  leave(stays: boolean): void;
}

/** `onKept` is told whether what is wanted could be kept. Nothing is sent while nothing has ever been there. */
export function createDraftKeeper(
  send: typeof sendMessage,
  onKept: (isKept: boolean) => void,
): DraftKeeper {
  let waiting: { readonly draft: DraftToKeep | undefined } | undefined;
  let last = "";
  let isBusy = false;
  let hasLeft = false;

  async function hand(draft: DraftToKeep | undefined): Promise<void> {
    const asked =
      draft === undefined ? send("worry/draft-forget", {}) : send("worry/draft-keep", draft);
    const reply = await asked.catch(() => undefined);
    onKept(draft === undefined || reply?.ok === true);
  }

  async function work(): Promise<void> {
    if (isBusy) return;
    isBusy = true;
    for (let next = waiting; next !== undefined; next = waiting) {
      waiting = undefined;
      await hand(next.draft);
    }
    isBusy = false;
  }

  function flush(): void {
    const next = waiting;
    waiting = undefined;
    if (next !== undefined) void hand(next.draft);
  }

  return {
    foundOne() {
      last = "found";
    },
    want(draft) {
      if (hasLeft) return;
      const text = draft === undefined ? "" : JSON.stringify(draft);
      if (text === last) return;
      last = text;
      waiting = { draft };
      void work();
    },
    flush,
    leave(stays) {
      hasLeft = true;
      if (stays) return flush();
      waiting = undefined;
      if (last !== "") void hand(undefined);
    },
  };
}
