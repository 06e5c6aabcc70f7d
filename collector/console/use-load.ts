// Loading a view: first by the reader's wish, again when the live line says so.
import { useEffect, useRef, useState } from "preact/hooks";
import type { Reply } from "./api.ts";

export interface Loaded<T> {
  readonly value: T | undefined;
  readonly trouble: string;
  readonly reload: (live: boolean) => Promise<void>;
}

/**
 * Calls `load` when `key` changes and whenever `tick` does (that one "live"). The last value stays while the next is on
 * its way; an answer that was overtaken is dropped. `onSignedOut` is called where the session is over.
 */
export function useLoad<T>(
  key: string,
  tick: number,
  load: (live: boolean) => Promise<Reply<T>>,
  onSignedOut: () => void,
): Loaded<T> {
  const [value, setValue] = useState<T | undefined>(undefined);
  const [trouble, setTrouble] = useState("");
  const asked = useRef(0);
  const shownKey = useRef("");

  async function reload(live: boolean): Promise<void> {
    asked.current += 1;
    const mine = asked.current;
    const reply = await load(live);
    if (mine !== asked.current) return;
    if (reply.ok) {
      setValue(reply.value);
      setTrouble("");
    } else if (reply.status === 401) onSignedOut();
    else setTrouble(reply.words);
  }

  useEffect(() => {
    const live = shownKey.current === key;
    if (!live) setTrouble("");
    shownKey.current = key;
    void reload(live);
  }, [key, tick]);

  return { value, trouble, reload };
}
