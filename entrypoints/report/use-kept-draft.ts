import { useCallback, useEffect, useState } from "preact/hooks";
import { draftToKeep } from "../../lib/core/report/worry-draft.ts";
import type { WorryInput, WorryState } from "../../lib/core/report/worry-flow.ts";
import type { sendMessage } from "../../lib/platform/send-message.ts";
import { createDraftKeeper } from "./draft-keeper.ts";

/**
 * Finds what was begun here before, and keeps what is being written as the pupil chose. `isKept` is false where that
 * failed. `leave` is for the quick exit: what was not chosen to be kept goes.
 */
export function useKeptDraft(
  send: typeof sendMessage,
  state: WorryState,
  dispatch: (input: WorryInput) => void,
): { readonly isKept: boolean; readonly leave: () => void } {
  const [isKept, setKept] = useState(true);
  const [keeper] = useState(() => createDraftKeeper(send, setKept));
  // Nothing is written before what is there has been read: it would be lost by that.
  const [hasRead, setRead] = useState(false);

  useEffect(() => {
    send("worry/draft-read", {})
      .then((reply) => {
        if (!reply.ok || reply.value.draft === undefined) return;
        keeper.foundOne();
        dispatch({ did: "draft-came", draft: reply.value.draft });
      })
      .catch(() => undefined)
      .finally(() => {
        setRead(true);
      });
  }, [send, keeper, dispatch]);

  useEffect(() => {
    const draft = draftToKeep(state);
    if (hasRead && draft !== "as it is") keeper.want(draft);
  }, [hasRead, keeper, state]);

  useEffect(() => {
    const flush = () => {
      keeper.flush();
    };
    addEventListener("pagehide", flush);
    return () => {
      removeEventListener("pagehide", flush);
    };
  }, [keeper]);

  const keeping = state.found?.keep ?? state.keeping;
  const leave = useCallback(() => {
    keeper.leave(keeping === "day");
  }, [keeper, keeping]);
  return { isKept, leave };
}
