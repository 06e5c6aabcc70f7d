// The collector's word on one hash: asked for once, remembered in memory only, so that nothing of it stands on a disk.
import type { World } from "../ports.ts";
import type { Memory } from "./memory.ts";
import { belowAddress } from "./safe-address.ts";

/** A collector that did not answer is asked again after this. */
const unansweredForMs = 30_000;
const mostAnswers = 500;
const confirmPath = "api/v1/confidential/confirm";

export interface ConfidentialWord {
  readonly isListed: boolean;
  /** There was no answer: listed for safety, and asked again at this moment (Unix ms). */
  readonly untilMs?: number;
}

export interface ConfidentialWords {
  /** What is known of a hash (base64), or what the collector says. Takes as long as the network does; never rejects. */
  of(hash: string): Promise<ConfidentialWord>;
  /** Another list is in force: what was said under the one before says nothing about it. */
  forget(): void;
}

function isListedIn(body: unknown): boolean | undefined {
  const listed =
    typeof body === "object" && body !== null && "listed" in body ? body.listed : undefined;
  return typeof listed === "boolean" ? listed : undefined;
}

export function createConfidentialWords(
  world: Pick<World, "network" | "clock">,
  memory: Pick<Memory, "managed">,
): ConfidentialWords {
  const { network, clock } = world;
  const words = new Map<string, ConfidentialWord>();
  const asking = new Map<string, Promise<ConfidentialWord>>();

  function unanswered(): ConfidentialWord {
    return { isListed: true, untilMs: clock.nowMs() + unansweredForMs };
  }

  async function ask(hash: string): Promise<ConfidentialWord> {
    const { collectorAddress = "", deviceToken = "" } = await memory.managed.read();
    const address = belowAddress(collectorAddress, confirmPath);
    if (address === undefined) return unanswered();
    const body = JSON.stringify({ hash });
    const posted = await network.postBatch({ address, token: deviceToken, body });
    const isListed = posted.kind === "answered" ? isListedIn(posted.body) : undefined;
    return isListed === undefined ? unanswered() : { isListed };
  }

  function keep(hash: string, word: ConfidentialWord): void {
    words.delete(hash);
    words.set(hash, word);
    const oldest = words.keys().next().value;
    if (words.size > mostAnswers && oldest !== undefined) words.delete(oldest);
  }

  function askOnce(hash: string): Promise<ConfidentialWord> {
    const under = asking.get(hash);
    if (under !== undefined) return under;
    const begun = ask(hash)
      .catch(() => unanswered())
      .then((word) => {
        if (asking.get(hash) === begun) {
          asking.delete(hash);
          keep(hash, word);
        }
        return word;
      });
    asking.set(hash, begun);
    return begun;
  }

  return {
    of(hash) {
      const word = words.get(hash);
      const isGood = word?.untilMs === undefined || clock.nowMs() < word.untilMs;
      return word !== undefined && isGood ? Promise.resolve(word) : askOnce(hash);
    },
    forget() {
      words.clear();
      asking.clear();
    },
  };
}
