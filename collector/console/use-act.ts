// Doing something at the desk: busy while it is on its way, then a word of what came of it.
import { useState } from "preact/hooks";
import type { Reply } from "./api.ts";

export interface Acting {
  readonly busy: boolean;
  readonly trouble: string;
  readonly done: string;
  /** Waits for the work; its value where it went well. `words` are shown then. */
  readonly act: <T>(work: Promise<Reply<T>>, words: string) => Promise<T | undefined>;
  readonly say: (trouble: string) => void;
  readonly clear: () => void;
}

/** `reload` is called after it went well, and where somebody else was first (409). */
export function useAct(onSignedOut: () => void, reload: () => Promise<void>): Acting {
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState("");
  const [done, setDone] = useState("");
  const clear = () => {
    setTrouble("");
    setDone("");
  };
  return {
    busy,
    trouble,
    done,
    clear,
    say(words) {
      setDone("");
      setTrouble(words);
    },
    async act(work, words) {
      setBusy(true);
      clear();
      const reply = await work;
      if (!reply.ok && reply.status === 401) onSignedOut();
      if (!reply.ok) setTrouble(reply.words);
      if (reply.ok || reply.status === 409) await reload();
      if (reply.ok) setDone(words);
      setBusy(false);
      return reply.ok ? reply.value : undefined;
    },
  };
}
