import { useEffect, useState } from "preact/hooks";

/** What asking came to. Free of messages: whoever asks brings the question. */
export type Answer<T> =
  | { readonly is: "waiting" }
  | { readonly is: "here"; readonly value: T }
  | { readonly is: "missing"; readonly why: string };

type Reply<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: string };

/**
 * Asks once when the page opens, and again each time `round` changes. A question that throws or never comes back
 * within `patienceMs` counts as missing: a page must say something even when the worker does not.
 */
export function useAnswer<T>(
  ask: () => Promise<Reply<T>>,
  round = 0,
  patienceMs = 8000,
): Answer<T> {
  const [answer, setAnswer] = useState<Answer<T>>({ is: "waiting" });
  useEffect(() => {
    let live = true;
    const settle = (next: Answer<T>) => {
      if (live) setAnswer(next);
    };
    const giveUp = setTimeout(() => {
      settle({ is: "missing", why: "No answer came." });
    }, patienceMs);
    ask()
      .then((reply) => {
        clearTimeout(giveUp);
        settle(reply.ok ? { is: "here", value: reply.value } : { is: "missing", why: reply.error });
      })
      .catch(() => {
        clearTimeout(giveUp);
        settle({ is: "missing", why: "No answer came." });
      });
    return () => {
      live = false;
      clearTimeout(giveUp);
    };
    // eslint-disable-next-line react-hooks/exhaustive-deps -- a new round asks again, a new closure does not
  }, [round]);
  return answer;
}
