// Where the reader stands with the school's keys. The opened key lives in this page alone: who leaves it locks it.
import { useEffect, useState } from "preact/hooks";
import type { KeysAnswer } from "../desk-types.ts";
import type { DeskApi } from "./api.ts";
import { falseList, trueList } from "./change-keys.ts";
import { openHeld, openRoot, type Keyring } from "./keyring.ts";

export type KeyStanding =
  /** Not known yet, or not this reader's business. */
  | "unknown"
  /** The school has made no keys: nothing is sealed. */
  | "none"
  /** There are keys, and the reader has none. */
  | "stranger"
  /** The reader made one; nobody has added it yet. */
  | "asked"
  | "locked"
  | "open";

export interface KeyState {
  readonly standing: KeyStanding;
  readonly answer: KeysAnswer | undefined;
  readonly ring: Keyring | undefined;
  /** Opens the reader's key; the words of what is wrong, or "". */
  unlock(passphrase: string): Promise<string>;
  /** Takes a key that was just made as opened. */
  take(ring: Keyring): void;
  lock(): void;
  reload(): Promise<void>;
}

function standingOf(answer: KeysAnswer | undefined, ring: Keyring | undefined): KeyStanding {
  if (answer === undefined) return "unknown";
  if (answer.version === 0) return "none";
  const own = answer.own?.key.kid;
  if (own === undefined) return "stranger";
  if (!answer.holders.some(({ key }) => key.kid === own)) return "asked";
  return ring?.own.kid === own ? "open" : "locked";
}

export function useKeys(api: DeskApi, isWanted: boolean, tick: number): KeyState {
  const [answer, setAnswer] = useState<KeysAnswer | undefined>(undefined);
  const [ring, setRing] = useState<Keyring | undefined>(undefined);

  async function reload(): Promise<void> {
    const reply = await api.keys();
    if (reply.ok) setAnswer(reply.value);
  }
  useEffect(() => {
    if (isWanted) void reload();
    else {
      setAnswer(undefined);
      setRing(undefined);
    }
  }, [isWanted, tick]);

  return {
    standing: standingOf(answer, ring),
    answer,
    ring,
    reload,
    take: setRing,
    lock: () => setRing(undefined),
    async unlock(passphrase) {
      const held = answer?.own;
      if (answer === undefined || held === null || held === undefined) return "You hold no key.";
      const own = await openHeld(held, { passphrase });
      if (own === undefined) return "That is not the passphrase of your key.";
      const root = await openRoot(answer.sealedRoot, own);
      if (root === undefined) {
        return "The school’s root key does not open with yours. Please tell whoever made the keys.";
      }
      if ((await trueList(answer, root)) === undefined) return falseList;
      setRing({ own, root });
      return "";
    },
  };
}
