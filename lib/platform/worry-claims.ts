// One id for what a pupil is about to tell, however often it is sent: a press after "that did not work yet", a worker
// that died between keeping and answering, a form that was closed under the answer and filled in again, two forms at
// once. The worker keeps one worry for one claim. Once a pupil has been told that a worry is kept, the same words are
// another worry.
import type { MessageInput } from "../contract/message.ts";

type Claimed = MessageInput<"worry/send">;
type Message = Omit<Claimed, "claim">;

export interface WorryClaims {
  /** The message with its claim: that of the last time, where these very words went and nobody heard of them. */
  claimed(message: Message): Promise<Claimed>;
  /** The pupil has been told that it is kept. */
  told(message: Message): void;
}

interface Unheard {
  readonly claim: string;
  readonly atMs: number;
}

const name = "worries-unheard";
/** A form that was closed is filled in again within minutes; later, the same words may be of something new. */
const otherFormMs = 10 * 60_000;
/** A browser that is slow to tell what other forms sent holds no worry up. */
const patienceMs = 500;

/** For one form. Other forms are known by the browser's memory (`storage.session`), which holds no words, but a hash. */
export function createWorryClaims(): WorryClaims {
  const mine = new Map<string, string>();

  return {
    async claimed(message) {
      const text = JSON.stringify(message);
      let claim = mine.get(text);
      if (claim === undefined) {
        const made = makeClaim();
        const shared = shareClaim(text, made).catch(() => made);
        claim = await Promise.race([shared, waitMs(patienceMs).then(() => made)]);
        mine.set(text, claim);
      }
      return { ...message, claim };
    },
    told(message) {
      const text = JSON.stringify(message);
      mine.delete(text);
      void forgetClaim(text).catch(() => {});
    },
  };
}

/** What another form has sent these words under, unheard; else `made`, for other forms to find. */
async function shareClaim(text: string, made: string): Promise<string> {
  const mark = await markOf(text);
  return changeUnheard((unheard) => {
    const claim = unheard[mark]?.claim ?? made;
    return [{ ...unheard, [mark]: { claim, atMs: Date.now() } }, claim];
  });
}

async function forgetClaim(text: string): Promise<void> {
  const mark = await markOf(text);
  await changeUnheard((unheard) => {
    const { [mark]: _, ...others } = unheard;
    return [others, undefined];
  });
}

type AllUnheard = Readonly<Record<string, Unheard>>;

function changeUnheard<T>(change: (unheard: AllUnheard) => readonly [AllUnheard, T]): Promise<T> {
  return navigator.locks.request(name, async () => {
    const stored: unknown = (await chrome.storage.session.get(name))[name];
    const [after, value] = change(freshOf(stored));
    await chrome.storage.session.set({ [name]: after });
    return value;
  });
}

function freshOf(stored: unknown): AllUnheard {
  const sinceMs = Date.now() - otherFormMs;
  return Object.fromEntries(
    Object.entries((stored ?? {}) as AllUnheard).filter(([, { atMs }]) => atMs > sinceMs),
  );
}

async function markOf(text: string): Promise<string> {
  const hash = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return hexOf(new Uint8Array(hash));
}

const makeClaim = (): string => hexOf(crypto.getRandomValues(new Uint8Array(16)));

const hexOf = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");

const waitMs = (delayMs: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, delayMs));
